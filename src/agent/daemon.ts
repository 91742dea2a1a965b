import type { AssayError } from '../model/errors.ts';
import type { AgentContext, JobName } from './context.ts';
import { JOBS, runCycle } from './cycle.ts';
import { type Schedule, startSchedule } from './schedule.ts';
import { waitOut } from './wait-out.ts';

/** Told of each fault of the store that is waited out, and null once it is over. */
export type OnStoreProblem = (problem: AssayError | null) => void;

export interface Daemon {
  /** Arms the jobs again, by the configuration of now; what runs goes on. */
  rearm(): void;
  /** Next due time per job, epoch ms. */
  nextRuns(): ReadonlyMap<string, number | null>;
  /** Resolves after the signal, when the work in hand is done; rejects on a bug in the first cycle. */
  readonly ended: Promise<void>;
}

const SCHEDULED: readonly JobName[] = ['sync', 'pull', 'assess', 'publish'];

/**
 * One cycle at start-up (that is the catch-up after downtime, since every job starts from what is stored), then the
 * schedule, until the signal aborts. Jobs take turns: two that are due together run one after the other. A store that
 * is full or down is waited for: the job that met it is done again, from what was committed.
 */
export function startDaemon(
  context: AgentContext,
  signal: AbortSignal,
  onProblem: OnStoreProblem = () => undefined,
): Daemon {
  const patiently = <T>(work: () => Promise<T>): Promise<T | null> =>
    waitOut({ clock: context.clock, logger: context.logger, signal, subject: 'store', onProblem }, work);
  const first = patiently(() => runCycle(context, null, signal));
  let turn: Promise<unknown> = first.catch(() => undefined);
  const inTurn = (job: JobName): Promise<void> => {
    const next = turn.then(async () => {
      await patiently(() => JOBS[job](context, signal));
    });
    turn = next.catch(() => undefined);
    return next;
  };
  let schedule = arm(context, inTurn);
  const settle = async (): Promise<void> => {
    try {
      await untilStopped(first, signal);
    } finally {
      await schedule.stop();
      await turn;
    }
  };
  return {
    rearm: () => {
      // Runs of the old schedule are in the same queue of turns: nothing overlaps across the change.
      void schedule.stop();
      schedule = arm(context, inTurn);
    },
    nextRuns: () => schedule.nextRuns(),
    ended: settle(),
  };
}

function arm({ config, logger }: AgentContext, run: (job: JobName) => Promise<void>): Schedule {
  return startSchedule(
    SCHEDULED.map((name) => ({ name, expression: config.schedule[name], run: () => run(name) })),
    { zone: config.schedule.zone, jitterMs: config.schedule.jitterMs, logger },
  );
}

async function untilStopped(first: Promise<unknown>, signal: AbortSignal): Promise<void> {
  await first;
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
