import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gatewayEntry, sourceEntry, testAgent, testConfig } from '../../test/support/test-agent.ts';
import { AssayError } from '../model/errors.ts';
import type { RunOutcome, Store } from '../store/store.ts';
import { readiness, workerReadiness } from './health.ts';
import { metricsText } from './metrics.ts';
import { serveHealth } from './serve-health.ts';

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

  test('a store that answers and takes nothing more is a failed check, with what to do', async () => {
    const { store } = testAgent();
    await runAll(store, 'succeeded');
    const storeProblem = new AssayError({
      code: 'STORE_FULL',
      kind: 'transient',
      message: 'The disk of the store is full.',
      fix: 'Free some space.',
    });
    const { ready, checks } = await readiness(store, CONFIG, { storeProblem });
    assert.deepEqual([ready, checks[0]?.detail], [false, 'The disk of the store is full. Free some space.']);
  });

  test('who asks does not wait for a store that hangs', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const hanging: Store = { ...testAgent().store, runs: () => new Promise(() => undefined) };
    const asked = readiness(hanging, CONFIG);
    t.mock.timers.tick(3000);
    assert.deepEqual((await asked).checks[0]?.detail, 'The store does not answer.');
  });

  test('what another process had to do is no run of ours', async () => {
    const { store } = testAgent();
    await runAll(store, 'succeeded');
    await run(store, 'pull', 'lake', 'failed');
    await run(store, 'pull', 'lake', 'skipped');
    assert.equal((await readiness(store, CONFIG)).ready, false);
  });

  test('a process that waits for leadership is ready, and says that it waits', async () => {
    const { store } = testAgent();
    await runAll(store, 'succeeded');
    const waiting = await readiness(store, CONFIG, { leadership: 'waiting' });
    assert.equal(waiting.ready, true);
    assert.equal(waiting.checks[1]?.detail, 'Waiting for leadership: another process leads.');
    assert.equal((await readiness(store, CONFIG, { leadership: 'store-down' })).ready, false);
  });
});

describe('readiness of a worker', () => {
  const recreated = new AssayError({
    code: 'KAFKA_TOPIC_RECREATED',
    kind: 'sourceContract',
    message: 'Topic calls was deleted and made anew; partition 0 is not read.',
  });

  test('names the source that is not read, and why', async () => {
    const { store } = testAgent();
    assert.equal((await workerReadiness(store, ['calls', 'lake'], new Map())).ready, true);
    const { ready, checks } = await workerReadiness(
      store,
      ['calls', 'lake'],
      new Map([['calls', recreated]]),
    );
    assert.equal(ready, false);
    assert.deepEqual(
      checks.map(({ name, ok }) => [name, ok]),
      [
        ['store', true],
        ['pull calls', false],
        ['pull lake', true],
      ],
    );
    assert.equal(checks[1]?.detail, recreated.message);
  });

  test('is not there while the store does not answer', async () => {
    const { store } = testAgent();
    const down: Store = { ...store, runs: () => Promise.reject(new Error('down')) };
    const { ready, checks } = await workerReadiness(down, [], new Map());
    assert.deepEqual([ready, checks[0]?.detail], [false, 'The store does not answer.']);
  });

  test('is served with the counts, over HTTP', async () => {
    const { store, clock } = testAgent();
    let problems = new Map<string, AssayError>();
    const server = await serveHealth({
      host: '127.0.0.1',
      port: 0,
      health: () => workerReadiness(store, ['calls'], problems),
      metrics: () => metricsText(store, clock.nowMs()),
    });
    const ask = async (path: string): Promise<readonly [number, string]> => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
      return [answer.status, await answer.text()];
    };
    try {
      assert.deepEqual(await ask('/livez'), [200, 'alive\n']);
      assert.equal((await ask('/readyz'))[0], 200);
      problems = new Map([['calls', recreated]]);
      const [status, body] = await ask('/readyz?verbose');
      assert.equal(status, 503);
      assert.ok(body.includes('made anew'));
      assert.equal((await ask('/metrics'))[0], 200);
      assert.equal((await ask('/'))[0], 404);
    } finally {
      await server.close();
    }
  });
});
