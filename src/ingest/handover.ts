import { type Actors, actorBuffers, emptyActors } from '../analyzer/counting.ts';
import type { Tally } from '../store/store.ts';
import type { Analyst } from './analyst.ts';
import { packSummary } from './pack-summary.ts';

/**
 * What an analyst of one thread hands to another. Most of a summary is what actors did, and that lies in buffers which
 * change their owner: nothing of it is written and read again.
 */
export interface AnalystHandover {
  /** The summary with the actors, packed, where it was asked for; `rest` is null then. */
  readonly packed: Uint8Array<ArrayBuffer> | null;
  /** The summary without the actors, packed; null when no call was accepted. */
  readonly rest: Uint8Array<ArrayBuffer> | null;
  readonly actors: Actors;
  readonly tally: Tally;
}

/** `packs`: with the actors. */
export function handOver(analyst: Analyst, packs: boolean): AnalystHandover {
  const { summary, tally } = analyst.release();
  const actors = emptyActors();
  if (summary === null) return { packed: null, rest: null, actors, tally };
  if (packs) return { packed: packSummary(summary), rest: null, actors, tally };
  return { packed: null, rest: packSummary({ ...summary, actors }), actors: summary.actors, tally };
}

export function buffersOf({ packed, rest, actors }: AnalystHandover): readonly ArrayBuffer[] {
  if (packed !== null) return [packed.buffer];
  return rest === null ? [] : [rest.buffer, ...actorBuffers(actors)];
}
