import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analystSettings } from '../../test/support/analyst-settings.ts';
import { AssayError } from '../model/errors.ts';
import { bootAnalystThread, startAnalystThread } from './analyst-thread.ts';

const NOON_MS = Date.UTC(2026, 10, 1, 12);

test('a thread that ended although nobody asked for anything says so whenever it is asked', async () => {
  // No thread can work with these: it ends as soon as it begins.
  const thread = bootAnalystThread().begin({ ...analystSettings(NOON_MS), trustedProxies: ['nowhere'] });
  try {
    for (const _ of [1, 2])
      await assert.rejects(
        thread.handOver(false),
        (error: unknown) => error instanceof AssayError && error.code === 'WORKER_DIED',
      );
    assert.equal(thread.pending(), 0);
  } finally {
    await thread.end();
  }
});

test('whoever waits for a thread that is ended, or asks it afterwards, is told', async () => {
  const thread = startAnalystThread(analystSettings(NOON_MS));
  const died = (error: unknown): boolean => error instanceof AssayError && error.code === 'WORKER_DIED';
  const asked = assert.rejects(thread.pack(), died);
  await thread.end();
  await asked;
  await assert.rejects(thread.pack(), died);
  assert.equal(thread.pending(), 0);
});
