import cron, { type ScheduledTask, type TaskOptions } from 'node-cron';
import type { Logger } from '../model/logger.ts';

export interface ScheduledJob {
  readonly name: string;
  readonly expression: string;
  run(): Promise<void>;
}

export interface Schedule {
  /** No further run starts; resolves when the ones in hand have ended. */
  stop(): Promise<void>;
  /** Next due time per job, epoch ms, for `/readyz` and the console. */
  nextRuns(): ReadonlyMap<string, number | null>;
}

export interface ScheduleOptions {
  readonly zone: string;
  /** Each run starts up to this much later, so that several agents do not start together. */
  readonly jitterMs: number;
  readonly logger: Logger;
}

/**
 * Arms the jobs with node-cron. A job never overlaps itself: a tick that finds it running is skipped and logged.
 * Catching up after downtime needs nothing here: every job starts from its stored cursor, and the agent runs each
 * of them once at start-up.
 */
export function startSchedule(jobs: readonly ScheduledJob[], options: ScheduleOptions): Schedule {
  const running = new Map<string, Promise<void>>();
  const tasks = new Map<string, ScheduledTask>(jobs.map((job) => [job.name, arm(job, options, running)]));
  return {
    stop: async () => {
      await Promise.all([...tasks.values()].map(async (task) => task.destroy()));
      await Promise.allSettled(running.values());
    },
    nextRuns: () => new Map([...tasks].map(([name, task]) => [name, task.getNextRun()?.getTime() ?? null])),
  };
}

function arm(
  job: ScheduledJob,
  options: ScheduleOptions,
  running: Map<string, Promise<void>>,
): ScheduledTask {
  return cron.schedule(
    job.expression,
    async () => {
      const work = job.run().catch((error: unknown) => {
        options.logger.error('A scheduled job failed unexpectedly.', {
          job: job.name,
          code: error instanceof Error ? error.name : 'unknown',
        });
      });
      running.set(job.name, work);
      await work;
      running.delete(job.name);
    },
    {
      name: job.name,
      timezone: options.zone,
      noOverlap: true,
      maxRandomDelay: options.jitterMs,
      logger: cronLogger(options.logger.with({ job: job.name })),
    },
  );
}

/** What node-cron would print by itself goes to our log, in our words: a tick was skipped, or came late. */
function cronLogger(logger: Logger): NonNullable<TaskOptions['logger']> {
  return {
    info: () => undefined,
    debug: () => undefined,
    warn: () => logger.warn('A due run was skipped: the one before still runs, or the process was busy.'),
    error: () => logger.error('The scheduler met a fault.'),
  };
}
