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
  /** The summary without the actors, packed; null when no call was accepted. */
  readonly rest: Uint8Array<ArrayBuffer> | null;
  readonly actors: Actors;
  readonly tally: Tally;
}

export function handOver(analyst: Analyst): AnalystHandover {
  const { summary, tally } = analyst.release();
  if (summary === null) return { rest: null, actors: emptyActors(), tally };
  const { actors } = summary;
  return { rest: packSummary({ ...summary, actors: emptyActors() }), actors, tally };
}

export function buffersOf({ rest, actors }: AnalystHandover): readonly ArrayBuffer[] {
  return rest === null ? actorBuffers(actors) : [rest.buffer, ...actorBuffers(actors)];
}

export function takeOver(
  { rest, actors }: AnalystHandover,
  settings: Partial<SummarySettings>,
): Summary | null {
  return rest === null ? null : { ...unpackSummary(rest, settings), actors };
}
