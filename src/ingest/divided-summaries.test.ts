import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import {
  createAnnotator,
  createSummary,
  DAY_MS,
  DEFAULT_CAPS,
  type DividedSummary,
  emptyActors,
  encodeSummary,
  KEEP_ALL,
  merge,
  observe,
  type Stream,
  type Summary,
  type SummarySettings,
  type ViewContext,
  viewDivided,
  viewInventory,
} from '../analyzer/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { Inventory } from '../model/inventory.ts';
import { canonicalJson, isJsonArray } from '../model/json.ts';
import { packSummary } from './pack-summary.ts';
import { bytesOf, bytesSource } from './packed-source.ts';
import { inTurns, mergePacked, openPacked, openSummary, placesOf, unpackSummary } from './summary-codec.ts';

const START = Date.UTC(2026, 0, 5, 9);

interface Sent {
  readonly host?: string;
  readonly path: string;
  readonly method?: string;
  readonly status?: number;
  readonly day?: number;
  readonly client?: number;
  readonly page?: string;
  readonly json?: object;
}

function callOf(sent: Sent): ApiCall {
  const { host = 'api.shop.example', path, method = 'GET', status = 200, day = 0, client = 1 } = sent;
  const type = sent.page === undefined ? 'application/json' : 'text/html';
  return {
    id: null,
    timeMs: START + day * DAY_MS,
    method,
    scheme: 'https',
    host,
    path,
    query: null,
    status,
    client: { address: `192.0.2.${client}`, id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: {
      headers: { 'content-type': type },
      body: sent.page ?? JSON.stringify(sent.json ?? { id: 1, state: 'x', total: 3 }),
      sizeBytes: null,
    },
    gateway: null,
    operation: null,
  };
}

function summaryOf(sent: readonly Sent[], settings: Partial<SummarySettings> = {}): Summary {
  const summary = createSummary(settings);
  for (const each of sent) observe(summary, callOf(each), 'edge');
  return summary;
}

const goOn = (): boolean => true;

async function viewed(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
  context: ViewContext,
): Promise<Inventory> {
  const inventory = await inTurns(viewDivided(sources, settings, context), goOn);
  assert.ok(inventory !== null);
  return inventory;
}

const contextOf = (day: number, windowDays: number | null, more: Partial<ViewContext> = {}): ViewContext => ({
  asOfMs: START + day * DAY_MS + 1,
  windowMs: windowDays === null ? null : windowDays * DAY_MS,
  known: [],
  ...more,
});

/** The view of the whole, after it was found to be that of the parts, and its calls to be where those have them. */
async function sameView(
  parts: readonly (readonly Sent[])[],
  context: ViewContext,
  settings: Partial<SummarySettings> = {},
): Promise<Inventory> {
  const summaries = parts.map((part) => summaryOf(part, settings));
  const divided = summaries.map((summary) => openSummary(packSummary(summary), settings));
  const whole = createSummary(settings);
  for (const summary of summaries) merge(whole, summary);
  const expected = viewInventory(whole, context);
  assert.equal(JSON.stringify(await viewed(divided, settings, context)), JSON.stringify(expected));
  const content = { content: false, rowOf: new Map() };
  const inWhole = createAnnotator(whole, context, expected, content);
  const inPlaces = createAnnotator(placesOf(divided, settings), context, expected, content);
  for (const call of parts.flat().map(callOf))
    assert.deepEqual(inPlaces(call, 'edge'), inWhole(call, 'edge'));
  return expected;
}

/** Counts what is read as values. */
function counting(source: DividedSummary): {
  readonly source: DividedSummary;
  readonly read: Record<Stream, number>;
} {
  const read = { nodes: 0, rows: 0, bodies: 0, actors: 0 };
  return {
    read,
    source: {
      head: source.head,
      line: (stream, number) => {
        read[stream] += 1;
        return source.line(stream, number);
      },
      bytes: (stream, number) => source.bytes(stream, number),
    },
  };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const opened = (sent: readonly Sent[]): DividedSummary => openSummary(packSummary(summaryOf(sent)), {});

describe('a view host by host', () => {
  test('takes names for forged by how many of them there are', async () => {
    const page = '<!doctype html><title>Welcome</title>';
    const hosts = (count: number): Sent[] =>
      numbers(count).map((at) => ({ host: `h${at}.scan.example`, path: '/v1/orders', page, client: at % 3 }));
    const few = await sameView([hosts(10), hosts(5)], contextOf(0, 1));
    assert.equal(few.endpoints.length, 10);
    const many = await sameView([hosts(20), hosts(5)], contextOf(0, 1));
    assert.deepEqual([many.endpoints.length, many.calls.noise['scanner-probe']], [0, 25]);
  });

  test('knows the one page for "nothing here", and one that differs by day or within a day', async () => {
    const api = ['orders', 'items', 'carts', 'prices', 'stores'].map(
      (name): Sent => ({ path: `/v1/${name}` }),
    );
    const pages = (page: string, day = 0): Sent[] =>
      ['/wibble', '/wobble/deep', '/wubble/very/deep'].map((path) => ({ path, page, day }));
    const page = '<!doctype html><title>Nothing here</title>';
    const longer = `${page}${' '.repeat(400)}`;
    const soft = await sameView([[...api, ...pages(page)], pages(page, 1)], contextOf(1, null));
    assert.equal(soft.calls.noise['not-found'], 6);
    const sameDay = await sameView([[...api, ...pages(page)], pages(page)], contextOf(0, null));
    assert.equal(sameDay.calls.noise['not-found'], 6);
    const byDay = await sameView([[...api, ...pages(page)], pages(longer, 1)], contextOf(1, null));
    assert.equal(byDay.calls.noise['not-found'], undefined);
    const nearly = await sameView([[...api, ...pages(page)], pages(`${page} `, 1)], contextOf(1, null));
    assert.equal(nearly.calls.noise['not-found'], undefined, 'sizes that the histogram does not tell apart');
    const withinDay = await sameView([[...api, ...pages(page)], pages(longer)], contextOf(1, null));
    assert.equal(withinDay.calls.noise['not-found'], undefined);
  });

  test('says of every day by itself why its calls are noise', async () => {
    const known = [{ hosts: [], path: '/orders/{order}', methods: ['GET'], origin: 'known' as const }];
    const failed = (status: number, day: number): Sent => ({
      method: 'POST',
      path: '/orders/17',
      status,
      day,
    });
    const parts = [
      [failed(404, 0), failed(503, 1)],
      [failed(503, 1), failed(405, 2)],
    ];
    const { noise } = (await sameView(parts, contextOf(2, 30, { known }))).calls;
    assert.deepEqual(noise, { 'method-not-allowed': 1, 'not-found': 1, 'server-error-only': 2 });
  });

  test('finds the endpoint of an actor whose host is beyond the cap', async () => {
    const settings = { caps: { ...DEFAULT_CAPS, hosts: 3 } };
    const walk = numbers(2700).map(
      (at): Sent => ({
        host: `h${at % 9}.shop.example`,
        path: `/v1/orders/${1000 + Math.floor(at / 9)}`,
        client: 7,
      }),
    );
    const { behaviours, endpoints } = await sameView(
      [walk.slice(0, 1500), walk.slice(1500)],
      contextOf(0, 1),
      settings,
    );
    const hostOf = new Map(endpoints.map(({ id, host }) => [id, host]));
    const hosts = new Set(behaviours.map(({ endpoint }) => hostOf.get(endpoint)));
    assert.ok(hosts.has('*'), 'an actor of the others was judged');
  });

  test('unpacks no cell of a day outside the window', async () => {
    const sent = numbers(100).flatMap((day) =>
      numbers(4).map((at): Sent => ({ path: `/v1/orders/${at}`, day, client: at })),
    );
    const { source, read } = counting(opened(sent));
    const all = source.head.hosts
      .flatMap(({ layers }) => layers)
      .reduce((sum, { bodies }) => sum + bodies, 0);
    const { calls } = await viewed([source], {}, contextOf(99, 9));
    assert.deepEqual([calls.analyzed, calls.outsideWindow], [40, 360]);
    assert.deepEqual([all, read.bodies], [100, 10]);
  });
});

describe('merging host by host', () => {
  test('unpacks only cells that several hold', async () => {
    const days = numbers(40).map((day): Sent => ({ path: '/v1/orders', day }));
    const snapshot = counting(opened([...days, ...days.map((each) => ({ ...each, host: 'b.example' }))]));
    const delta = counting(
      opened([
        { path: '/v1/orders', day: 39 },
        { path: '/v1/orders', day: 40 },
      ]),
    );
    const merged = await mergePacked([snapshot.source, delta.source], {}, KEEP_ALL, goOn, bytesSource);
    assert.ok(merged !== null);
    assert.deepEqual([snapshot.read.bodies, delta.read.bodies], [1, 1]);
    assert.ok(snapshot.read.rows <= 2, 'layers that the delta does not touch are copied');
    assert.equal((await viewed([openPacked(merged.packed, {})], {}, contextOf(40, null))).calls.analyzed, 82);
  });

  test('lets others have their turn while one host is read, merged and viewed', async () => {
    const nouns = ['orders', 'products', 'invoices', 'payments', 'shipments', 'refunds', 'accounts'];
    const paths = nouns.map((noun) => `/v1/${noun}`);
    const parts = [0, 1].map(() => opened(paths.map((path, at) => ({ path, client: at + 1 }))));
    const rows = parts.length * paths.length;
    let turns = 0;
    const turn = (): boolean | Promise<boolean> => {
      turns += 1;
      return turns % 2 === 0 ? true : Promise.resolve(true);
    };
    await mergePacked(parts, {}, KEEP_ALL, turn, bytesSource);
    assert.ok(turns >= rows + paths.length, `merging: ${turns}`);
    turns = 0;
    const inventory = await inTurns(viewDivided(parts, {}, contextOf(0, 1)), turn);
    assert.equal(inventory?.endpoints.length, paths.length);
    assert.ok(turns >= rows + 2 * paths.length, `viewing: ${turns}`);
  });

  test('stops when it is told to', async () => {
    const merged = await mergePacked(
      [opened([{ path: '/a' }])],
      {},
      KEEP_ALL,
      () => Promise.resolve(false),
      bytesSource,
    );
    assert.equal(merged, null);
  });
});

describe('packed summaries', () => {
  test('of earlier versions are read, viewed and merged with others', async () => {
    const sent = numbers(50).map((at): Sent => ({ path: `/v1/orders/${at}`, day: at, client: at % 9 }));
    const summary = summaryOf(sent);
    const parts = encodeSummary(summary);
    assert.ok(isJsonArray(parts));
    const before = zstdCompressSync(parts.map((part) => `${JSON.stringify(part)}\n`).join(''));
    assert.equal(canonicalJson(encodeSummary(unpackSummary(before, {}))), canonicalJson(parts));
    const merged = await mergePacked(
      [openSummary(before, {}), opened(sent)],
      {},
      KEEP_ALL,
      goOn,
      bytesSource,
    );
    assert.ok(merged !== null);
    const twice = summaryOf([...sent, ...sent]);
    assert.equal(
      canonicalJson(encodeSummary(unpackSummary(bytesOf(merged.packed), {}))),
      canonicalJson(encodeSummary(twice)),
    );
  });

  test('of many blocks keep every byte', () => {
    const fields = (at: number): object =>
      Object.fromEntries(numbers(60).map((field) => [`field${field}of${at % 7}`, `${field}-${at}`]));
    const summary = summaryOf(
      numbers(900).map((at) => ({ path: `/v1/r${at % 60}/list`, day: at % 45, json: fields(at) })),
    );
    const packed = packSummary(summary);
    const lines = openSummary(packed, {}).head.hosts[0]?.layers.reduce((sum, { bodies }) => sum + bodies, 0);
    assert.ok((lines ?? 0) > 150);
    assert.equal(
      canonicalJson(encodeSummary(unpackSummary(packed, {}))),
      canonicalJson(encodeSummary(summary)),
    );
  });

  test('that are damaged are refused in our own words, wherever that shows', async () => {
    const packed = packSummary(summaryOf([{ path: '/v1/orders' }]));
    const unreadable = { code: 'SUMMARY_UNREADABLE', kind: 'state' };
    for (const broken of [packed.slice(0, 20), packed.slice(0, 6)])
      assert.throws(() => openSummary(broken, {}), unreadable);
    const cut = openSummary(packed.slice(0, -30), {});
    await assert.rejects(viewed([cut], {}, contextOf(0, null)), unreadable);
  });
});

test('where calls were counted is read without what was counted', () => {
  const sent = Array.from({ length: 12 }, (_, at) => ({ path: `/orders/${at}/lines`, day: at % 3 }));
  const packed = openSummary(packSummary(summaryOf(sent)), {});
  const lean: DividedSummary = {
    head: packed.head,
    bytes: () => assert.fail('copied'),
    line: (stream, number) =>
      stream === 'nodes' || stream === 'rows' ? packed.line(stream, number) : assert.fail(stream),
  };
  const places = placesOf([lean], {});
  assert.equal(places.latestMs, START + 2 * DAY_MS);
  assert.equal(places.actors.sites, emptyActors().sites);
});
