import { canonicalJson, type JsonObject } from '../model/json.ts';
import type { Change, Plan } from '../model/registry.ts';
import type { OutboxEntry, Store } from '../store/store.ts';

/** Why an entry waits that a person took out of the registry by hand: until a person lets it back in. */
export const RETIRED_BY_HAND = 'RETIRED_BY_HAND';

/** A change and its entry in the outbox; null for one that waits in quarantine and is not tried. */
export interface QueuedChange {
  readonly change: Change;
  readonly sequence: number | null;
  /** A change of its API failed in an earlier run, and so did one of each API behind it. */
  readonly isParked: boolean;
}

/**
 * Writes the plan to the outbox in place of the one before. What was refused is not tried again until its content
 * changes or a person releases it; quarantine of what is no longer planned ends. What failed before is parked behind
 * all the rest.
 */
export async function enqueue(
  store: Store,
  registry: string,
  changes: Plan['changes'],
): Promise<readonly QueuedChange[]> {
  const held = await quarantined(store, registry);
  const planned = new Map(changes.map((change) => [change.key, change]));
  const released = [...held.values()].filter((entry) => !stillWaits(entry, planned.get(entry.key)));
  await store.releaseQuarantine(
    registry,
    released.map((entry) => entry.key),
  );
  for (const entry of released) held.delete(entry.key);
  const failed = (await pendingEntries(store, registry)).filter(
    ({ key, error }) => error !== null && planned.has(key),
  );
  const pending = changes.filter((change) => !held.has(change.key));
  await store.planOutbox(
    registry,
    pending.map((change) => ({ key: change.key, change: changeJson(change) })),
  );
  const entries = await pendingEntries(store, registry);
  const sequences = new Map(entries.map((entry) => [entry.key, entry.sequence]));
  for (const { key, error } of failed) {
    const sequence = sequences.get(key);
    // Also where this run does not come to it, the next one has to know.
    if (sequence !== undefined) await store.settleOutbox(sequence, 'pending', error, null);
  }
  const attemptsOf = attemptsByApi(failed);
  return parkedLast(changes, attemptsOf).map((change) => ({
    change,
    sequence: held.has(change.key) ? null : (sequences.get(change.key) ?? null),
    isParked: attemptsOf(change) > 0,
  }));
}

async function pendingEntries(store: Store, registry: string): Promise<readonly OutboxEntry[]> {
  return (await store.outbox(registry)).filter((entry) => entry.state === 'pending');
}

type AttemptsOf = (change: Change) => number;

/** How often the last run tried what failed of the API of a change; 0 where nothing did, or it belongs to all. */
function attemptsByApi(failed: readonly OutboxEntry[]): AttemptsOf {
  const attempts = new Map<string, number>();
  for (const { change, attempts: made } of failed) {
    const { api } = change;
    if (typeof api === 'string') attempts.set(api, Math.max(made, attempts.get(api) ?? 0));
  }
  return ({ api = null }) => (api === null ? 0 : (attempts.get(api) ?? 0));
}

/**
 * Changes of APIs of which one failed before come after those of all others: a few objects that fail for ever would else
 * end every run at their place. Among them, what the last run tried comes last, so that each has its turn. What belongs
 * to all keeps its place.
 */
function parkedLast(changes: Plan['changes'], attemptsOf: AttemptsOf): Plan['changes'] {
  const ofApis = changes.filter(({ api = null }) => api !== null);
  const inOrder = ofApis.toSorted((a, b) => attemptsOf(a) - attemptsOf(b)).values();
  return changes.map((change) => ((change.api ?? null) === null ? change : (inOrder.next().value ?? change)));
}

/** Which changes of a plan would not be tried, without touching the outbox. */
export async function waitingKeys(
  store: Store,
  registry: string,
  changes: Plan['changes'],
): Promise<ReadonlySet<string>> {
  const planned = new Map(changes.map((change) => [change.key, change]));
  const held = [...(await quarantined(store, registry)).values()];
  return new Set(held.filter((entry) => stillWaits(entry, planned.get(entry.key))).map((entry) => entry.key));
}

async function quarantined(store: Store, registry: string): Promise<Map<string, OutboxEntry>> {
  const entries = (await store.outbox(registry)).filter((entry) => entry.state === 'quarantined');
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function stillWaits(entry: OutboxEntry, planned: Change | undefined): boolean {
  if (entry.error === RETIRED_BY_HAND) return true;
  return planned !== undefined && content(changeJson(planned)) === content(entry.change);
}

/** What the registry would be asked to hold. What it holds now is left out: that may change without us. */
function content({ action, after }: JsonObject): string {
  return canonicalJson([action === 'retire', after ?? null]);
}

export function changeJson(change: Change): JsonObject {
  return { ...change };
}
