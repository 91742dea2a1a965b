import type { JsonObject } from '../../model/json.ts';

/**
 * How far one file was read. Its identity is device and inode together with a digest of the content's head, so that a
 * renamed file is known again by the first, a copied or compressed one by the second, and a re-used inode by neither.
 */
export type FileEntry = {
  /** `device:inode`. */
  readonly node: string;
  /** SHA-256 (first 32 hex digits) of the first `headBytes` bytes of the unpacked content. */
  readonly head: string;
  readonly headBytes: number;
  /** Unpacked bytes that are committed. */
  readonly offset: number;
  /** Lines (or entries) that are committed. */
  readonly lines: number;
  /** Size on disk at which nothing more can come out of it: a packed file that was read whole, or up to its damage. */
  readonly finishedAt: number | null;
  /** Scans in a row in which no file matched it. */
  readonly absent: number;
};

export type FilesCursor = { readonly files: readonly FileEntry[] };

const COUNT: JsonObject = { type: 'integer', minimum: 0 };

/** Schema of `FilesCursor`; a stored cursor that does not fit is refused, never read as "from the beginning". */
export const FILES_CURSOR_SCHEMA: JsonObject = {
  title: 'FilesCursor',
  type: 'object',
  additionalProperties: false,
  required: ['files'],
  properties: {
    files: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['node', 'head', 'headBytes', 'offset', 'lines', 'finishedAt', 'absent'],
        properties: {
          node: { type: 'string' },
          head: { type: 'string', pattern: '^[0-9a-f]{32}$' },
          headBytes: COUNT,
          offset: COUNT,
          lines: COUNT,
          finishedAt: { type: ['integer', 'null'], minimum: 0 },
          absent: COUNT,
        },
      },
    },
  },
};
