import {
  type ConnectorManifest,
  checkFiles,
  defineConnector,
  FILE_PROPERTIES,
  FILES_CURSOR_SCHEMA,
  type FileProperties,
  type FilesCursor,
  lineFilesOf,
  READ_ACCESS,
  readLineFiles,
} from '../../src/kit/index.ts';

const manifest: ConnectorManifest = {
  id: 'graylog-api-security',
  title: 'Graylog API Security (Resurface)',
  description:
    'Reads the NDJSON export of Graylog API Security: one message a line, each a list of key and value pairs, usually in *.ndjson.gz files.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: {
    title: 'GraylogApiSecurityConfig',
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: FILE_PROPERTIES,
  },
  mapping: 'resurface',
  hosts: [],
  permissions: [{ name: READ_ACCESS, why: 'Nothing can be read without it.' }],
  rateLimit: null,
  skips: [
    { check: 'http', reason: 'It reads exported files and never talks to the network.' },
    {
      check: 'malformed-envelope',
      reason: 'A line has no envelope; what a line holds is judged by its mapping.',
    },
  ],
  gaps: [
    'Queries to a running server are not part of it; export the messages to files.',
    'Loggers mask by default: the strict rules drop bodies, query strings and most headers. What was masked cannot be judged.',
  ],
};

export const graylogApiSecurity = defineConnector<FileProperties, FilesCursor>({
  manifest,
  source: {
    cursorSchema: FILES_CURSOR_SCHEMA,
    readCalls: (context, from) => readLineFiles(lineFilesOf(context, 'resurface'), from, context),
  },
  check: (context) => checkFiles(context.config.paths),
});
