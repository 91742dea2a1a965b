import assert from 'node:assert/strict';
import { test } from 'node:test';
import { templates, view, words } from '../../../test/support/path-scenarios.ts';
import type { KnownTemplate } from './known-templates.ts';

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
