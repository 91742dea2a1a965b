import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeenCall } from '../analyzer/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import { BoundedSummary } from './bounded-summary.ts';
import { collectGarbage } from './collect-garbage.ts';

const NOON_MS = Date.UTC(2026, 10, 1, 12);
const MIB = 1024 ** 2;
const WORDS = 'orders customers carts payments devices routes parcels refunds coupons suppliers'.split(' ');

/** Each on an endpoint of its own: a summary grows with every one. */
function callAt(index: number): SeenCall {
  const body = JSON.stringify(Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`field${at}`, at])));
  const call: ApiCall = {
    id: null,
    timeMs: NOON_MS,
    method: 'GET',
    scheme: 'https',
    host: `api${Math.floor(index / WORDS.length)}.shop.example`,
    path: `/v1/${WORDS[index % WORDS.length]}`,
    query: null,
    status: 200,
    client: { address: '198.51.100.7', id: null },
    latencyMs: 5,
    request: { headers: {}, body: null, sizeBytes: null },
    response: { headers: { 'content-type': 'application/json' }, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
  return { call, hop: 'edge' };
}

function usedMiB(): number {
  return process.memoryUsage().heapUsed / MIB;
}

test('what was packed is let go of with the next call, not when the platform comes to it', () => {
  const bounded = new BoundedSummary({}, { bytes: 17 * MIB, everyCalls: 100 });
  collectGarbage();
  const empty = usedMiB();
  let calls = 0;
  let packed: readonly Uint8Array[] = [];
  let full = empty;
  while (packed.length === 0) {
    assert.ok(calls < 10_000, 'never packed');
    full = usedMiB();
    bounded.observe(Array.from({ length: 20 }, (_, at) => callAt(calls + at)));
    calls += 20;
    packed = bounded.takePacked();
  }
  assert.ok(full > empty + 17, `${full} MiB in use when it was packed, ${empty} before`);
  bounded.observe([callAt(calls)]);
  const left = usedMiB();
  assert.ok(left < empty + 10, `${left} MiB in use, ${empty} before anything was counted`);
});
