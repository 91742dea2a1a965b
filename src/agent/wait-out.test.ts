import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testAgent } from '../../test/support/test-agent.ts';
import { AssayError } from '../model/errors.ts';
import { type Patience, waitOut } from './wait-out.ts';

const down = new AssayError({ code: 'STORE_FULL', kind: 'transient', message: 'The disk is full.' });

/** A patience of which the waits are kept, and cost no time. */
function patience(fields: Partial<Patience> = {}) {
  const { logger, lines } = testAgent();
  const waitsMs: number[] = [];
  const problems: (string | null)[] = [];
  const clock = { sleep: async (ms: number) => void waitsMs.push(ms) };
  const { signal } = new AbortController();
  const onProblem = (problem: AssayError | null): void => void problems.push(problem?.code ?? null);
  const own: Patience = { clock, logger, signal, subject: 'store', onProblem, ...fields };
  return { own, lines, waitsMs, problems };
}

describe('waiting a fault out', () => {
  it('tries ever less often, and says when it is over', async () => {
    const { own, waitsMs, problems, lines } = patience();
    let attempts = 0;
    const result = await waitOut(own, async () => {
      attempts += 1;
      if (attempts <= 6) throw down;
      return 'done';
    });
    assert.equal(result, 'done');
    assert.deepEqual(waitsMs, [2000, 4000, 8000, 15_000, 15_000, 15_000]);
    assert.deepEqual(problems, [...Array.from({ length: 6 }, () => 'STORE_FULL'), null]);
    assert.equal(lines.filter(({ message }) => message === 'A fault is waited out.').length, 6);
  });

  it('throws what no later attempt would mend', async () => {
    const { own, waitsMs } = patience();
    const refused = new AssayError({ code: 'STORE_AUTH', kind: 'auth', message: 'Refused.' });
    await assert.rejects(
      waitOut(own, () => Promise.reject(refused)),
      (error) => error === refused,
    );
    await assert.rejects(
      waitOut(own, () => Promise.reject(new TypeError('x'))),
      TypeError,
    );
    assert.deepEqual(waitsMs, []);
  });

  it('ends with the signal, and calls the end no fault', async () => {
    const stop = new AbortController();
    const { own, problems } = patience({ signal: stop.signal });
    const result = await waitOut(own, async () => {
      stop.abort();
      throw down;
    });
    assert.deepEqual([result, problems], [null, []]);
  });
});
