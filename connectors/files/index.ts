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
  id: 'files',
  title: 'Log files',
  description:
    'Reads log files line by line: plain, gzip or zstd, named one by one, by folder or by pattern, or standard input. It follows rotation, truncation and later compression, and reads every line once.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: {
    title: 'FilesConfig',
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: FILE_PROPERTIES,
  },
  mapping: null,
  hosts: [],
  permissions: [{ name: READ_ACCESS, why: 'Nothing can be read without it.' }],
  rateLimit: null,
  skips: [
    { check: 'http', reason: 'It reads local files and never talks to the network.' },
    {
      check: 'malformed-envelope',
      reason: 'A line has no envelope; what a line holds is judged by its mapping.',
    },
  ],
  gaps: [
    'A file that is truncated and written anew between two pulls loses the lines that were never seen.',
    'Two files that begin with the same 1,024 bytes count as copies of one another.',
  ],
};

export const files = defineConnector<FileProperties, FilesCursor>({
  manifest,
  source: {
    cursorSchema: FILES_CURSOR_SCHEMA,
    readCalls: (context, from) => readLineFiles(lineFilesOf(context, null), from, context),
  },
  check: (context) => checkFiles(context.config.paths),
});
