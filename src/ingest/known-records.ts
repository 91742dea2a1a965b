import { createHmac } from 'node:crypto';
import type { Page } from '../kit/index.ts';
import type { SeenId, Store } from '../store/store.ts';

/** A page without the records that were received before, and what its commit should remember. */
export interface FreshPage {
  readonly page: Page;
  /** Records left out. */
  readonly repeated: number;
  readonly seen: readonly SeenId[];
  readonly seenWatermarkMs: number | null;
}

/** Leaves out records that an earlier pass delivered already. One for each pull of a source. */
export type KnownRecords = (page: Page) => Promise<FreshPage>;

/**
 * Ids are remembered as a keyed hash. Pages are analyzed ahead of their commit: what this pull delivered is known here,
 * everything before it in the store.
 */
export function knownRecords(store: Store, source: string): KnownRecords {
  const ofThisPull = new Set<string>();
  let hashKey: Uint8Array | null = null;
  return async (page) => {
    const { records } = page;
    if (records.kind !== 'records' || records.repeatable === undefined)
      return { page, repeated: 0, seen: [], seenWatermarkMs: null };
    const { ids, rememberFromMs, forgetBeforeMs } = records.repeatable;
    hashKey ??= await store.installationKey();
    const key = hashKey;
    const hashes = ids.map(({ id }) => hashOf(key, source, id));
    const stored = await store.hasSeen(source, hashes);
    const fresh: (typeof records.records)[number][] = [];
    const seen: SeenId[] = [];
    for (const [index, record] of records.records.entries()) {
      const idHash = hashes[index] ?? '';
      if (stored.has(idHash) || ofThisPull.has(idHash)) continue;
      fresh.push(record);
      const timeMs = ids[index]?.timeMs ?? rememberFromMs;
      if (timeMs < rememberFromMs) continue;
      ofThisPull.add(idHash);
      seen.push({ idHash, timeMs });
    }
    const { repeatable: _, ...rest } = records;
    return {
      page: { ...page, records: { ...rest, records: fresh } },
      repeated: records.records.length - fresh.length,
      seen,
      seenWatermarkMs: forgetBeforeMs,
    };
  };
}

function hashOf(key: Uint8Array, source: string, id: string): string {
  return createHmac('sha256', key).update(`${source}\n${id}`).digest('base64url').slice(0, 26);
}
