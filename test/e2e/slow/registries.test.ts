import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SYSTEM_CLOCK } from '../../../src/kit/system-clock.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { AMPLIFY_REGISTRY } from '../../contract/registries/amplify-scenario.ts';
import type { RunningRegistry, Wire } from '../../contract/registries/scenario.ts';
import { type CliRun, runCli } from '../../support/cli.ts';

/** plan, publish and registry as a user runs them, against a registry that answers, refuses, and is not authorised. */

const folder = mkdtempSync(join(tmpdir(), 'assay-registries-'));
const CACHE = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
const said: string[] = [];
let running: RunningRegistry;
let wire: Wire;

async function assay(...args: readonly string[]): Promise<CliRun> {
  const run = await runCli(args, { cwd: folder, env: { ...CACHE, ...running.env } });
  said.push(run.stdout, run.stderr);
  return run;
}

async function expectExit(code: number, ...args: readonly string[]): Promise<CliRun> {
  const run = await assay(...args);
  assert.equal(run.code, code, `assay ${args.join(' ')}\n${run.stdout}${run.stderr}`);
  assert.doesNotMatch(run.stderr, /\n\s+at /, 'no stack');
  return run;
}

interface PlannedJson {
  readonly registry: string;
  readonly changes: readonly { readonly action: string; readonly key: string; readonly api: string | null }[];
  readonly unchanged: number;
  readonly waiting: readonly string[];
}

async function planned(registry: string): Promise<PlannedJson> {
  const { stdout } = await expectExit(0, 'plan', registry, '--json');
  const [item] = (JSON.parse(stdout) as { readonly items: readonly PlannedJson[] }).items;
  assert.ok(item !== undefined);
  return item;
}

/** Two APIs with enough accepted calls of enough clients for a letter and for firm names. */
function writeTraffic(): void {
  const lines = ['/orders/v1/orders', '/catalog/v1/products'].flatMap((path) =>
    Array.from({ length: 60 }, (_, index) =>
      JSON.stringify({
        time: new Date(SYSTEM_CLOCK.nowMs() - 60_000 + index * 100).toISOString(),
        method: 'GET',
        scheme: 'https',
        host: 'api.shop.example',
        path,
        status: 200,
        client: { address: `192.0.2.${(index % 20) + 1}` },
      }),
    ),
  );
  writeFileSync(join(folder, 'calls.ndjson'), `${lines.join('\n')}\n`);
}

function writeConfig(file: string, central: JsonObject): void {
  const config: JsonObject = {
    version: 1,
    store: { url: 'sqlite:./data/assay.db' },
    sources: [{ id: 'calls', connector: 'files', mapping: 'assay-call', paths: ['calls.ndjson'] }],
    registries: [{ id: 'central', connector: 'amplify', ...central }],
    console: { publicUrl: 'https://assay.example' },
  };
  writeFileSync(join(folder, file), JSON.stringify(config));
}

before(async () => {
  const store = openSqliteStore(':memory:');
  running = await AMPLIFY_REGISTRY.start({ clock: SYSTEM_CLOCK, folder, store });
  await store.close();
  assert.ok(running.wire !== null);
  wire = running.wire;
  writeTraffic();
  writeConfig('assay.yaml', running.config);
});
after(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('registries by command line', () => {
  test('what is typed wrong is said before there is a store', async () => {
    const told: readonly (readonly [RegExp, ...string[]])[] = [
      [/Say status, adopt or retire/, 'registry', 'bogus'],
      [/Name the object by its key/, 'registry', 'adopt'],
      [/no registry "nope".*built-in, central/, 'registry', 'status', 'nope'],
      [/no registry "nope".*built-in, central/, 'plan', 'nope'],
      [/no registry "nope".*built-in, central/, 'publish', 'nope'],
      [/--retry does not go with --dry-run/, 'publish', '--retry', '--dry-run'],
      [/store of this configuration does not exist yet/, 'plan', 'central'],
    ];
    for (const [line, ...args] of told) assert.match((await expectExit(2, ...args)).stderr, line);
  });

  test('nothing is planned or published before there is a report', async () => {
    await expectExit(0, 'run', '--once', '--only', 'pull');
    for (const command of ['plan', 'publish'] as const) {
      const { stderr } = await expectExit(2, command);
      assert.match(stderr, /Nothing was assessed yet/);
    }
    await expectExit(0, 'run', '--once', '--only', 'assess');
  });

  test('plan and --dry-run show every change and write nothing', async () => {
    const { stdout } = await expectExit(0, 'plan');
    assert.match(stdout, /^Registry built-in: 2 to create, 0 unchanged\.$/m);
    assert.match(stdout, /^Registry central: \d+ to create, 0 unchanged\.$/m);
    assert.match(stdout, /^\+ create APIService /m);
    const dry = await expectExit(0, 'publish', '--dry-run', 'central');
    assert.match(dry.stdout, /^\+ create APIService /m);
    assert.equal(wire.writes(), 0);
    const { stdout: status } = await expectExit(0, 'registry', 'status');
    assert.match(status, /central +0 +0 +0 +0 +never/);
  });

  test('a refused object: exit 5, its API waits, the other is published; tried again only on --retry', async () => {
    const { changes } = await planned('central');
    const refused = changes.find((change) => change.api !== null);
    assert.ok(refused !== undefined);
    const others = changes.filter((change) => change.api !== refused.api);
    wire.refuse(refused.key);
    const { stderr } = await expectExit(5, 'publish');
    assert.match(stderr, /Registry central: 1 change in quarantine and \d+ changes? held back\./);
    const held = new Set((await running.objects()).map((object) => object.key));
    for (const { key } of others) assert.ok(held.has(key), key);

    const { stdout: status } = await expectExit(0, 'registry', 'status', 'central');
    assert.match(
      status,
      new RegExp(`^quarantined in central: ${refused.key}  [A-Z_]+: .+\\(1 attempt\\)$`, 'm'),
    );
    assert.match(status, /partial: Registry central/);
    assert.deepEqual((await planned('central')).waiting, [refused.key]);

    wire.refuse(null);
    const writes = wire.writes();
    await expectExit(5, 'publish', 'central');
    assert.equal(wire.writes(), writes, 'not tried in vain');
    await expectExit(0, 'publish', 'central', '--retry');
    const { stdout } = await expectExit(0, 'plan');
    assert.match(stdout, /^Registry central: nothing to do, \d+ unchanged\.$/m);
  });

  test('nothing changed: no write at all, and a whole cycle agrees', async () => {
    const writes = wire.writes();
    const { stdout } = await expectExit(0, 'publish', '--json');
    const { items } = JSON.parse(stdout) as {
      items: { subject: string; outcome: string; counts: JsonObject }[];
    };
    assert.deepEqual(
      items.map(({ subject, outcome }) => `${subject} ${outcome}`),
      ['built-in succeeded', 'central succeeded'],
    );
    await expectExit(0, 'run', '--once', '--only', 'publish');
    assert.equal(wire.writes(), writes);
  });

  test('one object by hand: retired it stays so, adopted it is ours again', async () => {
    const { stdout } = await expectExit(0, 'registry', 'status', 'central', '--json');
    const [state] = (JSON.parse(stdout) as { items: { objects: { key: string; kind: string }[] }[] }).items;
    const service = state?.objects.find((object) => object.kind === 'APIService');
    assert.ok(service !== undefined);
    await expectExit(0, 'registry', 'retire', service.key);
    assert.deepEqual((await planned('central')).waiting, [service.key]);
    const retired = await expectExit(0, 'registry', 'status', 'central');
    assert.match(retired.stdout, /RETIRED_BY_HAND/);
    await expectExit(0, 'registry', 'adopt', service.key, 'central');
    assert.deepEqual((await planned('central')).waiting, []);
    await expectExit(0, 'publish', 'central');
    const unknown = await expectExit(2, 'registry', 'retire', 'apiservices/not-there');
    assert.match(unknown.stderr, /holds no object of ours/);
  });

  test('not authorised: 4 where it was the only one asked, 5 where another was published', async () => {
    wire.failNext({ on: 'read', times: 100_000, status: 403 });
    await expectExit(4, 'plan', 'central');
    await expectExit(3, 'plan');
    await expectExit(4, 'publish', 'central');
    await expectExit(5, 'publish');
    const doctor = await assay('doctor');
    assert.match(doctor.stdout, /^FAIL {2}registry central: .+Missing permission/m);
    wire.failNext({ on: 'read', times: 0, status: 403 });
    const well = await expectExit(0, 'doctor');
    assert.match(well.stdout, /^ok {4}registry central: /m);
  });

  test('not reachable: 4 where it was the only one asked, 3 where another was planned', async () => {
    const file = 'unreachable.yaml';
    const nowhere = 'http://127.0.0.1:1';
    writeConfig(file, { ...running.config, url: nowhere, authUrl: nowhere });
    await expectExit(4, 'plan', 'central', '-c', file);
    await expectExit(4, 'publish', 'central', '-c', file);
    await expectExit(3, 'plan', '-c', file);
  });

  test('mistakes of the user are named', async () => {
    const { stderr } = await expectExit(2, 'plan', 'nowhere');
    assert.match(stderr, /no registry "nowhere".*built-in, central/s);
    await expectExit(2, 'registry', 'forget', 'x');
    await expectExit(2, 'registry', 'retire');
    await expectExit(2, 'publish', '--dry-run', '--retry');
    for (const command of ['plan', 'publish', 'registry'])
      assert.match((await expectExit(0, command, '--help')).stdout, /^Usage: assay/m);
  });

  test('no secret was said', () => {
    const text = said.join('\n');
    assert.ok(text.length > 1000);
    for (const secret of running.secrets) assert.ok(!text.includes(secret));
  });
});
