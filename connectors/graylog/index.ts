import {
  type CheckStep,
  type ConnectorContext,
  type ConnectorManifest,
  defineConnector,
  type Page,
  READ_ACCESS,
  readSlices,
  runChecks,
  type Slice,
  type SliceSearch,
} from '../../src/kit/index.ts';
import { archiveChecks, readArchives } from './archives.ts';
import { CONFIG_SCHEMA, type GraylogConfig, httpSettings, RESULT_WINDOW, requireInput } from './config.ts';
import { exportMessages } from './csv-export.ts';
import { GRAYLOG_CURSOR_SCHEMA, type GraylogCursor, NO_CURSOR } from './cursor.ts';
import { countMessages, SEARCH_PERMISSION, searchMessages } from './scripting-api.ts';

const manifest: ConnectorManifest = {
  id: 'graylog',
  title: 'Graylog',
  description:
    'Reads calls out of the messages of a Graylog server, by its search or its CSV export, slice of time by slice of time, each proved by its count; and out of its archives.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: 'gelf-http',
  hosts: [{ kind: 'property', property: 'url', description: 'The REST API of the server.' }],
  permissions: [
    {
      name: SEARCH_PERMISSION,
      why: 'Only messages of streams that the user may read are counted and found.',
    },
    { name: READ_ACCESS, why: 'Archives are read from the disk.' },
  ],
  rateLimit: {
    concurrency: 2,
    reason: 'The server has no limit of its own; two searches at once leave its people their dashboards.',
  },
  skips: [
    { check: 'next-link', reason: 'Answers carry no links: the next slice is asked for by its times.' },
  ],
  gaps: [
    'One millisecond that holds more than 10,000 messages is read up to there and reported as incomplete; the CSV export reads it whole.',
    'The scripting API must know groups by time (field timestamp with timeunit); a server that does not is refused.',
    'Archive segments packed with Snappy or LZ4 are not read; they are reported.',
    'The Data Lake of Graylog Enterprise has no open interface and is not read.',
  ],
};

type Context = ConnectorContext<GraylogConfig>;

export const graylog = defineConnector<GraylogConfig, GraylogCursor>({
  manifest,
  http: httpSettings,
  source: { cursorSchema: GRAYLOG_CURSOR_SCHEMA, readCalls },
  check: (context) => {
    requireInput(context.config);
    return runChecks([...serverChecks(context), ...archiveChecks(context)]);
  },
});

async function* readCalls(context: Context, from: GraylogCursor | null): AsyncGenerator<Page> {
  requireInput(context.config);
  let cursor = from ?? NO_CURSOR;
  for await (const page of readArchives(context, cursor.archives)) {
    cursor = { ...cursor, archives: page.cursor };
    yield { ...page, cursor };
  }
  const { url } = context.config;
  if (url === undefined) return;
  for await (const page of readSlices(
    searchOf(context),
    slicePlan(context.config, url),
    cursor.search,
    context,
  )) {
    cursor = { ...cursor, search: page.cursor };
    yield { ...page, cursor };
  }
}

function searchOf({ http, config }: Context): SliceSearch {
  return {
    count: (slice: Slice) => countMessages(http, config, slice),
    fetch: (slice: Slice) =>
      config.via === 'csv' ? exportMessages(http, config, slice) : searchMessages(http, config, slice),
  };
}

function slicePlan(config: GraylogConfig, url: string): Parameters<typeof readSlices>[1] {
  return {
    origin: url,
    reading: config.content === 'fields' ? 'records' : 'lines',
    since: config.since,
    lag: config.lag,
    overlap: config.overlap,
    sliceMs: config.slice,
    stepMs: 1,
    sliceRecords: config.sliceRecords,
    answerRecords: config.via === 'csv' ? Number.MAX_SAFE_INTEGER : RESULT_WINDOW,
  };
}

function serverChecks(context: Context): readonly CheckStep[] {
  const { config, http, clock } = context;
  if (config.url === undefined) return [];
  const toMs = clock.nowMs() - config.lag;
  const slice = { fromMs: Math.max(0, toMs - config.since), toMs };
  return [
    {
      name: 'Messages can be counted',
      permission: SEARCH_PERMISSION,
      run: async () =>
        `${await countMessages(http, config, slice)} messages match, as far back as since says.`,
    },
  ];
}
