import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeenCall } from '../analyzer/index.ts';
import { exampleCall } from '../analyzer/threats/example-call.test.ts';
import { BoundedSummary } from './bounded-summary.ts';
import { collectGarbage } from './collect-garbage.ts';

const MIB = 1024 ** 2;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

/** Each on an endpoint of its own, with many members: a summary grows with every one. */
function callAt(index: number): SeenCall {
  const members = Array.from({ length: 50 }, (_, at) => [`field${at}`, at]);
  const call = exampleCall({
    method: METHODS[index % METHODS.length] ?? 'GET',
    host: `api${Math.floor(index / METHODS.length)}.shop.example`,
    responseHeaders: { 'content-type': 'application/json' },
    responseBody: JSON.stringify(Object.fromEntries(members)),
  });
  return { call, hop: 'edge' };
}

function usedMiB(): number {
  return process.memoryUsage().heapUsed / MIB;
}

test('what was packed is let go of with the next call, not when the platform comes to it', () => {
  const bounded = new BoundedSummary({}, { bytes: 26 * MIB, everyCalls: 100 });
  collectGarbage();
  const empty = usedMiB();
  let calls = 0;
  let packed: readonly Uint8Array[] = [];
  let full = empty;
  while (packed.length === 0) {
    assert.ok(calls < 4000, 'never packed');
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
