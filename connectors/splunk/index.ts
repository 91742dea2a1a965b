import {
  type ConnectorContext,
  type ConnectorManifest,
  defineConnector,
  type Page,
  readSlices,
  runChecks,
  type Slice,
  WINDOW_CURSOR_SCHEMA,
  type WindowCursor,
} from '../../src/kit/index.ts';
import { CONFIG_SCHEMA, httpSettings, requireSound, type SplunkConfig } from './config.ts';
import { countEvents, exportEvents, SEARCH_PERMISSION } from './export-search.ts';

const manifest: ConnectorManifest = {
  id: 'splunk',
  title: 'Splunk',
  description:
    'Reads calls out of the events of Splunk by its export search, slice of time by slice of time, each proved by its count.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: 'splunk-web',
  hosts: [{ kind: 'property', property: 'url', description: 'The management interface of a search head.' }],
  permissions: [{ name: SEARCH_PERMISSION, why: 'Only events of these indexes are counted and found.' }],
  rateLimit: {
    concurrency: 1,
    reason: 'Every request is a search, and a role may run only a few at once (srchJobsQuota).',
  },
  skips: [
    { check: 'next-link', reason: 'Answers carry no links: the next slice is asked for by its times.' },
  ],
  gaps: [
    'One instant (a millisecond by _time, a second by _indextime) is never cut: all its events are held in memory.',
    'By _indextime, events that are stamped more than 24 hours ahead are not found.',
    'Events that are summarised or archived frozen are not searched.',
    'The endpoint is that of version 9.0.1 and later (search/v2).',
  ],
};

type Context = ConnectorContext<SplunkConfig>;

export const splunk = defineConnector<SplunkConfig, WindowCursor>({
  manifest,
  http: httpSettings,
  source: { cursorSchema: WINDOW_CURSOR_SCHEMA, readCalls },
  check: (context) => {
    requireSound(context.config);
    const { config, clock, http } = context;
    const toMs = clock.nowMs() - config.lag;
    const slice = { fromMs: Math.max(0, toMs - config.slice), toMs };
    return runChecks([
      {
        name: 'Events can be counted',
        permission: SEARCH_PERMISSION,
        run: async () => `${await countEvents(http, config, slice)} events match in the last slice of time.`,
      },
    ]);
  },
});

async function* readCalls(context: Context, from: WindowCursor | null): AsyncGenerator<Page> {
  const { config, http } = context;
  requireSound(config);
  const search = {
    count: (slice: Slice) => countEvents(http, config, slice),
    fetch: (slice: Slice) => exportEvents(http, config, slice),
  };
  const plan = {
    origin: config.url,
    reading: config.content === 'raw' ? ('lines' as const) : ('records' as const),
    since: config.since,
    lag: config.lag,
    overlap: config.timeBy === '_time' ? config.overlap : 0,
    sliceMs: config.slice,
    stepMs: config.timeBy === '_time' ? 1 : 1000,
    sliceRecords: config.sliceRecords,
    answerRecords: Number.MAX_SAFE_INTEGER,
  };
  yield* readSlices(search, plan, from, context);
}
