import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { allEnded } from './all-ended.ts';

const NEVER = new AbortController().signal;

describe('works side by side', () => {
  test('give their results in the order of the works', async () => {
    const works = [20, 1, 10].map((ms) => async () => {
      await delay(ms);
      return ms;
    });
    assert.deepEqual(await allEnded(NEVER, works), [20, 1, 10]);
  });

  test('are told to stop when one fails, and waited for; the first failure is thrown', async () => {
    const ended: string[] = [];
    const patient = async (signal: AbortSignal): Promise<void> => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await delay(20);
      ended.push('patient');
    };
    const late = async (signal: AbortSignal): Promise<void> => {
      await patient(signal);
      throw new Error('late');
    };
    const early = (): Promise<void> => Promise.reject(new Error('early'));
    await assert.rejects(allEnded(NEVER, [patient, late, early]), /early/);
    assert.deepEqual(ended, ['patient', 'patient']);
  });

  test('are told when all of it is to stop', async () => {
    const stopped = await allEnded(AbortSignal.abort(), [(signal) => Promise.resolve(signal.aborted)]);
    assert.deepEqual(stopped, [true]);
  });
});
