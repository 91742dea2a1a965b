import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { createSummary, merge, observe, type Summary, type ViewContext, viewInventory } from '../index.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 15, 10);
const HOST = 'ludmila.tenants.example';

function call(client: number, more: Partial<ApiCall> = {}): ApiCall {
  return {
    id: null,
    timeMs: START_MS,
    method: 'GET',
    scheme: 'https',
    host: HOST,
    path: `/api/v1/orders/${client}`,
    query: null,
    status: 200,
    client: { address: `203.0.113.${client}`, id: null },
    latencyMs: 5,
    request: { headers: null, body: null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
    ...more,
  };
}

const from = (clients: readonly number[], more: Partial<ApiCall> = {}): ApiCall[] =>
  clients.map((client) => call(client, more));

function summaryOf(calls: readonly ApiCall[], reservedHosts: readonly string[] = []): Summary {
  const summary = createSummary({ hashKey: new Uint8Array(16), reservedHosts: new Set(reservedHosts) });
  for (const one of calls) observe(summary, one, 'edge');
  return summary;
}

/** Which endpoints are provisional, by host and path. */
function provisional(summary: Summary, more: Partial<ViewContext> = {}): Readonly<Record<string, boolean>> {
  const { endpoints } = viewInventory(summary, { asOfMs: START_MS, windowMs: null, known: [], ...more });
  return Object.fromEntries(endpoints.map((one) => [`${one.host}${one.path}`, one.provisional]));
}

const ORDERS = `${HOST}/api/v1/orders/{orderId}`;

describe('a host that its callers chose', () => {
  it('makes its endpoints provisional until five clients were answered there', () => {
    assert.deepEqual(provisional(summaryOf(from([1, 1, 1]))), { [ORDERS]: true });
    assert.deepEqual(provisional(summaryOf(from([1, 2, 3, 4, 4, 4]))), { [ORDERS]: true });
    assert.deepEqual(provisional(summaryOf(from([1, 2, 3, 4, 5]))), { [ORDERS]: false });
  });

  it('is proven by clients of all its paths together, whatever came before the window', () => {
    const calls = [
      ...from([1, 2, 3], { timeMs: START_MS - 40 * DAY_MS, path: '/api/v1/carts/7' }),
      ...from([4, 5]),
    ];
    assert.deepEqual(provisional(summaryOf(calls), { windowMs: 30 * DAY_MS }), { [ORDERS]: false });
  });

  it('is not proven by calls that were refused or failed', () => {
    const calls = [...from([1]), ...from([2, 3], { status: 401 }), ...from([4, 5, 6], { status: 500 })];
    assert.equal(provisional(summaryOf(calls))[ORDERS], true);
  });

  it('says nothing of other hosts', () => {
    const calls = [...from([1]), ...from([1, 2, 3, 4, 5], { host: 'shop.example' })];
    assert.deepEqual(provisional(summaryOf(calls)), {
      [ORDERS]: true,
      'shop.example/api/v1/orders/{orderId}': false,
    });
  });

  it('is proven alike wherever its calls were counted', () => {
    const merged = summaryOf(from([1, 2, 3]));
    merge(merged, summaryOf(from([3, 4, 5])));
    assert.deepEqual(provisional(merged), { [ORDERS]: false });
  });
});

describe('a host that somebody wrote down', () => {
  const summary = summaryOf(from([1]));

  it('is firm whoever calls it', () => {
    assert.deepEqual(provisional(summaryOf(from([1]), [HOST])), { [ORDERS]: false });
    for (const host of [HOST, '*.tenants.example']) {
      assert.deepEqual(provisional(summary, { knownHosts: [host] }), { [ORDERS]: false });
      assert.deepEqual(provisional(summary, { vouched: { patterns: [host], anyHost: false } }), {
        [ORDERS]: false,
      });
    }
  });

  it('is not meant by a glob for every host, nor by the glob of another', () => {
    assert.deepEqual(provisional(summary, { knownHosts: ['*', '*.*', '*.shop.example'] }), {
      [ORDERS]: true,
    });
    assert.deepEqual(provisional(summary, { vouched: { patterns: [], anyHost: true } }), { [ORDERS]: true });
  });
});
