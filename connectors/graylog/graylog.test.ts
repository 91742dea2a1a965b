import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type ConnectorConfig, Secret } from '../../src/kit/index.ts';
import {
  type GraylogMessage,
  type GraylogServer,
  type GraylogServerOptions,
  startGraylogServer,
} from '../../test/support/graylog-server/graylog-server.ts';
import { json } from '../../test/support/lake-server/lake-server.ts';
import { openLake } from '../../test/support/lake-server/read-lake.ts';
import { graylog } from './index.ts';

const TOKEN = 'grlg-9f2c/41+7';
const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const secret = (value: string): Secret => new Secret({ value, reference: '${env:GRAYLOG}' });

let server: GraylogServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function serve(
  messages: readonly GraylogMessage[],
  options: GraylogServerOptions = {},
): Promise<GraylogServer> {
  server = await startGraylogServer(messages, { token: TOKEN, ...options });
  return server;
}

function config(more: ConnectorConfig = {}): ConnectorConfig {
  const url = server?.url ?? 'http://nowhere.invalid';
  return {
    url,
    token: secret(TOKEN),
    query: '*',
    streams: [],
    content: 'fields',
    fields: ['http_method', 'http_path'],
    via: 'search',
    since: 3 * HOUR,
    lag: 120_000,
    overlap: 60_000,
    slice: HOUR,
    sliceRecords: 100,
    ...more,
  };
}

function message(
  number: number,
  timestamp: number,
  more: Readonly<Record<string, unknown>> = {},
): GraylogMessage {
  return {
    timestamp,
    gl2_message_id: `01JHM${String(number).padStart(21, '0')}`,
    http_method: 'GET',
    http_path: `/items/${number}`,
    ...more,
  };
}

/** Spread over three hours, two seconds apart, many at the same millisecond. */
function traffic(count: number): readonly GraylogMessage[] {
  const start = NOW - 3 * HOUR;
  const span = 3 * HOUR - 200_000;
  return Array.from({ length: count }, (_, index) =>
    message(index, start + Math.floor((Math.floor(index / 7) * 7 * span) / count)),
  );
}

const pathsOf = (values: readonly unknown[]): readonly string[] =>
  values.map((value) => (value as { readonly http_path: string }).http_path);
const allPaths = (messages: readonly GraylogMessage[]): readonly string[] =>
  messages.map(({ http_path: path }) => String(path)).sort();

describe('graylog search', () => {
  for (const via of ['search', 'csv'] as const) {
    for (const upperBound of ['lt', 'lte'] as const) {
      it(`reads every message once, in slices that fit (${via}, ${upperBound})`, async () => {
        // One stands exactly where two slices meet.
        const messages = [...traffic(1500), message(9000, NOW - 2 * HOUR)];
        await serve(messages, { upperBound });
        const { values, pages } = await openLake(graylog, config({ via })).read();
        assert.deepEqual([...pathsOf(values)].sort(), allPaths(messages));
        assert.ok(pages.length >= 15, `${pages.length} pages`);
        const times = values.map((value) => (value as { readonly timestamp: string }).timestamp);
        assert.deepEqual(times, [...times].sort(), 'in the order of time');
      });
    }
  }

  it('goes on from every page without loss or repetition', async () => {
    const messages = traffic(600);
    await serve(messages);
    const whole = await openLake(graylog, config()).read();
    for (const [index, cursor] of whole.cursors.entries()) {
      const rest = await openLake(graylog, config()).read(cursor);
      const before = whole.pages
        .slice(0, index + 1)
        .flatMap(({ records }) => (records.kind === 'records' ? records.records : []));
      assert.deepEqual([...pathsOf(before), ...pathsOf(rest.values)], pathsOf(whole.values));
    }
  });

  it('leaves what is younger than the lag for the next run, and finds what came within it', async () => {
    const { messages } = await serve(traffic(50));
    const lake = openLake(graylog, config());
    messages.push(message(900, NOW - 60_000));
    const first = await lake.read();
    assert.equal(first.values.length, 50);
    // Stamped before the end of the first run and after its lag: it had not settled.
    messages.push(message(901, NOW - 119_000));
    lake.clock.advance(600_000);
    const second = await lake.read(first.cursors.at(-1));
    assert.deepEqual(pathsOf(second.values), ['/items/901', '/items/900']);
    lake.clock.advance(600_000);
    assert.deepEqual((await lake.read(second.cursors.at(-1))).values, []);
  });

  it('finds in the overlap what came later than the lag, and hands nothing over twice', async () => {
    const { messages } = await serve([1, 2, 3].map((number) => message(number, NOW - 125_000 - number)));
    const lake = openLake(graylog, config());
    const first = await lake.read();
    assert.equal(first.values.length, 3);
    messages.push(message(9, NOW - 125_002));
    const second = await lake.read(first.cursors.at(-1));
    assert.deepEqual(pathsOf(second.values), []);
    lake.clock.advance(1000);
    const third = await lake.read(first.cursors.at(-1));
    assert.deepEqual(pathsOf(third.values), ['/items/9']);
  });

  it('reads a slice again that gave less than it counts, and fails as incomplete when it never does', async () => {
    const half = (answer: { readonly status: number; readonly body: string }) => {
      const body = JSON.parse(answer.body) as { readonly datarows: readonly unknown[] };
      return json(200, { ...body, datarows: body.datarows.slice(1) });
    };
    const messages = traffic(60);
    const { fault } = await serve(messages);
    fault(/search\/messages/, half);
    const lake = openLake(graylog, config());
    assert.deepEqual([...pathsOf((await lake.read()).values)].sort(), allPaths(messages));
    assert.deepEqual(lake.clock.waits, [1000]);
    fault(/search\/messages/, half, half, half);
    await assert.rejects(openLake(graylog, config()).read(), {
      code: 'SEARCH_INCOMPLETE',
      kind: 'transient',
    });
  });

  it('says that an instant holds more than the window, and reads on after it', async () => {
    const crowd = Array.from({ length: 10_005 }, (_, index) => message(index, NOW - HOUR));
    await serve([...crowd, message(20_000, NOW - HOUR + 1)]);
    const lake = openLake(graylog, config());
    const { values } = await lake.read();
    assert.equal(values.length, 10_001);
    assert.deepEqual(
      lake.problems.map(({ code, kind }) => [code, kind]),
      [['SEARCH_INSTANT_OVERFLOWS', 'sourceContract']],
    );
    const whole = openLake(graylog, config({ via: 'csv' }));
    assert.equal((await whole.read()).values.length, 10_006);
    assert.deepEqual(whole.problems, []);
  });

  it('makes slices smaller when the server refuses them without a reason', async () => {
    const messages = traffic(90);
    await serve(messages);
    server?.fault(/search\/messages/, json(400, { type: 'ApiError', message: 'Scripting API failed' }));
    const { values } = await openLake(graylog, config()).read();
    assert.deepEqual([...pathsOf(values)].sort(), allPaths(messages));
  });

  it('waits for 429, tries 503 and broken connections again, and stands a kill in the middle of a slice', async () => {
    const messages = traffic(60);
    const { fault } = await serve(messages);
    fault(/aggregate/, { ...json(429, {}), headers: { 'retry-after': '9' } }, json(503, {}));
    fault(/search\/messages/, 'reset');
    const lake = openLake(graylog, config());
    assert.deepEqual([...pathsOf((await lake.read()).values)].sort(), allPaths(messages));
    assert.equal(lake.clock.waits[0], 9000);
  });

  it('takes an empty lake for what it is', async () => {
    await serve([]);
    const lake = openLake(graylog, config());
    const { values, cursors } = await lake.read();
    assert.deepEqual(values, []);
    assert.equal(cursors.length, 1);
    assert.deepEqual((await lake.read(cursors[0])).pages, []);
  });

  it('names the permission that is missing', async () => {
    const stream = '6f1e0000000000000000aaaa';
    await serve(traffic(5), { readableStreams: [] });
    const lake = openLake(graylog, config({ streams: [stream] }));
    await assert.rejects(lake.read(), {
      kind: 'auth',
      message: 'The credentials lack a permission: read access to the streams that are searched.',
    });
    const { ok, items } = await lake.opened.check();
    assert.equal(ok, false);
    assert.equal(items[0]?.missingPermission, 'read access to the streams that are searched');
  });

  it('refuses the web interface in place of the API, and columns without rows', async () => {
    const { fault } = await serve(traffic(5));
    fault(/aggregate/, { status: 200, type: 'text/html', body: '<html></html>' });
    await assert.rejects(openLake(graylog, config()).read(), { kind: 'sourceContract' });
    fault(/aggregate/, json(200, { schema: [] }));
    await assert.rejects(openLake(graylog, config()).read(), { code: 'GRAYLOG_ANSWER_INVALID' });
    fault(/search\/messages/, json(200, { schema: [{ field: 'timestamp' }], datarows: [['yesterday']] }));
    await assert.rejects(openLake(graylog, config()).read(), { code: 'GRAYLOG_ANSWER_INVALID' });
  });

  it('does not take the text of an error inside the CSV for a message', async () => {
    const messages = traffic(30);
    const { fault } = await serve(messages);
    fault(/views/, (answer) => ({
      ...answer,
      body: `${answer.body.split('\n').slice(0, 3).join('\n')}\nAn error occurred`,
    }));
    await assert.rejects(openLake(graylog, config({ via: 'csv' })).read(), { code: 'GRAYLOG_EXPORT_BROKEN' });
    fault(/views/, { status: 200, type: 'text/html', body: '<html>Sign in</html>' });
    await assert.rejects(openLake(graylog, config({ via: 'csv' })).read(), { code: 'GRAYLOG_EXPORT_BROKEN' });
  });

  it('signs in by user and password, searches streams, and reads log lines out of a text', async () => {
    const stream = '6f1e0000000000000000aaaa';
    const line = '203.0.113.9 - - [15/Jan/2026:11:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "curl/8"';
    await serve(
      [
        message(1, NOW - HOUR, { message: line, stream, source: 'edge' }),
        message(2, NOW - HOUR, { message: 'a\nb', stream, source: 'edge' }),
        message(3, NOW - HOUR, { message: 'other stream', stream: 'x', source: 'edge' }),
        message(4, NOW - HOUR, { message: 'other source', stream, source: 'core' }),
      ],
      { user: { name: 'reader', password: 'pass:word' }, readableStreams: [stream] },
    );
    const { token: _none, ...rest } = config({ streams: [stream], content: 'message', query: 'source:edge' });
    const lake = openLake(graylog, { ...rest, username: 'reader', password: secret('pass:word') });
    const { values, pages } = await lake.read();
    assert.deepEqual(values, [line, 'a b']);
    assert.equal(pages[0]?.records.kind, 'lines');
  });

  it('refuses a server that counts single times instead of days', async () => {
    const { fault } = await serve(traffic(30));
    const rows = Array.from({ length: 15 }, (_, index) => [new Date(NOW - HOUR + index).toISOString(), 1]);
    fault(/aggregate/, json(200, { schema: [], datarows: rows }));
    await assert.rejects(openLake(graylog, config()).read(), { code: 'GRAYLOG_GROUPS_UNKNOWN' });
  });

  it('takes either its url or archives: what was searched is archived later', async () => {
    await serve([]);
    const lake = openLake(graylog, config({ archives: ['/var/archives'] }));
    await assert.rejects(lake.read(), { code: 'GRAYLOG_TWO_WAYS', kind: 'config' });
    assert.equal(server?.requests.length, 0);
  });

  it('asks for credentials before it asks the server', async () => {
    await serve([]);
    const { token: _none, ...rest } = config();
    await assert.rejects(openLake(graylog, rest).read(), { code: 'GRAYLOG_NO_CREDENTIALS', kind: 'config' });
    assert.equal(server?.requests.length, 0);
  });
});
