import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, test } from 'node:test';
import {
  AssayError,
  type ConnectorConfig,
  type JsonValue,
  type OpenConnector,
  type Problem,
  Secret,
} from '../../src/kit/index.ts';
import { createMeta, isDropped, shippedMapping } from '../../src/mapping/index.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import { PASSWORD, USER } from '../../test/support/axway-api-manager/api-manager.ts';
import type { Listening } from '../../test/support/axway-api-manager/listen.ts';
import {
  type Domain,
  startNodeManager,
  type Transaction,
} from '../../test/support/axway-api-manager/node-manager.ts';
import { type FakeClock, fakeClock } from '../../test/support/fake-clock.ts';
import { axwayApiManager } from './index.ts';

const MINUTE_MS = 60_000;
const NOON = Date.UTC(2026, 0, 15, 12);
const DEFAULTS = {
  login: 'basic',
  apiVersion: '1.4',
  listing: 'light',
  definitions: true,
  details: true,
  searchCount: 1000,
  maxUnpacked: 1_000_000,
  lastLineAfter: 600_000,
  since: 60 * MINUTE_MS,
  lag: 2 * MINUTE_MS,
  overlap: 10 * MINUTE_MS,
};

const started: Listening[] = [];
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});

async function start(domain: Domain): Promise<Listening> {
  const server = await startNodeManager(domain);
  started.push(server);
  return server;
}

interface Opened extends OpenConnector {
  readonly clock: FakeClock;
  readonly problems: readonly Problem[];
}

function open(own: ConnectorConfig): Opened {
  const clock = fakeClock(NOON);
  const problems: Problem[] = [];
  const password = new Secret({ value: PASSWORD, reference: '${env:AXWAY_PASSWORD}' });
  const opened = axwayApiManager.open(
    { ...DEFAULTS, username: USER, password, ...own },
    {
      id: 'v7-traffic',
      logger: SILENT_LOGGER,
      clock,
      random: () => 0,
      signal: new AbortController().signal,
      stdin: null,
      report: (problem) => problems.push(problem),
    },
  );
  return { ...opened, clock, problems };
}

interface Reading {
  /** `host path` of every call, in order. */
  readonly calls: readonly string[];
  readonly cursor: JsonValue;
  readonly pages: number;
}

async function read(opened: Opened, from: JsonValue = null, stopAfter = Infinity): Promise<Reading> {
  const calls: string[] = [];
  let cursor = from;
  let pages = 0;
  const meta = createMeta({ sourceId: 'test', host: 'unnamed.example' });
  for await (const page of opened.source?.readCalls(from) ?? []) {
    pages += 1;
    cursor = JSON.parse(JSON.stringify(page.cursor)) as JsonValue;
    assert.ok(page.records.kind === 'records');
    assert.equal(page.records.mapping, 'axway-traffic-monitor');
    for (const record of page.records.records) {
      const call = shippedMapping('axway-traffic-monitor')?.map(record, meta);
      assert.ok(call !== undefined && !isDropped(call), 'every row is a call');
      calls.push(`${call.host} ${call.path}`);
    }
    if (pages >= stopAfter) break;
  }
  return { calls, cursor, pages };
}

/** A call so many minutes before noon. */
const call = (number: number, minutesAgo: number, host: string | null = 'api.shop.example'): Transaction => ({
  correlationId: `0455ff5e8226${String(number).padStart(12, '0')}`,
  timestamp: NOON - minutesAgo * MINUTE_MS,
  uri: `/orders/${number}`,
  host,
});

const named = (...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `api.shop.example /orders/${number}`);

describe('the traffic monitor', () => {
  test('every call that has settled, oldest first, of every enabled instance; nothing twice', async () => {
    const ring = [call(1, 30), call(2, 20), call(3, 1)];
    const server = await start({ rings: { 'instance-1': ring, 'instance-2': [call(4, 25)] } });
    const opened = open({ nodeManagerUrl: server.url });
    const first = await read(opened);
    assert.deepEqual(first.calls, named(1, 2, 4), 'what is younger than the lag waits');
    assert.deepEqual((await read(opened, first.cursor)).calls, []);
    opened.clock.advance(5 * MINUTE_MS);
    assert.deepEqual((await read(opened, first.cursor)).calls, named(3));
    assert.ok(!server.asked.some((one) => one.includes('instance-off') || one.includes('nodemanager')));
  });

  test('instances may be named; others are not asked for', async () => {
    const server = await start({ rings: { 'instance-1': [call(1, 30)], 'instance-2': [call(2, 30)] } });
    const { calls } = await read(open({ nodeManagerUrl: server.url, instances: ['instance-2'] }));
    assert.deepEqual(calls, named(2));
    assert.ok(!server.asked.some((one) => one.includes('topology') || one.includes('instance-1')));
  });

  test('a call that is written later than the lag is found within the overlap, and only it', async () => {
    const rings = { 'instance-1': [call(1, 30), call(2, 5)] };
    const server = await start({ rings });
    const opened = open({ nodeManagerUrl: server.url });
    const first = await read(opened);
    rings['instance-1'].push(call(9, 6));
    opened.clock.advance(MINUTE_MS);
    assert.deepEqual((await read(opened, first.cursor)).calls, named(9));
  });

  test('an instance that does not answer holds up no other, and is told', async () => {
    const down = new Set(['instance-1']);
    const rings = { 'instance-1': [call(1, 30)], 'instance-2': [call(2, 30)] };
    const server = await start({ rings, down });
    const opened = open({ nodeManagerUrl: server.url });
    const cursors: JsonValue[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of opened.source?.readCalls(null) ?? []) cursors.push(page.cursor);
    };
    await assert.rejects(reading(), { kind: 'transient' });
    const kept = JSON.parse(JSON.stringify(cursors.at(-1))) as JsonValue;
    down.clear();
    assert.deepEqual((await read(opened, kept)).calls, named(1), 'the other one was read before');
  });

  test('stopped after any page it goes on without loss or repetition', async () => {
    const ring = Array.from({ length: 12 }, (_, index) => call(index, 40 - 3 * index, null));
    const server = await start({ rings: { 'instance-1': ring } });
    const opened = open({ nodeManagerUrl: server.url, details: false, searchCount: 3 });
    const whole = await read(opened);
    assert.deepEqual(
      whole.calls,
      ring.map(({ uri }) => `unnamed.example ${uri}`),
    );
    assert.ok(whole.pages >= 4, String(whole.pages));
    for (let stop = 1; stop < whole.pages; stop += 1) {
      const begun = await read(opened, null, stop);
      const rest = await read(opened, begun.cursor);
      assert.deepEqual([...begun.calls, ...rest.calls], whole.calls, `stopped after page ${stop}`);
    }
  });

  test('a server that answers with less than is asked for loses nothing', async () => {
    const ring = Array.from({ length: 900 }, (_, index) => call(index, 50 - index / 20, null));
    const server = await start({ rings: { 'instance-1': ring }, limit: 250 });
    const { calls } = await read(open({ nodeManagerUrl: server.url, details: false }));
    assert.equal(new Set(calls).size, 900);
    assert.equal(calls.length, 900);
  });

  test('an instant with more than one answer holds is told as incomplete', async () => {
    const ring = Array.from({ length: 8 }, (_, index) => call(index, 30, null));
    const server = await start({ rings: { 'instance-1': ring }, limit: 5 });
    const opened = open({ nodeManagerUrl: server.url, details: false, searchCount: 5 });
    const { calls } = await read(opened);
    assert.equal(calls.length, 5);
    assert.deepEqual(
      opened.problems.map(({ code }) => code),
      ['SEARCH_INSTANT_OVERFLOWS'],
    );
  });

  test('details that are gone cost the headers only, and are told', async () => {
    const server = await start({ rings: { 'instance-1': [call(1, 30), call(2, 20, null)] } });
    const opened = open({ nodeManagerUrl: server.url });
    assert.deepEqual((await read(opened)).calls, [...named(1), 'unnamed.example /orders/2']);
    assert.deepEqual(
      opened.problems.map(({ code, kind }) => [code, kind]),
      [['HTTP_NOT_FOUND', 'record']],
    );
  });

  test('without details no call costs a request of its own', async () => {
    const server = await start({ rings: { 'instance-1': [call(1, 30)] } });
    const { calls } = await read(open({ nodeManagerUrl: server.url, details: false }));
    assert.deepEqual(calls, ['unnamed.example /orders/1']);
    assert.ok(!server.asked.some((one) => one.includes('getinfo')));
  });

  test('who may not see it is told so, by the check too', async () => {
    const server = await start({ rings: { 'instance-1': [] }, forbidden: true });
    const opened = open({ nodeManagerUrl: server.url });
    await assert.rejects(read(opened), (error) => error instanceof AssayError && error.kind === 'auth');
    const result = await opened.check();
    assert.equal(result.items.at(-1)?.missingPermission, 'traffic_monitor (role API Gateway Operator)');
  });

  test('the check counts what can be searched', async () => {
    const server = await start({ rings: { 'instance-1': [], 'instance-2': [] } });
    const result = await open({ nodeManagerUrl: server.url }).check();
    assert.deepEqual([result.ok, result.items.at(-1)?.message], [true, '2 instances can be searched.']);
  });
});

describe('event logs', () => {
  test('files are read under the mapping of the entry, and checked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-axway-'));
    const file = join(folder, 'group-2_instance-1_traffic.log');
    await writeFile(file, '{"transactionSummary":{}}\n');
    const opened = open({ paths: [file] });
    assert.equal((await opened.check()).ok, true);
    assert.equal((await open({ paths: [join(folder, 'none.log')] }).check()).ok, false);
    let cursor: JsonValue = null;
    for await (const page of opened.source?.readCalls(null) ?? []) {
      assert.deepEqual(
        [page.records.kind, 'mapping' in page.records && page.records.mapping],
        ['lines', null],
      );
      cursor = page.cursor;
    }
    assert.notEqual(cursor, null);
    for await (const page of opened.source?.readCalls(cursor) ?? [])
      assert.fail(JSON.stringify(page.position));
  });
});
