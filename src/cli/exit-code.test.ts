import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JobName } from '../agent/context.ts';
import type { JobEnd } from '../agent/cycle.ts';
import { AssayError, type ErrorKind } from '../model/errors.ts';
import type { RunOutcome } from '../store/store.ts';
import { type ExitCode, exitCodeOf, worstExitCode } from './exit-code.ts';
import { cycleExitCode } from './job-progress.ts';

const error = (kind: ErrorKind): AssayError => new AssayError({ code: 'X', kind, message: 'm' });
const end = (job: JobName, outcome: RunOutcome, kind: ErrorKind | null = null): JobEnd => ({
  job,
  subject: 's',
  result: { outcome, counts: {}, error: kind === null ? null : error(kind) },
});

describe('the exit code', () => {
  test('of several outcomes: 70, 2, 4, 5, 3, 1, else 0', () => {
    const order: readonly ExitCode[] = [70, 2, 4, 5, 3, 1, 0];
    for (const [i, code] of order.entries()) {
      assert.equal(worstExitCode(order.slice(i)), code);
      assert.equal(worstExitCode(order.slice(i).toReversed()), code);
    }
    assert.equal(worstExitCode([]), 0);
  });

  test('of an error follows its kind', () => {
    assert.equal(exitCodeOf(error('config')), 2);
    assert.equal(exitCodeOf(error('auth')), 4);
    assert.equal(exitCodeOf(error('transient')), 3);
    assert.equal(exitCodeOf(error('rejected')), 5);
    assert.equal(exitCodeOf(error('bug')), 70);
  });

  const cycles: readonly (readonly [string, readonly JobEnd[], ExitCode])[] = [
    ['all is well', [end('sync', 'succeeded'), end('pull', 'succeeded'), end('publish', 'skipped')], 0],
    ['no jobs', [], 0],
    ['a source was read in part', [end('pull', 'partial', 'record'), end('pull', 'succeeded')], 3],
    ['one of two is down', [end('pull', 'failed', 'transient'), end('pull', 'succeeded')], 3],
    ['one of two refuses', [end('pull', 'failed', 'auth'), end('pull', 'succeeded')], 3],
    ['sources are down, a gateway answers', [end('sync', 'succeeded'), end('pull', 'failed', 'auth')], 3],
    ['nothing answers', [end('sync', 'failed', 'transient'), end('pull', 'failed', 'auth')], 4],
    ['a guard refused a gateway', [end('sync', 'partial', 'sourceContract'), end('pull', 'succeeded')], 3],
    ['the registry took a part', [end('pull', 'succeeded'), end('publish', 'partial', 'rejected')], 5],
    ['registry and source', [end('pull', 'partial', 'record'), end('publish', 'partial', 'rejected')], 5],
    ['a wrong entry', [end('pull', 'failed', 'config'), end('pull', 'succeeded')], 2],
    ['a damaged state', [end('pull', 'failed', 'state'), end('pull', 'failed', 'config')], 70],
  ];
  for (const [name, ends, code] of cycles)
    test(`of a cycle: ${name} is ${code}`, () => {
      assert.equal(cycleExitCode(ends), code);
    });
});
