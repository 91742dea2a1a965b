import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { describe, test } from 'node:test';
import { testAgent } from '../../test/support/test-agent.ts';
import { AssayError } from '../model/errors.ts';
import { asOnlyWriter } from './only-writer.ts';

const NEVER = new AbortController().signal;
/** No process has this id: the largest that Linux hands out is 2^22. */
const DEAD_PID = 2 ** 22 + 1;
const MINUTE_MS = 60_000;

const leased = (error: unknown): boolean => error instanceof AssayError && error.code === 'STORE_LEASED';

describe('the only writer', () => {
  test('holds the lease while it works and gives it back, also after a fault', async () => {
    const { store, clock } = testAgent();
    const other = (): Promise<unknown> => store.acquireLease('elsewhere:1', 1, clock.nowMs(), () => true);
    await asOnlyWriter({ store, clock, signal: NEVER }, async () => assert.equal(await other(), null));
    await assert.rejects(
      asOnlyWriter({ store, clock, signal: NEVER }, () => Promise.reject(new RangeError('fault'))),
      RangeError,
    );
    assert.notEqual(await other(), null);
  });

  test('is refused while another machine holds it, until that lease runs out', async () => {
    const { store, clock } = testAgent();
    await store.acquireLease('elsewhere:1', MINUTE_MS, clock.nowMs(), () => true);
    const work = (): Promise<string> => Promise.resolve('done');
    await assert.rejects(asOnlyWriter({ store, clock, signal: NEVER }, work), leased);
    clock.advance(MINUTE_MS + 1);
    assert.equal(await asOnlyWriter({ store, clock, signal: NEVER }, work), 'done');
  });

  test('of a shared store waits out the lease of a dead holder, and is refused by one that renews', async () => {
    const { store, clock } = testAgent();
    const sharing = { owner: 'here:1:a', ttlMs: 15_000, renewMs: 5000 };
    const work = (): Promise<string> => Promise.resolve('done');
    const started = clock.nowMs();
    await store.acquireLease('elsewhere:1:b', 15_000, started - 5000, () => true);
    assert.equal(await asOnlyWriter({ store, clock, signal: NEVER, sharing }, work), 'done');
    assert.equal(clock.nowMs() - started, 10_000);
    const renewing: typeof clock = {
      ...clock,
      sleep: async (ms) => {
        clock.advance(ms);
        await store.acquireLease('elsewhere:1:b', 15_000, clock.nowMs(), () => true);
      },
    };
    await store.acquireLease('elsewhere:1:b', 15_000, clock.nowMs(), () => true);
    await assert.rejects(asOnlyWriter({ store, clock: renewing, signal: NEVER, sharing }, work), leased);
  });

  test('takes over at once from a dead process of this machine, not from a live one', async () => {
    const { store, clock } = testAgent();
    const work = (): Promise<string> => Promise.resolve('done');
    await store.acquireLease(`${hostname()}:${process.ppid}`, MINUTE_MS, clock.nowMs(), () => true);
    await assert.rejects(asOnlyWriter({ store, clock, signal: NEVER }, work), leased);
    clock.advance(MINUTE_MS + 1);
    await store.acquireLease(`${hostname()}:${DEAD_PID}`, MINUTE_MS, clock.nowMs(), () => true);
    assert.equal(await asOnlyWriter({ store, clock, signal: NEVER }, work), 'done');
  });

  test('stops when another agent took the store over meanwhile', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const { store, clock } = testAgent();
    await assert.rejects(
      asOnlyWriter({ store, clock, signal: NEVER }, async (signal) => {
        // The machine slept past its lease; another one took it.
        await store.acquireLease('elsewhere:1', MINUTE_MS, clock.nowMs() + 2 * MINUTE_MS, () => false);
        const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
        t.mock.timers.tick(20_000);
        await stopped;
      }),
      (error) => error instanceof AssayError && error.code === 'STORE_LEASE_LOST',
    );
  });

  test("hands on the caller's signal", async () => {
    const { store, clock } = testAgent();
    const caller = new AbortController();
    await asOnlyWriter({ store, clock, signal: caller.signal }, (signal) => {
      caller.abort();
      assert.ok(signal.aborted);
      return Promise.resolve();
    });
  });
});
