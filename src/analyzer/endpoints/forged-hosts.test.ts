import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiCall, Hop } from '../../model/api-call.ts';
import type { Inventory } from '../../model/inventory.ts';
import { createSummary, observe, viewInventory } from '../index.ts';
import type { VouchedHosts } from './forged-hosts.ts';

const START_MS = Date.UTC(2026, 0, 15, 10);
const PAGE = '<!DOCTYPE html><html><body><h1>It works!</h1></body></html>';

interface Asked {
  readonly host: string;
  readonly path?: string;
  readonly times?: number;
  readonly clients?: number;
  readonly status?: number;
  readonly body?: string | null;
  readonly hop?: Hop;
}

function call({ host, path = '/a', status = 200, body = PAGE }: Asked, client: number): ApiCall {
  const type = body === null ? null : body.startsWith('<') ? 'text/html' : 'application/json';
  return {
    id: null,
    timeMs: START_MS,
    method: 'GET',
    scheme: 'https',
    host,
    path,
    query: null,
    status,
    client: { address: `203.0.113.${client}`, id: null },
    latencyMs: 5,
    request: { headers: { accept: '*/*' }, body: null, sizeBytes: null },
    response: { headers: type === null ? null : { 'content-type': type }, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

function inventoryOf(
  asked: readonly Asked[],
  vouched?: VouchedHosts,
  reservedHosts: readonly string[] = [],
): Inventory {
  const summary = createSummary({ hashKey: new Uint8Array(16), reservedHosts: new Set(reservedHosts) });
  for (const one of asked) {
    const { times = 1, clients = 1, hop = 'edge' } = one;
    for (let time = 0; time < times; time += 1) observe(summary, call(one, time % clients), hop);
  }
  const context = { asOfMs: START_MS, windowMs: null, known: [] };
  return viewInventory(summary, vouched === undefined ? context : { ...context, vouched });
}

const hostsOf = ({ endpoints }: Inventory): readonly string[] => [
  ...new Set(endpoints.map(({ host }) => host)),
];
const many = (count: number, more: Omit<Asked, 'host'> = {}): readonly Asked[] =>
  Array.from({ length: count }, (_, at) => ({ host: `h${at}.scan.example`, ...more }));

describe('hosts that only their callers name', () => {
  it('are noise when one site answers them all with pages, whatever they were asked', () => {
    const inventory = inventoryOf([
      ...many(20, { times: 30, clients: 2 }),
      ...many(20, { times: 6, clients: 6 }).map((one) => ({ ...one, host: `x${one.host}` })),
      { host: 'api.shop.example', path: '/v1/orders', times: 6, clients: 1, body: '{"id":1}' },
    ]);
    assert.deepEqual(hostsOf(inventory), ['api.shop.example']);
    assert.deepEqual(inventory.calls.noise, { 'scanner-probe': 720 });
    assert.equal(inventory.calls.analyzed, 726);
  });

  it('are noise when there are very many that were hardly asked, also where nothing was captured', () => {
    for (const body of [null, '{"ok":true}']) {
      const inventory = inventoryOf([
        ...many(64, { times: 4, clients: 4, body }),
        { host: 'quiet.example', times: 5, body },
      ]);
      assert.deepEqual(hostsOf(inventory), ['quiet.example']);
    }
  });

  it('keep the reason why their other calls are noise', () => {
    const { calls } = inventoryOf([
      ...many(64),
      ...many(64, { status: 404 }),
      ...many(64, { status: 403 }),
      ...many(64, { status: 503, path: '/b' }),
    ]);
    assert.deepEqual(calls.noise, {
      'not-found': 64,
      'scanner-probe': 64,
      'server-error-only': 64,
      'unauthorized-unknown': 64,
    });
  });

  it('are hosts as long as they are few', () => {
    assert.equal(hostsOf(inventoryOf(many(15))).length, 15);
    assert.equal(hostsOf(inventoryOf(many(63, { body: '{"id":1}' }))).length, 63);
  });

  it('are hosts when five clients use them, inside a mesh, and when somebody vouches for them', () => {
    assert.equal(hostsOf(inventoryOf(many(64, { times: 20, clients: 5 }))).length, 64);
    assert.equal(hostsOf(inventoryOf(many(64, { body: '{"id":1}', hop: 'mesh' }))).length, 64);
    assert.equal(hostsOf(inventoryOf(many(64), { patterns: ['*.scan.example'], anyHost: false })).length, 64);
    assert.deepEqual(hostsOf(inventoryOf(many(64), { patterns: [], anyHost: false }, ['h7.scan.example'])), [
      'h7.scan.example',
    ]);
    const tenants = many(64, { body: '{"id":1}' });
    assert.equal(
      hostsOf(inventoryOf(tenants, { patterns: [], anyHost: true })).length,
      64,
      'a registered API answers at any host',
    );
    assert.equal(
      hostsOf(inventoryOf(many(64), { patterns: [], anyHost: true })).length,
      0,
      'pages are none of it',
    );
  });
});

describe('a site that answers everything with one page', () => {
  const paths = [
    '/a',
    '/b/c',
    '/login',
    '/api/v1/users',
    '/api/v2/x/y',
    '/admin',
    '/solr/info',
    '/z/z/z',
    '/users/list',
  ];
  const asked = (count: number): readonly Asked[] =>
    paths.slice(0, count).map((path) => ({ host: 'trap.example', path }));

  it('has no endpoints, whatever the paths are called', () => {
    const inventory = inventoryOf([
      ...asked(9),
      { host: 'trap.example', path: '/v1/orders/1', body: '{"id":1}' },
    ]);
    assert.deepEqual(
      inventory.endpoints.map(({ path }) => path),
      ['/v1/orders/{orderId}'],
    );
    assert.equal(inventory.calls.noise['not-found'], 9);
  });

  it('is not told from an application by fewer pages', () => {
    assert.ok(inventoryOf(asked(2)).endpoints.length > 0);
  });
});
