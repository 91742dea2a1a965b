import type { AssayConfig } from '../config/assay-config.ts';
import type { AssayError } from '../model/errors.ts';
import type { RunRecord, Store } from '../store/store.ts';
import type { Leadership } from './lead.ts';

export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Health {
  readonly ready: boolean;
  readonly checks: readonly HealthCheck[];
}

const FIRST_LOOK = 500;
const LOOK_FURTHER = 8;

/** What this process knows of itself beside what is stored. */
export interface OwnState {
  readonly leadership?: Leadership | null;
  /** A fault of the store that is being waited out: it may answer, and yet take nothing more. */
  readonly storeProblem?: AssayError | null;
}

/** Ready: the store answers, and the last run of every job on every configured subject did not fail. */
export async function readiness(
  store: Store,
  config: AssayConfig,
  { leadership = null, storeProblem = null }: OwnState = {},
): Promise<Health> {
  const runs = await inTime(runsOfAll(store, subjectsOf(config)));
  if (runs === null) return { ready: false, checks: [storeState(false, storeProblem)] };
  const checks: HealthCheck[] = [storeState(true, storeProblem)];
  if (leadership !== null) checks.push(LEADERSHIP[leadership]);
  for (const asked of subjectsOf(config)) checks.push(lastRunCheck(runs, asked));
  return { ready: checks.every((check) => check.ok), checks };
}

/** A process that waits is ready: it takes over when the one that leads is gone. */
const LEADERSHIP: Readonly<Record<Leadership, HealthCheck>> = {
  leading: { name: 'leadership', ok: true, detail: 'This process leads.' },
  waiting: { name: 'leadership', ok: true, detail: 'Waiting for leadership: another process leads.' },
  'store-down': { name: 'leadership', ok: false, detail: 'Waiting for the store, then for leadership.' },
};

/** Of a process that only pulls: the store answers, and nothing keeps a source from being read here. */
export async function workerReadiness(
  store: Store,
  sources: readonly string[],
  problems: ReadonlyMap<string, AssayError>,
): Promise<Health> {
  const checks = [
    await storeCheck(store, problems.get('store') ?? null),
    ...sources.map((source): HealthCheck => {
      const problem = problems.get(source);
      return problem === undefined
        ? { name: `pull ${source}`, ok: true, detail: 'Nothing keeps it from being read.' }
        : { name: `pull ${source}`, ok: false, detail: problem.message };
    }),
  ];
  return { ready: checks.every((check) => check.ok), checks };
}

async function storeCheck(store: Store, problem: AssayError | null): Promise<HealthCheck> {
  return storeState((await inTime(store.runs(1))) !== null, problem);
}

function storeState(answers: boolean, problem: AssayError | null): HealthCheck {
  const fault =
    problem === null ? null : `${problem.message}${problem.fix === null ? '' : ` ${problem.fix}`}`;
  if (!answers) return { name: 'store', ok: false, detail: fault ?? 'The store does not answer.' };
  return { name: 'store', ok: fault === null, detail: fault ?? 'The store answers.' };
}

/** Who asks for readiness does not wait for long. */
const ANSWER_MS = 3000;

/** What the store answers; null: it failed, or has not answered yet. */
async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ANSWER_MS);
  try {
    return await Promise.race([answer, late.promise]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Frequent jobs push rare ones far back: looks further until every subject has an ended run or the log is at its end. */
async function runsOfAll(store: Store, subjects: readonly JobSubject[]): Promise<readonly RunRecord[]> {
  for (let limit = FIRST_LOOK; ; limit *= LOOK_FURTHER) {
    const runs = await store.runs(limit);
    if (runs.length < limit || subjects.every((asked) => lastEnded(runs, asked) !== undefined)) return runs;
  }
}

interface JobSubject {
  readonly job: string;
  readonly subject: string;
}

function lastEnded(runs: readonly RunRecord[], { job, subject }: JobSubject): RunRecord | undefined {
  // One that was skipped because another process had the work says nothing of how the work went.
  return runs.find(
    (run) => run.job === job && run.subject === subject && run.outcome !== null && run.outcome !== 'skipped',
  );
}

function subjectsOf(config: AssayConfig): readonly JobSubject[] {
  return [
    ...config.gateways.map((entry) => ({ job: 'sync', subject: entry.id })),
    ...config.sources.map((entry) => ({ job: 'pull', subject: entry.id })),
    { job: 'assess', subject: 'all' },
    ...config.registries.map((entry) => ({ job: 'publish', subject: entry.id })),
  ];
}

function lastRunCheck(runs: readonly RunRecord[], asked: JobSubject): HealthCheck {
  const name = `${asked.job} ${asked.subject}`;
  const last = lastEnded(runs, asked);
  if (last === undefined) return { name, ok: false, detail: 'Has not run yet.' };
  if (last.outcome === 'failed') return { name, ok: false, detail: last.error?.message ?? 'Failed.' };
  return {
    name,
    ok: true,
    detail: last.outcome === 'partial' ? (last.error?.message ?? 'Partly done.') : 'Last run succeeded.',
  };
}
