import {
  AssayError,
  type ConnectorContext,
  compileSchema,
  FILES_CURSOR_SCHEMA,
  type FilesCursor,
  type JsonObject,
  type Page,
  readLineFiles,
  readSlices,
  UNPACK_LIMITS,
  WINDOW_CURSOR_SCHEMA,
  type WindowCursor,
} from '../../src/kit/index.ts';
import { type AxwayConfig, requireTraffic } from './config.ts';
import { readInstances, searchMonitor } from './traffic-monitor.ts';

/** Where each way of reading stands. */
export type AxwayCursor = {
  readonly files: FilesCursor | null;
  /** By gateway instance: each has a ring of its own. */
  readonly instances: Readonly<Record<string, WindowCursor>>;
};

export const AXWAY_CURSOR_SCHEMA: JsonObject = {
  title: 'AxwayCursor',
  type: 'object',
  additionalProperties: false,
  required: ['files', 'instances'],
  properties: {
    files: { anyOf: [{ type: 'null' }, FILES_CURSOR_SCHEMA] },
    instances: { type: 'object', additionalProperties: WINDOW_CURSOR_SCHEMA },
  },
};

type Context = ConnectorContext<AxwayConfig>;

/**
 * Log files first, then the traffic monitor of every instance; which of them is a matter of the entry. An instance that
 * does not answer holds up no other, for their rings go on turning: its fault ends the run after all were read.
 */
export async function* readTraffic(context: Context, from: AxwayCursor | null): AsyncGenerator<Page> {
  requireTraffic(context.config);
  let cursor: AxwayCursor = from ?? { files: null, instances: {} };
  for await (const page of readLogs(context, cursor.files)) {
    cursor = { ...cursor, files: page.cursor };
    yield { ...page, cursor };
  }
  if (context.config.nodeManagerUrl === undefined) return;
  const faults: AssayError[] = [];
  for (const instance of context.config.instances ?? (await readInstances(context.http))) {
    try {
      for await (const page of readInstance(context, instance, cursor.instances[instance] ?? null)) {
        cursor = { ...cursor, instances: { ...cursor.instances, [instance]: page.cursor } };
        yield { ...page, cursor };
      }
    } catch (error: unknown) {
      context.signal.throwIfAborted();
      if (!(error instanceof AssayError) || error.kind !== 'transient') throw error;
      faults.push(error);
    }
  }
  const [first] = faults;
  if (first !== undefined) throw first;
}

const filesCursors = compileSchema<FilesCursor>(FILES_CURSOR_SCHEMA);
const NO_FILES_CURSOR = {
  code: 'AXWAY_FILES_CURSOR',
  kind: 'bug',
  message: 'The file reader gave a cursor of another form than its schema says.',
} as const;

type PageAt<C> = Page & { readonly cursor: C };

async function* readLogs(context: Context, from: FilesCursor | null): AsyncGenerator<PageAt<FilesCursor>> {
  const { paths, maxUnpacked, lastLineAfter } = context.config;
  if (paths === undefined) return;
  const files = {
    paths,
    mapping: null,
    unpack: { ratio: UNPACK_LIMITS.ratio, bytes: maxUnpacked },
    lastLineAfterMs: lastLineAfter,
  };
  for await (const page of readLineFiles(files, from, context)) {
    yield { ...page, cursor: filesCursors.parse(page.cursor, NO_FILES_CURSOR) };
  }
}

async function* readInstance(
  { config, http, clock, logger, signal, report }: Context,
  instance: string,
  from: WindowCursor | null,
): AsyncGenerator<PageAt<WindowCursor>> {
  const count = config.searchCount;
  const search = searchMonitor({ http, instance, count, details: config.details, report });
  const plan = {
    origin: `${config.nodeManagerUrl ?? ''} ${instance}`,
    reading: 'records',
    since: config.since,
    lag: config.lag,
    overlap: config.overlap,
    sliceMs: LONGEST_SLICE_MS,
    stepMs: 1,
    sliceRecords: count,
    answerRecords: count,
  } as const;
  for await (const page of readSlices(search, plan, from, { clock, http, logger, signal, report })) {
    const { records } = page;
    yield records.kind === 'records' ? { ...page, records: { ...records, mapping: MAPPING } } : page;
  }
}

const MAPPING = 'axway-traffic-monitor';
/** A quiet hour is one request; a busy one is cut until its rows fit into one answer. */
const LONGEST_SLICE_MS = 3_600_000;
