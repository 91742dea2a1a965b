import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ConnectorConfig } from '../../src/kit/index.ts';
import { createMeta, mapRecord, shippedMapping } from '../../src/mapping/index.ts';
import { openLake } from '../../test/support/lake-server/read-lake.ts';
import { valueOf } from './attributes.ts';
import { expandLine } from './expand-line.ts';
import { otlp } from './index.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const BOTH = { signals: ['spans', 'logs'], spanKinds: ['server'] } as const;

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const int = (key: string, value: number) => ({ key, value: { intValue: String(value) } });
const list = (key: string, values: readonly string[]) => ({
  key,
  value: { arrayValue: { values: values.map((value) => ({ stringValue: value })) } },
});

const STABLE = [
  text('http.request.method', 'GET'),
  text('url.path', '/orders/42'),
  text('url.query', 'expand=price'),
  text('url.scheme', 'https'),
  int('http.response.status_code', 200),
  text('server.address', 'api.acme.example'),
  int('server.port', 443),
  text('client.address', '203.0.113.9'),
  text('user_agent.original', 'acme-ios/3.2'),
  list('http.request.header.x-tag', ['a', 'b']),
  list('http.response.header.content-type', ['application/json']),
];
const FORMER = [
  text('http.method', 'POST'),
  text('http.target', '/orders?dry=1'),
  text('http.scheme', 'http'),
  text('http.host', 'api.acme.example:8080'),
  int('http.status_code', 201),
  text('net.peer.ip', '203.0.113.9'),
  text('http.user_agent', 'curl/8.5'),
  list('http.request.header.content_type', ['text/plain']),
];

function span(attributes: readonly object[], more: Readonly<Record<string, unknown>> = {}): object {
  return {
    traceId: TRACE,
    spanId: '00f067aa0ba902b7',
    name: 'GET',
    kind: 2,
    startTimeUnixNano: '1772615722417000000',
    endTimeUnixNano: '1772615722461500000',
    attributes,
    ...more,
  };
}

const spans = (...all: readonly object[]): string =>
  JSON.stringify({
    resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: {}, spans: all }] }],
  });
const logs = (...all: readonly object[]): string =>
  JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: all }] }] });

/** The line as calls. */
function callsOf(line: string, wanted: Parameters<typeof expandLine>[1] = BOTH): readonly unknown[] {
  const mapping = shippedMapping('otlp-http');
  assert.ok(mapping);
  const calls: unknown[] = [];
  for (const record of expandLine(line, wanted)?.records ?? []) {
    mapRecord(mapping, record, createMeta({ sourceId: 's' }), (outcome) => calls.push(outcome));
  }
  return calls;
}

describe('OTLP spans', () => {
  it('become calls by the stable conventions', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(callsOf(spans(span(STABLE))))), [
      {
        id: `${TRACE}:00f067aa0ba902b7`,
        timeMs: 1772615722417,
        method: 'GET',
        scheme: 'https',
        host: 'api.acme.example',
        path: '/orders/42',
        query: 'expand=price',
        status: 200,
        client: { address: '203.0.113.9', id: null },
        latencyMs: 44.5,
        request: {
          headers: { 'user-agent': 'acme-ios/3.2', 'x-tag': ['a', 'b'] },
          body: null,
          sizeBytes: null,
        },
        response: { headers: { 'content-type': 'application/json' }, body: null, sizeBytes: null },
        gateway: null,
        operation: null,
      },
    ]);
  });

  it('become calls by the former ones, whatever the forms of kind, time and nesting', () => {
    const former = JSON.stringify({
      resourceSpans: [
        {
          instrumentationLibrarySpans: [
            { spans: [span(FORMER, { kind: 'SPAN_KIND_SERVER', startTimeUnixNano: 1772615722417000000 })] },
          ],
        },
      ],
    });
    const [call] = callsOf(former) as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      [call?.['method'], call?.['host'], call?.['path'], call?.['query'], call?.['status'], call?.['timeMs']],
      ['POST', 'api.acme.example:8080', '/orders', 'dry=1', 201, 1772615722417],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(call?.['request'])), {
      headers: { 'user-agent': 'curl/8.5', 'content-type': 'text/plain' },
      body: null,
      sizeBytes: null,
    });
  });

  it('count when they are of a kind that is asked for', () => {
    const line = spans(
      span(STABLE),
      span(STABLE, { kind: 3 }),
      span(STABLE, { kind: 1 }),
      span(STABLE, { kind: undefined }),
    );
    assert.equal(expandLine(line, BOTH)?.records.length, 1);
    assert.equal(expandLine(line, BOTH)?.passedOver, 3);
    assert.equal(expandLine(line, { ...BOTH, spanKinds: ['server', 'client'] })?.records.length, 2);
    assert.deepEqual(expandLine(line, { ...BOTH, signals: ['logs'] }), { records: [], passedOver: 4 });
  });

  it('name their host by header, address and port, and former names', () => {
    const hosts = [
      [list('http.request.header.host', ['h.example']), text('server.address', 'other.example')],
      [text('server.address', '2001:db8::1'), int('server.port', 8443)],
      [text('server.address', 'a.example')],
      [text('net.host.name', 'n.example'), int('net.host.port', 8080)],
      [text('http.server_name', 's.example')],
      [],
    ].map((attributes) => expandLine(spans(span(attributes)), BOTH)?.records[0]?.['host']);
    assert.deepEqual(hosts, [
      'h.example',
      '[2001:db8::1]:8443',
      'a.example',
      'n.example:8080',
      's.example',
      null,
    ]);
  });

  it('have a duration only when it can be one', () => {
    const durations = [
      { endTimeUnixNano: '1772615722416999999' },
      { endTimeUnixNano: '0' },
      { endTimeUnixNano: 'x' },
      { startTimeUnixNano: undefined },
      { endTimeUnixNano: '1772615722417000001' },
    ].map((more) => expandLine(spans(span(STABLE, more)), BOTH)?.records[0]?.['durationNanos']);
    assert.deepEqual(durations, [null, null, null, null, '1']);
  });
});

describe('OTLP log records', () => {
  it('become calls by their attributes and their structured body', () => {
    const body = { kvlistValue: { values: [text('url.path', '/b'), text('http.request.method', 'PUT')] } };
    const record = {
      timeUnixNano: '1772615722417000000',
      attributes: [text('url.path', '/a'), text('server.address', 'h.example')],
      body,
    };
    const [call] = callsOf(logs(record)) as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      [call?.['method'], call?.['path'], call?.['id'], call?.['latencyMs']],
      ['PUT', '/a', null, null],
    );
  });

  it('take the time of observation where the event has none, and are no calls without a method', () => {
    const record = {
      timeUnixNano: '0',
      observedTimeUnixNano: '1772615722417000000',
      body: { stringValue: 'started' },
    };
    assert.equal(expandLine(logs(record), BOTH)?.records[0]?.['timeUnixNano'], '1772615722417000000');
    assert.deepEqual(
      callsOf(logs(record)).map((outcome) => (outcome as { readonly drop: string }).drop),
      ['not-a-call'],
    );
  });
});

describe('OTLP values', () => {
  it('are read to a depth that no sender can exceed', () => {
    let value: unknown = { stringValue: 'deep' };
    for (let depth = 0; depth < 100_000; depth += 1) value = { arrayValue: { values: [value] } };
    assert.deepEqual(JSON.stringify(valueOf(value)), '[[[[[[[[[null]]]]]]]]]');
    assert.equal(valueOf({ boolValue: false }), false);
    assert.equal(valueOf({ bytesValue: 'AAEC' }), null);
    assert.deepEqual(valueOf({ kvlistValue: { values: [text('a', 'b'), 7, { key: 1 }] } }), { a: 'b' });
  });

  it('leave a name alone that objects inherit', () => {
    const [record] =
      expandLine(spans(span([text('__proto__', 'x'), text('constructor', 'y')])), BOTH)?.records ?? [];
    const attributes = record?.['attributes'];
    assert.ok(typeof attributes === 'object' && attributes !== null);
    assert.deepEqual(Object.keys(attributes), ['__proto__', 'constructor']);
    assert.equal(Object.getPrototypeOf(attributes), Object.prototype);
  });
});

describe('OTLP files', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-otlp-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const config = (): ConnectorConfig => ({
    paths: [folder],
    maxUnpacked: 1_000_000_000,
    lastLineAfter: 0,
    ...BOTH,
  });

  it('are read line by line, each once, and what is none is counted and told', async () => {
    const file = join(folder, 'spans.jsonl');
    await writeFile(
      file,
      [
        spans(span(STABLE), span(FORMER)),
        'not json',
        '',
        '{"a":1}',
        '{"resourceMetrics":[]}',
        spans(span(STABLE, { kind: 3 })),
        '',
      ].join('\n'),
    );
    const lake = openLake(otlp, config());
    const first = await lake.read();
    assert.equal(first.values.length, 2);
    assert.deepEqual(
      first.pages.flatMap(({ dropped }) => dropped),
      [
        { reason: 'malformed', count: 2, lines: [2, 4] },
        { reason: 'not-a-call', count: 2, lines: [] },
      ],
    );
    assert.deepEqual(
      lake.problems.map(({ code, line }) => [code, line]),
      [['OTLP_LINE_INVALID', 2]],
    );
    await appendFile(file, `${spans(span(FORMER))}\n`);
    assert.equal((await lake.read(first.cursors.at(-1))).values.length, 1);
  });
});
