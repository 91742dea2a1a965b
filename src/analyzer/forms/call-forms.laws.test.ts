import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ApiCall, HeaderMap, Hop } from '../../model/api-call.ts';
import { canonicalJson } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { createSummary, encodeSummary, observe, type Summary, type SummarySettings } from '../index.ts';
import { CallForms } from './call-forms.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 25);
const SAMPLED = 40;
const START_MS = Date.UTC(2026, 9, 1, 22);

/** Numbers of every length that matters to a rule: versions, years, epochs, cards, and one too long to be taken. */
const NUMBERS = [
  ...'0 1 7 12 007 404 2024 20261001 1790812800 123456789012'.split(' '),
  ...'999999999999999 4111111111111111 4012888888881881 79927398713 10000000000000000000'.split(' '),
];
/** Versions 1, 4 and 7, in capitals, of digits alone, and the nil one. */
const UUIDS = [
  'c232ab00-9414-11ec-b3c8-9f6bdeced846',
  '0f9d2c7b-8a1e-4b7e-9b7e-0f9d2c7b8a1e',
  '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
  '41111111-1111-4111-8111-401288888888',
  '00000000-0000-0000-0000-000000000000',
];
const IDS = [...NUMBERS, ...UUIDS];
/** `#` stands for a number. */
const PATHS = [
  ...'/v1/orders/# /v1/orders /v2/orders/#/lines/# /api/#/orders /#/orders /# /1.1/lists/# /admin/api/#/x/#'.split(
    ' ',
  ),
  ...'/users/# /login /v1/token /graphql/# /gql /files/#/photo.png /img/#.png /.env /wp-admin/# /a//#//b/#'.split(
    ' ',
  ),
  ...'/orders/#;a=1 /orders/%23# /cards/#/pin /x/..%2f#/y /x/#/<script>/# /customers/#/phone/# /a/b/c/d/e/f/#'.split(
    ' ',
  ),
  ...'/items/0f9d2c7b-8a1e-4b7e-9b7e-0f9d2c7b8a1e/# /Products(#) /pets/#:cancel /actuator/# /phpmyadmin/#'.split(
    ' ',
  ),
];
const QUERIES = [
  ...'page=#&expand=lines id=# orderId=#&id=a id=a&id=# q=#&q=# key=# token=# api_key=# sig=# action=ListUsers'.split(
    ' ',
  ),
  ...'method=orders.get&n=# a=#=# =# # a=#&&b=# ssn=# card=# id[$ne]=# $where=# x=1%27%20or%201=1&y=# limit=# a=1+#'.split(
    ' ',
  ),
];
const PLAIN_PATHS =
  '/v1/orders/# /v1/orders/#/lines/# /v1/orders /cards/#/pin /#/orders /customers/#/phone/#'.split(' ');
const PLAIN_QUERIES = 'page=#&expand=lines id=# orderId=#&id=a limit=# card=# q=#'.split(' ');
const AGENTS = [
  'shop-app/4.1',
  'Mozilla/5.0 (X11; Linux x86_64)',
  'sqlmap/1.7',
  "'; drop table users--",
  '${jndi:ldap://a.example}',
];
const ADDRESSES = ['192.0.2.1', '192.0.2.2', '198.51.100.7', '10.0.0.9', '2001:db8::1', '2001:db8::2'];

interface Seen {
  readonly call: ApiCall;
  readonly hop: Hop;
}

const numbered = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(fc.constantFrom(...IDS), { minLength: 4, maxLength: 4 }))
    .map(([text, numbers]) => {
      let at = 0;
      return text.replaceAll('#', () => numbers[at++ % numbers.length] ?? '1');
    });

const headers: fc.Arbitrary<HeaderMap | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 9, arbitrary: fc.constant({ 'user-agent': 'shop-app/4.1' }) },
  { weight: 6, arbitrary: fc.constantFrom(...AGENTS).map((agent) => ({ 'user-agent': agent })) },
  { weight: 1, arbitrary: fc.constant({ 'user-agent': 'shop-app/4.1', referer: 'https://shop.example/' }) },
  { weight: 1, arbitrary: fc.constant({ authorization: 'Bearer 0f9d2c7b' }) },
  { weight: 1, arbitrary: fc.constant({ cookie: 'sid=1; a=2' }) },
  { weight: 1, arbitrary: fc.constant({ 'content-type': 'application/grpc' }) },
);

const seen: fc.Arbitrary<Seen> = fc
  .record({
    path: fc.oneof(numbered(PATHS), numbered(PLAIN_PATHS)),
    query: fc.option(fc.oneof(numbered(QUERIES), numbered(PLAIN_QUERIES)), { freq: 2 }),
    method: fc.constantFrom(...'GET GET GET GET POST POST OPTIONS BREW'.split(' ')),
    host: fc.constantFrom(
      'api.shop.example',
      'api.shop.example',
      'pay.shop.example',
      'eyjhbgcioijub.example',
    ),
    status: fc.constantFrom(200, 200, 200, 302, 401, 404, 404, 429, 500, 101, null),
    minutes: fc.integer({ min: 0, max: 300 }),
    address: fc.option(fc.constantFrom(...ADDRESSES), { freq: 20 }),
    client: fc.option(fc.constant('billing'), { freq: 1, nil: null }).map((id) => id),
    hasClient: fc.integer({ min: 0, max: 20 }),
    latencyMs: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 5 }),
    sizes: fc.tuple(fc.option(fc.nat(5000)), fc.option(fc.nat(5000))),
    headers,
    scheme: fc.constantFrom('https' as const, 'https' as const, 'http' as const, null),
    chosen: fc.boolean(),
    hop: fc.constantFrom<Hop>('edge', 'edge', 'mesh'),
    body: fc.constantFrom(...Array.from({ length: 9 }, () => null), '{"a":1}'),
  })
  .map(({ minutes, address, client, hasClient, sizes, headers, chosen, hop, body, ...rest }) => {
    const call: ApiCall = {
      ...rest,
      id: null,
      timeMs: START_MS + minutes * 60_000,
      client: { address, id: hasClient === 0 ? client : null },
      request: { headers, body, sizeBytes: sizes[0] },
      response: { headers: null, body: null, sizeBytes: sizes[1] },
      gateway: null,
      operation: null,
    };
    return { call: chosen ? { ...call, chosenHeaders: true } : call, hop };
  });

/** Few different calls, many times: what forms are for. Each comes again with other numbers, statuses, clients and times. */
const stream: fc.Arbitrary<readonly Seen[]> = fc
  .tuple(
    fc.array(seen, { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(), seen), { minLength: 60, maxLength: 120 }),
  )
  .map(([few, draws]) =>
    draws.map(([draw, other]) => {
      const base = few[draw % few.length] ?? other;
      if (draw % 11 === 0) return other;
      const { timeMs, client, latencyMs, status, request } = other.call;
      const isOther = draw % 7 === 0;
      const call: ApiCall = {
        ...base.call,
        timeMs,
        latencyMs,
        client,
        path: renumbered(base.call.path, draw),
        query: base.call.query === null ? null : renumbered(base.call.query, draw >> 3),
        status: isOther ? status : base.call.status,
        request: draw % 5 === 0 ? { ...base.call.request, headers: request.headers } : base.call.request,
      };
      return { call, hop: base.hop };
    }),
  );

function renumbered(text: string, draw: number): string {
  return text.replace(/(?<=[/=])(?:\d+|[\dA-Fa-f-]{36})(?=[/&]|$)/g, (id) => {
    const ids = id.length === 36 ? UUIDS : NUMBERS;
    return ids[draw % ids.length] ?? '1';
  });
}

const TINY: Partial<SummarySettings> = {
  caps: {
    ...DEFAULT_CAPS,
    hosts: 1,
    childrenPerNode: 2,
    pathDepth: 3,
    fieldsPerLocation: 2,
    enumMembers: 2,
    actors: 3,
  },
  pathsPerHost: 4,
  pathsOfAll: 6,
};

/** Counts the stream with forms, `size` calls between two flushes; gives the number of calls that took the short way. */
function observeByForm(summary: Summary, calls: readonly Seen[], size: number): number {
  const forms = new CallForms(summary, 2);
  let taken = 0;
  for (let at = 0; at < calls.length; at += size) {
    const others: Seen[] = [];
    for (const each of calls.slice(at, at + size)) {
      if (forms.count(each.call, each.hop)) taken += 1;
      else others.push(each);
    }
    forms.flush();
    for (const { call, hop } of others) observe(summary, call, hop);
  }
  return taken;
}

function assertSame(settings: Partial<SummarySettings>, calls: readonly Seen[], size: number): number {
  const full = createSummary(settings);
  for (const { call, hop } of calls) observe(full, call, hop);
  const summary = createSummary(settings);
  const taken = observeByForm(summary, calls, size);
  assert.equal(canonicalJson(encodeSummary(summary)), canonicalJson(encodeSummary(full)));
  return taken;
}

const VARIANTS: readonly (readonly [string, Partial<SummarySettings>])[] = [
  ['plain settings', {}],
  ['tiny caps', TINY],
  ['hours as buckets', { bucketMs: 3_600_000 }],
  [
    'registered names and gateways',
    {
      reservedSegments: new Set(['404', '2024', 'orders']),
      reservedHosts: new Set(['pay.shop.example']),
      isGatewayAddress: (address) => address === '192.0.2.1',
    },
  ],
];

for (const [name, settings] of VARIANTS) {
  test(`calls counted by form leave the summary of the full way: ${name}`, () => {
    fc.assert(
      fc.property(stream, fc.constantFrom(1, 7, 32), (calls, size) => {
        assertSame(settings, calls, size);
      }),
      { numRuns: RUNS },
    );
    // The same streams each time: how many calls take the short way is a matter of chance.
    const streams = fc.sample(stream, { numRuns: SAMPLED, seed: 3 });
    const taken = streams.reduce((sum, calls) => sum + assertSame(settings, calls, 7), 0);
    assert.ok(taken > SAMPLED * 2, `${taken} calls took the short way`);
  });
}
