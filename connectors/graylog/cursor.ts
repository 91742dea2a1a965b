import { type JsonObject, WINDOW_CURSOR_SCHEMA, type WindowCursor } from '../../src/kit/index.ts';

/** How far one archive was read. */
export type ArchivePlace = {
  /** `archive_id` of its metadata. */
  readonly archive: string;
  /** Segments that were read whole. */
  readonly done: readonly string[];
  /** The segment that was begun, and how many of its lines are committed. */
  readonly begun: { readonly segment: string; readonly lines: number } | null;
  /** Lines of all segments that are committed. */
  readonly lines: number;
};

export type GraylogCursor = {
  readonly search: WindowCursor | null;
  readonly archives: readonly ArchivePlace[];
};

export const NO_CURSOR: GraylogCursor = { search: null, archives: [] };

const COUNT: JsonObject = { type: 'integer', minimum: 0 };

export const GRAYLOG_CURSOR_SCHEMA: JsonObject = {
  title: 'GraylogCursor',
  type: 'object',
  additionalProperties: false,
  required: ['search', 'archives'],
  properties: {
    search: { anyOf: [{ type: 'null' }, WINDOW_CURSOR_SCHEMA] },
    archives: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['archive', 'done', 'begun', 'lines'],
        properties: {
          archive: { type: 'string' },
          done: { type: 'array', items: { type: 'string' } },
          begun: {
            anyOf: [
              { type: 'null' },
              {
                type: 'object',
                additionalProperties: false,
                required: ['segment', 'lines'],
                properties: { segment: { type: 'string' }, lines: COUNT },
              },
            ],
          },
          lines: COUNT,
        },
      },
    },
  },
};
