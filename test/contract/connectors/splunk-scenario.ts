import type { JsonObject } from '../../../src/kit/index.ts';
import type { Exchange, HttpScenario } from './scenario.ts';

const TOKEN = 'eyJraWQiOiJzcGx1bmsifQ.e30.c2ln7c11';
const PATH = '/services/search/v2/jobs/export';
const NOON = Date.UTC(2026, 0, 15, 12) / 1000;

const secondsOf = (hour: number): number => NOON - (12 - hour) * 3600;

function lines(entries: readonly JsonObject[]): Uint8Array {
  return new TextEncoder().encode(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}

function result(hour: number, number: number): JsonObject {
  return {
    _time: '2026-01-15 10:30:00.000 CET',
    assay_id: `web~12~1:${number}`,
    assay_time: `${secondsOf(hour) + 1800}.000`,
    assay_indextime: String(secondsOf(hour) + 1801),
    http_method: 'GET',
    url: `https://api.shop.example/${number}`,
    status: '200',
  };
}

function counted(hour: number, count: number): Exchange {
  return {
    method: 'POST',
    path: PATH,
    request: new RegExp(
      `stats\\+count&earliest_time=${secondsOf(hour)}\\.000&latest_time=${secondsOf(hour + 1)}\\.000&`,
    ),
    body: lines([{ preview: false, offset: 0, lastrow: true, result: { count: String(count) } }]),
  };
}

function found(hour: number, results: readonly JsonObject[]): Exchange {
  return {
    method: 'POST',
    path: PATH,
    request: new RegExp(`fields.*&earliest_time=${secondsOf(hour)}\\.000&`),
    body: lines(results.map((each, offset) => ({ preview: false, offset, result: each }))),
  };
}

/** Shapes of Splunk 9: one result a line, times copied out of `_time`, which is printed for people. */
export const SPLUNK: HttpScenario = {
  style: 'http',
  origin: 'https://splunk.example:8089',
  config: {
    url: 'https://splunk.example:8089',
    token: '${env:SPLUNK_TOKEN}',
    indexes: ['web'],
    since: '3h',
    lag: '0s',
    overlap: '0s',
  },
  env: { SPLUNK_TOKEN: TOKEN },
  secret: TOKEN,
  exchanges: [
    counted(9, 2),
    counted(10, 2),
    counted(11, 1),
    found(9, [result(9, 2), result(9, 1)]),
    found(10, [result(10, 4), result(10, 3)]),
    found(11, [result(11, 5)]),
  ],
  first: { method: 'POST', path: PATH },
  expected: ['/1', '/2', '/3', '/4', '/5'],
  hostileNext: null,
  malformedRecord: found(10, [{ ...result(10, 3), url: 7, status: {} }, result(10, 4)]),
  expectedOfMalformed: ['/1', '/2', '/4', '/5'],
  malformedEnvelope: { ...found(10, []), body: { items: [] } },
};
