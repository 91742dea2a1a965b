import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testAgent } from '../../test/support/test-agent.ts';
import { AssayError } from '../model/errors.ts';
import type { Store } from '../store/store.ts';
import type { Sharing } from './context.ts';
import { type Leadership, leadWhenElected } from './lead.ts';

const sharing = (owner: string): Sharing => ({ owner, ttlMs: 1000, renewMs: 60_000 });

describe('leadership', () => {
  test('is had by one at a time, and goes to the next when it is given back', async () => {
    const agent = testAgent();
    const changes: string[] = [];
    const stop = new AbortController();
    const lead = (owner: string, work: (store: Store) => Promise<void>): Promise<void> =>
      leadWhenElected(
        {
          context: { ...agent, sharing: sharing(owner) },
          signal: stop.signal,
          onChange: (leadership: Leadership) => void changes.push(`${owner} ${leadership}`),
        },
        async (store) => {
          await work(store);
          stop.abort();
        },
      );
    await agent.store.acquireLease('elsewhere', 5000, agent.clock.nowMs(), () => true);
    const waiting = lead('a', async (store) => {
      assert.equal(await agent.store.acquireLease('b', 1, agent.clock.nowMs(), () => true), null);
      await store.decideFinding(decision());
    });
    await waiting;
    assert.equal(changes[0], 'a waiting');
    assert.ok(changes.includes('a leading'), changes.join(', '));
    assert.equal((await agent.store.findingDecisions()).size, 1);
  });

  test('is left by who was replaced meanwhile: nothing of its work is committed', async () => {
    const agent = testAgent();
    const stop = new AbortController();
    const changes: Leadership[] = [];
    await leadWhenElected(
      {
        context: { ...agent, sharing: sharing('a') },
        signal: stop.signal,
        onChange: (leadership) => void changes.push(leadership),
      },
      async (store) => {
        await agent.store.acquireLease('b', 60_000, agent.clock.nowMs(), () => false);
        stop.abort();
        await store.decideFinding(decision());
      },
    );
    assert.deepEqual(changes, ['leading', 'waiting']);
    assert.equal((await agent.store.findingDecisions()).size, 0);
  });

  test('waits for a store that fails, and passes on what is no fault of the store', async () => {
    const agent = testAgent();
    const run = async (error: Error): Promise<readonly Leadership[]> => {
      const stop = new AbortController();
      const changes: Leadership[] = [];
      await leadWhenElected(
        {
          context: { ...agent, sharing: sharing('a') },
          signal: stop.signal,
          onChange: (leadership) => void changes.push(leadership),
        },
        () => {
          stop.abort();
          return Promise.reject(error);
        },
      );
      return changes;
    };
    const down = new AssayError({ code: 'STORE_UNAVAILABLE', kind: 'transient', message: 'down' });
    assert.deepEqual(await run(down), ['leading', 'store-down']);
    await assert.rejects(run(new RangeError('ours')), RangeError);
  });
});

function decision(): Parameters<Store['decideFinding']>[0] {
  return {
    finding: 'fi_1',
    status: 'accepted',
    reason: 'known',
    person: 'kim',
    expiresAtMs: null,
    decidedAtMs: 1,
  };
}
