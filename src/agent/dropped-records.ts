import type { ParkedRecord, Store, Tally } from '../store/store.ts';

/** A record that became no call, and where it can be looked at. */
export interface DroppedRecord {
  readonly source: string;
  readonly reason: string;
  /** The field that was at fault, where one was. */
  readonly field: string | null;
  readonly place:
    | { readonly kind: 'topic'; readonly topic: string; readonly partition: number; readonly offset: number }
    | { readonly kind: 'file'; readonly file: string; readonly line: number };
  /** Null where only the counts remember it. */
  readonly parkedAtMs: number | null;
}

/**
 * The records of a source that people can look at again: those that were parked, newest first, at most `limit`; of a
 * source that parks none the few that its counts keep as samples.
 */
export async function droppedRecords(
  store: Store,
  source: string,
  limit: number,
): Promise<readonly DroppedRecord[]> {
  const parked = await store.parked(source, limit);
  if (parked.length > 0) return parked.map((record) => fromParked(source, record));
  const tally = (await store.tallies()).get(source);
  return tally === undefined ? [] : fromSamples(source, tally).slice(0, limit);
}

function fromParked(source: string, record: ParkedRecord): DroppedRecord {
  const { part, position, reason, detail, parkedAtMs } = record;
  const slash = part.lastIndexOf('/');
  return {
    source,
    reason,
    field: detail,
    place: {
      kind: 'topic',
      topic: part.slice(0, slash),
      partition: Number(part.slice(slash + 1)),
      offset: position,
    },
    parkedAtMs,
  };
}

function fromSamples(source: string, { samples }: Tally): readonly DroppedRecord[] {
  return samples.map(({ reason, file, line, detail }) => ({
    source,
    reason,
    field: detail,
    place: { kind: 'file', file, line },
    parkedAtMs: null,
  }));
}
