import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, zstdCompressSync } from 'node:zlib';
import { generateCall, seededRandom } from '../../test/bench/generate-calls.ts';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import type { JsonValue, LineRecords } from '../kit/index.ts';
import type { ApiCall, GatewayRef, Hop } from '../model/api-call.ts';
import { createAnalyst, createRecordReader } from './analyst.ts';
import { divideLines } from './divide-lines.ts';
import { tableOfPage } from './lines.ts';
import type { AnalysisUnit, AnalystHarvest } from './unit.ts';

const NOON_MS = Date.UTC(2026, 0, 15, 12);

const SETTINGS = analystSettings(NOON_MS);

/** What the analyst makes of the gateway that a record names. */
function gatewayOf(mapping: string, record: JsonValue, hop: Hop): GatewayRef | null | undefined {
  const accepted: ApiCall[] = [];
  const reader = createRecordReader(SETTINGS, {
    accepted: (call) => accepted.push(call),
    dropped: (reason) => assert.fail(reason),
  });
  const defaults = { host: 'api.shop.example', scheme: null, zone: null };
  reader.observe({
    traits: { source: 's', mapping, hop, defaults, mappingOptions: {} },
    records: { kind: 'records', mapping: null, records: [record] },
    position: { file: 's', firstLine: 1 },
  });
  return accepted[0]?.gateway;
}

const kong = {
  request: { method: 'GET', uri: '/orders/1' },
  response: { status: 200 },
  started_at: NOON_MS,
  service: { id: 'svc-1' },
  route: { id: 'route-1' },
};
const axway = {
  correlationId: 'c1',
  timestamp: NOON_MS,
  leg: 0,
  type: 'http',
  method: 'GET',
  uri: '/orders/1',
  status: 200,
  serviceName: 'Orders',
};

test('ids in the log of a gateway are that gateway’s', () => {
  assert.deepEqual(gatewayOf('kong-http-log', kong, 'gateway:kong-prod'), {
    id: 'kong-prod',
    api: 'svc-1',
    route: 'route-1',
    unrouted: false,
  });
  assert.equal(gatewayOf('axway-traffic-monitor', axway, 'gateway:v7')?.id, 'v7');
});

test('seen elsewhere, ids are nobody’s; a gateway that the record names stays', () => {
  assert.equal(gatewayOf('kong-http-log', kong, 'edge')?.id, null);
  assert.equal(gatewayOf('kong-http-log', kong, 'behind:kong-prod')?.id, null);
  const named = { time: NOON_MS, method: 'GET', path: '/a', status: 200, gateway: { id: 'other', api: 'a' } };
  assert.equal(gatewayOf('assay-call', named, 'gateway:kong-prod')?.id, 'other');
});

test('a record that names no gateway gets none', () => {
  const plain = { time: NOON_MS, method: 'GET', path: '/a', status: 200 };
  assert.equal(gatewayOf('assay-call', plain, 'gateway:kong-prod'), null);
});

test('a packed body counts as the body it is', () => {
  const content = JSON.stringify({ email: 'ada@shop.example', items: [{ sku: 'a-1', count: 2 }] });
  const summaryOf = (encoding: string, body: string): Uint8Array | null => {
    const analyst = createAnalyst(SETTINGS);
    const call: ApiCall = {
      id: null,
      timeMs: NOON_MS,
      method: 'GET',
      scheme: 'https',
      host: 'api.shop.example',
      path: '/orders',
      query: null,
      status: 200,
      client: { address: '192.0.2.1', id: null },
      latencyMs: null,
      request: { headers: {}, body: null, sizeBytes: null },
      response: {
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        body,
        sizeBytes: 100,
      },
      gateway: null,
      operation: null,
    };
    analyst.observe({
      traits: {
        source: 's',
        mapping: null,
        hop: 'edge',
        defaults: { host: null, scheme: null, zone: null },
        mappingOptions: {},
      },
      records: { kind: 'calls', calls: [call] },
      position: { file: 's', firstLine: 1 },
    });
    return analyst.harvest().delta;
  };
  const packings = { br: brotliCompressSync(content), zstd: zstdCompressSync(content) };
  for (const [encoding, bytes] of Object.entries(packings)) {
    const plain = summaryOf(encoding, content);
    assert.deepEqual(summaryOf(encoding, bytes.toString('base64')), plain);
    assert.notDeepEqual(summaryOf('compress', bytes.toString('base64')), plain);
  }
});

test('a line of ASCII is read alike whether or not its chunk holds others', () => {
  const lines = [
    '{"time":1768478400000,"method":"GET","path":"/a/1","host":"api.shop.example","status":200}',
    '{"time":1768478400000,"method":"GET","path":"/b\\u00e9\\r","host":"api.shop.example","status":404}\r',
    '  \t\r',
    '{"time":1768478400000,"method":}',
    '\u0000\u007f',
    `{"method":"${'['.repeat(120)}"}`,
    '['.repeat(120),
  ];
  const wide = '{"time":1768478400000,"method":"GET","path":"/ü","host":"api.shop.example","status":200}';
  const outcomes = (text: string): string[] => {
    const seen: string[] = [];
    const reader = createRecordReader(SETTINGS, {
      accepted: (call, _hop, _file, line) => seen.push(`${line} ${JSON.stringify(call)}`),
      dropped: (reason, _file, line) => seen.push(`${line} ${reason}`),
    });
    const defaults = { host: null, scheme: null, zone: null };
    reader.observe({
      traits: { source: 's', mapping: 'assay-call', hop: 'edge', defaults, mappingOptions: {} },
      records: { kind: 'lines', chunk: Buffer.from(text), mapping: null, lineCount: lines.length },
      position: { file: 's', firstLine: 1 },
    });
    const { tally } = reader.release();
    return [
      ...seen,
      JSON.stringify(tally.dropped),
      JSON.stringify(tally.samples.map(({ detail }) => detail)),
    ];
  };
  const alone = outcomes(lines.join('\n'));
  const together = outcomes([...lines, wide].join('\n'));
  const added = together.filter((outcome) => outcome.startsWith('8 '));
  assert.equal(added.length, 1);
  assert.match(added[0] ?? '', /"path":"\/ü"/);
  assert.deepEqual(
    together.filter((outcome) => !outcome.startsWith('8 ')),
    alone,
  );
  assert.equal(alone.length, 8);
});

const ENTRY = {
  startedDateTime: '2026-01-15T10:00:00.000Z',
  time: 12,
  request: { method: 'GET', url: 'https://api.shop.example/v1/items/1', headers: [] },
  response: { status: 200, headers: [], content: {} },
};

test('an entry that its connector took out of an archive is a call, a whole archive is all of its entries', () => {
  const calls = (record: JsonValue): number => {
    const analyst = createAnalyst(SETTINGS);
    const defaults = { host: null, scheme: null, zone: null };
    analyst.observe({
      traits: { source: 's', mapping: 'har', hop: 'edge', defaults, mappingOptions: {} },
      records: { kind: 'records', mapping: 'har', records: [record] },
      position: { file: 's', firstLine: 1 },
    });
    return analyst.harvest().tally.mapped;
  };

  assert.equal(calls(ENTRY), 1);
  assert.equal(calls({ log: { version: '1.2', entries: [ENTRY, ENTRY] } }), 2);
  assert.equal(calls({ log: { version: '1.2' } }), 0);
});

test('records of equal id count once, however few ids are held in memory', () => {
  const ids = ['a', 'b', 'c', 'a', 'd', null, 'b', null, 'e', 'c', 'a'];
  const records = ids.map((id) => ({ id, time: NOON_MS, method: 'GET', path: '/a', status: 200 }));
  const [memory, disk] = [undefined, { ids: 1, chars: 10 ** 9 }].map((heldIds) => {
    const analyst = createAnalyst({
      ...SETTINGS,
      dedupe: true,
      ...(heldIds === undefined ? {} : { heldIds }),
    });
    const defaults = { host: 'api.shop.example', scheme: null, zone: null };
    analyst.observe({
      traits: { source: 's', mapping: 'assay-call', hop: 'edge', defaults, mappingOptions: {} },
      records: { kind: 'records', mapping: null, records },
      position: { file: 's', firstLine: 1 },
    });
    return analyst.harvest();
  });
  assert.equal(memory?.tally.mapped, 7);
  assert.deepEqual(memory.tally.dropped, { duplicate: 4 });
  assert.deepEqual(disk, memory);
});

test('lines are counted alike whether they are read by their shape or parsed', () => {
  const workload = { calls: 3000, endpoints: 20, identifiers: 50, seed: 7 };
  const random = seededRandom(7);
  const lines = Array.from({ length: workload.calls }, (_, index) => generateCall(index, workload, random));
  const latest = { ...SETTINGS, latestMs: Date.UTC(2027, 0, 1) };
  const defaults = { host: null, scheme: null, zone: null };
  const traits = { source: 's', mapping: 'assay-call', hop: 'edge', defaults, mappingOptions: {} } as const;
  const position = { file: 's', firstLine: 1 };
  const byShape = createAnalyst(latest);
  const chunk = Buffer.from(lines.join('\n'));
  byShape.observe({
    traits,
    records: { kind: 'lines', chunk, mapping: null, lineCount: lines.length },
    position,
  });
  const parsed = createAnalyst(latest);
  const records = lines.map((line): JsonValue => JSON.parse(line));
  parsed.observe({ traits, records: { kind: 'records', mapping: null, records }, position });

  const harvest = byShape.harvest();
  assert.equal(harvest.tally.mapped, workload.calls);
  assert.deepEqual(harvest, parsed.harvest());
});

test('drops stand at their lines, whoever finds the lines and however they are divided', () => {
  const call = (at: number): string =>
    `{"time":${NOON_MS},"method":"GET","host":"h${at % 9}.shop.example","path":"/orders/${at}","status":200}`;
  const lines = Array.from({ length: 30 }, (_, at) => call(at));
  lines[4] = '';
  lines[7] = '{"host":"h1.shop.example","path":"/orders/7"';
  lines[19] = 'no record';
  lines[29] = '{"broken":"/customers/';
  const chunk = new TextEncoder().encode(lines.join('\n'));
  const page: LineRecords = { kind: 'lines', chunk, mapping: null, lineCount: lines.length };
  const told: LineRecords = { ...page, ends: Uint32Array.from(tableOfPage(page).ends) };
  const harvestOf = (all: readonly AnalysisUnit['records'][], parks: boolean): AnalystHarvest => {
    const analyst = createAnalyst(SETTINGS);
    const defaults = { host: null, scheme: null, zone: null };
    const traits = {
      source: 's',
      mapping: 'assay-call',
      hop: 'edge',
      defaults,
      mappingOptions: {},
      parks,
    } as const;
    for (const records of all) analyst.observe({ traits, records, position: { file: 's', firstLine: 100 } });
    return analyst.harvest();
  };
  const whole = harvestOf([page], true);
  assert.equal(whole.tally.received, 29);
  assert.deepEqual(
    whole.parked?.map(({ line }) => line),
    [107, 119, 129],
  );
  assert.deepEqual(harvestOf([told], true), whole);
  const { parked: _, ...unparked } = whole;
  assert.deepEqual(harvestOf([page], false), unparked);
  for (const records of [page, told]) {
    for (const parts of [1, 2, 5]) assert.deepEqual(harvestOf(divideLines(records, parts), false), unparked);
  }
});

test('calls that send the same headers have the same headers, as objects', () => {
  const line = (id: number, agent: string): string =>
    `{"id":${id},"time":${NOON_MS},"method":"GET","host":"api.shop.example","path":"/a/${id}","status":200,"request":{"headers":{"user-agent":"${agent}"}},"response":{"headers":{"server":"x"}}}`;
  const accepted: ApiCall[] = [];
  const reader = createRecordReader(SETTINGS, {
    accepted: (call) => accepted.push(call),
    dropped: (reason) => assert.fail(reason),
  });
  const lines = [line(1, 'a'), line(2, 'a'), line(3, 'a'), line(4, 'a'), line(5, 'b')];
  const defaults = { host: null, scheme: null, zone: null };
  reader.observe({
    traits: { source: 's', mapping: 'assay-call', hop: 'edge', defaults, mappingOptions: {} },
    records: { kind: 'lines', chunk: Buffer.from(lines.join('\n')), mapping: null, lineCount: lines.length },
    position: { file: 's', firstLine: 1 },
  });
  const [, , third, fourth, fifth] = accepted;
  assert.ok(third && fourth && fifth);
  assert.equal(third.request.headers, fourth.request.headers);
  assert.equal(third.response.headers, fifth.response.headers);
  assert.deepEqual({ ...fifth.request.headers }, { 'user-agent': 'b' });
});
