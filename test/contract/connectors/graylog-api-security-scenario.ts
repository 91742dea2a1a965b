import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import type { Exchange, HttpScenario } from './scenario.ts';

const PASSWORD = 'lake-pw/5e+90a1';
/** Time of the fake clock. */
const NOW_MS = Date.UTC(2026, 0, 15, 12);
/** Two messages of each time: the id decides. */
const timeOf = (index: number): number => NOW_MS - 1_800_000 + Math.floor(index / 2) * 1000;

const COLUMNS = [
  'id',
  'response_time_millis',
  'request_method',
  'request_url',
  'response_code',
  'interval_millis',
  'host',
  'request_address',
  'request_headers',
  'request_user_agent',
  'request_content_type',
  'request_body',
  'response_headers',
  'response_content_type',
  'response_body',
];

const row = (index: number): JsonValue => [
  `id-${index}`,
  timeOf(index),
  'GET',
  `https://api.shop.example/v1/items/${index}`,
  '200',
  12,
  null,
  '203.0.113.7',
  '[["accept","application/json"]]',
  'curl/8',
  null,
  null,
  null,
  null,
  // A server that echoes what it was sent: the record may hold it, nothing else may.
  PASSWORD,
];

/** As the coordinator names itself behind an ingress: not as it is configured. */
const next = (path: string): string => `http://coordinator.internal.example:8080/v1/statement/${path}`;
const described = (names: readonly string[]): readonly JsonValue[] =>
  names.map((name) => ({ name, type: 'varchar' }));

function answer(id: string, more: JsonObject): JsonObject {
  return {
    id,
    infoUri: `http://coordinator.internal.example:8080/ui/query.html?${id}`,
    stats: { state: 'RUNNING', queued: false },
    warnings: [],
    ...more,
  };
}

const rows = (id: string, indexes: readonly number[], more: JsonObject = {}): JsonObject =>
  answer(id, { columns: described(COLUMNS), data: indexes.map(row), ...more });

function post(request: RegExp, body: JsonObject): Exchange {
  return { method: 'POST', path: '/v1/statement', request, body };
}

const DESCRIBE = /^DESCRIBE "resurface"\."data"\."message"$/;

/** The protocol of Trino: queued first, then pages, errors and empty answers inside 200. */
export const LAKE: HttpScenario = {
  style: 'http',
  name: 'SQL',
  origin: 'https://lake.example:7700',
  config: {
    url: 'https://lake.example:7700',
    username: 'reader',
    password: '${env:LAKE_PASSWORD}',
    lookback: '1h',
    pageRows: 2,
    queryRows: 4,
    signals: { read: false },
  },
  env: { LAKE_PASSWORD: PASSWORD },
  secret: PASSWORD,
  exchanges: [
    post(
      DESCRIBE,
      answer('d', { columns: described(['Column', 'Type']), data: COLUMNS.map((name) => [name, 'varchar']) }),
    ),
    post(/^SELECT 1 AS one$/, answer('one', { columns: described(['one']), data: [[1]] })),
    post(/LIMIT 5$/, rows('sample', [0, 1])),
    post(/ AS now$/, answer('now', { columns: described(['now']), data: [[NOW_MS]] })),
    post(
      /id IS NOT NULL ORDER BY response_time_millis, id LIMIT 4$/,
      answer('q1', { nextUri: next('queued/q1/s/1') }),
    ),
    { path: '/v1/statement/queued/q1/s/1', body: answer('q1', { nextUri: next('executing/q1/s/0') }) },
    { path: '/v1/statement/executing/q1/s/0', body: rows('q1', [0], { nextUri: next('executing/q1/s/1') }) },
    { path: '/v1/statement/executing/q1/s/1', body: rows('q1', [1, 2, 3]) },
    ...[1, 3].map((index) =>
      post(
        new RegExp(`response_time_millis = ${timeOf(index)} AND id > 'id-${index}'`),
        rows('q2', index === 1 ? [2, 3, 4, 5] : [4, 5, 6]),
      ),
    ),
    post(new RegExp(`response_time_millis = ${timeOf(5)} AND id > 'id-5'`), rows('q3', [6])),
    { method: 'DELETE', path: /^\/v1\/statement\//, status: 204, body: '' },
  ],
  first: { method: 'POST', path: '/v1/statement', request: DESCRIBE },
  expected: [0, 1, 2, 3, 4, 5, 6].map((index) => `/v1/items/${index}`),
  hostileNext: null,
  malformedRecord: {
    path: '/v1/statement/executing/q1/s/1',
    body: answer('q1', {
      columns: described(COLUMNS),
      data: [['id-1'], { id: 'id-1' }, [null, timeOf(2), ...COLUMNS.slice(2)], row(3)],
    }),
  },
  expectedOfMalformed: [0, 3, 4, 5, 6].map((index) => `/v1/items/${index}`),
  malformedEnvelope: { path: '/v1/statement/executing/q1/s/1', body: { message: 'Not found' } },
};
