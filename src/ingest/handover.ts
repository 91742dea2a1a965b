import {
  type Actors,
  actorBuffers,
  emptyActors,
  type Summary,
  type SummarySettings,
} from '../analyzer/index.ts';
import type { Tally } from '../store/store.ts';
import type { Analyst } from './analyst.ts';
import { packSummary, unpackSummary } from './summary-codec.ts';

/**
 * What an analyst of one thread hands to another. Most of a summary is what actors did, and that lies in buffers which
 * change their owner: nothing of it is written and read again.
 */
export interface AnalystHandover {
  /** What outgrew its budget; everything, once anything did. */
  readonly packed: readonly Uint8Array<ArrayBuffer>[];
  /** The summary without the actors, packed; null when there is none, or all is packed. */
  readonly rest: Uint8Array<ArrayBuffer> | null;
  readonly actors: Actors;
  readonly tally: Tally;
}

/** `packs`: all is packed, whatever its size. */
export function handOver(analyst: Analyst, packs: boolean): AnalystHandover {
  const { counted, tally } = analyst.release();
  if (counted === null) return { packed: [], rest: null, actors: emptyActors(), tally };
  const { packed, summary } = counted;
  if (packs || packed.length > 0)
    return { packed: [...packed, packSummary(summary)], rest: null, actors: emptyActors(), tally };
  const { actors } = summary;
  return { packed, rest: packSummary({ ...summary, actors: emptyActors() }), actors, tally };
}

export function buffersOf({ packed, rest, actors }: AnalystHandover): readonly ArrayBuffer[] {
  const buffers = packed.map(({ buffer }) => buffer);
  return rest === null ? buffers : [rest.buffer, ...actorBuffers(actors), ...buffers];
}

/** What was not packed because of its size; null when there is none. */
export function takeOver(
  { rest, actors }: AnalystHandover,
  settings: Partial<SummarySettings>,
): Summary | null {
  return rest === null ? null : { ...unpackSummary(rest, settings), actors };
}
