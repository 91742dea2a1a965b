import type { JsonObject } from '../../model/json.ts';

/** An object that was read, or found unreadable: its key, its version, and when it was stored (ms). */
export type ReadObject = readonly [key: string, version: string, modifiedMs: number];

/** An object of which some pages are committed. */
export type OpenObject = {
  readonly key: string;
  readonly version: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** True when its bytes are read as they are stored, so that reading can begin in the middle. */
  readonly isPlain: boolean;
  /** Unpacked bytes (lines), or records (all others), that are committed. */
  readonly at: number;
  /** Lines or records that are committed. */
  readonly records: number;
};

/** How far one prefix was read. */
export type PrefixEntry = {
  readonly prefix: string;
  /** Objects stored until then are done, by a pass that was completed. */
  readonly settledMs: number;
  /** The pass under way: when it began, and the last key that it is done with. */
  readonly pass: { readonly startedMs: number; readonly after: string | null } | null;
  readonly open: OpenObject | null;
  /** Objects stored after `settledMs`, or shortly before it, that are done. */
  readonly done: readonly ReadObject[];
};

export type ObjectsCursor = {
  /** Date windows that end until then are read and not looked at again. */
  readonly closedMs: number;
  readonly prefixes: readonly PrefixEntry[];
};

const COUNT: JsonObject = { type: 'integer', minimum: 0 };
const TEXT: JsonObject = { type: 'string' };

const OPEN_OBJECT: JsonObject = {
  type: ['object', 'null'],
  additionalProperties: false,
  required: ['key', 'version', 'sizeBytes', 'modifiedMs', 'isPlain', 'at', 'records'],
  properties: {
    key: TEXT,
    version: TEXT,
    sizeBytes: COUNT,
    modifiedMs: { type: 'integer' },
    isPlain: { type: 'boolean' },
    at: COUNT,
    records: COUNT,
  },
};

/** Schema of `ObjectsCursor`; a stored cursor that does not fit is refused, never read as "from the beginning". */
export const OBJECTS_CURSOR_SCHEMA: JsonObject = {
  title: 'ObjectsCursor',
  type: 'object',
  additionalProperties: false,
  required: ['closedMs', 'prefixes'],
  properties: {
    closedMs: { type: 'integer' },
    prefixes: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['prefix', 'settledMs', 'pass', 'open', 'done'],
        properties: {
          prefix: TEXT,
          settledMs: { type: 'integer' },
          pass: {
            type: ['object', 'null'],
            additionalProperties: false,
            required: ['startedMs', 'after'],
            properties: { startedMs: { type: 'integer' }, after: { type: ['string', 'null'] } },
          },
          open: OPEN_OBJECT,
          done: {
            type: 'array',
            items: {
              type: 'array',
              minItems: 3,
              maxItems: 3,
              items: false,
              prefixItems: [TEXT, TEXT, { type: 'integer' }],
            },
          },
        },
      },
    },
  },
};
