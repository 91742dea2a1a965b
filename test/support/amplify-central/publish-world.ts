import type { ConnectorConfig, Plan, PublishedApi } from '../../../src/kit/index.ts';
import type { Clock } from '../../../src/model/clock.ts';
import { type PublishRun, publish, type Receipt } from '../../../src/registry/publish.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type CentralOptions, type FakeCentral, startCentral } from './central-server.ts';
import { entryConfig, openAmplify, plantManaged, QUICK_CLOCK, registerAccount } from './estate.ts';

/** Central with one managed environment, a store, and the publish job between them; every run opens the connector anew. */
export interface PublishWorld {
  readonly central: FakeCentral;
  readonly store: Store;
  readonly pem: string;
  /** What was logged as a warning or reported. */
  readonly said: readonly string[];
  config(more?: ConnectorConfig): ConnectorConfig;
  plan(apis: readonly PublishedApi[], more?: ConnectorConfig): Promise<Plan>;
  publish(apis: readonly PublishedApi[], more?: ConnectorConfig, run?: Partial<PublishRun>): Promise<Receipt>;
  /** Writing requests of this work. */
  writesOf(work: () => Promise<unknown>): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface WorldOptions extends CentralOptions {
  readonly managed?: readonly string[];
  readonly clock?: Clock;
}

export async function publishWorld(options: WorldOptions = {}): Promise<PublishWorld> {
  const { managed = ['/orders', '/carts'], clock = QUICK_CLOCK, ...rest } = options;
  const central = await startCentral(rest);
  const { pem } = registerAccount(central);
  plantManaged(central, managed);
  const store = openSqliteStore(':memory:');
  const said: string[] = [];
  const config = (more: ConnectorConfig = {}): ConnectorConfig => entryConfig(central, pem, more);
  const registry = (more: ConnectorConfig = {}): PublishRun['open'] => {
    const { registry } = openAmplify(config(more), clock, said);
    if (registry === null) throw new Error('amplify is a registry');
    return registry;
  };
  return {
    central,
    store,
    pem,
    said,
    config,
    plan: (apis, more) => registry(more).plan(apis),
    publish: (apis, more, run = {}) =>
      publish(store, {
        registry: 'amplify',
        open: registry(more),
        apis,
        nowMs: () => clock.nowMs(),
        allowRetire: false,
        signal: new AbortController().signal,
        progressed: () => undefined,
        ...run,
      }),
    writesOf: async (work) => {
      const before = central.journal.length;
      await work();
      return central.journal
        .slice(before)
        .filter(({ kind }) => kind === 'write')
        .map(({ method, path }) => `${method} ${path}`);
    },
    stop: async () => {
      await central.stop();
      await store.close();
    },
  };
}

const PLURALS = [
  'environments',
  'complianceagents',
  'complianceruntimeresults',
  'apiservices',
  'apiservicerevisions',
  'apiserviceinstances',
];
const STAMPED = new Set(['metadata', 'compliance', 'timestamp', 'assayRetired']);

/** All of Central without what it or the time stamps on it: what two estates have in common that were written alike. */
export function stateOf(central: FakeCentral): readonly unknown[] {
  return PLURALS.flatMap((plural) =>
    central
      .dump(plural)
      .map((resource): unknown =>
        JSON.parse(
          JSON.stringify(resource, (name, value: unknown) => (STAMPED.has(name) ? undefined : value)),
        ),
      ),
  ).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
