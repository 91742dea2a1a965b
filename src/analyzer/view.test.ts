import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall, Hop } from '../model/api-call.ts';
import type { Inventory } from '../model/inventory.ts';
import {
  createSummary,
  DAY_MS,
  decodeSummary,
  emptyActors,
  encodeSummary,
  merge,
  observe,
  viewInventory,
} from './index.ts';

const START = Date.UTC(2026, 0, 5, 9);

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly status?: number | null;
  readonly timeMs?: number;
  readonly client?: string;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly body?: string | null;
  readonly answer?: string | null;
  readonly gateway?: ApiCall['gateway'];
  readonly host?: string;
}

function call(sent: Sent): ApiCall {
  return {
    id: null,
    timeMs: sent.timeMs ?? START,
    method: sent.method ?? 'GET',
    scheme: 'https',
    host: sent.host ?? 'api.shop.example',
    path: sent.path ?? '/orders',
    query: null,
    status: sent.status === undefined ? 200 : sent.status,
    client: { address: sent.client ?? '192.0.2.1', id: null },
    latencyMs: 20,
    request: {
      headers: sent.headers === undefined ? {} : sent.headers,
      body: sent.body ?? null,
      sizeBytes: 10,
    },
    response: { headers: { 'content-type': 'application/json' }, body: sent.answer ?? null, sizeBytes: 100 },
    gateway: sent.gateway ?? null,
    operation: null,
  };
}

function view(
  seen: readonly (readonly [Sent, Hop])[],
  windowMs: number | null = null,
  asOfMs = START + 20 * DAY_MS,
): Inventory {
  const summary = createSummary({ isGatewayAddress: (address) => address === '10.0.0.1' });
  for (const [sent, hop] of seen) observe(summary, call(sent), hop);
  return viewInventory(summary, { asOfMs, windowMs, known: [] });
}

const times = (count: number, sent: Sent, hop: Hop): [Sent, Hop][] =>
  Array.from({ length: count }, () => [sent, hop]);

test('the headline counts a call once: gateways, else the edge, else the largest other hop', () => {
  const cases: readonly (readonly [readonly (readonly [Hop, number])[], number])[] = [
    [
      [
        ['edge', 9],
        ['gateway:a', 5],
        ['gateway:b', 3],
        ['behind:a', 5],
      ],
      8,
    ],
    [
      [
        ['edge', 4],
        ['mesh', 9],
      ],
      4,
    ],
    [
      [
        ['mesh', 3],
        ['behind:a', 7],
        ['behind:b', 2],
      ],
      7,
    ],
  ];
  for (const [hops, expected] of cases) {
    const inventory = view(hops.flatMap(([hop, count]) => times(count, {}, hop)));
    assert.equal(inventory.endpoints.length, 1);
    assert.equal(inventory.endpoints[0]?.calls, expected);
    assert.deepEqual(inventory.endpoints[0]?.statuses, { 200: expected });
    assert.equal(
      inventory.calls.analyzed,
      hops.reduce((sum, [, count]) => sum + count, 0),
    );
    assert.equal(inventory.calls.operations, expected);
    assert.deepEqual(
      Object.fromEntries(inventory.endpoints[0]?.hops.map((hop) => [hop.hop, hop.calls]) ?? []),
      Object.fromEntries(hops),
    );
  }
});

test('native ids, gateway addresses and a gateway that found no route', () => {
  const kong = { id: 'kong', api: 'orders', route: 'r1', unrouted: false };
  const inventory = view([
    ...times(3, { gateway: kong }, 'gateway:kong'),
    ...times(2, { client: '10.0.0.1' }, 'behind:kong'),
    ...times(
      4,
      { path: '/nothing', status: 404, gateway: { ...kong, api: null, route: null, unrouted: true } },
      'gateway:kong',
    ),
  ]);
  assert.deepEqual(inventory.calls, {
    analyzed: 9,
    outsideWindow: 0,
    noise: { 'no-route': 4 },
    operations: 3,
  });
  const hops = inventory.endpoints[0]?.hops ?? [];
  assert.deepEqual(hops.find((hop) => hop.hop === 'gateway:kong')?.native, [
    { gateway: 'kong', api: 'orders', route: 'r1', calls: 3 },
  ]);
  assert.equal(hops.find((hop) => hop.hop === 'behind:kong')?.fromGateway, 2);
});

test('a batch is one call and several operations', () => {
  const batch = JSON.stringify(['a', 'b', 'a'].map((name) => ({ query: `query ${name} { x }` })));
  const inventory = view(
    times(
      2,
      { method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body: batch },
      'edge',
    ),
  );
  assert.deepEqual(
    inventory.endpoints.map(({ operation, calls, protocol }) => [operation, calls, protocol]),
    [
      ['query a', 4, 'graphql'],
      ['query b', 2, 'graphql'],
    ],
  );
  assert.deepEqual(inventory.calls, { analyzed: 2, outsideWindow: 0, noise: {}, operations: 6 });
});

test('GraphQL: an operation that is sent by its name alone is the one whose type other calls say', () => {
  const sent = (body: unknown, status = 200, path = '/graphql'): [Sent, Hop][] =>
    times(
      2,
      {
        method: 'POST',
        path,
        status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      'edge',
    );
  const bare = (operationName: string): unknown => ({ operationName, extensions: {} });
  const counted = (seen: [Sent, Hop][]): unknown =>
    view(seen).endpoints.map(({ path, operation, calls }) => [path, operation, calls]);
  assert.deepEqual(
    counted([
      ...sent(bare('Cart')),
      ...sent(bare('Cart'), 400),
      ...sent({ query: 'query Cart { cart { id } }' }),
      ...sent({ query: 'mutation Pay { pay { id } }' }),
    ]),
    [
      ['/graphql', 'mutation Pay', 2],
      ['/graphql', 'query Cart', 6],
    ],
  );
  // Two types, another path, no type at all: nobody can say.
  assert.deepEqual(
    counted([
      ...sent(bare('Cart')),
      ...sent(bare('Order')),
      ...sent({ query: 'query Cart { cart { id } }' }),
      ...sent({ query: 'mutation Cart { addCart { id } }' }),
      ...sent({ query: 'query Order { order { id } }' }, 200, '/admin/graphql'),
    ]),
    [
      ['/admin/graphql', 'query Order', 2],
      ['/graphql', 'Cart', 2],
      ['/graphql', 'Order', 2],
      ['/graphql', 'mutation Cart', 2],
      ['/graphql', 'query Cart', 2],
    ],
  );
});

test('GraphQL: an operation keeps its earlier id when its type becomes known', () => {
  const headers = { 'content-type': 'application/json' };
  const sent = (body: string): [Sent, Hop][] =>
    times(2, { method: 'POST', path: '/graphql', headers, body }, 'edge');
  const first = sent('{"operationName":"Cart","extensions":{}}');
  const typed = sent('{"query":"query Cart { cart { id } }"}');
  const before = view(first).endpoints;
  const summary = createSummary({});
  for (const [each, hop] of [...first, ...typed]) observe(summary, call(each), hop);
  const past = (names: readonly string[]): string[] =>
    viewInventory(summary, {
      asOfMs: START + DAY_MS,
      windowMs: null,
      known: [],
      past: before.map((each, index) => ({ ...each, operation: names[index] ?? null })),
    }).endpoints.flatMap(({ aliases }) => [...aliases]);
  assert.deepEqual(
    past(['Cart']),
    before.map(({ id }) => id),
  );
  assert.deepEqual(past(['mutation Cart']), []);
  assert.deepEqual(past(['Carts']), []);
});

test('only buckets of the window count; a bucket that lies outside is not even noise', () => {
  const seen: [Sent, Hop][] = [
    ...times(3, {}, 'edge'),
    ...times(2, { timeMs: START + 19 * DAY_MS }, 'edge'),
    ...times(1, { path: '/old' }, 'edge'),
    ...times(1, { path: '/gone', status: 404 }, 'edge'),
  ];
  const all = view(seen);
  const recent = view(seen, 5 * DAY_MS);
  assert.deepEqual(all.calls, { analyzed: 7, outsideWindow: 0, noise: { 'not-found': 1 }, operations: 6 });
  assert.deepEqual(recent.calls, { analyzed: 2, outsideWindow: 5, noise: {}, operations: 2 });
  assert.equal(recent.endpoints[0]?.firstSeenMs, START + 19 * DAY_MS);
  assert.equal(recent.windowFromMs, START + 15 * DAY_MS);
  assert.equal(all.windowFromMs, START);
});

test('changes between days: added, vanished, a status, nothing from the first day', () => {
  const seen: [Sent, Hop][] = [];
  for (let day = 0; day < 5; day += 1) {
    const timeMs = START + day * DAY_MS;
    seen.push(...times(40, { timeMs, status: day === 4 ? 500 : 200 }, 'edge'));
    if (day < 2) seen.push(...times(60, { timeMs, path: '/carts' }, 'edge'));
    if (day > 1) seen.push(...times(5, { timeMs, path: '/invoices' }, 'edge'));
  }
  const inventory = view(seen, null, START + 4 * DAY_MS);
  const path = new Map(inventory.endpoints.map((endpoint) => [endpoint.id, endpoint.path]));
  assert.deepEqual(
    inventory.changes.map((change) => [
      change.type,
      path.get(change.endpoint),
      (change.atMs - START + 9 * 3_600_000) / DAY_MS,
    ]),
    [
      ['endpoint-added', '/invoices', 2],
      ['endpoint-vanished', '/carts', 2],
      ['error-rate-shift', '/orders', 4],
      ['status-added', '/orders', 4],
    ].sort((a, b) => Number(a[2]) - Number(b[2]) || order(inventory, a, b)),
  );
  assert.deepEqual(view(seen.filter(([sent]) => sent.timeMs === START)).changes, []);
});

function order(inventory: Inventory, a: readonly unknown[], b: readonly unknown[]): number {
  const id = (path: unknown): string =>
    inventory.endpoints.find((endpoint) => endpoint.path === path)?.id ?? '';
  return id(a[1]) < id(b[1]) ? -1 : 1;
}

test('an actor that walks through ids is a behaviour of the endpoint that its path became', () => {
  const seen: [Sent, Hop][] = [];
  for (let id = 1; id <= 400; id += 1) {
    seen.push([
      {
        path: `/orders/${id}`,
        client: '198.51.100.66',
        status: id % 3 === 0 ? 404 : 200,
        timeMs: START + id * 500,
      },
      'edge',
    ]);
  }
  for (let person = 0; person < 60; person += 1) {
    for (const id of [person, person + 1]) {
      seen.push([
        { path: `/orders/${id + 9000}`, client: `192.0.2.${person}`, timeMs: START + person * 1000 },
        'edge',
      ]);
    }
  }
  const inventory = view(seen);
  const orders = inventory.endpoints.find((endpoint) => endpoint.path === '/orders/{orderId}');
  assert.deepEqual(
    inventory.behaviours.map((each) => [each.type, each.endpoint]),
    [['id-enumeration', orders?.id]],
  );
  // Every other call was counted by somebody else, who hands over the actors beside the rest.
  const [one, other] = [createSummary(), createSummary()];
  seen.forEach(([sent, hop], at) => observe(at % 2 === 0 ? one : other, call(sent), hop));
  const actors = other.actors;
  merge(one, { ...other, actors: emptyActors() });
  const context = { asOfMs: START + 20 * DAY_MS, windowMs: null, known: [] };
  assert.deepEqual(viewInventory(one, context, [actors]).behaviours, inventory.behaviours);
  assert.notDeepEqual(viewInventory(one, context).behaviours, inventory.behaviours);
});

test('threats on noise stay apart from endpoints', () => {
  const inventory = view([
    ...times(3, {}, 'edge'),
    [{ path: "/nope/1'%20UNION%20SELECT%20password%20FROM%20users--", status: 404 }, 'edge'],
  ]);
  assert.deepEqual(
    inventory.endpoints.flatMap((endpoint) => endpoint.threats),
    [],
  );
  assert.deepEqual(
    inventory.noiseThreats.map(({ host, threat }) => [host, threat.type]),
    [['api.shop.example', 'sql-injection']],
  );
});

test('a summary survives encoding and merging with itself halved', () => {
  const [left, right, all] = [createSummary(), createSummary(), createSummary()];
  for (let index = 0; index < 200; index += 1) {
    const one = call({
      path: `/orders/${index % 20}/items/${index}`,
      client: `192.0.2.${index % 9}`,
      answer: '{"id":1,"total":2}',
    });
    observe(index % 2 === 0 ? left : right, one, 'edge');
    observe(all, one, 'edge');
  }
  const decoded = decodeSummary(JSON.parse(JSON.stringify(encodeSummary(left))));
  merge(decoded, right);
  const context = { asOfMs: START, windowMs: null, known: [] };
  assert.deepEqual(viewInventory(decoded, context), viewInventory(all, context));
});
