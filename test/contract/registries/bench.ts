import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type LoadedConfig, loadConfig } from '../../../src/config/index.ts';
import type { CheckResult, Connector, JsonObject, OpenRegistry } from '../../../src/kit/index.ts';
import { canonicalJson } from '../../../src/kit/index.ts';
import { type LogFields, type Logger, SILENT_LOGGER } from '../../../src/model/logger.ts';
import type { Plan, PublishedApi } from '../../../src/model/registry.ts';
import { builtInRegistry } from '../../../src/registry/built-in.ts';
import { type PublishRun, publish, type Receipt } from '../../../src/registry/publish.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import type { HeldObject, RegistryScenario, RunningRegistry, Wire } from './scenario.ts';

export const UNDER_TEST = 'under-test';

/** One registry under test, on a platform of its own, with all that it ever said. */
export interface RegistryBench {
  /** Null for the built-in registry. */
  readonly connector: Connector | null;
  readonly scenario: RegistryScenario;
  readonly running: RunningRegistry;
  readonly store: Store;
  readonly clock: FakeClock;
  /** Opens it anew, as another process would. */
  readonly open: () => Promise<OpenRegistry>;
  readonly check: () => Promise<CheckResult>;
  /** Plans, with a registry opened for it. */
  readonly plan: (apis: readonly PublishedApi[]) => Promise<Plan>;
  /** The publish job over one registry, opened for it. */
  readonly publish: (apis: readonly PublishedApi[], more?: Partial<PublishRun>) => Promise<Receipt>;
  /** Requires that it goes through and leaves nothing to do. */
  readonly publishAll: (apis: readonly PublishedApi[]) => Promise<Receipt>;
  readonly objects: () => Promise<ReadonlyMap<string, JsonObject>>;
  readonly wire: () => Wire;
  /** Keeps a text or error among what was said. */
  readonly say: (what: unknown) => void;
  readonly dispose: () => Promise<void>;
}

export async function setUpRegistryBench(
  connector: Connector | null,
  scenario: RegistryScenario,
): Promise<RegistryBench> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-registry-'));
  const store = openSqliteStore(':memory:');
  const clock = fakeClock();
  const running = await scenario.start({ clock, folder, store });
  const said: string[] = [];
  const say = (what: unknown): void => void said.push(inspect(what, { depth: 12, showHidden: true }));
  const opened = (): ReturnType<typeof openConnector> => openConnector(connector, running, store, clock, say);
  const open = async (): Promise<OpenRegistry> => (await opened()).registry;
  const publishing: RegistryBench['publish'] = async (apis, more = {}) => {
    const signal = new AbortController().signal;
    const receipt = await publish(store, {
      registry: storedUnder(connector),
      open: await open(),
      apis,
      nowMs: () => clock.nowMs(),
      allowRetire: false,
      progressed: () => undefined,
      signal,
      ...more,
    });
    say(receipt);
    return receipt;
  };
  const plan: RegistryBench['plan'] = async (apis) => {
    const made = await (await open()).plan(apis);
    say(made);
    return made;
  };
  return {
    connector,
    scenario,
    running,
    store,
    clock,
    open,
    check: async () => (await opened()).check(),
    plan,
    publish: publishing,
    publishAll: async (apis) => {
      const receipt = await publishing(apis);
      assert.equal(receipt.error, null);
      assert.deepEqual(
        [receipt.quarantined, receipt.pending, receipt.refusal],
        [0, 0, null],
        `all goes through: ${JSON.stringify(await store.outbox(storedUnder(connector)))}`,
      );
      assert.deepEqual((await plan(apis)).changes, [], 'nothing is left to do');
      return receipt;
    },
    objects: async () => byKey(await running.objects()),
    wire: () => {
      assert.ok(running.wire !== null);
      return running.wire;
    },
    say,
    dispose: async () => {
      try {
        await assertNoSecret(running, said, store, connector);
      } finally {
        await running.stop();
        await store.close();
        await rm(folder, { recursive: true });
      }
    },
  };
}

function storedUnder(connector: Connector | null): string {
  return connector === null ? 'built-in' : UNDER_TEST;
}

function byKey(objects: readonly HeldObject[]): ReadonlyMap<string, JsonObject> {
  const map = new Map(objects.map(({ key, body }) => [key, body]));
  assert.equal(map.size, objects.length, 'no two objects have one key');
  return map;
}

/** The problems of a configuration entry, one line each. */
export async function entryProblems(
  connector: Connector,
  own: JsonObject,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const loaded = await load(connector, own, env);
  return loaded.ok ? [] : loaded.problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

function load(
  { manifest }: Connector,
  own: JsonObject,
  env: Readonly<Record<string, string>>,
): Promise<LoadedConfig> {
  const entry = { id: UNDER_TEST, connector: manifest.id, ...own };
  return loadConfig(canonicalJson({ version: 1, registries: [entry] }), tmpdir(), {
    env,
    flags: [],
    connectorIds: [manifest.id],
    loadContract: () => Promise.resolve(manifest),
    mappings: [],
    isCron: () => true,
    onSecret: () => undefined,
  });
}

async function openConnector(
  connector: Connector | null,
  running: RunningRegistry,
  store: Store,
  clock: FakeClock,
  say: (what: unknown) => void,
): Promise<{ readonly registry: OpenRegistry; readonly check: () => Promise<CheckResult> }> {
  if (connector === null) {
    return { registry: builtInRegistry(store), check: () => Promise.resolve({ ok: true, items: [] }) };
  }
  const loaded = await load(connector, running.config, running.env);
  assert.ok(loaded.ok, `the scenario's configuration is valid: ${JSON.stringify(loaded)}`);
  const log = (message: string, fields?: LogFields): void => say([message, fields]);
  const logger: Logger = {
    ...SILENT_LOGGER,
    debug: log,
    info: log,
    warn: log,
    error: log,
    with: () => logger,
    once: () => logger,
  };
  const opened = connector.open(loaded.config.registries[0]?.settings ?? {}, {
    id: UNDER_TEST,
    logger,
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    stdin: null,
    report: say,
  });
  const { registry } = opened;
  assert.ok(registry !== null, 'it is a registry');
  return { registry, check: () => opened.check() };
}

/** After every check: whatever was logged, thrown, planned, returned or stored holds no secret in any form. */
async function assertNoSecret(
  running: RunningRegistry,
  said: readonly string[],
  store: Store,
  connector: Connector | null,
): Promise<void> {
  const id = storedUnder(connector);
  const stored = JSON.stringify([await store.outbox(id), await store.registryObjects(id)]);
  const objects = JSON.stringify(await running.objects());
  const text = [...said, stored, objects].join('\n');
  for (const secret of running.secrets.flatMap(formsOf)) {
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, -3),
      encodeURIComponent(secret),
    ])
      assert.ok(!text.includes(form), 'a form of a secret was said');
  }
}

/** A key file is as secret line by line, which is how it would stand in a log; its first and last lines are no secret. */
function formsOf(secret: string): readonly string[] {
  const lines = secret.split('\n').filter((line) => line.length >= 12 && !line.startsWith('-----'));
  return lines.length > 1 ? lines : [secret];
}
