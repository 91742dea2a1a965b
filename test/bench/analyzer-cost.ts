import { parseExchange } from '../../src/analyzer/exchange-parser.ts';
import { createSummary, encodeSummary, observe, viewInventory } from '../../src/analyzer/index.ts';
import type { ApiCall } from '../../src/model/api-call.ts';

/**
 * Prints, as JSON lines, microseconds a call of parsing and of observing synthetic calls of about 1 KB with headers
 * and both bodies, on one thread, and the time of encoding and viewing what they left.
 */
const CALLS = Number(process.argv[2] ?? 100_000);
const ENDPOINTS = 200;
const START = Date.UTC(2026, 0, 5);

const FIRST =
  'order product invoice payment customer cart item coupon shipment review account device alert ticket booking report vendor price stock policy'.split(
    ' ',
  );
const SECOND = 'items groups rules events limits notes links tags parts files'.split(' ');

/** Two hundred names of listed words, so that the trie keeps two hundred resources apart. */
const resource = (endpoint: number): string =>
  `${FIRST[endpoint % FIRST.length] ?? ''}-${SECOND[Math.floor(endpoint / FIRST.length)] ?? ''}`;

function makeCall(index: number): ApiCall {
  const endpoint = (index * 7919) % ENDPOINTS;
  const id = (index * 104_729) % 50_000;
  const slug = `item-${(id * 31) % 977}-${['red', 'blue', 'plain', 'large'][id % 4]}`;
  const path =
    endpoint % 3 === 0
      ? `/v1/catalogs/${slug}/${resource(endpoint)}/${id}`
      : `/v1/${resource(endpoint)}/${id}${endpoint % 2 === 0 ? '/details' : ''}`;
  const body = JSON.stringify({
    id,
    reference: `R-${id}-${endpoint}`,
    status: id % 2 === 0 ? 'active' : 'closed',
    createdAt: '2026-01-05T10:11:12Z',
    owner: { name: `person ${id % 100}`, mail: `p${id % 100}@mail.example`, city: 'Springfield' },
    items: [
      { sku: `S${id % 300}`, amount: id % 9, price: (id % 1000) / 100 },
      { sku: `S${(id + 1) % 300}`, amount: 1, price: 9.5 },
    ],
    note: 'left at the door, ring twice please',
  });
  return {
    id: null,
    timeMs: START + index * 20,
    method: endpoint % 5 === 0 ? 'POST' : 'GET',
    scheme: 'https',
    host: `api${endpoint % 4}.shop.example`,
    path,
    query: 'page=2&size=50',
    status: index % 50 === 0 ? 404 : 200,
    client: { address: `192.0.2.${index % 250}`, id: null },
    latencyMs: 5 + (index % 90),
    request: {
      headers: {
        authorization: 'Bearer opaque-0123456789abcdef',
        'content-type': 'application/json',
        'user-agent': 'shop-app/3.1 (Android 14)',
        accept: 'application/json',
      },
      body: endpoint % 5 === 0 ? body : null,
      sizeBytes: null,
    },
    response: {
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', server: 'edge' },
      body,
      sizeBytes: null,
    },
    gateway: null,
    operation: null,
  };
}

const calls = Array.from({ length: CALLS }, (_, index) => makeCall(index));
const print = (row: Record<string, number | string>): void => {
  process.stdout.write(`${JSON.stringify(row)}\n`);
};

function measure(name: string, run: (call: ApiCall) => void): void {
  for (const call of calls.slice(0, 5000)) run(call);
  const before = process.hrtime.bigint();
  for (const call of calls) run(call);
  const micros = Number(process.hrtime.bigint() - before) / 1000;
  print({ step: name, calls: CALLS, microsecondsPerCall: Math.round((micros / CALLS) * 100) / 100 });
}

measure('parse', (call) => {
  parseExchange(call);
});
const summary = createSummary();
measure('parse+observe', (call) => {
  observe(summary, call, 'edge');
});
for (const [step, run] of [
  [
    'view',
    () => viewInventory(summary, { asOfMs: summary.latestMs, windowMs: null, known: [] }).endpoints.length,
  ],
  ['encode', () => JSON.stringify(encodeSummary(summary)).length],
] as const) {
  const before = performance.now();
  const size = run();
  print({ step, milliseconds: Math.round(performance.now() - before), size });
}
print({ step: 'memory', megabytes: Math.round(process.memoryUsage().rss / 1e6) });
