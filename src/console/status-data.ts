import type { OutboxEntry, Store, Tally } from '../store/store.ts';
import type { RegistryEntryState } from './pages/api.ts';
import type { RegistryState, SourceState } from './pages/overview.ts';

export async function sourceStates(store: Store): Promise<readonly SourceState[]> {
  const [tallies, parked] = await Promise.all([store.tallies(), store.parkedCounts()]);
  return [...tallies].map(([source, tally]) => ({
    source,
    received: tally.received,
    dropped: droppedOf(tally),
    parked: parked.get(source) ?? 0,
    lastCallMs: tally.lastCallMs,
  }));
}

function droppedOf(tally: Tally): number {
  return Object.values(tally.dropped).reduce((sum, count) => sum + count, 0);
}

export async function registryStates(
  store: Store,
  registries: readonly string[],
): Promise<readonly RegistryState[]> {
  return Promise.all(
    registries.map(async (registry) => {
      const [objects, outbox] = await Promise.all([store.registryObjects(registry), store.outbox(registry)]);
      const active = objects.filter((object) => object.state === 'active').length;
      const inState = (state: OutboxEntry['state']): number =>
        outbox.filter((entry) => entry.state === state).length;
      return {
        registry,
        active,
        retired: objects.length - active,
        pending: inState('pending'),
        quarantined: inState('quarantined'),
        lastChangeMs: objects.reduce<number | null>(
          (latest, object) => Math.max(latest ?? 0, object.changedAtMs),
          null,
        ),
      };
    }),
  );
}

/** The state of one API in every registry: its first object there, and the newest change that is not made. */
export async function registryEntries(
  store: Store,
  registries: readonly string[],
  api: string,
): Promise<readonly RegistryEntryState[]> {
  return Promise.all(
    registries.map(async (registry) => {
      const [objects, outbox] = await Promise.all([store.registryObjects(registry), store.outbox(registry)]);
      return {
        registry,
        object: objects.find((object) => object.api === api) ?? null,
        outbox:
          outbox.findLast(
            (entry) => (entry.change['api'] ?? entry.key) === api && entry.state !== 'applied',
          ) ?? null,
      };
    }),
  );
}
