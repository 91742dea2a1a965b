import * as fc from 'fast-check';
import type { ApiCall, Hop } from '../../src/model/api-call.ts';

/** One observed call and where it was seen. */
export interface Seen {
  readonly call: ApiCall;
  readonly hop: Hop;
}

const HOSTS = [
  'a.example',
  'a.example',
  'a.example',
  'a.example',
  'b.example',
  'c.example',
  'd.example',
  'e.example:8443',
  '',
];
const WORDS = ['zorb', 'quux', 'frob', 'wibble', 'plugh', 'xyzzy', 'naïve', '\ud800', 'b\udc00c'];
const SEGMENTS = [
  ...WORDS,
  ...WORDS,
  'orders',
  'users',
  'me',
  'search',
  'v1',
  'api',
  '42',
  '43',
  '550e8400-e29b-41d4-a716-446655440000',
  '7.json',
  '9:cancel',
  '9:zap',
  '8:zip',
  'Orders(1)',
  'Carts(2)',
  "1' OR '1'='1",
  '..%2f..%2fetc%2fpasswd',
  '{id}',
  '__proto__',
  'constructor',
  '%ED%A0%80',
  '',
];
const STATUSES = [101, 200, 200, 201, 204, 301, 304, 400, 401, 403, 404, 405, 500, 503, null];
const METHODS = ['GET', 'GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'BREW', 'get'];
const HOPS: readonly Hop[] = ['edge', 'mesh', 'gateway:kong', 'gateway:other', 'behind:kong'];
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 12);
/** Equal times, neighbours of a bucket's edge, late buckets, the first and last moments that are accepted. */
const TIMES = [
  START,
  START,
  START + 1,
  START + DAY,
  START + DAY,
  START - 12 * 3_600_000,
  START - 12 * 3_600_000 - 1,
  START - 40 * DAY,
  Date.UTC(2000, 0, 1),
];
const BODIES = [
  null,
  '',
  '{"id":1,"name":"x","tags":["a"],"owner":{"mail":"jo@mail.example"}}',
  '{"id":"7","total":1.5,"items":[{"sku":"s"}],"card":"4111111111111111"}',
  '{"a":1,"b":null,"c":true,"d":[],"e":{},"__proto__":{"x":1}}',
  '[{"k1":1},{"k2":"\\ud800"}]',
  '{"error":"SQLSTATE[42000]: syntax error at or near \\"x\\""}',
  `${'['.repeat(60)}${']'.repeat(60)}`,
  '{"q":"\' UNION SELECT password FROM users--"}',
  '{"query":"query A { a }"}',
  '[{"query":"query A { a }"},{"query":"query B { b }"},{"query":"query A { a }"}]',
  '{"query":"mutation C { c }"}',
  '{"query":"query D { d }"}',
  '{"query":"query E { e }"}',
  '{"jsonrpc":"2.0","id":1,"method":"m.one"}',
  '[{"jsonrpc":"2.0","method":"m.two"},{"jsonrpc":"2.0","method":"m.three"},{"jsonrpc":"2.0","method":"m.four"}]',
  '{"username":"u","password":"p"}',
  '{"requests":[{"method":"GET","url":"Orders(1)"},{"method":"POST","url":"Carts"},{"method":"GET","url":"Orders(2)"}]}',
  '{"data":null,"errors":[{"extensions":{"code":"UNAUTHENTICATED"}}]}',
  'data: {"k1":1}\n\ndata: {"k2":"x"}\n\n',
  '{"k1":1}\n{"k2":2}\n{"k3":3}',
  'H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA',
  'action=getOrder&items[0][sku]=a&items[1][sku]=b',
  '{broken',
  '\ud800',
];
const AUTHORIZATIONS = [
  null,
  null,
  'Basic dTpw',
  'Bearer opaque-token-1234567890',
  'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
  'Digest username="u"',
];

const requestHeaders = fc
  .record({
    authorization: fc.constantFrom(...AUTHORIZATIONS),
    cookie: fc.constantFrom(null, 'session=abc', 'theme=dark; sid=1'),
    agent: fc.constantFrom(null, 'sqlmap/1.7', 'Mozilla/5.0', 'x\ud800'),
    preflight: fc.boolean(),
    type: fc.constantFrom(
      'application/json',
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/grpc-web',
      'application/x-ndjson',
    ),
  })
  .map(({ authorization, cookie, agent, preflight, type }) => ({
    'content-type': type,
    ...(authorization === null ? {} : { authorization }),
    ...(cookie === null ? {} : { cookie }),
    ...(agent === null ? {} : { 'user-agent': agent }),
    ...(preflight ? { 'access-control-request-method': 'GET' } : {}),
  }));

const responseHeaders = fc
  .constantFrom('application/json', 'text/html', 'application/json; charset=utf-8', 'text/event-stream')
  .chain((type) =>
    fc.record({ type: fc.constant(type), code: fc.constantFrom(null, null, null, '0', '16', '12') }),
  )
  .map(({ type, code }) => ({
    'content-type': type,
    ...(code === null ? {} : { 'grpc-status': code }),
    'x-ratelimit-limit': '10',
    server: 'nginx/1.2',
  }));

const path = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...SEGMENTS), { maxLength: 5 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ['graphql'],
      ['graphql'],
      ['rpc'],
      ['odata', '$batch'],
      ['shop.v1.Cart', 'AddItem'],
      ['.env'],
      ['assets', 'app.js'],
      ['login'],
    ),
  },
);

export const seenCall: fc.Arbitrary<Seen> = fc
  .record({
    host: fc.constantFrom(...HOSTS),
    path: path.map((segments) => `/${segments.map((each) => each.replaceAll('/', '%2F')).join('/')}`),
    method: fc.constantFrom(...METHODS),
    status: fc.constantFrom(...STATUSES),
    timeMs: fc.constantFrom(...TIMES),
    hop: fc.constantFrom(...HOPS),
    query: fc.constantFrom(
      null,
      '',
      'page=1',
      'api_key=abcdef0123456789',
      "q='%20or%201=1--",
      'a=1&b=2&c=3&d=4',
      'method=photos.getInfo',
    ),
    address: fc.constantFrom(
      null,
      '192.0.2.1',
      '192.0.2.2',
      '198.51.100.3',
      '203.0.113.9',
      '2001:db8::1',
      '10.0.0.1',
    ),
    client: fc.constantFrom(null, null, 'app-1', 'app-2', 'app-3', 'app-4'),
    latencyMs: fc.constantFrom(null, 0, 0.4, 3, 250, 99_999),
    request: fc.option(requestHeaders),
    response: fc.option(responseHeaders),
    requestBody: fc.constantFrom(...BODIES),
    responseBody: fc.constantFrom(...BODIES),
    gateway: fc.constantFrom(null, null, 'k:a', 'k:b', 'k:c', 'k:d', 'unrouted'),
  })
  .map((draft) => ({
    hop: draft.hop,
    call: {
      id: null,
      timeMs: draft.timeMs,
      method: draft.method,
      scheme: draft.hop === 'mesh' ? null : draft.hop === 'edge' ? 'https' : 'http',
      host: draft.host,
      path: draft.path,
      query: draft.query,
      status: draft.status,
      client: { address: draft.address, id: draft.client },
      latencyMs: draft.latencyMs,
      request: { headers: draft.request, body: draft.requestBody, sizeBytes: null },
      response: { headers: draft.response, body: draft.responseBody, sizeBytes: 100 },
      gateway:
        draft.gateway === null
          ? null
          : { id: 'kong', api: draft.gateway, route: null, unrouted: draft.gateway === 'unrouted' },
      operation: null,
    },
  }));

/** A permutation that depends on the seed alone (a 32-bit linear congruential generator). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let at = result.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    const [a, b] = [result[at], result[other]];
    if (a !== undefined && b !== undefined) {
      result[at] = b;
      result[other] = a;
    }
  }
  return result;
}
