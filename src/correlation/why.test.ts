import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileRegex } from '../agent/compile-regex.ts';
import {
  definition,
  endpoint,
  gateway,
  hop,
  inventory,
  kongApi,
  kongPaths,
  operation,
  route,
} from './test-estate.ts';
import { explainCall } from './why.ts';

const settings = { compileRegex, grouping: [], hostRules: [], staleHops: [] };
const API = 'api.shop.example';
const estate = [
  gateway('kong', [
    kongApi('orders', [route({ id: 'r', hosts: [API], paths: kongPaths('/orders/v1') })], {
      upstreams: [{ scheme: 'http', host: 'orders.svc', path: '/' }],
    }),
    kongApi('tenants', [
      route({ id: 't', hosts: [API], paths: kongPaths('/t'), headers: { 'x-tenant': ['a'] } }),
    ]),
  ]),
  gateway('docs', [
    definition('orders.yaml', [operation('GET /orders/v1/items/{id}', { id: 'getItem' })], {
      hosts: [API],
      basePaths: ['/orders/v1'],
    }),
  ]),
];
const seen = inventory([
  endpoint(`GET ${API}/orders/v1/items/{itemId}`, [hop('gateway:kong', 5)]),
  endpoint('GET orders.svc/items/{itemId}', [hop('behind:kong', 5)]),
]);

const ask = (
  line: string,
  headers: Record<string, string[]> | null = null,
): ReturnType<typeof explainCall> => {
  const [method = 'GET', url = ''] = line.split(' ');
  const slash = url.indexOf('/');
  return explainCall(seen, estate, settings, {
    method,
    host: url.slice(0, slash),
    path: url.slice(slash),
    headers,
  });
};

test('a seen call is explained by its endpoint', () => {
  const answer = ask(`GET ${API}/orders//v1/items/42?x=1`);
  assert.equal(answer.template, '/orders/v1/items/{itemId}');
  assert.equal(answer.registered?.operation, 'getItem');
  assert.equal(answer.api, 'orders');
});

test('a call seen behind the gateway leads to the public endpoint', () => {
  const answer = ask('GET orders.svc/items/42');
  assert.equal(answer.management, 'managed');
  assert.equal(answer.endpoint, seen.endpoints[0]?.id);
});

test('a call never seen is decided by the registrations', () => {
  const answer = ask(`POST ${API}/orders/v1/nope`);
  assert.equal(answer.management, 'managed');
  assert.deepEqual(answer.flags, ['undocumented-operation']);
  assert.equal(answer.endpoint, null);
});

test('headers that are given decide header routes', () => {
  assert.equal(ask(`GET ${API}/t/1`, { 'x-tenant': ['A'] }).api, 'tenants');
  assert.equal(ask(`GET ${API}/t/1`, { 'x-tenant': ['b'] }).management, 'unmanaged');
});

test('an unmanaged call names its nearest miss', () => {
  const answer = ask('GET other.example/orders/v1/items/1');
  assert.equal(answer.management, 'unmanaged');
  assert.match(answer.reason.nearestMiss ?? '', /only at api\.shop\.example/);
});
