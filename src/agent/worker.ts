import type { SourceEntry } from '../config/assay-config.ts';
import type { KafkaLog } from '../kit/index.ts';
import { AssayError } from '../model/errors.ts';
import type { Tally } from '../store/store.ts';
import { EMPTY_TALLY } from '../store/tally.ts';
import { allEnded } from './all-ended.ts';
import type { AgentContext } from './context.ts';
import { createLivePool, type LivePool } from './live-pool.ts';
import { openConnector } from './open-connector.ts';
import { pullLog } from './pull-log.ts';
import { pullEntry } from './pull-source.ts';
import { rulesInForce } from './rules-in-force.ts';
import { runJob } from './run-job.ts';
import { startSchedule } from './schedule.ts';
import { waitOut } from './wait-out.ts';

/** What keeps a source from being read here, by its id. */
export type SourceProblems = ReadonlyMap<string, AssayError>;

export interface WorkerOptions {
  readonly context: AgentContext;
  readonly signal: AbortSignal;
  readonly onProblem: (source: string, problem: AssayError | null) => void;
}

const REFRESH_MS = 60_000;

/**
 * Pulls and does nothing else, until the signal aborts: topics on and on, every other source by its schedule, when
 * this process gets hold of it. A store or a broker that is down is waited for.
 */
export async function work(options: WorkerOptions): Promise<void> {
  const { context, signal } = options;
  const pool = await patiently(options, 'store', () => createLivePool(context));
  if (pool === null) return;
  const refreshing = setInterval(() => void refresh(context, pool), REFRESH_MS);
  try {
    const sources = await Promise.all(context.config.sources.map((entry) => opened(context, entry, signal)));
    const topics = sources.flatMap(({ entry, log }) => (log === null ? [] : [{ entry, log }]));
    const others = sources.flatMap(({ entry, log }) => (log === null ? [entry] : []));
    await allEnded(signal, [
      ...topics.map(
        ({ entry, log }) =>
          (stop: AbortSignal) =>
            readOn({ ...options, signal: stop }, entry, log, pool),
      ),
      (stop) => pullOnSchedule({ ...options, signal: stop }, others, pool),
    ]);
  } finally {
    clearInterval(refreshing);
    await pool.close();
  }
}

async function opened(
  context: AgentContext,
  entry: SourceEntry,
  signal: AbortSignal,
): Promise<{ readonly entry: SourceEntry; readonly log: KafkaLog | null }> {
  return { entry, log: (await openConnector(context, entry, signal)).log ?? null };
}

async function refresh(context: AgentContext, pool: LivePool): Promise<void> {
  try {
    await pool.refresh();
  } catch (error) {
    // The analysts go on by what they know; the next look is a minute away.
    if (error instanceof AssayError)
      context.logger.warn('The settings of the analysis were not read.', { error });
    else throw error;
  }
}

function patiently<T>(
  { context, signal, onProblem }: WorkerOptions,
  subject: string,
  attempt: () => Promise<T>,
): Promise<T | null> {
  const { clock, logger } = context;
  return waitOut(
    { clock, logger, signal, subject, onProblem: (problem) => onProblem(subject, problem) },
    attempt,
  );
}

/** A topic has no end: its runs are written down from time to time, and whenever what keeps it from being read changes. */
async function readOn(
  options: WorkerOptions,
  entry: SourceEntry,
  log: KafkaLog,
  pool: LivePool,
): Promise<void> {
  const { context, signal, onProblem } = options;
  const diary = new PullDiary(context, entry.id);
  const writing = setInterval(() => void diary.write(), REFRESH_MS);
  try {
    await patiently(options, entry.id, () =>
      pullLog(
        context,
        {
          entry,
          log,
          pool: () => pool.current(),
          until: 'stopped',
          onCommit: (tally) => diary.counted(tally),
          onProblem: (problem) => {
            onProblem(entry.id, problem);
            diary.changed(problem);
          },
        },
        signal,
      ),
    );
  } finally {
    clearInterval(writing);
    await diary.write();
  }
}

/** What a reading without an end leaves among the runs of the store, where readiness of every process looks. */
class PullDiary {
  readonly #context: AgentContext;
  readonly #source: string;
  #tally: Tally = EMPTY_TALLY;
  #written: Tally | null = null;
  #problem: AssayError | null = null;

  constructor(context: AgentContext, source: string) {
    this.#context = context;
    this.#source = source;
  }

  counted(tally: Tally): void {
    const isFirst = this.#written === null && this.#tally === EMPTY_TALLY;
    this.#tally = tally;
    if (isFirst) void this.write();
  }

  changed(problem: AssayError | null): void {
    this.#problem = problem;
    this.#written = null;
    void this.write();
  }

  async write(): Promise<void> {
    const tally = this.#tally;
    if (this.#written === tally) return;
    this.#written = tally;
    const error = this.#problem;
    const counts = { received: tally.received, mapped: tally.mapped, dropped: { ...tally.dropped } };
    try {
      await runJob(this.#context, 'pull', this.#source, () =>
        Promise.resolve({ outcome: error === null ? 'succeeded' : 'failed', counts, error }),
      );
    } catch (fault) {
      // It is written down the next time; a store that is down is known by other signs.
      this.#written = null;
      if (!(fault instanceof AssayError)) throw fault;
    }
  }
}

/** At the start and by the schedule; who does not get hold of a source leaves it to the one that has it. */
async function pullOnSchedule(
  options: WorkerOptions,
  entries: readonly SourceEntry[],
  pool: LivePool,
): Promise<void> {
  const { context, signal } = options;
  if (entries.length === 0) return;
  const pullAll = async (): Promise<void> => {
    await rulesInForce(context);
    await allEnded(
      signal,
      entries.map((entry) => async (stop: AbortSignal) => {
        const { error } = await runJob(context, 'pull', entry.id, () =>
          pullEntry(context, entry, () => pool.current(), stop),
        );
        options.onProblem(entry.id, error);
      }),
    );
  };
  await patiently(options, 'store', pullAll);
  const { schedule } = context.config;
  const armed = startSchedule(
    [
      {
        name: 'pull',
        expression: schedule.pull,
        run: async () => void (await patiently(options, 'store', pullAll)),
      },
    ],
    { zone: schedule.zone, jitterMs: schedule.jitterMs, logger: context.logger },
  );
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await armed.stop();
}
