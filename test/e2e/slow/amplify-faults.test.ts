import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  AssayError,
  type CheckItem,
  type ConnectorConfig,
  type PublishedApi,
} from '../../../src/kit/index.ts';
import { Secret } from '../../../src/model/secret.ts';
import { seededRandom } from '../../bench/generate-calls.ts';
import {
  instanceName,
  kindOf,
  MANAGED,
  managedApi,
  openAmplify,
  TARGET,
} from '../../support/amplify-central/estate.ts';
import { manyApis } from '../../support/amplify-central/many-apis.ts';
import { type PublishWorld, publishWorld, stateOf } from '../../support/amplify-central/publish-world.ts';
import { textOf } from '../../support/amplify-central/resource.ts';
import { observedDefinition, publishedApi } from '../../support/published-apis.ts';

const V1 = publishedApi({ basePath: '/v1', letter: 'C' });
const V2 = publishedApi({ basePath: '/v2', letter: 'F' });

let world: PublishWorld;

async function fault(work: Promise<unknown>): Promise<AssayError> {
  try {
    await work;
  } catch (error: unknown) {
    assert.ok(error instanceof AssayError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'it did not fail' });
}

async function firstFailure(more: ConnectorConfig = {}): Promise<CheckItem> {
  const { ok, items } = await openAmplify(world.config(more)).check();
  assert.ok(!ok);
  return items.find((item) => !item.ok)!;
}

async function settled(more: ConnectorConfig = {}, apis = [V1, V2]): Promise<void> {
  const receipt = await world.publish(apis, more);
  assert.deepEqual([receipt.error, receipt.quarantined, receipt.pending], [null, 0, 0]);
  assert.deepEqual((await world.plan(apis, more)).changes, []);
}

const grades = (): readonly unknown[] =>
  world.central.dump('apiserviceinstances', TARGET).map((one) => {
    const compliance = one['compliance'] as { runtime: { result: { grade: string } } } | undefined;
    return compliance?.runtime.result.grade ?? null;
  });

describe('Amplify on a bad day', () => {
  beforeEach(async () => {
    world = await publishWorld();
  });
  afterEach(() => world.stop());

  describe('what is refused is named', () => {
    it('a role that only reads: by the check and by the publish, and the next run continues', async () => {
      world.central.faults.readsOnly = true;
      const failure = await firstFailure();
      assert.match(failure.missingPermission ?? '', /Engage Admin.*target environment/);
      const { error, created } = await world.publish([V1, V2]);
      assert.deepEqual([error?.code, error?.kind, created], ['AMPLIFY_WRITE_FORBIDDEN', 'auth', 0]);
      assert.match(error?.fix ?? '', /Engage Admin/);
      world.central.faults.readsOnly = false;
      await settled();
    });

    it('a check writes nothing, and succeeds before and after the first publish', async () => {
      assert.ok((await openAmplify(world.config()).check()).ok);
      await settled();
      const before = stateOf(world.central);
      const { ok, items } = await openAmplify(world.config()).check();
      assert.ok(ok && items.some(({ message }) => message.includes('may be written')));
      assert.deepEqual(stateOf(world.central), before);
    });

    it('an organisation that does not fit', async () => {
      const failure = await firstFailure({ organizationId: '999' });
      assert.match(failure.message, /organizationId/);
      assert.equal(failure.missingPermission, 'role Engage Admin, or a team that sees the environments');
    });

    it('a missing entitlement: APIs are registered without grades, which come when it is there', async () => {
      world.central.faults.entitlementMissing = true;
      assert.match((await firstFailure()).missingPermission ?? '', /^entitlement/);
      const receipt = await world.publish([V1, V2]);
      assert.deepEqual([receipt.error, receipt.conflicts], [null, 1]);
      const { conflicts, changes } = await world.plan([V1, V2]);
      assert.deepEqual([changes, conflicts[0]?.code], [[], 'AMPLIFY_ENTITLEMENT_MISSING']);
      assert.deepEqual(grades(), [null, null]);
      world.central.faults.entitlementMissing = false;
      await settled();
      assert.deepEqual(grades(), ['C', 'F']);
      const orders = managedApi('/orders', { letter: 'B' });
      await settled({}, [V1, V2, orders]);
      world.central.faults.entitlementMissing = true;
      const { changes: hidden } = await world.plan([V1, V2, orders]);
      assert.deepEqual(hidden, [], 'a grade that cannot be seen is not taken away');
    });

    it('results that may be read and not written: one line, APIs without new grades, and nothing else is lost', async () => {
      const orders = managedApi('/orders', { letter: 'B' });
      await settled({}, [V1, orders]);
      world.central.faults.resultsReadOnly = true;
      assert.match((await firstFailure()).missingPermission ?? '', /^entitlement/);
      const saidBefore = world.said.length;
      const worse = publishedApi({ basePath: '/v1', letter: 'F' });
      const V3 = publishedApi({ basePath: '/v3', letter: 'B' });
      const { error, conflicts, created, pending, quarantined } = await world.publish([
        worse,
        V2,
        V3,
        orders,
      ]);

      assert.deepEqual([error, conflicts, pending, quarantined], [null, 1, 0, 0]);
      assert.equal(created, 4, 'two services with an instance each');
      assert.deepEqual(grades(), ['C', null, null], 'the grade that stands there stays');
      assert.deepEqual(world.said.slice(saidBefore), [
        'Amplify lets this account read compliance results and not write them; they are left out.',
      ]);
      const refused = world.central.journal.filter(
        ({ path, status }) => path.includes('complianceruntimeresults') && status === 403,
      );
      assert.ok(refused.length <= 3, `${refused.length} refused writes, however many APIs`);
      const onOrders = world.central
        .dump('apiserviceinstances', MANAGED)
        .map((one) => one['complianceruntimeresult']);
      assert.ok(
        onOrders.some((pointer) => typeof pointer === 'string'),
        'and so do pointers',
      );

      world.central.faults.resultsReadOnly = false;
      await settled({}, [worse, V2, V3, orders]);
      assert.deepEqual(grades(), ['F', 'F', 'B']);
    });

    it('one result that may not be written: its API waits in quarantine, the others are graded', async () => {
      await settled({}, [V1]);
      const [result] = world.central.dump('complianceruntimeresults', TARGET);
      world.central.faults.resultsReadOnly = textOf(result?.['name']);
      const worse = publishedApi({ basePath: '/v1', letter: 'F' });
      const { error, quarantined, created } = await world.publish([worse, V2]);
      assert.deepEqual([error, quarantined, created], [null, 1, 3]);
      assert.deepEqual(grades(), ['C', 'F']);
    });

    it('a clock that is off, by how much and on which side', async () => {
      for (const [skewMs, said] of [
        // A few seconds either way: the answer may have been some time on its way.
        [3_600_000, /(?:359\d|3600) s behind/],
        [-3_600_000, /360\d s ahead/],
      ] as const) {
        world.central.faults.skewMs = skewMs;
        const error = await fault(world.plan([V1]));
        assert.equal(error.code, 'OAUTH_CLOCK_SKEW');
        assert.match(error.message, said);
      }
      world.central.faults.skewMs = 0;
      await settled();
    });

    it('a key that does not belong to the account, and an account of the old style', async () => {
      const { pem } = await import('../../support/amplify-central/other-key.ts');
      const stranger = { privateKey: new Secret({ value: pem, reference: '${file:other.pem}' }) };
      assert.equal((await fault(world.plan([V1], stranger))).code, 'OAUTH_CLIENT_REJECTED');
      const old = await fault(world.plan([V1], { clientId: 'DOSA_1' }));
      assert.deepEqual([old.code, old.kind], ['AMPLIFY_ACCOUNT_OUTDATED', 'config']);
    });

    it('a managed environment that is not there, and a target that is one of them', async () => {
      const unknown = await fault(world.plan([V1], { managedEnvironments: [MANAGED, 'nowhere'] }));
      assert.deepEqual(
        [unknown.code, unknown.context['environment']],
        ['AMPLIFY_ENVIRONMENT_UNKNOWN', 'nowhere'],
      );
      const self = await fault(world.plan([V1], { targetEnvironment: MANAGED }));
      assert.equal(self.code, 'AMPLIFY_TARGET_MISSING');
    });

    it('a data plane that the server does not know: Unidentified in its place, told once, written once', async () => {
      world.central.table.rules.dataplaneTypes.delete('Graylog');
      await settled();
      assert.equal(world.said.length > 0, true);
      const types = world.central.dump('apiservices', TARGET).map((one) => JSON.stringify(one['source']));
      assert.ok(types.every((text) => text.includes('Unidentified')));
      assert.deepEqual(await world.writesOf(() => world.publish([V1, V2])), []);
    });

    it('a definition that is too large: the API is graded without it, and the plan says so', async () => {
      const large = publishedApi({ basePath: '/v1', definition: observedDefinition('1'.repeat(2000)) });
      const receipt = await world.publish([large, V2], { maxDefinitionSize: 1000 });
      assert.deepEqual([receipt.error, receipt.quarantined, receipt.conflicts], [null, 0, 1]);
      assert.deepEqual(grades(), ['C', 'F']);
      const { conflicts, changes } = await world.plan([large, V2], { maxDefinitionSize: 1000 });
      assert.deepEqual([changes, conflicts[0]?.code], [[], 'AMPLIFY_DEFINITION_TOO_LARGE']);
    });

    it('a definition that the server finds too large: quarantined with one line, and the others go on', async () => {
      world.central.table.rules.maxDefinitionBytes = 1000;
      const large = publishedApi({ basePath: '/v1', definition: observedDefinition('1'.repeat(2000)) });
      const receipt = await world.publish([large, V2]);
      assert.deepEqual([receipt.error, receipt.quarantined], [null, 1]);
      const [line] = (await world.store.outbox('amplify')).filter(({ state }) => state === 'quarantined');
      assert.match(line?.error ?? '', /^AMPLIFY_TOO_LARGE/);
      assert.equal(world.central.dump('apiserviceinstances', TARGET).length, 1);
    });
  });

  describe('other tenants', () => {
    it('v1alpha1 is used where v1 is not served', async () => {
      world.central.faults.servedVersions.delete('v1');
      await settled();
      assert.deepEqual(grades(), ['C', 'F']);
      world.central.faults.servedVersions.clear();
      assert.equal((await fault(world.plan([V1]))).code, 'AMPLIFY_NOT_CENTRAL');
    });

    it('results stand inside the instances where they are no resources', async () => {
      world.central.faults.hasNoResults = true;
      await settled();
      assert.deepEqual(grades(), ['C', 'F']);
      assert.deepEqual(await world.writesOf(() => world.publish([V1, V2])), []);
      const writes = await world.writesOf(() => world.publish([{ ...V1, grade: null }, V2]));
      assert.equal(writes.length, 1);
      assert.deepEqual(grades(), [null, 'F']);
      assert.equal(
        (await fault(world.plan([V1], { resultLocation: 'resource' }))).code,
        'AMPLIFY_RESULTS_UNKNOWN',
      );
    });

    it('a service is found through the revision where instances do not name it', async () => {
      for (const computes of [true, false]) {
        world.central.table.rules.computesReferences = computes;
        const open = openAmplify(world.config());
        const names: string[] = [];
        for await (const api of open.gateway?.readRegisteredApis() ?? []) names.push(api.name);
        assert.deepEqual(names, ['Service orders', 'Service carts']);
      }
      await settled({ managedGrades: 'clone' }, [V1, managedApi('/orders')]);
      const clones = world.central.dump('apiservices', TARGET).map((one) => JSON.stringify(one['source']));
      assert.ok(clones.some((source) => source.includes(`${MANAGED}/s-orders`)));
    });

    it('signs in with a client secret', async () => {
      world.central.tokens.accounts.push({ clientId: 'assay_secret', secret: 's3cr3t/1' });
      const { privateKey: _key, ...rest } = world.config();
      const secret = new Secret({ value: 's3cr3t/1', reference: '${env:S}' });
      const open = openAmplify({ ...rest, clientId: 'assay_secret', clientSecret: secret });
      assert.ok((await open.check()).ok);
    });
  });

  describe('while it is at work', () => {
    it('tokens that die on the way are renewed, and the run ends as if nothing had been', async () => {
      const apis = manyApis(12);
      const expected = await undisturbed(12);
      world.central.faults.tokensDieAfter = 30;
      const before = world.central.tokens.issued();
      await settled({}, [...apis]);
      assert.ok(world.central.tokens.issued() >= before + 2);
      assert.ok(world.central.journal.some(({ status }) => status === 401));
      assert.deepEqual(stateOf(world.central), expected);
    });

    for (const seed of [1, 2, 3]) {
      it(`5xx, 429 and resets before and after their effect end where a quiet day does (seed ${seed})`, async () => {
        const apis = manyApis(25);
        const fewer = [apis[0]!, ...apis.slice(4)];
        const quiet = await publishWorld();
        for (const rows of [apis, fewer]) await quiet.publish(rows);
        const expected = stateOf(quiet.central);
        await quiet.stop();

        world.central.faults.random = { share: 0.15, next: seededRandom(seed) };
        for (const rows of [apis, fewer]) await publishUntilDone(rows);
        world.central.faults.random = null;
        await settled({}, fewer);
        for (const status of [-1, 429, 503])
          assert.ok(
            world.central.journal.some((entry) => entry.status === status),
            String(status),
          );
        assert.deepEqual(stateOf(world.central), expected);
      });
    }

    it('a managed instance that goes and comes back gets its grade without a person', async () => {
      const orders = managedApi('/orders', { letter: 'B' });
      await settled({}, [V1]);
      const { table, faults } = world.central;
      faults.onEntry = () => {
        if (world.central.journal.at(-1)?.method !== 'POST') return;
        faults.onEntry = () => undefined;
        table.remove(kindOf('apiserviceinstances'), MANAGED, instanceName('/orders'));
      };
      const { error, quarantined } = await world.publish([V1, orders]);
      assert.deepEqual([error, quarantined], [null, 0]);
      const endpoint = [
        { host: 'api.shop.example', port: 443, protocol: 'https', routing: { basePath: '/orders' } },
      ];
      const spec = { apiServiceRevision: 'r-orders', endpoint };
      table.create(kindOf('apiserviceinstances'), MANAGED, { name: instanceName('/orders'), spec });
      await settled({}, [V1, orders]);
      const [shown] = world.central
        .dump('apiserviceinstances', MANAGED)
        .filter(({ name }) => name === instanceName('/orders'));
      assert.match(JSON.stringify(shown?.['complianceruntimeresult']), new RegExp(`^"${TARGET}/`));
    });

    it('a slow platform is waited for', async () => {
      world.central.faults.delayMs = 30;
      await settled();
    });

    it('shows the state of the agent, and writes it only when there is news', async () => {
      await settled();
      const open = openAmplify(world.config());
      const status = {
        state: 'running',
        version: '0.1.0',
        message: '2 APIs.',
        lastActivityMs: Date.now(),
      } as const;
      await open.registry?.reportStatus?.(status);
      await open.registry?.reportStatus?.({ ...status, lastActivityMs: status.lastActivityMs + 60_000 });
      const beats = (): number => world.central.journal.filter(({ kind }) => kind === 'heartbeat').length;
      assert.equal(beats(), 1);
      await open.registry?.reportStatus?.({ ...status, lastActivityMs: status.lastActivityMs + 600_000 });
      await open.registry?.reportStatus?.({ ...status, state: 'stopped' });
      assert.equal(beats(), 3);
      const [agent] = world.central.dump('complianceagents', TARGET);
      const shown = agent?.['status'] as Record<string, string>;
      assert.deepEqual(
        [shown['state'], shown['previousState'], shown['message']],
        ['stopped', 'running', '2 APIs.'],
      );
    });

    it('the registry can be asked for bad grades', async () => {
      await settled();
      const token = await tokenOf(world);
      const query = encodeURIComponent('compliance.runtime.result.grade=in=("E","F")');
      const answer = await fetch(
        `${world.central.url}/apis/management/v1/environments/${TARGET}/apiservices?query=${query}`,
        {
          headers: { authorization: `Bearer ${token}`, 'x-axway-tenant-id': world.central.organizationId },
        },
      );
      const found = (await answer.json()) as readonly { readonly title: string }[];
      assert.deepEqual(
        found.map(({ title }) => title),
        ['api.shop.example/v2'],
      );
    });
  });

  describe('killed while it writes', () => {
    it('ends where an undisturbed run does, wherever SIGKILL falls', { timeout: 300_000 }, async () => {
      const count = 12;
      const expected = await undisturbed(count);
      const random = seededRandom(20_261_122);
      for (let round = 1; round <= 6; round += 1) {
        const victim = await publishWorld();
        const folder = await mkdtemp(join(tmpdir(), 'assay-amplify-'));
        try {
          const at = 5 + Math.floor(random() * 120);
          const killed = await publishIn(victim, folder, count, at);
          assert.equal(killed.signal, 'SIGKILL', `round ${round}, entry ${at}`);
          const next = await publishIn(victim, folder, count, null);
          assert.equal(next.code, 0);
          assert.deepEqual(stateOf(victim.central), expected, `killed at entry ${at}`);
          assert.deepEqual((await victim.plan(manyApis(count))).changes, []);
        } finally {
          await victim.stop();
          await rm(folder, { recursive: true });
        }
      }
    });
  });

  describe('many', () => {
    it('publishes 1,000 APIs, and then writes nothing', { timeout: 600_000 }, async (t) => {
      const apis = manyApis(1000);
      const began = performance.now();
      const receipt = await world.publish(apis);
      const seconds = (performance.now() - began) / 1000;
      assert.deepEqual([receipt.error, receipt.quarantined], [null, 0]);
      const writes = world.central.writes();
      t.diagnostic(
        `1,000 APIs: ${receipt.created} objects, ${world.central.journal.length} requests, ${writes} of them writes, in ${seconds.toFixed(1)} s`,
      );
      const again = performance.now();
      assert.deepEqual(await world.writesOf(() => world.publish(apis)), []);
      t.diagnostic(`nothing changed: ${((performance.now() - again) / 1000).toFixed(1)} s`);
      assert.equal(world.central.dump('apiservices', TARGET).length, 998);
      assert.equal(new Set(world.central.dump('apiservices', TARGET).map(({ name }) => name)).size, 998);
    });
  });
});

/** An outage that outlasts the retries ends a run; the next one goes on. */
async function publishUntilDone(apis: readonly PublishedApi[]): Promise<void> {
  for (let run = 1; run <= 20; run += 1) {
    try {
      const { error, quarantined } = await world.publish(apis);
      assert.equal(quarantined, 0);
      if (error === null) return;
      assert.equal(error.kind, 'transient');
    } catch (error: unknown) {
      if (!(error instanceof AssayError)) throw error;
    }
  }
  assert.fail('twenty runs did not end');
}

/** A token of the account, as Central hands it out. */
async function tokenOf({ central }: PublishWorld): Promise<string> {
  central.tokens.accounts.push({ clientId: 'reader', secret: 'r3ader' });
  const answer = await fetch(`${central.authUrl}/realms/Broker/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('reader:r3ader').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  return token;
}

async function undisturbed(count: number): Promise<readonly unknown[]> {
  const quiet = await publishWorld();
  await quiet.publish(manyApis(count));
  const state = stateOf(quiet.central);
  await quiet.stop();
  return state;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One publish in a process of its own; killed when Central has seen so many requests. */
async function publishIn(
  { central, pem }: PublishWorld,
  folder: string,
  count: number,
  killAt: number | null,
): Promise<Ended> {
  const key = join(folder, 'key.pem');
  await writeFile(key, pem, { mode: 0o600 });
  const script = join(import.meta.dirname, '../../support/amplify-central/publish-once.ts');
  const args = [
    join(folder, 'assay.db'),
    central.url,
    central.authUrl,
    central.organizationId,
    key,
    String(count),
  ];
  const child: ChildProcess = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const start = central.journal.length;
  central.faults.onEntry = (index) => {
    if (killAt !== null && index - start >= killAt) child.kill('SIGKILL');
  };
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject).on('close', (code, signal) => resolve({ code, signal }));
    });
  } finally {
    central.faults.onEntry = () => undefined;
  }
}
