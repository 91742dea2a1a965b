import { each, testScenarios, words } from '../../../test/support/path-scenarios.ts';

/** Words that stay names: nouns, kinds, resources. */
testScenarios([
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
]);
