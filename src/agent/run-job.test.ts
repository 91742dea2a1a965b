import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testAgent } from '../../test/support/test-agent.ts';
import { AssayError, type ErrorKind } from '../model/errors.ts';
import { SUCCEEDED } from './context.ts';
import { runJob } from './run-job.ts';

const fault = (kind: ErrorKind): AssayError =>
  new AssayError({ code: 'X', kind, message: 'The lake does not answer.', fix: 'Wait.' });

describe('a job', () => {
  test('leaves one row with begin, end, counts and outcome', async () => {
    const agent = testAgent();
    const startedAtMs = agent.clock.nowMs();
    const result = await runJob(agent, 'pull', 'lake', () => {
      agent.clock.advance(1500);
      return Promise.resolve({ ...SUCCEEDED, counts: { pages: 2 } });
    });
    assert.equal(result.outcome, 'succeeded');
    const [row, ...others] = await agent.store.runs(10);
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...row, id: 0 },
      {
        id: 0,
        job: 'pull',
        subject: 'lake',
        startedAtMs,
        endedAtMs: startedAtMs + 1500,
        outcome: 'succeeded',
        counts: { pages: 2 },
        error: null,
      },
    );
    assert.deepEqual(agent.lines, [
      {
        level: 'info',
        message: 'Job ended.',
        fields: { job: 'pull', subject: 'lake', outcome: 'succeeded' },
      },
    ]);
  });

  test('a fault of others is an outcome, logged as loud as its kind, and does not stop the rest', async () => {
    const levels: readonly (readonly [ErrorKind, string])[] = [
      ['auth', 'error'],
      ['transient', 'warn'],
      ['rateLimited', 'info'],
    ];
    for (const [kind, level] of levels) {
      const agent = testAgent();
      const result = await runJob(agent, 'pull', 'lake', () => Promise.reject(fault(kind)));
      assert.equal(result.outcome, 'failed');
      const [row] = await agent.store.runs(1);
      assert.deepEqual(row?.error, { code: 'X', message: 'The lake does not answer.', fix: 'Wait.' });
      assert.deepEqual(
        agent.lines.map((line) => line.level),
        [level],
      );
    }
  });

  test('a bug passes on, and its run does not stay open', async () => {
    for (const bug of [new TypeError('x is not a function'), fault('bug')]) {
      const agent = testAgent();
      await assert.rejects(
        runJob(agent, 'assess', 'all', () => Promise.reject(bug)),
        bug,
      );
      const [row] = await agent.store.runs(1);
      assert.equal(row?.outcome, 'failed');
      assert.deepEqual(row.error, { code: 'INTERNAL', message: 'Internal error.', fix: null });
    }
  });
});
