import {
  AssayError,
  type Connector,
  type ConnectorContext,
  type ConnectorManifest,
  checkFiles,
  defineConnector,
  FILES_CURSOR_SCHEMA,
  type FileProperties,
  type FilesCursor,
  type JsonObject,
  lineFilesOf,
  type Page,
  READ_ACCESS,
  readLineFiles,
} from '../../src/kit/index.ts';
import { checkLake } from './check-lake.ts';
import { CONFIG_SCHEMA, httpSettings, type LakeConfig, requireOneInput } from './config.ts';
import type { Lake } from './lake.ts';
import { LAKE_CURSOR_SCHEMA, type LakeCursor } from './lake-cursor.ts';
import { readSignals } from './lake-signals.ts';
import { LAKE_READ } from './permissions.ts';
import { readLake } from './read-lake.ts';
import { runsqlDoor } from './runsql-door.ts';
import { trinoDoor } from './trino-door.ts';

const manifest: ConnectorManifest = {
  id: 'graylog-api-security',
  title: 'Graylog API Security (Resurface)',
  description:
    'Reads the calls of Graylog API Security by SQL from a running server, or from its NDJSON exports: one message a line, each a list of key and value pairs, usually in *.ndjson.gz files.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: 'resurface',
  hosts: [{ kind: 'property', property: 'url', description: 'The server: its Trino coordinator.' }],
  permissions: [
    { name: LAKE_READ, why: 'Without it no message can be read from the server.' },
    { name: READ_ACCESS, why: 'Exports are read from the disk.' },
  ],
  rateLimit: {
    concurrency: 2,
    reason: 'Every query scans the hot shards of the server: one reads, and one may ask for its signals.',
  },
  skips: [
    {
      check: 'malformed-envelope',
      only: 'files',
      reason: 'A line has no envelope; what a line holds is judged by its mapping.',
    },
    {
      check: 'next-link',
      only: 'http',
      reason:
        'The server writes its own idea of its address into the next link; path and query of it are asked at the configured address, and no other host is.',
    },
  ],
  gaps: [
    'Loggers mask by default: the strict rules drop bodies, query strings and most headers. What was masked cannot be judged.',
    'Messages without id or time are not read from a server: they have no place in the order of reading.',
    'Messages that arrive later than the overlap are not read from a server.',
    'Queries that the runsql address has begun cannot be cancelled.',
    'Signals are imported only where the catalog of the server has views for them; the bits of its bitmap columns are not published and not read.',
  ],
};

type Context = ConnectorContext<LakeConfig>;
type AnyCursor = FilesCursor | LakeCursor;

/** Two kinds of cursor: that of the files and that of the server. A stored one must be of the kind that is configured. */
const CURSOR_SCHEMA: JsonObject = { anyOf: [FILES_CURSOR_SCHEMA, LAKE_CURSOR_SCHEMA] };

export const graylogApiSecurity: Connector = defineConnector<LakeConfig, AnyCursor>({
  manifest,
  http: httpSettings,
  source: { cursorSchema: CURSOR_SCHEMA, readCalls },
  results: {
    readResults: async (context, range) => {
      const { paths, signals } = context.config;
      return paths !== undefined || !signals.read ? null : readSignals(context, openLake(context), range);
    },
  },
  check: (context) => {
    requireOneInput(context.config);
    const { paths } = context.config;
    return paths === undefined ? checkLake(context, openLake(context)) : checkFiles(paths);
  },
});

function openLake(context: Context): Lake {
  return context.config.door === 'runsql' ? runsqlDoor(context) : trinoDoor(context);
}

async function* readCalls(context: Context, from: AnyCursor | null): AsyncIterable<Page> {
  requireOneInput(context.config);
  const { paths } = context.config;
  if (paths === undefined) yield* readLake(context, openLake(context), lakeCursor(from));
  else {
    const files: ConnectorContext<FileProperties> = { ...context, config: { ...context.config, paths } };
    yield* readLineFiles(lineFilesOf(files, 'resurface'), filesCursor(from), context);
  }
}

function lakeCursor(cursor: AnyCursor | null): LakeCursor | null {
  if (cursor === null || !('files' in cursor)) return cursor;
  throw otherInput();
}

function filesCursor(cursor: AnyCursor | null): FilesCursor | null {
  if (cursor === null || 'files' in cursor) return cursor;
  throw otherInput();
}

function otherInput(): AssayError {
  return new AssayError({
    code: 'CONNECTOR_CURSOR_INVALID',
    kind: 'state',
    message: 'This source read files before and a server now, or the other way round; nothing was read.',
    fix: 'Give the entry that reads the other input an id of its own.',
  });
}
