import type { JsonObject } from '../../model/json.ts';

/** The properties that every connector has that searches a lake by time. */
export const WINDOW_PROPERTIES: JsonObject = {
  since: {
    type: 'string',
    format: 'duration',
    default: '24h',
    description: 'How far back the first run reads; every later one goes on where the one before ended.',
  },
  lag: {
    type: 'string',
    format: 'duration',
    default: '2m',
    description:
      'Records younger than this are left for the next run: indexing takes time, and what arrives within the lag is never missed.',
  },
  overlap: {
    type: 'string',
    format: 'duration',
    default: '1m',
    description:
      'How much of what was read before is counted again, so that records that came later than the lag are found; they are told apart by id. At most 20,000 ids are kept for it.',
  },
};

/** `WINDOW_PROPERTIES` as the loader resolves them: milliseconds. */
export type WindowProperties = {
  readonly since: number;
  readonly lag: number;
  readonly overlap: number;
};
