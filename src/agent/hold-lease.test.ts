import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { testAgent } from '../../test/support/test-agent.ts';
import type { Store } from '../store/store.ts';
import { holdLease } from './hold-lease.ts';

describe('a lease that is held', () => {
  test('is renewed once at a time, and goes on to be after a renewal that took long or failed', {
    timeout: 10_000,
  }, async () => {
    const { store, clock } = testAgent();
    let [waiting, most, renewals] = [0, 0, -1];
    const renewed = Promise.withResolvers<void>();
    const slow: Store = {
      ...store,
      acquireLease: async (...wish) => {
        renewals += 1;
        waiting += 1;
        if (renewals === 5) renewed.resolve();
        most = Math.max(most, waiting);
        if (renewals === 1) await delay(60);
        waiting -= 1;
        if (renewals === 2) throw new Error('the store does not answer');
        return store.acquireLease(...wish);
      },
    };
    const wish = {
      store: slow,
      clock,
      signal: new AbortController().signal,
      name: 'leader',
      sharing: { owner: 'a', ttlMs: 60_000, renewMs: 5 },
      isAlive: () => true,
    };
    const held = await holdLease(wish, async (_store, signal) => {
      await renewed.promise;
      return signal.aborted;
    });
    assert.deepEqual([held?.result, most], [false, 1]);
  });
});
