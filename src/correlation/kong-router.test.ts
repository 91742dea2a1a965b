import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileRegex } from '../agent/compile-regex.ts';
import type { RegisteredApi, RegisteredRoute, RouterSemantics } from '../model/registered-api.ts';
import { normalizeKongPath, upstreamPath } from './kong-path.ts';
import { compileKongRouter, type RouteRequest } from './kong-router.ts';
import { kongApi, kongPaths, route } from './test-estate.ts';

/** `GET api.shop.example/a?x#trace=yes`: method, host, path, then headers after `#`; no `#`: headers not captured. */
function request(line: string): RouteRequest {
  const [method = 'GET', rest = '/'] = line.split(' ');
  const [url = '', headerText] = rest.split('#');
  const slash = url.indexOf('/');
  const headers: Record<string, string[]> = {};
  for (const pair of headerText?.split('&') ?? []) {
    const [name = '', value = ''] = pair.split('=');
    if (name !== '') headers[name] = [value];
  }
  return {
    method,
    host: url.slice(0, slash),
    path: normalizeKongPath(url.slice(slash)),
    scheme: 'https',
    headers: headerText === undefined ? null : headers,
  };
}

type Routes = Readonly<Record<string, Omit<Partial<RegisteredRoute>, 'id'>>>;

/** One service for each route, named like it; the route id is the name after a prefix that keeps K6's order. */
function apis(routes: Routes, semantics: RouterSemantics): readonly RegisteredApi[] {
  return Object.entries(routes).map(([name, fields]) =>
    kongApi(name, [route({ id: `00000000-0000-4000-8000-${name}`, name, ...fields })], { semantics }),
  );
}

function winner(routes: Routes, line: string, semantics: RouterSemantics): string {
  const router = compileKongRouter(apis(routes, semantics), compileRegex);
  return router.match(request(line))[0]?.api.name ?? 'none';
}

interface Row {
  readonly id: string;
  readonly routes: Routes;
  /** Request line to the expected service. */
  readonly expect: Readonly<Record<string, string>>;
  readonly semantics?: RouterSemantics;
}

const compatible: readonly Row[] = [
  {
    id: 'K1 a plain path is a raw prefix',
    routes: { A: { paths: kongPaths('/serv') } },
    expect: { 'GET h/service/x': 'A' },
  },
  {
    id: 'K2 longest prefix',
    routes: { A: { paths: kongPaths('/orders') }, B: { paths: kongPaths('/orders/v2') } },
    expect: { 'GET h/orders/v2/x': 'B', 'GET h/orders/v1/x': 'A' },
  },
  {
    id: 'K3 regex beats prefix at the same field count',
    routes: { A: { paths: kongPaths('/orders/v2/items') }, B: { paths: kongPaths('~/orders/\\w+') } },
    expect: { 'GET h/orders/v2/items': 'B' },
  },
  {
    id: 'K4 two fields beat a longer path',
    routes: { A: { paths: kongPaths('/orders'), methods: ['GET'] }, B: { paths: kongPaths('/orders/v2') } },
    expect: { 'GET h/orders/v2/x': 'A', 'POST h/orders/v2/x': 'B' },
  },
  {
    id: 'K5 plain host beats wildcard',
    routes: {
      A: { hosts: ['*.acme.example'], paths: kongPaths('/a') },
      B: { hosts: ['api.acme.example'], paths: kongPaths('/a') },
    },
    expect: {
      'GET api.acme.example/a/1': 'B',
      'GET www.acme.example/a/1': 'A',
      'GET acme.example/a': 'none',
    },
  },
  {
    id: 'K6 a tie goes to the larger id',
    routes: { '02': { hosts: ['domain.*'] }, '01': { methods: ['GET'] } },
    expect: { 'GET domain.com/': '02', 'GET other.com/': '01' },
  },
  {
    id: 'K7 a regex is anchored at its start only',
    routes: { A: { paths: kongPaths('~/items/\\d+') } },
    expect: { 'GET h/items/42/extra': 'A', 'GET h/items/ab': 'none', 'GET h/x/items/42': 'none' },
  },
  {
    id: 'K8 regex_priority decides between regexes',
    routes: {
      A: { paths: kongPaths('~/o/(?<id>\\d+)$'), regexPriority: 0 },
      B: { paths: kongPaths('~/o/.*'), regexPriority: 5 },
    },
    expect: { 'GET h/o/1': 'B' },
  },
  {
    id: 'K11 the path is normalised first',
    routes: { A: { paths: kongPaths('/orders') } },
    expect: { 'GET h//orders/./x%2Fy': 'A', 'GET h/%6Frders': 'A', 'GET h/a/../orders': 'A' },
  },
  {
    id: 'K12 a route with several paths is split by length',
    routes: { A: { paths: kongPaths('/a', '/a/very/long') }, B: { paths: kongPaths('/a/b') } },
    expect: { 'GET h/a/b/c': 'B', 'GET h/a/very/long/x': 'A', 'GET h/a/x': 'A' },
  },
  {
    id: 'regex_priority of a prefix route counts nothing',
    routes: { A: { paths: kongPaths('/a'), regexPriority: 900 }, B: { paths: kongPaths('/a/b') } },
    expect: { 'GET h/a/b': 'B' },
  },
  {
    id: 'more headers beat a regex in the compatible flavour',
    routes: {
      A: { headers: { 'x-a': ['1'], 'x-b': ['1'] }, paths: kongPaths('/a') },
      B: { headers: { 'x-a': ['1'] }, paths: kongPaths('~/a') },
    },
    expect: { 'GET h/a#x-a=1&x-b=1': 'A', 'GET h/a#x-a=1': 'B' },
  },
  {
    id: 'header values are compared without case, names with dash for underscore',
    routes: { A: { headers: { X_Api_Version: ['V2'] } } },
    expect: { 'GET h/#x-api-version=v2': 'A', 'GET h/#x-api-version=v3': 'none' },
  },
  {
    id: 'a header pattern is lower-cased with its value',
    routes: { A: { headers: { 'x-tenant': ['~*^ACME-\\D+$'] } } },
    expect: { 'GET h/#x-tenant=acme-12': 'A', 'GET h/#x-tenant=acme-ab': 'none' },
  },
  {
    id: 'a host with port fits that port, without port any',
    routes: { A: { hosts: ['a.example:8443'] }, B: { hosts: ['b.example'] } },
    expect: {
      'GET a.example:8443/': 'A',
      'GET a.example:9443/': 'none',
      'GET b.example:9443/': 'B',
    },
  },
  {
    id: 'the default port that a log drops still fits',
    routes: { A: { hosts: ['a.example:443'] } },
    expect: { 'GET a.example/': 'A', 'GET a.example:8443/': 'none' },
  },
  {
    id: 'a suffix wildcard fits any depth',
    routes: { A: { hosts: ['*.example.com'] } },
    expect: { 'GET a.b.example.com/': 'A', 'GET example.com/': 'none', 'GET badexample.com/': 'none' },
  },
  {
    id: 'a route without paths accepts every path',
    routes: { A: { hosts: ['a.example'] } },
    expect: { 'GET a.example/anything/at/all': 'A', 'GET b.example/': 'none' },
  },
  {
    id: 'an empty list is an absent field',
    routes: { A: { hosts: [], methods: [], paths: kongPaths('/x') }, B: { paths: kongPaths('/x/y') } },
    expect: { 'GET h/x/y': 'B', 'DELETE h/x': 'A' },
  },
  {
    id: 'three fields beat two whatever the paths',
    routes: {
      A: { hosts: ['a.example'], methods: ['GET'], paths: kongPaths('/') },
      B: { hosts: ['a.example'], paths: kongPaths('~/orders/v1/.*'), regexPriority: 100 },
    },
    expect: { 'GET a.example/orders/v1/1': 'A', 'PUT a.example/orders/v1/1': 'B' },
  },
  {
    id: 'SNI and address conditions count as fields',
    routes: {
      A: { paths: kongPaths('/a'), unseenConditions: ['snis'] },
      B: { paths: kongPaths('/a/longer') },
    },
    expect: { 'GET h/a/longer': 'A' },
  },
  {
    id: 'encoded slashes stay encoded, so they are no segment border',
    routes: { A: { paths: kongPaths('~/f/[^/]+$') } },
    expect: { 'GET h/f/a%2fb': 'A', 'GET h/f/a/b': 'none' },
  },
];

const traditional: readonly Row[] = [
  {
    id: 'traditional: a regex outranks header count',
    routes: {
      A: { headers: { 'x-a': ['1'], 'x-b': ['1'] }, paths: kongPaths('/a') },
      B: { headers: { 'x-a': ['1'] }, paths: kongPaths('~/a') },
    },
    expect: { 'GET h/a#x-a=1&x-b=1': 'B' },
  },
  {
    id: 'traditional: host outranks methods at the same weight',
    routes: { '01': { hosts: ['domain.*'] }, '02': { methods: ['GET'] } },
    expect: { 'GET domain.com/': '01' },
  },
  {
    id: 'traditional: the older route wins a tie',
    routes: {
      A: { paths: kongPaths('/a'), createdAtMs: 1000 },
      B: { paths: kongPaths('/a'), createdAtMs: 2000 },
    },
    expect: { 'GET h/a': 'A' },
  },
  {
    id: 'traditional: the longest path of the whole route counts',
    routes: { A: { paths: kongPaths('/a', '/a/very/long') }, B: { paths: kongPaths('/a/b') } },
    expect: { 'GET h/a/b/c': 'A' },
  },
];

const text = (expression: string, priority = 0): Routes[string] => ({
  expression: { text: expression, priority },
});

const expressions: readonly Row[] = [
  {
    id: 'expressions: conjunction of method, host and path',
    routes: { A: text('http.method == "GET" && http.host == "a.example" && http.path ^= "/x"') },
    expect: { 'GET a.example/x/1': 'A', 'POST a.example/x/1': 'none', 'GET b.example/x/1': 'none' },
  },
  {
    id: 'expressions: higher priority first',
    routes: { A: text('http.path ^= "/x"', 1), B: text('http.path ^= "/"', 9) },
    expect: { 'GET h/x': 'B' },
  },
  {
    id: 'expressions outrank plain routes',
    routes: {
      A: { hosts: ['a.example'], methods: ['GET'], paths: kongPaths('/x') },
      B: text('http.path ^= "/x"', 0),
    },
    expect: { 'GET a.example/x': 'B' },
  },
  {
    id: 'expressions: or, not, parentheses, suffix, contains',
    routes: {
      A: text('(http.path =^ ".json" || http.path contains "/raw/") && !(http.method == "DELETE")'),
    },
    expect: { 'GET h/a.json': 'A', 'GET h/raw/x': 'A', 'DELETE h/a.json': 'none', 'GET h/a': 'none' },
  },
  {
    id: 'expressions: pattern searches anywhere, raw string',
    routes: { A: text('http.path ~ r#"/items/\\d+$"#') },
    expect: { 'GET h/shop/items/7': 'A', 'GET h/shop/items/x': 'none' },
  },
  {
    id: 'expressions: segments and lower',
    routes: {
      A: text(
        'http.path.segments.0 == "api" && http.path.segments.len == 2 && lower(http.host) =^ ".example"',
      ),
    },
    expect: { 'GET a.example/api/x': 'A', 'GET a.example/api/x/y': 'none', 'GET a.test/api/x': 'none' },
  },
  {
    id: 'expressions: a header that the log shows',
    routes: { A: text('http.headers.x_version == "2"') },
    expect: { 'GET h/#x-version=2': 'A', 'GET h/#x-version=3': 'none' },
  },
];

for (const { id, routes, expect, semantics } of [
  ...compatible.map((row) => ({ ...row, semantics: 'kong-traditional-compatible' as const })),
  ...traditional.map((row) => ({ ...row, semantics: 'kong-traditional' as const })),
  ...expressions.map((row) => ({ ...row, semantics: 'kong-expressions' as const })),
]) {
  test(id, () => {
    for (const [line, expected] of Object.entries(expect)) {
      assert.equal(winner(routes, line, semantics), expected, line);
      const reversed = Object.fromEntries(Object.entries(routes).reverse());
      assert.equal(winner(reversed, line, semantics), expected, `${line}, registered the other way round`);
    }
  });
}

test('K9 and K10: what the upstream sees', () => {
  const rows: readonly (readonly [string, 'v0' | 'v1', boolean, string, string, string])[] = [
    ['/srv', 'v0', true, '/rou', '/roureq', '/srv/req'],
    ['/srv', 'v1', true, '/rou', '/roureq', '/srvreq'],
    ['/srv/', 'v0', true, '/rou', '/rou', '/srv'],
    ['/srv/', 'v1', true, '/rou', '/rou', '/srv/'],
    ['/srv', 'v0', false, '/rou', '/rou/x', '/srv/rou/x'],
    ['/srv/', 'v0', false, '/rou', '/rou/x', '/srv/rou/x'],
    ['/srv', 'v0', false, '/', '/', '/srv'],
    ['/', 'v0', true, '/orders/v1', '/orders/v1/items/7', '/items/7'],
    ['/', 'v0', true, '/orders/v1', '/orders/v1', '/'],
    ['/srv', 'v0', true, '/rou/', '/rou/', '/srv/'],
    ['/srv/', 'v1', true, '/rou', '/rou/x', '/srv/x'],
    ['', 'v0', true, '/a', '/a/b', '/b'],
  ];
  for (const [servicePath, pathHandling, stripPath, prefix, path, expected] of rows) {
    assert.equal(upstreamPath({ servicePath, stripPath, pathHandling }, path, prefix.length), expected, path);
  }
});

test('K13: a disabled service does not route, but it is the nearest miss', () => {
  const api = kongApi('A', [route({ id: 'r', paths: kongPaths('/x') })], { enabled: false });
  const router = compileKongRouter([api], compileRegex);
  assert.deepEqual(router.match(request('GET h/x')), []);
  assert.equal(router.matchDisabled(request('GET h/x'))[0]?.api.name, 'A');
});

test('a condition that the log does not show leaves the match uncertain', () => {
  const routes = { A: { headers: { 'x-a': ['1'] } }, B: { unseenConditions: ['snis'] as const } };
  const router = compileKongRouter(apis(routes, 'kong-traditional-compatible'), compileRegex);
  const certainties = router.match(request('GET h/')).map((match) => [match.api.name, match.certainty]);
  assert.deepEqual(certainties, [
    ['A', 'unknown'],
    ['B', 'unknown'],
  ]);
  const seen = router.match(request('GET h/#x-a=1')).find((match) => match.api.name === 'A');
  assert.equal(seen?.certainty, 'yes');
});

test('a search without the method asks an expression for everything else, one without the host for the path', () => {
  const routes = {
    get: text('http.method == "GET" && http.path ^= "/x" && http.host == "a.example"'),
    not: text('!(http.path ^= "/x") && !(http.method == "POST") && http.host == "a.example"'),
    either: text('(http.method == "PUT" || http.path == "/y") && http.host == "b.example"'),
  };
  const router = compileKongRouter(apis(routes, 'kong-expressions'), compileRegex);
  const names = (line: string, relax: 'method' | 'host'): readonly string[] =>
    router.match(request(line), relax).map(({ api }) => api.name);
  assert.deepEqual(names('DELETE a.example/x/1', 'method'), ['get']);
  assert.deepEqual(names('POST a.example/y', 'method'), ['not']);
  assert.deepEqual(names('GET c.example/x', 'method'), []);
  assert.deepEqual(names('GET c.example/x', 'host'), ['get']);
  assert.deepEqual(names('GET c.example/y', 'host'), ['not', 'either']);
  assert.deepEqual(names('GET c.example/z', 'host'), ['not']);
});

test('an expression names the host where every match of it needs it', () => {
  const rows: Readonly<Record<string, string>> = {
    'http.host == "a.example" && http.path ^= "/"': 'exact',
    'http.host == "a.example" || http.host == "b.example"': 'exact',
    'http.host == "a.example" || http.host =^ ".example"': 'wildcard',
    'http.host == "a.example" || http.path ^= "/"': 'none',
    'http.host != "b.example" && http.path ^= "/"': 'none',
    '!(http.host == "b.example") && http.path ^= "/"': 'none',
    'http.path ^= "/"': 'none',
  };
  for (const [expression, expected] of Object.entries(rows)) {
    const router = compileKongRouter(apis({ A: text(expression) }, 'kong-expressions'), compileRegex);
    assert.equal(router.match(request('GET a.example/x'))[0]?.hostKind, expected, expression);
  }
});

test('a header may be called like a member of every object', () => {
  const routes = { A: { headers: { constructor: ['1'] } } };
  const router = compileKongRouter(apis(routes, 'kong-traditional-compatible'), compileRegex);
  assert.deepEqual(router.match(request('GET h/#x-a=1')), []);
  const expression = compileKongRouter(
    apis({ A: text('http.headers.constructor == "1"') }, 'kong-expressions'),
    compileRegex,
  );
  assert.deepEqual(expression.match(request('GET h/#x-a=1')), []);
});

test('what cannot be evaluated is declared, never guessed', () => {
  const routes: Routes = {
    A: { paths: kongPaths('~/a(?=b)') },
    B: text('http.path ^^ "/x"'),
    C: text('http.path == "/unfinished'),
    D: { paths: kongPaths('/fine') },
    F: { paths: kongPaths('~/b(?=b)', '~/c/\\d+', '/f') },
    E: text(`${'('.repeat(100)}http.method == "GET"${')'.repeat(100)}`),
  };
  const router = compileKongRouter(apis(routes, 'kong-expressions'), compileRegex);
  assert.deepEqual(
    router.notEvaluated.map((entry) => entry.route),
    ['A', 'B', 'C', 'F', 'E'],
  );
  assert.deepEqual(router.match(request('GET h/ab')), []);
  assert.deepEqual(router.match(request('GET h/bb')), []);
  for (const path of ['/f', '/c/7'])
    assert.equal(router.match(request(`GET h${path}`))[0]?.api.name, 'F', path);
  assert.equal(router.match(request('GET h/fine'))[0]?.api.name, 'D');
});

test('10,000 routes cost per request what ten cost', () => {
  const cost = (count: number, shape: (index: number) => Partial<RegisteredRoute>): number => {
    const registered = Array.from({ length: count }, (_, index) =>
      kongApi(`s${index}`, [route({ id: `r${index}`, ...shape(index) })]),
    );
    const router = compileKongRouter(registered, compileRegex);
    assert.equal(router.match(request('GET h7.example/team-7/v1/x'))[0]?.api.name, 's7');
    return router.examined();
  };
  const shapes: readonly ((index: number) => Partial<RegisteredRoute>)[] = [
    (index) => ({ paths: kongPaths(`/team-${index}/`) }),
    (index) => ({ paths: kongPaths(`~/team-${index}/v\\d+`) }),
    (index) => ({ hosts: [`h${index}.example`], paths: kongPaths('/') }),
    (index) => text(`http.host == "h${index}.example" && http.path ^= "/team-${index}/"`),
  ];
  for (const shape of shapes) assert.ok(cost(10_000, shape) <= cost(10, shape));
});

test('normalisation is idempotent on hostile paths', () => {
  const rows: Readonly<Record<string, string>> = {
    '/a/%2e%2e/b': '/b',
    '/%e4%b8%ad': '/中',
    '/%ff%fe': '/%FF%FE',
    '//': '/',
    '/a/.': '/a/',
    '/..%2f': '/..%2F',
    '/a%zz': '/a%zz',
    '/a?b=/../c': '/a',
    '/%25%32%35': '/%2525',
  };
  for (const [path, expected] of Object.entries(rows)) {
    assert.equal(normalizeKongPath(path), expected, path);
    if (!path.includes('%25')) assert.equal(normalizeKongPath(expected), expected);
  }
});
