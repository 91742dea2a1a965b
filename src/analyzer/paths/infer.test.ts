import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import type { Inventory } from '../../model/inventory.ts';
import { createSummary, observe, viewInventory } from '../index.ts';
import type { KnownTemplate } from './known-templates.ts';

interface Traffic {
  readonly path: string;
  readonly method?: string;
  readonly status?: number;
  /** Keys of the JSON answer; none: body not captured. */
  readonly keys?: string;
  readonly times?: number;
  readonly clients?: number;
}

function callsOf(traffic: readonly Traffic[]): ApiCall[] {
  const calls: ApiCall[] = [];
  for (const one of traffic) {
    for (let index = 0; index < (one.times ?? 1); index += 1) calls.push(callOf(one, index));
  }
  return calls;
}

function callOf(one: Traffic, index: number): ApiCall {
  const body =
    one.keys === undefined
      ? null
      : JSON.stringify(Object.fromEntries(one.keys.split(' ').map((key) => [key, index])));
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5, 9) + index * 1000,
    method: one.method ?? 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: one.path,
    query: null,
    status: one.status ?? 200,
    client: { address: `192.0.2.${index % (one.clients ?? 9)}`, id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: { headers: { 'content-type': 'application/json' }, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

function view(traffic: readonly Traffic[], known: readonly KnownTemplate[] = []): Inventory {
  const summary = createSummary();
  for (const call of callsOf(traffic)) observe(summary, call, 'edge');
  return viewInventory(summary, { asOfMs: Date.UTC(2026, 0, 6), windowMs: null, known });
}

const templates = (inventory: Inventory): string[] =>
  inventory.endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`);

/** Distinct invented words of letters only: no rule on digits can help. */
function words(count: number, salt = 'x'): string[] {
  const syllables = ['ka', 'lo', 'mi', 'tu', 'ren', 'vas', 'bel', 'dor', 'fin', 'gu', 'hap', 'jor'];
  return Array.from({ length: count }, (_, index) => {
    let text = salt;
    for (let rest = index + 17; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12];
    return text;
  });
}

const each = (values: readonly string[], make: (value: string) => Traffic): Traffic[] => values.map(make);

interface Scenario {
  readonly name: string;
  readonly traffic: readonly Traffic[];
  readonly expected: readonly string[];
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'integer ids and their collection',
    traffic: [
      { path: '/orders' },
      { path: '/orders/1' },
      { path: '/orders/2', method: 'DELETE', status: 204 },
    ],
    expected: ['GET /orders', 'DELETE /orders/{orderId}', 'GET /orders/{orderId}'],
  },
  {
    name: 'nested ids get the names of their collections',
    traffic: [{ path: '/v1/customers/7/orders/9/items/3' }],
    expected: ['GET /v1/customers/{customerId}/orders/{orderId}/items/{itemId}'],
  },
  {
    name: 'a singleton beside ids stays a name',
    traffic: [...each(['1', '2', '3'], (id) => ({ path: `/users/${id}` })), { path: '/users/me' }],
    expected: ['GET /users/me', 'GET /users/{userId}'],
  },
  {
    name: 'an action beside ids stays a name',
    traffic: [...each(['1', '2', '3'], (id) => ({ path: `/orders/${id}` })), { path: '/orders/search' }],
    expected: ['GET /orders/search', 'GET /orders/{orderId}'],
  },
  {
    name: 'user names below a people noun, one only',
    traffic: [{ path: '/users/torvald', clients: 1 }],
    expected: ['GET /users/{userId}'],
  },
  {
    name: 'user names below a people noun, many, beside me',
    traffic: [
      ...each(words(40), (name) => ({ path: `/users/${name}`, keys: 'login email name' })),
      { path: '/users/me', keys: 'login email name quota' },
    ],
    expected: ['GET /users/me', 'GET /users/{userId}'],
  },
  {
    name: 'slugs below a collection, answers alike',
    traffic: each(['red-shoes', 'blue-hat', 'green-scarf'], (slug) => ({
      path: `/products/${slug}`,
      keys: 'sku title price',
    })),
    expected: ['GET /products/{productId}'],
  },
  {
    name: 'slugs below a collection, bodies not captured',
    traffic: each(['red-shoes', 'blue-hat', 'green-scarf'], (slug) => ({ path: `/products/${slug}` })),
    expected: ['GET /products/{productId}'],
  },
  {
    name: 'SKUs with digits, one only',
    traffic: [{ path: '/products/abc-12x' }],
    expected: ['GET /products/{productId}'],
  },
  {
    name: 'country codes below a collection',
    traffic: each(['de', 'fr', 'it', 'es'], (code) => ({
      path: `/countries/${code}`,
      keys: 'code name capital',
    })),
    expected: ['GET /countries/{countryId}'],
  },
  {
    name: 'currency codes in two places of one path',
    traffic: [
      ...each(['EUR', 'USD', 'CHF'], (code) => ({ path: `/rates/${code}/USD`, keys: 'rate from to' })),
      ...each(['EUR', 'GBP', 'JPY'], (code) => ({ path: `/rates/USD/${code}`, keys: 'rate from to' })),
    ],
    expected: ['GET /rates/{rateId}/{id}'],
  },
  {
    name: 'owner and repository names share sub-paths',
    traffic: words(6, 'o').flatMap((owner) =>
      words(3, `${owner}r`).flatMap((repo) => [
        { path: `/repos/${owner}/${repo}` },
        { path: `/repos/${owner}/${repo}/issues` },
        { path: `/repos/${owner}/${repo}/pulls` },
      ]),
    ),
    expected: [
      'GET /repos/{repoId}/{id}',
      'GET /repos/{repoId}/{id}/issues',
      'GET /repos/{repoId}/{id}/pulls',
    ],
  },
  {
    name: 'realm names at the root share sub-paths',
    traffic: words(5, 'realm').flatMap((realm) => [
      { path: `/${realm}/protocol/token` },
      { path: `/${realm}/account` },
    ]),
    expected: ['GET /{id}/account', 'GET /{id}/protocol/token'],
  },
  {
    name: 'listed nouns with equal sub-paths stay names',
    traffic: ['orders', 'carts', 'invoices', 'payments'].flatMap((noun) => [
      { path: `/${noun}`, keys: 'items total page' },
      { path: `/${noun}/1/items`, keys: 'id name' },
    ]),
    expected: ['orders', 'carts', 'invoices', 'payments'].sort().flatMap((noun) => {
      const one = noun.slice(0, -1);
      return [`GET /${noun}`, `GET /${noun}/{${one}Id}/items`];
    }),
  },
  {
    name: 'unlisted resources with different answers stay names',
    traffic: [
      { path: '/v1/zorblats', keys: 'zor blat count', times: 5 },
      { path: '/v1/quuxes', keys: 'quux weight height', times: 5 },
      { path: '/v1/frobs', keys: 'frob alpha beta', times: 5 },
      { path: '/v1/wibbles', keys: 'wib ble dob', times: 5 },
    ],
    expected: ['GET /v1/frobs', 'GET /v1/quuxes', 'GET /v1/wibbles', 'GET /v1/zorblats'],
  },
  {
    name: 'RPC names stay names',
    traffic: each(
      ['chat.postMessage', 'chat.update', 'users.list', 'channels.create', 'files.upload', 'reactions.add'],
      (name) => ({ path: `/api/${name}`, method: 'POST', keys: 'ok' }),
    ),
    expected: [
      'channels.create',
      'chat.postMessage',
      'chat.update',
      'files.upload',
      'reactions.add',
      'users.list',
    ].map((name) => `POST /api/${name}`),
  },
  {
    name: 'slugs beside integers are values of the same slot',
    traffic: [
      ...each(['1', '2', '3'], (id) => ({ path: `/posts/${id}`, keys: 'title text author' })),
      ...each(['my-first-post', 'hello-world'], (slug) => ({
        path: `/posts/${slug}`,
        keys: 'title text author',
      })),
    ],
    expected: ['GET /posts/{postId}'],
  },
  {
    name: 'an unlisted name beside ids with another answer stays a name',
    traffic: [
      ...each(['1', '2', '3', '4'], (id) => ({ path: `/orders/${id}`, keys: 'id total items' })),
      { path: '/orders/reorderables', keys: 'skus threshold warehouse', times: 6 },
    ],
    expected: ['GET /orders/reorderables', 'GET /orders/{orderId}'],
  },
  {
    name: 'a busy unlisted name beside many ids stays a name without bodies',
    traffic: [
      ...Array.from({ length: 60 }, (_, id) => ({ path: `/orders/${id}` })),
      { path: '/orders/reorderables', times: 80 },
    ],
    expected: ['GET /orders/reorderables', 'GET /orders/{orderId}'],
  },
  {
    name: 'what faulty clients send is a value',
    traffic: [{ path: '/orders/1' }, { path: '/orders/undefined' }, { path: '/orders/null' }],
    expected: ['GET /orders/{orderId}'],
  },
  {
    name: 'listed nouns as values when answers equal the slot',
    traffic: [
      ...each(['knitwear', 'denimish', 'outerwearz'], (name) => ({
        path: `/categories/${name}`,
        keys: 'name parent products',
      })),
      { path: '/categories/books', keys: 'name parent products' },
    ],
    expected: ['GET /categories/{categoryId}'],
  },
  {
    name: 'listed nouns only stay names, even answered alike: reports as often as categories',
    traffic: each(['orders', 'refunds', 'customers', 'tickets', 'latency'], (name) => ({
      path: `/reports/${name}`,
      keys: 'columns rows generated',
      times: 4,
    })),
    expected: ['customers', 'latency', 'orders', 'refunds', 'tickets'].map((name) => `GET /reports/${name}`),
  },
  {
    name: 'a listed singular noun among word values, bodies not captured',
    traffic: each(['knitwear', 'denimish', 'outerwearz', 'storage'], (name) => ({
      path: `/categories/${name}`,
    })),
    expected: ['GET /categories/{categoryId}'],
  },
  {
    name: 'a listed collection among word values stays a name, as does a noun beside ids',
    traffic: [
      ...each(['knitwear', 'denimish', 'outerwearz', 'reviews'], (name) => ({ path: `/products/${name}` })),
      ...each(['1', '2', '3', 'storage'], (name) => ({ path: `/boxes/${name}` })),
    ],
    expected: [
      'GET /boxes/storage',
      'GET /boxes/{boxId}',
      'GET /products/reviews',
      'GET /products/{productId}',
    ],
  },
  {
    name: 'kinds of reports that answer alike stay names, however often they are asked for',
    traffic: ['headcount', 'turnover', 'absentees', 'birthdays', 'gender-pay'].map((name) => ({
      path: `/reports/${name}`,
      keys: 'title fields rows totals',
      times: 6,
    })),
    expected: ['absentees', 'birthdays', 'gender-pay', 'headcount', 'turnover'].map(
      (name) => `GET /reports/${name}`,
    ),
  },
  {
    name: 'lines of business stay names beside the ids of what they make',
    traffic: [
      ...each(['motor', 'household', 'liability', 'glass'], (line) => ({
        path: `/quotes/${line}`,
        method: 'POST',
        keys: 'number premium coverages deductible',
        times: 3,
      })),
      ...Array.from({ length: 12 }, (_, index) => ({
        path: `/quotes/Q-${73_301_952 + index * 977}`,
        keys: 'number premium coverages deductible',
        times: 2,
      })),
    ],
    expected: [
      'GET /quotes/{quoteId}',
      'POST /quotes/glass',
      'POST /quotes/household',
      'POST /quotes/liability',
      'POST /quotes/motor',
    ],
  },
  {
    name: 'a listed word whose sub-paths all match those of the values beside it is one of them',
    traffic: ['tall-fern', 'blue-lamp', 'acorn-7x', 'red-barn', 'dusty-road', 'orders'].flatMap((shop) => [
      { path: `/v1/${shop}/carts`, keys: 'items total page', times: 2 },
      { path: `/v1/${shop}/events`, keys: 'reason since count', times: shop === 'orders' ? 9 : 2 },
    ]),
    expected: ['GET /v1/{id}/carts', 'GET /v1/{id}/events'],
  },
  {
    name: 'reports with different answers stay names',
    traffic: [
      { path: '/reports/sales', keys: 'gross net currency', times: 4 },
      { path: '/reports/inventory', keys: 'sku stock reserved', times: 4 },
      { path: '/reports/customers', keys: 'active churned joined', times: 4 },
    ],
    expected: ['GET /reports/customers', 'GET /reports/inventory', 'GET /reports/sales'],
  },
  {
    name: 'file names with ids',
    traffic: [{ path: '/invoices/1.pdf' }, { path: '/invoices/2.pdf' }, { path: '/invoices/2.json' }],
    expected: ['GET /invoices/{invoiceId}.json', 'GET /invoices/{invoiceId}.pdf'],
  },
  {
    name: 'custom verbs on ids and on names',
    traffic: [
      { path: '/v1/jobs/42:cancel', method: 'POST' },
      { path: '/v1/jobs/43:cancel', method: 'POST' },
      { path: '/v1/jobs/43' },
    ],
    expected: ['GET /v1/jobs/{jobId}', 'POST /v1/jobs/{jobId}:cancel'],
  },
  {
    name: 'custom verbs on names of things, in the case they are sent in',
    traffic: ['tiny-lamp', 'red-fox', 'old-barn'].flatMap((name) => [
      { path: `/v1/boxes/${name}`, keys: 'name size state' },
      { path: `/v1/boxes/${name}:getIamPolicy`, keys: 'bindings etag' },
      { path: `/v1/boxes/${name}:zapNow`, method: 'POST', keys: 'done' },
    ]),
    expected: [
      'GET /v1/boxes/{boxId}',
      'GET /v1/boxes/{boxId}:getIamPolicy',
      'POST /v1/boxes/{boxId}:zapNow',
    ],
  },
  {
    name: 'what varies behind a colon is part of the value',
    traffic: each(['home:ada', 'home:grace', 'devel:tools', 'home:joan', 'devel:games'], (name) => ({
      path: `/build/${name}/result`,
      keys: 'state code repository',
    })),
    expected: ['GET /build/{buildId}/result'],
  },
  {
    name: 'several kinds of files below one parent are files, whatever their extension',
    traffic: each(['slides_grape.png', 'draft-oyster.pdf', 'summary.txt', 'song of joy.mp4'], (name) => ({
      path: `/files/${name}`,
    })),
    expected: ['GET /files/{fileId}'],
  },
  {
    name: 'two renderings of one id are two templates, a listed name with an extension stays',
    traffic: [
      ...each(['7.json', '8.json', '8.csv'], (name) => ({ path: `/orders/${name}` })),
      { path: '/orders/export.csv' },
    ],
    expected: ['GET /orders/export.csv', 'GET /orders/{orderId}.csv', 'GET /orders/{orderId}.json'],
  },
  {
    name: 'marked names stay beside ids',
    traffic: [
      ...each(['1', '2', '3'], (id) => ({ path: `/Patient/${id}`, keys: 'id name' })),
      { path: '/Patient/$match', method: 'POST', keys: 'id name' },
      { path: '/Patient/_search', keys: 'id name' },
      { path: '/Patient/@me', keys: 'id name' },
    ],
    expected: [
      'GET /Patient/@me',
      'GET /Patient/_search',
      'GET /Patient/{patientId}',
      'POST /Patient/$match',
    ],
  },
  {
    name: 'OData keys',
    traffic: [{ path: '/odata/Products(1)' }, { path: '/odata/Products(2)' }, { path: '/odata/Products' }],
    expected: ['GET /odata/Products', 'GET /odata/Products({productId})'],
  },
  {
    name: 'version dates and numbers in their place stay',
    traffic: [{ path: '/admin/api/2023-10/products/4.json' }, { path: '/api/2/issues/ABC-1234' }],
    expected: ['GET /admin/api/2023-10/products/{productId}.json', 'GET /api/2/issues/{issueId}'],
  },
  {
    name: 'health and documents',
    traffic: [
      { path: '/healthz' },
      { path: '/.well-known/openid-configuration' },
      { path: '/oauth2/token', method: 'POST' },
    ],
    expected: ['GET /.well-known/openid-configuration', 'GET /healthz', 'POST /oauth2/token'],
  },
  {
    name: 'trailing and double slashes are one path',
    traffic: [{ path: '/orders/' }, { path: '//orders' }, { path: '/orders' }],
    expected: ['GET /orders'],
  },
  {
    name: 'matrix parameters do not name',
    traffic: [{ path: '/cars;color=red' }, { path: '/cars;color=blue;doors=3' }],
    expected: ['GET /cars'],
  },
  {
    name: 'sub-resources behind an id stay names',
    traffic: ['1', '2', '3'].flatMap((id) => [
      { path: `/users/${id}/avatar` },
      { path: `/users/${id}/preferences` },
      { path: `/users/${id}/entitlements` },
    ]),
    expected: ['avatar', 'entitlements', 'preferences'].map((name) => `GET /users/{userId}/${name}`),
  },
  {
    name: 'cities below a singular noun, answers alike',
    traffic: each(words(5, 'city'), (city) => ({
      path: `/weather/${city}`,
      keys: 'temperature humidity wind',
    })),
    expected: ['GET /weather/{weatherId}'],
  },
  {
    name: 'a small closed set without evidence stays',
    traffic: each(['alpaca', 'burro'], (name) => ({ path: `/mode/${name}`, times: 30 })),
    expected: ['GET /mode/alpaca', 'GET /mode/burro'],
  },
  {
    name: 'services below a namespace are no base path',
    traffic: each(words(24, 'svc'), (name) => ({
      path: `/v1/namespaces/7/services/${name}s`,
      keys: 'kind spec status',
      times: 6,
    })),
    expected: ['GET /v1/namespaces/{namespaceId}/services/{id}'],
  },
  {
    name: 'more versions than an API has are releases of something, two are versions of the API',
    traffic: [
      ...each(['v3.2.1', 'v3.2.2', 'v3.3.0', 'v4.0.0', 'v4.0.1'], (tag) => ({
        path: `/widgets/${tag}/parts`,
        times: 6,
      })),
      { path: '/v1/ping' },
      { path: '/v2/ping' },
    ],
    expected: ['GET /v1/ping', 'GET /v2/ping', 'GET /widgets/{widgetId}/parts'],
  },
  {
    name: 'days at the front of a path are values, one is a version',
    traffic: [
      ...each(['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-06', '2024-05-07'], (day) => ({
        path: `/${day}/rates`,
      })),
      { path: '/admin/api/2023-10/products' },
    ],
    expected: ['GET /admin/api/2023-10/products', 'GET /{id}/rates'],
  },
  {
    name: 'any word behind a colon is no verb',
    traffic: ['kaloren', 'tumivas', 'belfin', 'gudor', 'hapjor', 'miren'].flatMap((first) =>
      each(['search', 'rivet', 'gusset', 'cotter', 'ferrule', 'gasket'], (second) => ({
        path: `/pairs/${first}:${second}`,
        keys: 'left right score',
      })),
    ),
    expected: ['GET /pairs/{pairId}'],
  },
  {
    name: 'a listed word before the verb of the others is a value',
    traffic: [...words(9), 'report', 'draft'].map((name) => ({
      path: `/jobs/${name}:cancel`,
      method: 'POST',
      keys: 'id state',
    })),
    expected: ['POST /jobs/{jobId}:cancel'],
  },
  {
    name: 'a listed word with the ending of the others is weighed with them',
    traffic: [
      ...each([...words(12), 'draft', 'gallery'], (name) => ({
        path: `/topics/${name}.json`,
        keys: 'slug title body',
      })),
      { path: '/topics/summary.json', keys: 'total pages oldest' },
    ],
    expected: ['GET /topics/summary.json', 'GET /topics/{topicId}.json'],
  },
  {
    name: 'me and my are countries among countries',
    traffic: ['de', 'fr', 'se', 'es', 'pt', 'pl', 'nl', 'cz', 'dk', 'me', 'my'].flatMap((code) => [
      { path: `/countries/${code}`, keys: 'code name capital' },
      { path: `/countries/${code}/holidays`, keys: 'date name' },
    ]),
    expected: ['GET /countries/{countryId}', 'GET /countries/{countryId}/holidays'],
  },
  {
    name: 'keys that stand below several nouns are values, bodies not captured',
    traffic: ['flag', 'segment', 'toggle'].flatMap((noun) =>
      each(['bluefin', 'zephyr', 'corvus', 'halcyon', 'umbra', 'zircon'], (key) => ({
        path: `/${noun}/${key}`,
        times: 3,
      })),
    ),
    expected: ['flag', 'segment', 'toggle'].map((noun) => `GET /${noun}/{${noun}Id}`),
  },
  {
    name: 'attacks in a path are values of the slot',
    traffic: [{ path: '/orders/1' }, { path: "/orders/1'%20OR%201=1" }],
    expected: ['GET /orders/{orderId}'],
  },
];

for (const scenario of SCENARIOS) {
  test(`templates: ${scenario.name}`, () => {
    assert.deepEqual(templates(view(scenario.traffic)), [...scenario.expected].sort(byPath));
  });
}

function byPath(a: string, b: string): number {
  const [methodA = '', pathA = ''] = a.split(' ');
  const [methodB = '', pathB = ''] = b.split(' ');
  return pathA < pathB ? -1 : pathA > pathB ? 1 : methodA < methodB ? -1 : 1;
}

test('quality does not fall as traffic grows: the same templates from 8 to 4,000 values and from 1 to 30 calls each', () => {
  for (const [values, times] of [
    [8, 1],
    [40, 1],
    [40, 30],
    [170, 2],
    [1000, 1],
    [4000, 1],
  ] as const) {
    const found = templates(
      view([
        ...words(values).map((name) => ({
          path: `/catalog/items/${name}/reviews`,
          keys: 'stars text by',
          times,
        })),
        ...words(values).map((name) => ({ path: `/catalog/items/${name}`, keys: 'sku title price', times })),
        { path: '/catalog/items/search', keys: 'hits page', times },
        { path: '/catalog/items', keys: 'items page', times },
        { path: '/healthz', times },
      ]),
    );
    assert.deepEqual(
      found,
      [
        'GET /catalog/items',
        'GET /catalog/items/search',
        'GET /catalog/items/{itemId}',
        'GET /catalog/items/{itemId}/reviews',
        'GET /healthz',
      ],
      `${values} values`,
    );
  }
});

test('known templates win, pins before definitions, and keep their own names', () => {
  const traffic = [
    { path: '/shops/acme/stock' },
    { path: '/shops/acme/stock/summary' },
    { path: '/shops/acme/stock/today' },
    { path: '/years/2024' },
  ];
  const known: KnownTemplate[] = [
    { hosts: ['api.shop.example'], path: '/shops/{shop}/stock', methods: ['GET'], origin: 'known' },
    { hosts: ['*.shop.example'], path: '/shops/{shop}/stock/{view}', methods: null, origin: 'known' },
    { hosts: [], path: '/shops/{name}/stock/summary', methods: null, origin: 'pinned' },
    { hosts: ['other.example'], path: '/years/{y}', methods: null, origin: 'pinned' },
  ];
  const inventory = view(traffic, known);
  assert.deepEqual(templates(inventory), [
    'GET /shops/{name}/stock/summary',
    'GET /shops/{shop}/stock',
    'GET /shops/{shop}/stock/{view}',
    'GET /years/{yearId}',
  ]);
  assert.deepEqual(
    inventory.endpoints.map((endpoint) => endpoint.slots.map((slot) => slot.origin).join()),
    ['pinned', 'known', 'known,known', 'self-evident'],
  );
});

test('failures count at the endpoint they fit, all else is noise by reason', () => {
  const inventory = view([
    { path: '/api/orders/1', times: 3 },
    { path: '/api/orders/2', status: 500 },
    { path: '/api/orders/77', status: 404 },
    { path: '/api/orders/77', method: 'DELETE', status: 405 },
    { path: '/api/nothing/here', status: 404 },
    { path: '/.env', status: 404 },
    { path: '/wp-login.php', status: 404 },
    { path: '/assets/app.js' },
    { path: '/api/boom', status: 502 },
    { path: '/api/orders', method: 'OPTIONS', status: 204 },
    { path: '/api/admin/users', status: 403, keys: 'error' },
    { path: '/api/zzyzx', status: 401, keys: 'error', clients: 1 },
    { path: '/elsewhere/9', status: 401, keys: 'error' },
    { path: '/api/moved', status: 301 },
  ]);
  assert.deepEqual(templates(inventory), [
    'GET /api/admin/users',
    'OPTIONS /api/orders',
    'GET /api/orders/{orderId}',
  ]);
  const orders = inventory.endpoints.at(-1);
  assert.deepEqual(orders?.statuses, { 200: 3, 404: 1, 500: 1 });
  assert.deepEqual(inventory.calls, {
    analyzed: 16,
    noise: {
      'method-not-allowed': 1,
      'not-found': 2,
      'scanner-probe': 2,
      'server-error-only': 1,
      'static-asset': 1,
      'unauthorized-unknown': 2,
    },
    operations: 7,
    outsideWindow: 0,
  });
});

test('a literal is provisional until five distinct clients used it', () => {
  const few = view([{ path: '/v1/zorblat', times: 9, clients: 4 }]);
  const enough = view([{ path: '/v1/zorblat', times: 9, clients: 5 }]);
  assert.deepEqual(
    few.endpoints.map((endpoint) => endpoint.provisional),
    [true],
  );
  assert.deepEqual(
    enough.endpoints.map((endpoint) => endpoint.provisional),
    [false],
  );
  const known = view([
    { path: '/v1/orders', clients: 1 },
    { path: '/v1/quimble', times: 9, clients: 5 },
  ]);
  assert.deepEqual(
    known.endpoints.map(({ path, provisional }) => [path, provisional]),
    [
      ['/v1/orders', false],
      ['/v1/quimble', false],
    ],
  );
  const alone = view([{ path: '/v1/orders', clients: 1 }]);
  assert.deepEqual(
    alone.endpoints.map(({ provisional }) => provisional),
    [true],
    'the host itself was written by one client only',
  );
});
