import type { JsonObject } from '../../src/kit/index.ts';
import type { RowKey } from './message-table.ts';

/** One reading of a stretch of time, the overlap with the one before included. */
export type Pass = {
  /** Exclusive. */
  readonly afterMs: number;
  /** Inclusive: messages after it are still settling. */
  readonly untilMs: number;
  /** The last row that is committed; null: none yet. */
  readonly behind: RowKey | null;
};

export type LakeCursor = {
  /** Up to here everything was read once; null before the first pass ended. */
  readonly throughMs: number | null;
  /**
   * Ids of what was handed over at this time and later are remembered; those before are forgotten, whatever the overlap
   * is now. Absent in cursors of earlier versions: then they are taken to be known as far back as the overlap goes.
   */
  readonly knownFromMs?: number;
  /** The pass that is under way; null between passes. */
  readonly pass: Pass | null;
};

const TIME: JsonObject = { type: 'integer', minimum: -8.64e15, maximum: 8.64e15 };

/** Schema of `LakeCursor`; a stored cursor that does not fit is refused, never read as "from the beginning". */
export const LAKE_CURSOR_SCHEMA: JsonObject = {
  title: 'LakeCursor',
  type: 'object',
  additionalProperties: false,
  required: ['throughMs', 'pass'],
  properties: {
    throughMs: { ...TIME, type: ['integer', 'null'] },
    knownFromMs: TIME,
    pass: {
      type: ['object', 'null'],
      additionalProperties: false,
      required: ['afterMs', 'untilMs', 'behind'],
      properties: {
        afterMs: TIME,
        untilMs: TIME,
        behind: {
          type: ['object', 'null'],
          additionalProperties: false,
          required: ['timeMs', 'id'],
          properties: { timeMs: TIME, id: { type: 'string' } },
        },
      },
    },
  },
};

export interface PassTimes {
  readonly nowMs: number;
  readonly lookbackMs: number;
  readonly settleMs: number;
  readonly overlapMs: number;
}

/**
 * The next stretch to read: the pass that was interrupted, else from the overlap to where messages have settled, never
 * before the first id that is known: a message read again there would count twice. Null when nothing has settled since.
 */
export function nextPass(cursor: LakeCursor, times: PassTimes): Pass | null {
  if (cursor.pass !== null) return cursor.pass;
  const untilMs = times.nowMs - times.settleMs;
  if (cursor.throughMs === null) return { afterMs: times.nowMs - times.lookbackMs, untilMs, behind: null };
  if (untilMs <= cursor.throughMs) return null;
  const overlapFromMs = cursor.throughMs - times.overlapMs;
  return { afterMs: Math.max(overlapFromMs, cursor.knownFromMs ?? overlapFromMs), untilMs, behind: null };
}

/** From when on ids are known once pages of this pass are committed; `before` is that of the cursor it began with. */
export function knownFrom(pass: Pass, overlapMs: number, before: number | undefined): number {
  const knownMs = Math.max(pass.untilMs - overlapMs, pass.afterMs, before ?? pass.afterMs);
  // A first pass that looks back less than messages take to settle ends before it begins.
  return Math.min(pass.untilMs, knownMs);
}
