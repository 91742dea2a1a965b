import {
  type ConnectorContext,
  type ConnectorManifest,
  defineConnector,
  runChecks,
  WINDOW_CURSOR_SCHEMA,
  type WindowCursor,
  type WindowPage,
} from '../../src/kit/index.ts';
import { CONFIG_SCHEMA, type ElasticsearchConfig, httpSettings, requireWhole } from './config.ts';
import { flavorOf } from './flavor.ts';
import { readDocuments } from './read-documents.ts';
import { MONITOR_PERMISSION, READ_PERMISSION, SearchApi } from './search-api.ts';

const manifest: ConnectorManifest = {
  id: 'elasticsearch',
  title: 'Elasticsearch and OpenSearch',
  description:
    'Reads calls out of the documents of Elasticsearch or OpenSearch, in the order of time, in a point in time that does not change while it is read.',
  kinds: ['source'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: 'ecs-http',
  hosts: [{ kind: 'property', property: 'url', description: 'The REST API.' }],
  permissions: [
    { name: READ_PERMISSION, why: 'Points in time are opened and documents searched with it.' },
    { name: MONITOR_PERMISSION, why: 'The platform says with it which of the two it is.' },
  ],
  rateLimit: {
    concurrency: 1,
    reason: 'A page is asked for when the one before is there; the cluster is spared everything else.',
  },
  skips: [
    {
      check: 'next-link',
      reason: 'Answers carry no links: pages follow by the sort values of the last document.',
    },
  ],
  gaps: [
    'A document that is changed after it was read is not read again.',
    'The time field must be a date in all indices that match.',
    'OpenSearch is read from version 2.4 on, Elasticsearch from 7.12 on: points in time came with them.',
  ],
};

type Context = ConnectorContext<ElasticsearchConfig>;

export const elasticsearch = defineConnector<ElasticsearchConfig, WindowCursor>({
  manifest,
  http: httpSettings,
  source: { cursorSchema: WINDOW_CURSOR_SCHEMA, readCalls },
  check: (context) => runChecks(steps(context)),
});

async function* readCalls(context: Context, from: WindowCursor | null): AsyncGenerator<WindowPage> {
  requireWhole(context.config);
  yield* readDocuments(context, await openApi(context), from);
}

async function openApi({ http, config }: Context): Promise<SearchApi> {
  return new SearchApi(http, config, await flavorOf(http, config));
}

function steps(context: Context): Parameters<typeof runChecks>[0] {
  const { config, clock, http } = context;
  return [
    {
      name: 'The platform answers',
      permission: MONITOR_PERMISSION,
      run: async () => {
        requireWhole(config);
        return `${(await flavorOf(http, config)) === 'opensearch' ? 'OpenSearch' : 'Elasticsearch'} is read.`;
      },
    },
    {
      name: 'Documents can be counted',
      permission: READ_PERMISSION,
      run: async () => {
        const api = await openApi(context);
        const toMs = clock.nowMs() - config.lag;
        const slice = { fromMs: Math.max(0, toMs - config.since), toMs };
        try {
          const found = await api.search({ slice, after: null, size: 0, isCounted: true });
          return `${found?.total ?? 0} documents match, as far back as since says.`;
        } finally {
          await api.close();
        }
      },
    },
  ];
}
