import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { keptLogger, type LogLine } from '../../test/support/test-agent.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import { startSchedule } from './schedule.ts';

const EVERY_SECOND = '* * * * * *';

async function until(holds: () => boolean): Promise<void> {
  for (const endMs = performance.now() + 60_000; !holds(); await wait(10))
    assert.ok(performance.now() < endMs, 'it did not come to be in time');
}

const isSkip = ({ level, message }: LogLine): boolean =>
  level === 'warn' && message.startsWith('A due run was skipped');

describe('the schedule', { concurrency: 4 }, () => {
  test('a job that outlasts its ticks never runs twice at once; skipped ticks are logged', async () => {
    const lines: LogLine[] = [];
    let running = 0;
    let most = 0;
    let runs = 0;
    const schedule = startSchedule(
      [
        {
          name: 'pull',
          expression: EVERY_SECOND,
          run: async () => {
            runs += 1;
            running += 1;
            most = Math.max(most, running);
            await wait(1300);
            running -= 1;
          },
        },
      ],
      { zone: 'UTC', jitterMs: 0, logger: keptLogger(lines, {}) },
    );
    await until(() => runs >= 2 && lines.some(isSkip));
    await schedule.stop();
    assert.equal(most, 1);
    assert.deepEqual(lines.find(isSkip)?.fields, { job: 'pull' });
  });

  test('stop waits for the run in hand, and none follows', async () => {
    let ended = 0;
    let started = 0;
    const schedule = startSchedule(
      [
        {
          name: 'pull',
          expression: EVERY_SECOND,
          run: async () => {
            started += 1;
            await wait(400);
            ended += 1;
          },
        },
      ],
      { zone: 'UTC', jitterMs: 0, logger: SILENT_LOGGER },
    );
    await until(() => started > 0);
    await schedule.stop();
    assert.equal(ended, started);
    await wait(1300);
    assert.equal(started, ended);
  });

  test('a job that fails is logged without its message and runs again', async () => {
    const lines: LogLine[] = [];
    let runs = 0;
    const run = (): Promise<void> => {
      runs += 1;
      return Promise.reject(new RangeError('card 4111 1111 1111 1111'));
    };
    const schedule = startSchedule([{ name: 'pull', expression: EVERY_SECOND, run }], {
      zone: 'UTC',
      jitterMs: 0,
      logger: keptLogger(lines, {}),
    });
    await until(() => runs >= 2);
    await schedule.stop();
    // A busy machine may have skipped a tick as well.
    assert.deepEqual(
      lines.find(({ level }) => level === 'error'),
      {
        level: 'error',
        message: 'A scheduled job failed unexpectedly.',
        fields: { job: 'pull', code: 'RangeError' },
      },
    );
    assert.ok(!JSON.stringify(lines).includes('4111'));
  });

  test('next due times follow the zone', async () => {
    const job = { name: 'pull', expression: '30 3 * * *', run: () => Promise.resolve() };
    const due = async (zone: string): Promise<string> => {
      const schedule = startSchedule([job], { zone, jitterMs: 0, logger: SILENT_LOGGER });
      const nextMs = schedule.nextRuns().get('pull');
      await schedule.stop();
      return new Date(nextMs ?? 0).toISOString().slice(11, 16);
    };
    assert.equal(await due('UTC'), '03:30');
    assert.equal(await due('Asia/Tokyo'), '18:30');
  });
});
