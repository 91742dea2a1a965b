import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Protocol } from '../model/vocabulary.ts';
import { isDistinctive, unmanagedBasePath } from './identity.ts';

const rest: Readonly<Record<string, string>> = {
  '/': '/',
  '/users/{userId}': '/',
  '/api/users': '/api',
  '/api/internal/users': '/api/internal',
  '/api/v1/users/{userId}': '/api/v1',
  '/v1/users': '/v1',
  '/v1.2/users': '/v1.2',
  '/2023-10-01/users': '/2023-10-01',
  '/api/orders/v1/items': '/api/orders/v1',
  '/orders/v2/items/{id}': '/orders/v2',
  '/a/b/c/v1/items': '/',
  '/api/b/c/v1/items': '/api',
  '/{tenant}/v1/items': '/{tenant}/v1',
  '/{tenant}/a/b/v3/items': '/{tenant}/a/b/v3',
  '/version/items': '/',
  '/rest/services/public/x': '/rest/services/public',
  '/API/x': '/API',
};
for (const [path, expected] of Object.entries(rest)) {
  test(`base path of ${path} is ${expected}`, () => {
    assert.equal(unmanagedBasePath({ host: 'h.example', path, protocol: 'rest' }, []), expected);
  });
}

const fixed: readonly (readonly [Protocol, string, string])[] = [
  ['graphql', '/api/v1/graphql', '/api/v1/graphql'],
  ['soap', '/services/Billing.asmx', '/services/Billing.asmx'],
  ['json-rpc', '/rpc', '/rpc'],
  ['grpc', '/shop.orders.v1.OrderService/Get', '/shop.orders.v1'],
  ['grpc', '/Greeter/SayHello', '/Greeter'],
];
for (const [protocol, path, expected] of fixed) {
  test(`${protocol} keeps its fixed path: ${path}`, () => {
    assert.equal(unmanagedBasePath({ host: 'h.example', path, protocol }, []), expected);
  });
}

test('grouping overrides by host glob, first match wins', () => {
  const grouping = [
    { host: '*.partner.example', segments: 2 },
    { host: '*', segments: 0 },
  ];
  const path = '/api/v1/users/{id}';
  assert.equal(unmanagedBasePath({ host: 'a.partner.example', path, protocol: 'rest' }, grouping), '/api/v1');
  assert.equal(unmanagedBasePath({ host: 'other.example', path, protocol: 'graphql' }, grouping), '/');
});

test('a base path is distinctive only by a segment of its own', () => {
  assert.deepEqual(['/', '/api/v1', '/{tenant}/v2', '/orders', '/api/orders/v1'].map(isDistinctive), [
    false,
    false,
    false,
    true,
    true,
  ]);
});
