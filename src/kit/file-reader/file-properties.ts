import type { JsonObject } from '../../model/json.ts';
import type { ConnectorContext } from '../connector.ts';
import { UNPACK_LIMITS } from './guard-unpacking.ts';
import type { LineFiles } from './read-lines.ts';

/** The properties that every connector reading files has. */
export const FILE_PROPERTIES: JsonObject = {
  paths: {
    type: 'array',
    minItems: 1,
    items: { type: 'string', minLength: 1, format: 'path' },
    description:
      'Files, folders (read with all folders below), patterns such as /var/log/kong/*.ndjson*, or - for standard input.',
  },
  maxUnpacked: {
    type: 'string',
    format: 'size',
    default: '64GiB',
    description:
      'What one packed file may unpack to; beyond it, or beyond a hundred times its size, the rest is refused.',
  },
  lastLineAfter: {
    type: 'string',
    format: 'duration',
    default: '10m',
    description:
      'A last line without line end is taken as complete when the file has not changed for this long.',
  },
};

/** `FILE_PROPERTIES` as the loader resolves them: bytes and milliseconds. */
export type FileProperties = {
  readonly paths: readonly string[];
  readonly maxUnpacked: number;
  readonly lastLineAfter: number;
};

/** What to read by the properties of an entry, under the mapping given (null: the one that is configured). */
export function lineFilesOf({ config }: ConnectorContext<FileProperties>, mapping: string | null): LineFiles {
  return {
    paths: config.paths,
    mapping,
    unpack: { ratio: UNPACK_LIMITS.ratio, bytes: config.maxUnpacked },
    lastLineAfterMs: config.lastLineAfter,
  };
}
