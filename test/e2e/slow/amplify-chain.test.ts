import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import { isJsonObject } from '../../../src/model/json.ts';
import { type FakeCentral, startCentral } from '../../support/amplify-central/central-server.ts';
import {
  CLIENT_ID,
  instanceName,
  MANAGED,
  plantInstance,
  plantManaged,
  registerAccount,
  TARGET,
} from '../../support/amplify-central/estate.ts';
import { runCli } from '../../support/cli.ts';

/** The chain by command line: managed instances from Central, calls from a log, grades back into the registry. */

let central: FakeCentral;
let folder = '';

interface ApiRow {
  readonly basePath: string;
  readonly management: string;
  readonly grade: { readonly letter: string };
  readonly registered: { readonly api: string } | null;
  readonly registrations?: readonly { readonly gateway: string }[];
}

async function assay(...args: readonly string[]): Promise<string> {
  const run = await runCli(args, { cwd: folder });
  assert.equal(run.code, 0, `assay ${args.join(' ')}\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

async function apis(): Promise<readonly ApiRow[]> {
  const { items } = JSON.parse(await assay('apis', 'list', '--json')) as {
    readonly items: readonly ApiRow[];
  };
  return items;
}

/** Calls of enough clients for firm names, with what a grade is made of: who asked with which scheme, what was answered. */
async function writeTraffic(paths: readonly string[]): Promise<void> {
  const lines = paths.flatMap((path) =>
    Array.from({ length: 60 }, (_, index) =>
      JSON.stringify({
        time: new Date(Date.now() - 60_000 + index * 100).toISOString(),
        method: 'GET',
        scheme: 'https',
        host: 'api.shop.example',
        path,
        status: 200,
        client: { address: `192.0.2.${(index % 20) + 1}` },
        request: { headers: { authorization: 'Basic [masked]', accept: 'application/json' } },
        response: {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: index, state: 'open' }),
        },
      }),
    ),
  );
  await writeFile(join(folder, 'calls.ndjson'), `${lines.join('\n')}\n`);
}

function gradeAt(environment: string, plural: string, fits: (one: JsonObject) => boolean): JsonValue {
  const [found] = central.dump(plural, environment).filter(fits);
  const path = ['compliance', 'runtime', 'result', 'grade'];
  return (
    path.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), found) ?? null
  );
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-chain-'));
  central = await startCentral();
  plantManaged(central, ['/orders/v1']);
  await writeFile(join(folder, 'key.pem'), registerAccount(central).pem, { mode: 0o600 });
  await writeTraffic(['/orders/v1/orders', '/catalog/v1/products']);
  const amplify = {
    connector: 'amplify',
    url: central.url,
    authUrl: central.authUrl,
    organizationId: central.organizationId,
    clientId: CLIENT_ID,
    privateKey: '${file:key.pem}',
    managedEnvironments: [MANAGED],
  };
  const config = {
    version: 1,
    store: { url: 'sqlite:./data/assay.db' },
    sources: [{ id: 'calls', connector: 'files', mapping: 'assay-call', paths: ['calls.ndjson'] }],
    gateways: [{ id: 'central', ...amplify }],
    registries: [{ id: 'registry', ...amplify, targetEnvironment: TARGET }],
  };
  await writeFile(join(folder, 'assay.yaml'), JSON.stringify(config));
});
after(async () => {
  await central.stop();
  await rm(folder, { recursive: true });
});

describe('Amplify chain by command line', { timeout: 300_000 }, () => {
  it('one run reads, correlates, grades and publishes; letters there and here are the same', async () => {
    await assay('run', '--once');
    const rows = await apis();
    const managed = rows.find(({ management }) => management === 'managed');
    assert.equal(managed?.registered?.api, `${MANAGED}/${instanceName('/orders/v1')}`);
    const unmanaged = rows.find(({ basePath }) => basePath.startsWith('/catalog'));
    assert.equal(unmanaged?.management, 'unmanaged');
    assert.match(unmanaged.grade.letter, /^[A-F]$/);
    const isOrders = ({ name }: JsonObject): boolean => name === instanceName('/orders/v1');
    assert.equal(gradeAt(MANAGED, 'apiserviceinstances', isOrders), managed?.grade.letter);
    assert.equal(central.dump('apiservices', TARGET).length, 1);
    assert.equal(
      gradeAt(TARGET, 'apiservices', () => true),
      unmanaged.grade.letter,
    );
  });

  it('the plan after a publish is empty, and another run writes nothing', async () => {
    const { items } = JSON.parse(await assay('plan', 'registry', '--json')) as {
      readonly items: readonly { readonly changes: readonly unknown[] }[];
    };
    assert.deepEqual(items[0]?.changes, []);
    const writes = central.writes();
    await assay('run', '--once');
    assert.equal(central.writes(), writes);
  });

  it('an API that is registered at the gateway moves from unmanaged to managed', async () => {
    plantInstance(central.table, MANAGED, '/catalog/v1');
    await assay('run', '--once');
    const catalog = (await apis()).find(({ basePath }) => basePath.startsWith('/catalog'));
    assert.equal(catalog?.management, 'managed');
    const isCatalog = ({ name }: JsonObject): boolean => name === instanceName('/catalog/v1');
    assert.equal(gradeAt(MANAGED, 'apiserviceinstances', isCatalog), catalog.grade.letter);
    const [service] = central.dump('apiservices', TARGET);
    assert.ok(JSON.stringify(service?.['tags']).includes('assay-retired'));
    assert.equal(
      gradeAt(TARGET, 'apiservices', () => true),
      null,
    );
  });

  it('doctor names what is missing', async () => {
    central.faults.entitlementMissing = true;
    const run = await runCli(['doctor'], { cwd: folder });
    central.faults.entitlementMissing = false;
    assert.match(run.stdout + run.stderr, /entitlement/);
  });

  it('a gateway that registers the same API adds a registration, no second API', async () => {
    const before = await apis();
    const isOrders = ({ basePath }: ApiRow): boolean => basePath === '/orders/v1';
    const letter = before.find(isOrders)?.grade.letter ?? 'none';
    const deck = {
      _format_version: '3.0',
      services: [
        {
          name: 'orders',
          url: 'http://orders.internal.example:8080',
          routes: [{ name: 'orders', hosts: ['api.shop.example'], paths: ['/orders/v1'] }],
        },
      ],
    };
    await writeFile(join(folder, 'kong.json'), JSON.stringify(deck));
    const kong = { id: 'kong-prod', connector: 'kong', files: ['kong.json'], environment: 'production' };
    const file = join(folder, 'assay.yaml');
    const config = JSON.parse(await readFile(file, 'utf8')) as { gateways: unknown[] };
    config.gateways.push(kong);
    await writeFile(file, JSON.stringify(config));
    await assay('run', '--once');

    const rows = await apis();
    assert.equal(rows.length, before.length);
    const orders = rows.filter(isOrders);
    assert.deepEqual(
      orders.map(({ registrations = [] }) => registrations.map(({ gateway }) => gateway)),
      [['kong-prod', 'central']],
    );
    const fits = ({ name }: JsonObject): boolean => name === instanceName('/orders/v1');
    assert.equal(gradeAt(MANAGED, 'apiserviceinstances', fits), letter);
    const { items } = JSON.parse(await assay('plan', 'registry', '--json')) as {
      readonly items: readonly {
        readonly changes: readonly unknown[];
        readonly conflicts: readonly unknown[];
      }[];
    };
    assert.deepEqual([items[0]?.changes, items[0]?.conflicts], [[], []]);
  });
});
