import type { JsonObject } from '../../model/json.ts';

/** A document that was read, by the digest of its whole content: the same content is the same document. */
export type DocumentEntry = {
  readonly digest: string;
  /** Where the content was last seen; unchanged size and time save reading it again. */
  readonly node: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** Records that are committed. */
  readonly records: number;
  readonly isDone: boolean;
};

export type DocumentsCursor = { readonly documents: readonly DocumentEntry[] };

const COUNT: JsonObject = { type: 'integer', minimum: 0 };

export const DOCUMENTS_CURSOR_SCHEMA: JsonObject = {
  title: 'DocumentsCursor',
  type: 'object',
  additionalProperties: false,
  required: ['documents'],
  properties: {
    documents: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['digest', 'node', 'size', 'modifiedMs', 'records', 'isDone'],
        properties: {
          digest: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          node: { type: 'string' },
          size: COUNT,
          modifiedMs: { type: 'integer' },
          records: COUNT,
          isDone: { type: 'boolean' },
        },
      },
    },
  },
};
