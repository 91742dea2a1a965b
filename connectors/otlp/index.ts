import {
  type ConnectorContext,
  type ConnectorManifest,
  checkFiles,
  type DroppedRecords,
  defineConnector,
  FILE_PROPERTIES,
  FILES_CURSOR_SCHEMA,
  type FileProperties,
  type FilesCursor,
  type JsonObject,
  lineFilesOf,
  type Page,
  READ_ACCESS,
  readLineFiles,
} from '../../src/kit/index.ts';
import type { SpanKind } from './call-record.ts';
import { expandLine, type Wanted } from './expand-line.ts';

type OtlpConfig = FileProperties & {
  readonly signals: readonly ('spans' | 'logs')[];
  readonly spanKinds: readonly SpanKind[];
};

/** A line holds a whole batch of the collector. */
const LINES = { pageBytes: 8 * 1024 * 1024, pageLines: 500, lineBytes: 8 * 1024 * 1024 };
const SHOWN_LINES = 5;

const manifest: ConnectorManifest = {
  id: 'otlp',
  title: 'OpenTelemetry files (OTLP/JSON)',
  description:
    'Reads HTTP calls out of spans and log records in files of OTLP/JSON, one export request a line, as the file exporter of the OpenTelemetry Collector writes them.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: {
    title: 'OtlpConfig',
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: {
      ...FILE_PROPERTIES,
      signals: {
        type: 'array',
        minItems: 1,
        items: { enum: ['spans', 'logs'] },
        default: ['spans', 'logs'],
        description: 'What is read. Where the same calls stand in both, choose one: they would count twice.',
      },
      spanKinds: {
        type: 'array',
        minItems: 1,
        items: { enum: ['server', 'client', 'producer', 'consumer', 'internal'] },
        default: ['server'],
        description:
          'Spans that are calls: those of the server that answered; those of a client are the same calls seen from the other side.',
      },
    },
  },
  mapping: 'otlp-http',
  hosts: [],
  permissions: [{ name: READ_ACCESS, why: 'Nothing can be read without it.' }],
  rateLimit: null,
  skips: [{ check: 'http', reason: 'It reads local files and never talks to the network.' }],
  gaps: [
    'Files in Protocol Buffers are not read; set format: json in the file exporter.',
    'Spans that a sampler left out are not there: counts are those of the sample.',
    'Headers and bodies are there only where instrumentation was told to record them.',
  ],
};

export const otlp = defineConnector<OtlpConfig, FilesCursor>({
  manifest,
  source: { cursorSchema: FILES_CURSOR_SCHEMA, readCalls },
  check: (context) => checkFiles(context.config.paths),
});

async function* readCalls(
  context: ConnectorContext<OtlpConfig>,
  from: FilesCursor | null,
): AsyncGenerator<Page> {
  const files = { ...lineFilesOf(context, 'otlp-http'), lines: LINES };
  for await (const page of readLineFiles(files, from, context)) yield expandPage(page, context);
}

function expandPage(page: Page, { config, report }: ConnectorContext<OtlpConfig>): Page {
  const { records, position } = page;
  if (records.kind !== 'lines') return page;
  const lines = Buffer.from(records.chunk).toString('utf8').split('\n').slice(0, records.lineCount);
  const { values, passedOver, malformed } = expandLines(lines, position.firstLine, config);
  const [first] = malformed;
  if (first !== undefined) {
    report({
      code: 'OTLP_LINE_INVALID',
      kind: 'sourceContract',
      message: 'A line is no export request of OTLP/JSON (resourceSpans or resourceLogs); it was left out.',
      file: position.file,
      line: first,
    });
  }
  const dropped: DroppedRecords[] = [...page.dropped];
  if (malformed.length > 0) {
    dropped.push({ reason: 'malformed', count: malformed.length, lines: malformed.slice(0, SHOWN_LINES) });
  }
  if (passedOver > 0) dropped.push({ reason: 'not-a-call', count: passedOver, lines: [] });
  return { ...page, records: { kind: 'records', mapping: 'otlp-http', records: values }, dropped };
}

interface ExpandedLines {
  readonly values: readonly JsonObject[];
  readonly passedOver: number;
  readonly malformed: readonly number[];
}

function expandLines(lines: readonly string[], firstLine: number, wanted: Wanted): ExpandedLines {
  const values: JsonObject[] = [];
  const malformed: number[] = [];
  let passedOver = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const expanded = expandLine(line, wanted);
    if (expanded === null) {
      malformed.push(firstLine + index);
      continue;
    }
    for (const record of expanded.records) values.push(record);
    passedOver += expanded.passedOver;
  }
  return { values, passedOver, malformed };
}
