import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type ConnectorConfig, Secret } from '../../src/kit/index.ts';
import { json } from '../../test/support/lake-server/lake-server.ts';
import { openLake } from '../../test/support/lake-server/read-lake.ts';
import {
  type SplunkEvent,
  type SplunkOptions,
  type SplunkServer,
  startSplunkServer,
} from '../../test/support/splunk-server/splunk-server.ts';
import { splunk } from './index.ts';
import { isPlainFilter, quote } from './spl.ts';

const TOKEN = 'eyJraWQiOiJzcGx1bmsuc2VjcmV0In0.e30.c2ln';
const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
const secret = (value: string): Secret => new Secret({ value, reference: '${env:SPLUNK}' });

let server: SplunkServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function serve(
  events: readonly SplunkEvent[],
  options: Partial<SplunkOptions> = {},
): Promise<SplunkServer> {
  server = await startSplunkServer(events, { authorization: `Bearer ${TOKEN}`, ...options });
  return server;
}

function config(more: ConnectorConfig = {}): ConnectorConfig {
  return {
    url: server?.url ?? 'http://nowhere.invalid',
    token: secret(TOKEN),
    indexes: ['web'],
    sourcetypes: [],
    timeBy: '_time',
    content: 'fields',
    fields: ['http_method', 'uri_path', 'status'],
    since: 3 * HOUR,
    lag: 120_000,
    overlap: 60_000,
    slice: HOUR,
    sliceRecords: 100,
    ...more,
  };
}

function event(number: number, timeMs: number, more: Readonly<Record<string, unknown>> = {}): SplunkEvent {
  return {
    index: 'web',
    sourcetype: 'nginx:plus:kv',
    _time: `${Math.floor(timeMs / 1000)}.${String(timeMs % 1000).padStart(3, '0')}999`,
    _indextime: Math.floor(timeMs / 1000) + 1,
    _cd: `1:${number}`,
    _raw: `GET /items/${number}`,
    http_method: 'GET',
    uri_path: `/items/${number}`,
    status: '200',
    ...more,
  };
}

function traffic(count: number): readonly SplunkEvent[] {
  const start = NOW - 3 * HOUR;
  const span = 3 * HOUR - 200_000;
  return Array.from({ length: count }, (_, index) =>
    event(index, start + Math.floor((Math.floor(index / 7) * 7 * span) / count)),
  );
}

const pathsOf = (values: readonly unknown[]): readonly string[] =>
  values.map((value) => (value as { readonly uri_path: string }).uri_path);
const allPaths = (events: readonly SplunkEvent[]): readonly string[] =>
  events.map(({ uri_path: path }) => String(path)).sort();

describe('splunk export', () => {
  for (const timeBy of ['_time', '_indextime'] as const) {
    it(`reads every event once, in slices that fit (${timeBy})`, async () => {
      const events = traffic(900);
      await serve(events);
      const { values, pages } = await openLake(splunk, config({ timeBy })).read();
      assert.deepEqual([...pathsOf(values)].sort(), allPaths(events));
      assert.ok(pages.length >= 9, `${pages.length} pages`);
    });

    it(`goes on from every page without loss or repetition (${timeBy})`, async () => {
      const events = traffic(400);
      await serve(events);
      const whole = await openLake(splunk, config({ timeBy })).read();
      for (const [index, cursor] of whole.cursors.entries()) {
        const rest = await openLake(splunk, config({ timeBy })).read(cursor);
        const before = whole.pages
          .slice(0, index + 1)
          .flatMap(({ records }) => (records.kind === 'records' ? records.records : []));
        assert.deepEqual([...pathsOf(before), ...pathsOf(rest.values)], pathsOf(whole.values));
      }
    });
  }

  it('hands over times of its own and keeps to final results', async () => {
    await serve([event(1, NOW - HOUR + 417)], { previews: true });
    const { values } = await openLake(splunk, config()).read();
    assert.deepEqual(values, [
      {
        http_method: 'GET',
        uri_path: '/items/1',
        status: '200',
        assay_id: 'web~12~1:1',
        _time: new Date(NOW - HOUR + 417).toISOString(),
      },
    ]);
  });

  it('tells events without an address apart by their content, and takes a field that is there twice once', async () => {
    const twin = event(1, NOW - HOUR, { _cd: '', status: ['200', '200'], http_method: ['GET', 'PUT'] });
    await serve([twin, twin]);
    const lake = openLake(splunk, config({ overlap: 2 * HOUR }));
    const first = await lake.read();
    assert.deepEqual(
      first.values.map((value) => (value as { readonly status: unknown }).status),
      ['200', '200'],
    );
    assert.deepEqual((first.values[0] as { readonly http_method: unknown }).http_method, ['GET', 'PUT']);
    server?.events.push(twin);
    lake.clock.advance(60_000);
    assert.equal((await lake.read(first.cursors.at(-1))).values.length, 1);
  });

  it('finds by event time what came within the lag or overlap, by index time whatever comes', async () => {
    const { events } = await serve(traffic(20));
    const lake = openLake(splunk, config());
    const first = await lake.read();
    events.push(event(90, NOW - 119_000), event(91, NOW - 150_000));
    lake.clock.advance(600_000);
    const second = await lake.read(first.cursors.at(-1));
    assert.deepEqual(pathsOf(second.values), ['/items/91', '/items/90']);

    const byIndex = openLake(splunk, config({ timeBy: '_indextime', lag: 0 }));
    const before = await byIndex.read();
    events.push(event(92, NOW - 2 * HOUR, { _indextime: Math.floor(NOW / 1000) }));
    byIndex.clock.advance(600_000);
    assert.deepEqual(pathsOf((await byIndex.read(before.cursors.at(-1))).values), ['/items/92']);
  });

  it('reads a slice again that gave less than it counts, and fails as incomplete when it never does', async () => {
    const events = traffic(60);
    const { fault } = await serve(events);
    const half = (answer: { readonly body: string }) => {
      const rows = answer.body.split('\n');
      return { status: 200, body: answer.body.includes('"count"') ? answer.body : rows.slice(1).join('\n') };
    };
    fault(/export/, (answer) => answer, half);
    const lake = openLake(splunk, config());
    assert.deepEqual([...pathsOf((await lake.read()).values)].sort(), allPaths(events));
    assert.deepEqual(lake.clock.waits, [1000]);
    fault(/export/, half, half, half, half, half, half, half);
    await assert.rejects(openLake(splunk, config()).read(), { code: 'SEARCH_INCOMPLETE', kind: 'transient' });
  });

  for (const [type, text, code, kind] of [
    ['FATAL', 'Error in the search parser: mismatched quotes', 'SPLUNK_SEARCH_FAILED', 'sourceContract'],
    ['ERROR', 'The search process on peer idx-1 ended prematurely', 'SPLUNK_SEARCH_INCOMPLETE', 'transient'],
    ['WARN', 'Search results may be incomplete', 'SPLUNK_SEARCH_INCOMPLETE', 'transient'],
    ['WARN', 'Unable to distribute to peer named idx-2', 'SPLUNK_SEARCH_INCOMPLETE', 'transient'],
    ['INFO', 'Search auto-finalized after time limit', 'SPLUNK_SEARCH_INCOMPLETE', 'transient'],
    ['ERROR', 'You do not have permission to run it', 'SPLUNK_SEARCH_DENIED', 'auth'],
  ] as const) {
    it(`does not take ${type} "${text.slice(0, 20)}…" inside of an answer for a result`, async () => {
      const { fault } = await serve(traffic(10));
      const line = JSON.stringify({ preview: false, messages: [{ type, text }] });
      fault(
        /export/,
        (answer) => answer,
        (answer) => ({ ...answer, body: `${answer.body}${line}\n` }),
      );
      const error: unknown = await openLake(splunk, config())
        .read()
        .catch((caught: unknown) => caught);
      assert.ok(error instanceof Error);
      assert.deepEqual([Reflect.get(error, 'code'), Reflect.get(error, 'kind')], [code, kind]);
      assert.ok(!error.message.includes(text));
    });
  }

  it('lets other messages pass', async () => {
    const events = traffic(10);
    const { fault } = await serve(events);
    const line = JSON.stringify({
      messages: [{ type: 'INFO', text: 'Your timerange was substituted' }, 'odd', { type: 7 }],
    });
    fault(/export/, (answer) => ({ ...answer, body: `${line}\n\n${answer.body}` }));
    assert.equal((await openLake(splunk, config()).read()).values.length, 10);
  });

  it('waits for 429, tries 503 and broken connections again', async () => {
    const events = traffic(30);
    const { fault } = await serve(events);
    fault(/export/, { ...json(429, {}), headers: { 'retry-after': '9' } }, json(503, {}), 'reset');
    const lake = openLake(splunk, config());
    assert.deepEqual([...pathsOf((await lake.read()).values)].sort(), allPaths(events));
    assert.equal(lake.clock.waits[0], 9000);
  });

  it('searches indexes, source types and terms, and reads raw lines', async () => {
    await serve([
      event(1, NOW - HOUR),
      event(2, NOW - HOUR + 1, { index: 'api', _raw: 'GET\n/b' }),
      event(3, NOW - HOUR + 2, { index: 'secret' }),
      event(4, NOW - HOUR + 3, { sourcetype: 'syslog' }),
      event(5, NOW - HOUR + 4, { status: '404' }),
    ]);
    const own = {
      indexes: ['web', 'api'],
      sourcetypes: ['nginx:plus:kv', 'apache'],
      filter: 'status=200',
      content: 'raw',
    };
    const { values, pages } = await openLake(splunk, config(own)).read();
    assert.deepEqual(values, ['GET /items/1', 'GET /b']);
    assert.equal(pages[0]?.records.kind, 'lines');
  });

  it('signs in by user and password, and asks for credentials before it asks the server', async () => {
    await serve(traffic(5), { authorization: `Basic ${Buffer.from('reader:pass:word').toString('base64')}` });
    const { token: _none, ...rest } = config();
    const lake = openLake(splunk, { ...rest, username: 'reader', password: secret('pass:word') });
    assert.equal((await lake.read()).values.length, 5);
    const asked = server?.requests.length;
    await assert.rejects(openLake(splunk, rest).read(), { code: 'SPLUNK_NO_CREDENTIALS', kind: 'config' });
    await assert.rejects(openLake(splunk, config({ filter: 'a | delete' })).read(), {
      code: 'SPLUNK_FILTER_REFUSED',
    });
    assert.equal(server?.requests.length, asked);
  });

  it('names the permission that is missing', async () => {
    await serve(traffic(5), { capable: false });
    const lake = openLake(splunk, config());
    await assert.rejects(lake.read(), { kind: 'auth', message: /the capability search, and the indexes/ });
    const { ok, items } = await lake.opened.check();
    assert.equal(ok, false);
    assert.equal(
      items[0]?.missingPermission,
      'the capability search, and the indexes in the list of the role',
    );
  });

  it('refuses answers of another form', async () => {
    const { fault } = await serve(traffic(5));
    const row = (result: unknown) => ({
      status: 200,
      body: `${JSON.stringify({ preview: false, result })}\n`,
    });
    for (const answer of [
      { status: 200, type: 'text/html', body: '<html>Splunk Web</html>' },
      json(200, { items: [] }),
      json(200, { preview: false, result: [] }),
      row({ count: 'many' }),
      row({ amount: '1' }),
      { status: 200, body: '' },
    ]) {
      fault(/export/, answer);
      await assert.rejects(openLake(splunk, config()).read(), { code: 'SPLUNK_ANSWER_INVALID' }, answer.body);
    }
    fault(/export/, (answer) => answer, row({ uri_path: '/a', assay_time: 'yesterday' }));
    await assert.rejects(openLake(splunk, config()).read(), { code: 'SPLUNK_ANSWER_INVALID' });
  });

  it('takes an empty lake for what it is', async () => {
    await serve([]);
    const lake = openLake(splunk, config());
    const { values, cursors } = await lake.read();
    assert.deepEqual(values, []);
    assert.deepEqual((await lake.read(cursors.at(-1))).pages, []);
  });
});

describe('search language', () => {
  it('quotes so that nothing gets out of the string', () => {
    assert.equal(quote('a"b\\c'), '"a\\"b\\\\c"');
  });

  it('takes terms and refuses commands, subsearches and macros', () => {
    for (const fine of ['status>=500', 'a=b NOT (c="x | y [z]" OR d="\\"")', 'path="C:\\\\x"', 'a=*']) {
      assert.equal(isPlainFilter(fine), true, fine);
    }
    for (const bad of [
      'a | delete',
      'a=[search b]',
      '`macro`',
      '"`macro`"',
      'a) OR (b',
      '(a',
      'a)',
      '"a',
      'a\nb',
      'a"',
      'a\\',
      '"a\\"',
    ]) {
      assert.equal(isPlainFilter(bad), false, bad);
    }
  });
});
