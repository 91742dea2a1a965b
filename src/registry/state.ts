import type { OutboxEntry, RegistryObject, RunRecord, Store } from '../store/store.ts';

/** An entry of the outbox that is not done. */
export interface OpenEntry {
  readonly sequence: number;
  readonly key: string;
  readonly action: string;
  /** Code and sentence of the last attempt; null when there was none. */
  readonly reason: string | null;
  readonly attempts: number;
}

/** One registry as the store knows it. */
export interface RegistryState {
  readonly id: string;
  readonly active: number;
  readonly retired: number;
  readonly pending: readonly OpenEntry[];
  readonly quarantined: readonly OpenEntry[];
  readonly objects: readonly Pick<RegistryObject, 'key' | 'kind' | 'api' | 'state' | 'changedAtMs'>[];
  readonly lastRun: RunRecord | null;
}

/** Runs of other jobs between two publishes: a day of pulls of some sources. */
const RUNS_SEARCHED = 2000;

export async function registryState(store: Store, id: string): Promise<RegistryState> {
  const [objects, outbox, runs] = await Promise.all([
    store.registryObjects(id),
    store.outbox(id),
    store.runs(RUNS_SEARCHED),
  ]);
  const entries = (state: OutboxEntry['state']): readonly OpenEntry[] =>
    outbox.filter((entry) => entry.state === state).map(openEntry);
  const retired = objects.filter((object) => object.state === 'retired').length;
  return {
    id,
    active: objects.length - retired,
    retired,
    pending: entries('pending'),
    quarantined: entries('quarantined'),
    objects: objects.map(({ key, kind, api, state, changedAtMs }) => ({
      key,
      kind,
      api,
      state,
      changedAtMs,
    })),
    lastRun: runs.find((run) => run.job === 'publish' && run.subject === id) ?? null,
  };
}

function openEntry({ sequence, key, change, error, attempts }: OutboxEntry): OpenEntry {
  const action = change['action'];
  return { sequence, key, action: typeof action === 'string' ? action : '', reason: error, attempts };
}
