import { each, testScenarios } from '../../../test/support/path-scenarios.ts';

/** Ids, and names that stand beside them. */
testScenarios([
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
    name: 'sub-resources behind an id stay names',
    traffic: ['1', '2', '3'].flatMap((id) => [
      { path: `/users/${id}/avatar` },
      { path: `/users/${id}/preferences` },
      { path: `/users/${id}/entitlements` },
    ]),
    expected: ['avatar', 'entitlements', 'preferences'].map((name) => `GET /users/{userId}/${name}`),
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
]);
