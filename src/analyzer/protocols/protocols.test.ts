import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { parseExchange } from '../exchange-parser.ts';
import { graphqlOperations } from './graphql-document.ts';
import { protocolCall } from './operations.ts';
import type { ProtocolCall } from './protocol-call.ts';

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function call(sent: Sent): ApiCall {
  return {
    id: null,
    timeMs: 0,
    method: sent.method ?? 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: sent.path,
    query: sent.query ?? null,
    status: 200,
    client: { address: '192.0.2.1', id: null },
    latencyMs: 1,
    request: { headers: sent.headers ?? {}, body: sent.body ?? null, sizeBytes: null },
    response: { headers: {}, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

const of = (sent: Sent): ProtocolCall => protocolCall(parseExchange(call(sent)));
const json = { 'content-type': 'application/json' };

test('GraphQL documents', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['query GetUser($id: ID!) { user(id: $id) { name } }', 'query GetUser user'],
    ['{ user { id } cart { id } }', 'query null user,cart'],
    ['mutation Add @live { a: addItem(x: {y: 1}) { id } }', 'mutation Add addItem'],
    ['# query Fake\nsubscription S { tick }', 'subscription S tick'],
    ['fragment F on User { id } query Q { me { ...F } }', 'query Q me'],
    ['query Q($a: [Int!] = [1]) { "no" x }', 'query Q x'],
    ['query', 'query null '],
  ];
  for (const [document, expected] of cases) {
    const [first] = graphqlOperations(document);
    assert.equal(`${first?.type} ${first?.name} ${first?.fields.join(',')}`, expected, document);
  }
  assert.deepEqual(graphqlOperations('not graphql ('), []);
});

test('GraphQL calls: named, chosen, anonymous, batch, persisted, GET, without body', () => {
  const body = (value: unknown): Sent => ({ path: '/graphql', headers: json, body: JSON.stringify(value) });
  const cases: readonly (readonly [Sent, readonly (string | null)[]])[] = [
    [body({ query: 'query A { a } query B { b }', operationName: 'B' }), ['B']],
    [body({ query: '{ shop { id } }' }), ['query {shop}']],
    [
      body([{ query: 'query A { a }' }, { query: 'query A { a }' }, { query: 'mutation M { m }' }]),
      ['A', 'A', 'M'],
    ],
    [
      body({ extensions: { persistedQuery: { version: 1, sha256Hash: 'ab12cd34ab12cd34' } } }),
      ['persisted ab12cd34ab12'],
    ],
    [body({ operationName: 'A', extensions: {} }), ['A']],
    [{ path: '/api/graphql', method: 'GET', query: 'query=query%20A%20%7Ba%7D' }, ['A']],
    [{ path: '/graphql' }, [null]],
    [{ path: '/shop', headers: json, body: '{"query":"query A { a }"}' }, ['A']],
  ];
  for (const [sent, operations] of cases) assert.deepEqual(of(sent), { protocol: 'graphql', operations });
});

test('JSON-RPC, SOAP and gRPC', () => {
  assert.deepEqual(
    of({ path: '/rpc', headers: json, body: '{"jsonrpc":"2.0","id":1,"method":"cart.add"}' }),
    {
      protocol: 'json-rpc',
      operations: ['cart.add'],
    },
  );
  const batch = '[{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}]';
  assert.deepEqual(of({ path: '/rpc', headers: json, body: batch }).operations, ['a', 'b']);
  const envelope =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body><m:GetPrice xmlns:m="urn:x"/></s:Body></s:Envelope>';
  assert.deepEqual(of({ path: '/ws', headers: { 'content-type': 'text/xml' }, body: envelope }), {
    protocol: 'soap',
    operations: ['GetPrice'],
  });
  assert.deepEqual(
    of({ path: '/ws', headers: { soapaction: '"http://shop.example/GetStock"' } }).operations,
    ['GetStock'],
  );
  assert.deepEqual(
    of({ path: '/shop.v1.Cart/AddItem', headers: { 'content-type': 'application/grpc+proto' } }),
    {
      protocol: 'grpc',
      operations: ['shop.v1.Cart/AddItem'],
    },
  );
});

test('what only resembles a protocol stays REST', () => {
  const rest: readonly Sent[] = [
    { path: '/search', headers: json, body: '{"query":"red shoes"}' },
    { path: '/calls', headers: json, body: '{"method":"POST","url":"/x"}' },
    { path: '/orders', headers: json, body: '[]' },
    { path: '/a/b', headers: json, body: '{}' },
    { path: '/feeds', headers: { 'content-type': 'application/xml' }, body: '<rss/>' },
  ];
  for (const sent of rest) assert.deepEqual(of(sent), { protocol: 'rest', operations: [null] }, sent.path);
});

test('a huge batch and a huge name stay bounded', () => {
  const many = JSON.stringify(
    Array.from({ length: 500 }, (_, index) => ({ jsonrpc: '2.0', method: `m${index}` })),
  );
  const found = of({ path: '/rpc', headers: json, body: many });
  assert.equal(found.operations.length, 500);
  assert.deepEqual(new Set(found.operations), new Set([null]));
  const long = JSON.stringify({ jsonrpc: '2.0', method: 'x'.repeat(1000) });
  assert.deepEqual(of({ path: '/rpc', headers: json, body: long }).operations, [null]);
});
