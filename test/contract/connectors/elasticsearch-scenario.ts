import type { JsonObject } from '../../../src/kit/index.ts';
import type { Exchange, HttpScenario } from './scenario.ts';

const KEY = 'ZXMta2V5/7c11+2b09==';
const PIT = '46ToAwMDaWR5BXV1aWQyKwZub2RlXzM=';
const NOON = Date.UTC(2026, 0, 15, 12);

/** One document a second, an hour ago. */
const timeOf = (number: number): number => NOON - 3_600_000 + number * 1000;

function hit(number: number): JsonObject {
  return {
    _index: 'logs-web',
    _id: `doc-${number}`,
    _score: null,
    _source: {
      '@timestamp': new Date(timeOf(number)).toISOString(),
      http: { request: { method: 'GET' }, response: { status_code: 200 } },
      url: { full: `https://api.shop.example/${number}` },
    },
    sort: [timeOf(number), number],
  };
}

function result(hits: readonly JsonObject[], total: number | null): JsonObject {
  return {
    pit_id: PIT,
    took: 2,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: { ...(total === null ? {} : { total: { value: total, relation: 'eq' } }), hits },
  };
}

function from(gteMs: number, numbers: readonly number[], total: number, size = 2): Exchange {
  return {
    method: 'POST',
    path: '/_search',
    request: new RegExp(`^\\{"size":${size},.*"gte":${gteMs},.*"track_total_hits":true\\}$`),
    body: result(numbers.map(hit), total),
  };
}

function after(number: number, numbers: readonly number[]): Exchange {
  return {
    method: 'POST',
    path: '/_search',
    request: new RegExp(`"search_after":\\[${timeOf(number)},${number}\\]\\}$`),
    body: result(numbers.map(hit), null),
  };
}

const START = NOON - 3 * 3_600_000;

/** Shapes of Elasticsearch 8; a resumed reading begins at the second of the last document. */
export const ELASTICSEARCH: HttpScenario = {
  style: 'http',
  origin: 'https://es.example:9200',
  config: {
    url: 'https://es.example:9200',
    apiKey: '${env:ES_KEY}',
    index: 'logs-web',
    since: '3h',
    lag: '0s',
    overlap: '0s',
    pageRecords: 2,
  },
  env: { ES_KEY: KEY },
  secret: KEY,
  exchanges: [
    { path: '/', body: { name: 'node-1', version: { number: '8.17.3' } } },
    { method: 'POST', path: '/logs-web/_pit?keep_alive=300s', body: { id: PIT } },
    { method: 'DELETE', path: '/_pit', body: { succeeded: true, num_freed: 1 } },
    from(START, [], 5, 0),
    from(START, [1, 2], 5),
    after(2, [3, 4]),
    after(4, [5]),
    from(timeOf(2), [2, 3], 4),
    after(3, [4, 5]),
    after(5, []),
  ],
  first: { method: 'POST', path: '/logs-web/_pit?keep_alive=300s' },
  expected: ['/1', '/2', '/3', '/4', '/5'],
  hostileNext: null,
  malformedRecord: {
    ...after(2, []),
    body: result([{ ...hit(3), _source: { message: 'no call' } }, hit(4)], null),
  },
  expectedOfMalformed: ['/1', '/2', '/4', '/5'],
  malformedEnvelope: { ...after(2, []), body: { took: 1, hits: [] } },
};
