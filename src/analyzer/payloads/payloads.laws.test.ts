import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ApiCall } from '../../model/api-call.ts';
import { canonicalJson, type JsonValue } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import type { Caps, KeyedHash, ObserveContext } from '../exchange.ts';
import { parseExchange } from '../exchange-parser.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import {
  decodePayloads,
  emptyPayloads,
  encodePayloads,
  mergePayloads,
  observePayloads,
  type Payloads,
  payloadFacts,
} from './index.ts';

const strong = makeKeyedHash(new Uint8Array(16).fill(7));
/** Few values, so that ties are the rule. */
const weak: KeyedHash = (text) => (strong(text) % 5) * 2 ** 49;
let hash = strong;
const THREES: Caps = {
  ...DEFAULT_CAPS,
  propertiesPerObject: 3,
  schemaDepth: 3,
  pointersPerDepth: 3,
  fieldsPerLocation: 3,
  enumMembers: 3,
  samples: 3,
  clientsPerString: 3,
  pathDepth: 3,
};

interface Sent {
  readonly client: number;
  readonly accepted: boolean;
  readonly query: string;
  readonly header: string;
  readonly body: JsonValue;
  readonly path: string;
}

const KEYS = [
  'id',
  'name',
  'status',
  'email',
  'lat',
  'lon',
  'items',
  'card',
  '__proto__',
  'constructor',
  'x1y2z3w4',
  '42',
  'ünï',
  '\ud800',
  '',
];
const TEXTS = [
  'ACTIVE',
  'pending',
  'closed',
  'OPEN_ENDED',
  'Zaphod',
  '',
  '\ud800',
  '\udc00x',
  '2024-05-01',
  '2024-05-01T10:00:00Z',
  'mia@shop.example',
  'ask mia@shop.example or bob@shop.example',
  '4111111111111111',
  '4111111111111112',
  '5555555555554444',
  'DE89370400440532013000',
  '192.0.2.7',
  'REDACTED',
  '***',
  'x'.repeat(300),
  'https://shop.example/a',
  '12.5',
  'true',
  '007',
];

const leaf = fc.oneof(
  fc.constantFrom<JsonValue>(...TEXTS, null, true, 0, -7, 1.5, 1e21, 3_000_000_000, 4111111111111111, -1e-9),
  fc.integer({ min: 4_000_000_000_000_000, max: 4_999_999_999_999_999 }),
);
const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries) as JsonValue),
  ),
})).value;
const typical: fc.Arbitrary<JsonValue> = fc.record(
  {
    status: fc.constantFrom('ACTIVE', 'pending', 'closed', 'OPEN_ENDED', 'shipped'),
    note: fc.nat({ max: 9 }).map((length) => `${'x'.repeat(length)} mia@shop.example`),
    user: fc.constant({ name: 'Zaphod' }),
    items: fc.constant({ name: 'Zaphod', number: '4111111111111111' }),
    card: fc.constant({ number: '12345678' }),
  },
  { requiredKeys: ['status'] },
);
const sent: fc.Arbitrary<Sent> = fc.record({
  client: fc.integer({ min: 0, max: 6 }),
  accepted: fc.boolean(),
  query: fc
    .array(
      fc.tuple(
        fc.constantFrom('q', 'page', 'sort', 'size', 'ip', 'a1b2c3d4e5', 'dob'),
        fc.constantFrom(...TEXTS),
      ),
      { maxLength: 4 },
    )
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')),
  header: fc.constantFrom('x-tenant', 'x-a', 'x-b', 'x-c', 'x-d'),
  body: fc.oneof(json, typical),
  path: fc.constantFrom('/users/42', '/users/mia@shop.example/a/b/c/d1/e2', '/cards/4111111111111111'),
});

/** Nothing but one closed set, so that nothing else hides its overflow. */
const enumerated: fc.Arbitrary<Sent> = sent.chain((one) =>
  fc
    .constantFrom('ACTIVE', 'pending', 'closed', 'OPEN_ENDED', 'shipped')
    .map((status) => ({ ...one, accepted: true, body: { status } })),
);
const traffic = fc.oneof(
  fc.array(sent, { maxLength: 16, size: 'max' }),
  fc.array(enumerated, { maxLength: 8, size: 'max' }),
);

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function callOf(one: Sent): ApiCall {
  const body = JSON.stringify(one.body);
  // More vendors' names than the cap keeps.
  const vendor = one.header === 'x-tenant' ? '' : `vnd.${one.header.slice(2)}+`;
  const type = { 'content-type': `application/${vendor}json` };
  return {
    id: null,
    timeMs: 0,
    method: 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: one.path,
    query: one.query,
    status: one.accepted ? 200 : 400,
    client: { address: null, id: null },
    latencyMs: null,
    request: {
      headers: { ...type, [one.header]: 'mia@shop.example', cookie: 'sid=1; theme=dark' },
      body,
      sizeBytes: null,
    },
    response: { headers: { ...type, 'set-cookie': 'a=b; Path=/' }, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

function contextOf(one: Sent): ObserveContext {
  return {
    hash,
    caps: THREES,
    accepted: one.accepted,
    refused: false,
    clientHash: one.client === 0 ? 0 : hash(`client ${one.client}`),
  };
}

function summaryOf(calls: readonly Sent[]): Payloads {
  const payloads = emptyPayloads();
  for (const one of calls) observePayloads(payloads, parseExchange(callOf(one)), contextOf(one));
  return payloads;
}

const encoded = (payloads: Payloads) => canonicalJson(encodePayloads(payloads));
const recoded = (payloads: Payloads) =>
  decodePayloads(JSON.parse(JSON.stringify(encodePayloads(payloads))) as JsonValue);
const VIEW = { isKnownName: () => false, slotName: (index: number) => `slot${index}` };
const shown = (payloads: Payloads) => JSON.stringify(payloadFacts(payloads, VIEW));

/** More on demand: the laws at length. Fewer would not meet every cap often enough. */
const RUNS = Math.max(120, Math.min(500, Number(process.env['LAW_RUNS'] ?? 120)));

for (const [name, tested] of [
  ['keyed hash', strong],
  ['hash with ties', weak],
] as const) {
  test(`any order and any split give the same summary and view; every cap is reached (${name})`, () => {
    hash = tested;
    checkLaws();
    hash = strong;
  });
}

function checkLaws(): void {
  const reached = { collapsed: 0, fields: 0, members: 0, deep: 0, shapes: 0, vendors: 0 };
  fc.assert(
    fc.property(traffic, fc.nat(), fc.nat(), (calls, seed, cutSeed) => {
      const whole = summaryOf(calls);
      const expected = encoded(whole);
      const expectedView = shown(whole);
      const shuffled = shuffle(calls, seed);
      assert.equal(encoded(summaryOf(shuffled)), expected);
      const cut = cutSeed % (calls.length + 1);
      const left = recoded(summaryOf(shuffled.slice(0, cut)));
      const right = summaryOf(shuffled.slice(cut));
      const flipped = recoded(summaryOf(shuffled.slice(cut)));
      mergePayloads(left, right);
      assert.equal(encoded(left), expected);
      assert.equal(shown(left), expectedView);
      mergePayloads(flipped, summaryOf(shuffled.slice(0, cut)));
      assert.equal(encoded(flipped), expected);
      if (isCollapsed(whole)) reached.collapsed++;
      if (hasVendorOverflow(whole)) reached.vendors++;
      if (payloadFacts(whole, VIEW).overflows.length > 0) reached.fields++;
      if (new Set(calls.filter((one) => one.accepted).map(statusOf)).size > THREES.enumMembers)
        reached.members++;
      if (expected.includes('<text:')) reached.shapes++;
      if (calls.some((one) => depthOf(one.body) > THREES.schemaDepth)) reached.deep++;
    }),
    { numRuns: RUNS, seed: 20240501 },
  );
  for (const [cap, count] of Object.entries(reached)) assert.ok(count > 10, `${cap} reached ${count} times`);
}

function isCollapsed({ accepted, other }: Payloads): boolean {
  return [accepted, other].some((side) =>
    [...(side?.requests.values() ?? [])].some(({ root }) => root.object?.properties === null),
  );
}

function hasVendorOverflow({ accepted, other }: Payloads): boolean {
  return [accepted, other].some((side) =>
    [...(side?.requests.values() ?? [])].some(({ vendors }) => vendors?.overflowed === true),
  );
}

test('merging leaves what was merged as it was, whatever is added afterwards', () => {
  fc.assert(
    fc.property(traffic, traffic, (calls, more) => {
      const from = summaryOf(calls);
      const before = encoded(from);
      const into = emptyPayloads();
      mergePayloads(into, from);
      assert.equal(encoded(into), before);
      for (const one of more) observePayloads(into, parseExchange(callOf(one)), contextOf(one));
      mergePayloads(into, summaryOf(more));
      assert.equal(encoded(from), before);
    }),
    { numRuns: RUNS, seed: 20240503 },
  );
});

test('observing continues after decoding as if nothing had happened', () => {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 8 }), fc.array(sent, { maxLength: 8 }), (before, after) => {
      const resumed = recoded(summaryOf(before));
      for (const one of after) observePayloads(resumed, parseExchange(callOf(one)), contextOf(one));
      assert.equal(encoded(resumed), encoded(summaryOf([...before, ...after])));
    }),
    { numRuns: RUNS, seed: 20240502 },
  );
});

test('the empty summary is neutral and encodes to itself', () => {
  const calls = fc.sample(sent, { numRuns: 5, seed: 3 });
  const left = emptyPayloads();
  mergePayloads(left, summaryOf(calls));
  const right = summaryOf(calls);
  mergePayloads(right, emptyPayloads());
  assert.equal(encoded(left), encoded(right));
  assert.equal(encoded(decodePayloads(encodePayloads(emptyPayloads()))), encoded(emptyPayloads()));
});

function statusOf(one: Sent): unknown {
  return (one.body as { readonly status?: unknown } | null)?.status;
}

function depthOf(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((member) => depthOf(member as JsonValue)));
}

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  let state = seed >>> 0;
  for (let at = shuffled.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  return shuffled;
}
