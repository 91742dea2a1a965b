import type { AssayConfig } from '../config/assay-config.ts';
import type { RunRecord, Store } from '../store/store.ts';

export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Health {
  readonly ready: boolean;
  readonly checks: readonly HealthCheck[];
}

const RUNS_LOOKED_AT = 500;

/** Ready: the store answers, and the last run of every job on every configured subject did not fail. */
export async function readiness(store: Store, config: AssayConfig): Promise<Health> {
  let runs: readonly RunRecord[];
  try {
    runs = await store.runs(RUNS_LOOKED_AT);
  } catch {
    return { ready: false, checks: [{ name: 'store', ok: false, detail: 'The store does not answer.' }] };
  }
  const checks: HealthCheck[] = [{ name: 'store', ok: true, detail: 'The store answers.' }];
  for (const { job, subject } of subjectsOf(config)) checks.push(lastRunCheck(runs, job, subject));
  return { ready: checks.every((check) => check.ok), checks };
}

function subjectsOf(config: AssayConfig): readonly { readonly job: string; readonly subject: string }[] {
  return [
    ...config.gateways.map((entry) => ({ job: 'sync', subject: entry.id })),
    ...config.sources.map((entry) => ({ job: 'pull', subject: entry.id })),
    { job: 'assess', subject: 'all' },
  ];
}

function lastRunCheck(runs: readonly RunRecord[], job: string, subject: string): HealthCheck {
  const name = `${job} ${subject}`;
  const last = runs.find((run) => run.job === job && run.subject === subject && run.outcome !== null);
  if (last === undefined) return { name, ok: false, detail: 'Has not run yet.' };
  if (last.outcome === 'failed') return { name, ok: false, detail: last.error?.message ?? 'Failed.' };
  return {
    name,
    ok: true,
    detail: last.outcome === 'partial' ? (last.error?.message ?? 'Partly done.') : 'Last run succeeded.',
  };
}
