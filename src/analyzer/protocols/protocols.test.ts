import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { parseExchange } from '../exchange-parser.ts';
import { graphqlOperations } from './graphql-document.ts';
import { protocolCall } from './operations.ts';
import { outcomeStatus } from './outcome.ts';
import type { ProtocolCall } from './protocol-call.ts';

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly body?: string;
  readonly status?: number;
  readonly answered?: Readonly<Record<string, string>> | null;
  readonly answer?: string;
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
    status: sent.status ?? 200,
    client: { address: '192.0.2.1', id: null },
    latencyMs: 1,
    request: {
      headers: sent.headers === undefined ? {} : sent.headers,
      body: sent.body ?? null,
      sizeBytes: null,
    },
    response: {
      headers: sent.answered === undefined ? {} : sent.answered,
      body: sent.answer ?? null,
      sizeBytes: null,
    },
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
    [body({ query: 'query A { a } query B { b }', operationName: 'B' }), ['query B']],
    [body({ query: '{ shop { id } }' }), ['query {shop}']],
    [
      body([{ query: 'query A { a }' }, { query: 'query A { a }' }, { query: 'mutation M { m }' }]),
      ['query A', 'query A', 'mutation M'],
    ],
    [
      body({ extensions: { persistedQuery: { version: 1, sha256Hash: 'ab12cd34ab12cd34' } } }),
      ['persisted ab12cd34ab12'],
    ],
    [body({ operationName: 'A', extensions: {} }), ['A']],
    [{ path: '/api/graphql', method: 'GET', query: 'query=query%20A%20%7Ba%7D' }, ['query A']],
    [{ path: '/graphql', method: 'GET', query: 'operationName=A&extensions=%7B%7D' }, ['query A']],
    [body({ query: 'subscription Ticks { tick }' }), ['subscription Ticks']],
    [{ path: '/graphql' }, [null]],
    [{ path: '/shop', headers: json, body: '{"query":"query A { a }"}' }, ['query A']],
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

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const HASH = 'ab12cd34'.repeat(8);
const envelope = (operation: string, version: '1.1' | '1.2'): string => {
  const space =
    version === '1.1'
      ? 'http://schemas.xmlsoap.org/soap/envelope/'
      : 'http://www.w3.org/2003/05/soap-envelope';
  return `<?xml version="1.0"?><e:Envelope xmlns:e="${space}"><e:Body><!-- <Old/> --><m:${operation} xmlns:m="urn:x"/></e:Body></e:Envelope>`;
};
const part = (head: string, body: string): string => `--xx\r\n${head}\r\n\r\n${body}\r\n`;
const related = 'multipart/related; type="application/xop+xml"; boundary=xx; action="urn:Upload"';
const upload = `${part('Content-Disposition: form-data; name="operations"', '{"query":"mutation Up($f: Upload!){up(f:$f){id}}"}')}${part('Content-Disposition: form-data; name="0"; filename="a.txt"', 'hello')}--xx--`;
const changes =
  '--cc\r\nContent-Type: application/http\r\n\r\nPATCH /odata/Orders(7) HTTP/1.1\r\n\r\n{}\r\n--cc--';
const batch = `${part('Content-Type: application/http', "GET https://shop.example/odata/Products('a%2Fb')?$top=1 HTTP/1.1")}${part('Content-Type: multipart/mixed; boundary=cc', changes)}--xx--`;

/** What is sent, the protocol, the operations. */
const RECOGNIZED: readonly (readonly [Sent, ProtocolCall['protocol'], readonly (string | null)[]])[] = [
  [
    { path: '/graphql/v1', headers: json, body: '{"operationName":"Cart","extensions":{}}' },
    'graphql',
    ['Cart'],
  ],
  [
    { path: '/graphql/GetUser', headers: json, body: '{"query":"query GetUser { user { id } }"}' },
    'graphql',
    ['query GetUser'],
  ],
  [
    { path: '/GraphQL', headers: json, body: `{"id":"sha256:${HASH}"}` },
    'graphql',
    ['persisted ab12cd34ab12'],
  ],
  [{ path: '/graphql', headers: form, body: 'query=query%20A%20%7Ba%7D' }, 'graphql', ['query A']],
  [
    { path: '/graphql', headers: { 'content-type': 'multipart/form-data; boundary=xx' }, body: upload },
    'graphql',
    ['mutation Up'],
  ],
  [
    {
      path: '/graphql',
      method: 'GET',
      query: `extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22${HASH}%22%7D%7D`,
    },
    'graphql',
    ['persisted ab12cd34ab12'],
  ],
  [{ path: '/api', headers: json, body: '{"query":"# all\\n{ shop { id } }"}' }, 'graphql', ['query {shop}']],
  [
    { path: '/api', headers: json, body: '{"query":"{ shop { id } cart }"}' },
    'graphql',
    ['query {shop cart}'],
  ],
  [
    { path: '/mcp', headers: json, body: '{"jsonrpc":"2.0","id":1,"method":"tools/call"}' },
    'json-rpc',
    ['tools/call'],
  ],
  [{ path: '/mcp', headers: json, body: '{"jsonrpc":"2.0","id":1,"result":{}}' }, 'json-rpc', [null]],
  [{ path: '/rpc', headers: json, body: '{"method":"sum","params":[1,2],"id":1}' }, 'json-rpc', ['sum']],
  [
    {
      path: '/rpc',
      headers: { 'content-type': 'application/json-rpc' },
      body: '{"jsonrpc":"2.0","method":"tick"}',
    },
    'json-rpc',
    ['tick'],
  ],
  [
    {
      path: '/ws',
      headers: { 'content-type': 'text/xml', soapaction: '""' },
      body: envelope('GetPrice', '1.1'),
    },
    'soap',
    ['GetPrice'],
  ],
  [
    { path: '/ws', headers: { 'content-type': 'application/soap+xml' }, body: envelope('GetStock', '1.2') },
    'soap',
    ['GetStock'],
  ],
  [
    {
      path: '/ws',
      headers: { 'content-type': 'application/soap+xml; action=urn:x:GetStock; charset=utf-8' },
    },
    'soap',
    ['GetStock'],
  ],
  [
    {
      path: '/ws',
      headers: { 'content-type': related },
      body: `${part('Content-Type: application/xop+xml', envelope('Upload', '1.2'))}--xx--`,
    },
    'soap',
    ['Upload'],
  ],
  [
    { path: '/api/shop.v1.Cart/AddItem', headers: { 'content-type': 'application/grpc-web-text' } },
    'grpc',
    ['shop.v1.Cart/AddItem'],
  ],
  [{ path: '/shop.v1.Cart/AddItem', answered: { 'grpc-status': '0' } }, 'grpc', ['shop.v1.Cart/AddItem']],
  [
    { path: '/shop.v1.CartService/AddItem', headers: null, answered: null },
    'grpc',
    ['shop.v1.CartService/AddItem'],
  ],
  [
    { path: '/odata/$batch', headers: { 'content-type': 'multipart/mixed; boundary=xx' }, body: batch },
    'odata',
    ['GET Products()', 'PATCH Orders()'],
  ],
  [
    {
      path: '/v1.0/$batch',
      headers: json,
      body: '{"requests":[{"method":"get","url":"/users/ada.l/messages"},{"method":"GET","url":"items/17?$select=id"}]}',
    },
    'odata',
    ['GET users/{}/messages', 'GET items/{}'],
  ],
  [
    { path: '/services/rest/', method: 'GET', query: 'method=flickr.photos.search&page=2' },
    'rpc',
    ['flickr.photos.search'],
  ],
  [{ path: '/2.0/', method: 'GET', query: 'method=artist.getInfo' }, 'rpc', ['artist.getInfo']],
  [
    { path: '/', headers: form, body: 'Action=DescribeInstances&Version=2016-11-15' },
    'rpc',
    ['DescribeInstances'],
  ],
  [{ path: '/w/api.php', headers: form, body: 'action=query&titles=Main' }, 'rpc', ['query']],
  [{ path: '/ows', method: 'GET', query: 'service=WMS&request=GetMap' }, 'rpc', ['GetMap']],
  [
    { path: '/webservice/rest/server.php', method: 'GET', query: 'wsfunction=core_user_get_users' },
    'rpc',
    ['core_user_get_users'],
  ],
  [
    {
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: '{"TableName":"t"}',
    },
    'rpc',
    ['GetItem'],
  ],
  [
    {
      path: '/RPC2',
      headers: { 'content-type': 'text/xml' },
      body: '<?xml version="1.0"?><methodCall><methodName>blog.getPost</methodName></methodCall>',
    },
    'rpc',
    ['blog.getPost'],
  ],
  [{ path: '/chat', method: 'GET', status: 101, answered: { upgrade: 'websocket' } }, 'websocket', [null]],
  [{ path: '/chat', method: 'GET', status: 101, headers: null, answered: null }, 'websocket', [null]],
  [{ path: '/chat', method: 'GET', status: 401, headers: { upgrade: 'WebSocket' } }, 'websocket', [null]],
];

test('every protocol in the forms that logs show', () => {
  for (const [sent, protocol, operations] of RECOGNIZED) {
    assert.deepEqual(of(sent), { protocol, operations }, JSON.stringify(sent));
  }
});

test('a name that holds a value is none', () => {
  const body =
    '{"requests":[{"method":"GET","url":"Cards/4111111111111111x4111111111111111"},{"method":"GET","url":"Mail/ada@people.example"}]}';
  const { operations } = of({ path: '/odata/$batch', headers: json, body });
  assert.doesNotMatch(JSON.stringify(operations), /4111111111111111|ada/);
});

test('what only resembles a protocol stays REST', () => {
  const rest: readonly Sent[] = [
    { path: '/search', headers: json, body: '{"query":"red shoes"}' },
    { path: '/calls', headers: json, body: '{"method":"POST","url":"/x"}' },
    { path: '/orders', headers: json, body: '[]' },
    { path: '/a/b', headers: json, body: '{}' },
    { path: '/feeds', headers: { 'content-type': 'application/xml' }, body: '<rss/>' },
    { path: '/search', headers: json, body: '{"query":"query for shoes"}' },
    { path: '/search', headers: json, body: '{"query":"mutation testing {"}' },
    { path: '/search', headers: json, body: '{"query":"{\\"match\\":{\\"a\\":1}}"}' },
    { path: '/search', headers: json, body: '{"query":"# about fragments"}' },
    { path: '/search', headers: json, body: '{"query":{"match":{"a":1}}}' },
    { path: '/reports/graph', method: 'GET' },
    { path: '/reports/graph', headers: json, body: '{"id":"deadbeef01"}' },
    { path: '/docs/graphql/intro', method: 'GET' },
    { path: '/pay', headers: json, body: '{"method":"card","id":3,"params":{}}' },
    { path: '/pay', headers: json, body: '{"method":"card","id":3,"params":[],"amount":5}' },
    { path: '/rpc', headers: json, body: '[{"jsonrpc":"2.0","method":"a"},{"total":2}]' },
    {
      path: '/docs',
      headers: { 'content-type': 'application/xml' },
      body: '<Envelope size="C4"><Body/></Envelope>',
    },
    { path: '/ws', method: 'GET', query: 'wsdl' },
    { path: '/shop.v1.CartService/AddItem', headers: json, body: '{}' },
    { path: '/shop.v1.CartService/AddItem', headers: {}, answered: {} },
    { path: '/files.example/Upload', headers: null, answered: null },
    { path: '/shop/Cart', headers: null, answered: null },
    { path: '/odata/Products(1)', method: 'GET' },
    { path: '/odata/$metadata', method: 'GET' },
    { path: '/batch', headers: json, body: '{"requests":[{"method":"GET","url":"a"}]}' },
    { path: '/items/5', method: 'GET', query: 'action=getInfo' },
    { path: '/items', method: 'GET', query: 'action=view' },
    { path: '/items', method: 'GET', query: 'op=not_equal&operation=contains' },
    { path: '/items', method: 'GET', query: 'request=www.shop.example&method=card' },
    { path: '/payments', headers: form, body: 'method=bank.transfer&amount=5' },
    { path: '/items/5', headers: form, body: '_method=delete' },
    { path: '/index.php', method: 'GET', query: 'cmd=whoami' },
    { path: '/items', headers: json, body: '{"action":"getInfo"}' },
    { path: '/notes', headers: { 'content-type': 'text/xml' }, body: '<note>methodCall</note>' },
    { path: '/chat', method: 'GET', status: 101, answered: { upgrade: 'h2c' } },
    { path: '/chat', method: 'GET', headers: { upgrade: 'websocket' } },
    { path: '/chat', method: 'GET', status: 404, headers: { upgrade: 'h2c' } },
  ];
  for (const sent of rest) assert.deepEqual(of(sent), { protocol: 'rest', operations: [null] }, sent.path);
});

test('an answer may refuse under a status of success', () => {
  const grpc = (code: string): Sent => ({
    path: '/shop.v1.Cart/AddItem',
    headers: { 'content-type': 'application/grpc' },
    answered: { 'grpc-status': code },
  });
  const graphql = (answer: string): Sent => ({
    path: '/graphql',
    headers: json,
    body: '{"query":"query A { a }"}',
    answered: json,
    answer,
  });
  const rpc = (answer: string): Sent => ({
    path: '/rpc',
    headers: json,
    body: '{"jsonrpc":"2.0","id":1,"method":"a"}',
    answered: json,
    answer,
  });
  const cases: readonly (readonly [Sent, number])[] = [
    [grpc('0'), 200],
    [grpc('16'), 401],
    [grpc('7'), 403],
    [grpc('12'), 404],
    [grpc('13'), 500],
    [{ ...grpc('0'), answered: {} }, 200],
    [{ ...grpc('16'), status: 503 }, 503],
    [graphql('{"data":{"a":1}}'), 200],
    [graphql('{"data":{"a":1},"errors":[{"extensions":{"code":"FORBIDDEN"}}]}'), 200],
    [graphql('{"data":null,"errors":[{"extensions":{"code":"UNAUTHENTICATED"}}]}'), 401],
    [graphql('{"data":{"a":null},"errors":[{"extensions":{"code":"FORBIDDEN"}}]}'), 403],
    [graphql('{"errors":[{"message":"PersistedQueryNotFound"}]}'), 400],
    [graphql('[{"errors":[{}]},{"data":{"a":1}}]'), 200],
    [graphql('{"errors":[]}'), 200],
    [rpc('{"jsonrpc":"2.0","id":1,"result":0}'), 200],
    [rpc('{"jsonrpc":"2.0","id":1,"error":{"code":-32601}}'), 404],
    [rpc('{"jsonrpc":"2.0","id":1,"error":{"code":-32000}}'), 400],
    [{ path: '/chat', method: 'GET', status: 101 }, 200],
    [
      { path: '/things', answered: json, answer: '{"errors":[{"extensions":{"code":"UNAUTHENTICATED"}}]}' },
      200,
    ],
  ];
  for (const [sent, expected] of cases) {
    const exchange = parseExchange(call(sent));
    assert.equal(outcomeStatus(exchange, protocolCall(exchange).protocol), expected, JSON.stringify(sent));
  }
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
