import {
  type ConnectorManifest,
  checkFiles,
  DOCUMENTS_CURSOR_SCHEMA,
  type DocumentFiles,
  type DocumentsCursor,
  defineConnector,
  READ_ACCESS,
  readDocumentFiles,
  UNPACK_LIMITS,
} from '../../src/kit/index.ts';
import { harEntries } from './har-document.ts';

type HarConfig = { readonly paths: readonly string[]; readonly maxDocument: number };

const manifest: ConnectorManifest = {
  id: 'har',
  title: 'HTTP Archive (HAR)',
  description:
    'Reads HTTP Archives, version 1.1 and 1.2, as browsers, proxies and test tools write them; also gzip and zstd.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: {
    title: 'HarConfig',
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: {
      paths: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', minLength: 1, format: 'path', not: { const: '-' } },
        description: 'Files, folders (read with all folders below) or patterns such as /captures/*.har.',
      },
      maxDocument: {
        type: 'string',
        format: 'size',
        default: '256MiB',
        description: 'A larger document is refused: an archive is one JSON value and is held in memory.',
      },
    },
  },
  mapping: 'har',
  hosts: [],
  permissions: [{ name: READ_ACCESS, why: 'Nothing can be read without it.' }],
  rateLimit: null,
  skips: [{ check: 'http', reason: 'It reads local files and never talks to the network.' }],
  gaps: ['An archive whose content changed is a new one: its entries count again.'],
};

export const har = defineConnector<HarConfig, DocumentsCursor>({
  manifest,
  source: {
    cursorSchema: DOCUMENTS_CURSOR_SCHEMA,
    readCalls: (context, from) => readDocumentFiles(harFiles(context.config), from, context),
  },
  check: (context) => checkFiles(context.config.paths),
});

function harFiles(config: HarConfig): DocumentFiles {
  return {
    paths: config.paths,
    mapping: 'har',
    unpack: { ratio: UNPACK_LIMITS.ratio, bytes: config.maxDocument },
    pageRecords: 1_000,
    recordsOf: harEntries,
  };
}
