import { createSummary, merge, type Summary } from '../../src/analyzer/index.ts';
import { unpackSummary } from '../../src/ingest/summary-codec.ts';
import type { Store, StoredSummary } from '../../src/store/store.ts';

/** What a store keeps of calls, all of it in memory. */
export interface ReadSummary {
  readonly snapshot: Uint8Array | null;
  readonly deltas: readonly Uint8Array[];
  /** To be given back when they are compacted. */
  readonly stored: StoredSummary;
}

export async function readSummary(store: Store, maxDeltas?: number): Promise<ReadSummary> {
  const parts: Uint8Array[] = [];
  const deltas: Uint8Array[] = [];
  const stored = await store.summary(
    { snapshotPart: (part) => void parts.push(part), delta: (delta) => void deltas.push(delta) },
    maxDeltas,
  );
  return { snapshot: parts.length === 0 ? null : Buffer.concat(parts), deltas, stored };
}

/** The summary of all calls that a store has counted. */
export async function countedIn(store: Store): Promise<Summary> {
  const settings = { hashKey: (await store.installationKey()).subarray(0, 16) };
  const { snapshot, deltas } = await readSummary(store);
  const summary = snapshot === null ? createSummary(settings) : unpackSummary(snapshot, settings);
  for (const delta of deltas) merge(summary, unpackSummary(delta, settings));
  return summary;
}
