import type { JsonObject } from '../../model/json.ts';

/** Ids of the records of one second, as digests of equal length without a separator. */
export type RecentSecond = {
  /** Seconds since the epoch, UTC. */
  readonly second: number;
  readonly ids: string;
};

/** How far a search over time was read. */
export type WindowCursor = {
  /** All that is stamped before it was handed over, as far as it had arrived. */
  readonly untilMs: number;
  /** Whatever was handed over at or after it stands in `recent`. */
  readonly knownFromMs: number;
  readonly recent: readonly RecentSecond[];
};

/** Schema of `WindowCursor`; a stored cursor that does not fit is refused, never read as "from the beginning". */
export const WINDOW_CURSOR_SCHEMA: JsonObject = {
  title: 'WindowCursor',
  type: 'object',
  additionalProperties: false,
  required: ['untilMs', 'knownFromMs', 'recent'],
  properties: {
    untilMs: { type: 'integer', minimum: 0 },
    knownFromMs: { type: 'integer', minimum: 0 },
    recent: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['second', 'ids'],
        properties: {
          second: { type: 'integer', minimum: 0 },
          ids: { type: 'string', pattern: '^[A-Za-z0-9_-]*$' },
        },
      },
    },
  },
};
