import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../model/api-call.ts';
import { parseExchange } from './exchange-parser.ts';
import { withSafeNames } from './open-names.ts';

const NOTHING: ReadonlySet<string> = new Set();

function callOf(host: string, api: string | null = null): ApiCall {
  return {
    id: null,
    timeMs: 0,
    method: 'GET',
    scheme: 'https',
    host,
    path: '/',
    query: null,
    status: 200,
    client: { address: null, id: null },
    latencyMs: null,
    request: { headers: null, body: null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: null },
    gateway: { id: 'kong-prod', api, route: null, unrouted: false },
    operation: null,
  };
}

const hostOf = (host: string, reserved = NOTHING): string =>
  withSafeNames(parseExchange(callOf(host)), reserved).call.host;

test('a host label that holds a value becomes a slot, whatever its case', () => {
  const folded = Buffer.from('{"alg":"HS256"}').toString('base64url').toLowerCase();

  assert.equal(hostOf('4111111111111111.shop.example'), '{label}.shop.example');
  assert.equal(hostOf('219-09-9990.shop.example:8443'), '{label}.shop.example:8443');
  assert.equal(hostOf(`${['akia', 'iosfodnn7example'].join('')}.shop.example`), '{label}.shop.example');
  assert.equal(hostOf(`${folded}.${folded}.c2lnbmvkdgv4da12.shop.example`), '{label}.shop.example');
});

test('names of machines, their addresses and registered hosts stay', () => {
  for (const host of [
    'api.shop.example',
    '10.0.0.17:8080',
    '[2001:db8::1]:8080',
    'orders-7d9f8b6c5d-x2v9k',
    'h17',
  ])
    assert.equal(hostOf(host), host);
  assert.equal(
    hostOf('4111111111111111.shop.example', new Set(['4111111111111111.shop.example'])),
    '4111111111111111.shop.example',
  );
});

test('an id of the gateway that holds a value is none', () => {
  const gatewayOf = (api: string): unknown =>
    withSafeNames(parseExchange(callOf('a.example', api)), NOTHING).call.gateway?.api;

  assert.equal(gatewayOf('person@mail.example'), null);
  assert.equal(gatewayOf('5b1d3f5e-0f0a-4c1b-9a58-000000000001'), '5b1d3f5e-0f0a-4c1b-9a58-000000000001');
});
