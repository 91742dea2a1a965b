import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gatewayEntry, sourceEntry, testAgent, testConfig } from '../../test/support/test-agent.ts';
import type { RunOutcome, Store } from '../store/store.ts';
import { readiness } from './health.ts';

const CONFIG = testConfig({ gateways: [gatewayEntry('kong')], sources: [sourceEntry('lake')] });

async function run(store: Store, job: string, subject: string, outcome: RunOutcome): Promise<void> {
  const id = await store.startRun(job, subject, 1000);
  const error = outcome === 'failed' ? { code: 'X', message: 'It does not answer.', fix: null } : null;
  await store.endRun(id, 2000, outcome, {}, error);
}

async function runAll(store: Store, outcome: RunOutcome): Promise<void> {
  await run(store, 'sync', 'kong', outcome);
  await run(store, 'pull', 'lake', outcome);
  await run(store, 'assess', 'all', outcome);
}

describe('readiness', () => {
  test('before the first runs it is not ready, and says what has not run', async () => {
    const { ready, checks } = await readiness(testAgent().store, CONFIG);
    assert.equal(ready, false);
    assert.deepEqual(
      checks.map(({ name, ok, detail }) => `${ok ? '+' : '-'} ${name}: ${detail}`),
      [
        '+ store: The store answers.',
        '- sync kong: Has not run yet.',
        '- pull lake: Has not run yet.',
        '- assess all: Has not run yet.',
      ],
    );
  });

  test('ready once every job succeeded or was partly done', async () => {
    for (const outcome of ['succeeded', 'partial'] as const) {
      const { store } = testAgent();
      await runAll(store, outcome);
      assert.equal((await readiness(store, CONFIG)).ready, true);
    }
  });

  test('the last run counts: a failure after a success, and a success after a failure', async () => {
    const { store } = testAgent();
    await runAll(store, 'succeeded');
    await run(store, 'pull', 'lake', 'failed');
    const failed = await readiness(store, CONFIG);
    assert.equal(failed.ready, false);
    assert.equal(failed.checks.find((check) => check.name === 'pull lake')?.detail, 'It does not answer.');
    await run(store, 'pull', 'lake', 'succeeded');
    assert.equal((await readiness(store, CONFIG)).ready, true);
  });

  test('a run under way changes nothing', async () => {
    const { store } = testAgent();
    await runAll(store, 'succeeded');
    await store.startRun('pull', 'lake', 3000);
    assert.equal((await readiness(store, CONFIG)).ready, true);
  });

  test('a rare job is found behind thousands of runs of a frequent one', async () => {
    const { store } = testAgent();
    await runAll(store, 'succeeded');
    for (let i = 0; i < 600; i++) await run(store, 'pull', 'lake', 'succeeded');
    assert.equal((await readiness(store, CONFIG)).ready, true);
  });

  test('a store that does not answer is the one failed check', async () => {
    const { store } = testAgent();
    await store.close();
    const { ready, checks } = await readiness(store, CONFIG);
    assert.equal(ready, false);
    assert.deepEqual(
      checks.map((check) => check.name),
      ['store'],
    );
  });
});
