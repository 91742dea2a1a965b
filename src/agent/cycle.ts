import { createAnalystPool } from '../ingest/analyst-pool.ts';
import { AssayError } from '../model/errors.ts';
import { BUILT_IN_REGISTRY, builtInRegistry } from '../registry/built-in.ts';
import { desiredState } from '../registry/desired-state.ts';
import { publish } from '../registry/publish.ts';
import { analystSettings } from './analyst-settings.ts';
import { assessJob } from './assess-job.ts';
import type { AgentContext, JobName, JobResult } from './context.ts';
import { pullEntry } from './pull-source.ts';
import { rulesInForce } from './rules-in-force.ts';
import { runJob } from './run-job.ts';
import { syncGateway } from './sync-gateway.ts';

/** How one job on one subject ended, for the person who watches or the exit code. */
export interface JobEnd {
  readonly job: JobName;
  readonly subject: string;
  readonly result: JobResult;
}

/** The jobs of the agent, each over all its subjects. The daemon schedules them, `--once` runs them in order. */
export const JOBS: Readonly<
  Record<JobName, (context: AgentContext, signal: AbortSignal) => Promise<readonly JobEnd[]>>
> = {
  sync: async (context, signal) => {
    const ends: JobEnd[] = [];
    for (const entry of context.config.gateways) {
      if (signal.aborted) break;
      ends.push(await end(context, 'sync', entry.id, () => syncGateway(context, entry, signal)));
    }
    return ends;
  },
  pull: async (context, signal) => {
    await rulesInForce(context);
    const pool = createAnalystPool(await analystSettings(context), context.workers);
    try {
      return await Promise.all(
        context.config.sources.map((entry) =>
          end(context, 'pull', entry.id, () => pullEntry(context, entry, pool, signal)),
        ),
      );
    } finally {
      await pool.close();
    }
  },
  assess: async (context) => [await end(context, 'assess', 'all', () => assessJob(context))],
  publish: async (context) => [
    await end(context, 'publish', BUILT_IN_REGISTRY, () => publishBuiltIn(context)),
  ],
};

/** Sync, pull, assess, publish, once. Stops between jobs when the signal aborts. */
export async function runCycle(
  context: AgentContext,
  only: JobName | null,
  signal: AbortSignal,
): Promise<readonly JobEnd[]> {
  const order: readonly JobName[] = only === null ? ['sync', 'pull', 'assess', 'publish'] : [only];
  const ends: JobEnd[] = [];
  for (const job of order) {
    if (signal.aborted) break;
    ends.push(...(await JOBS[job](context, signal)));
  }
  return ends;
}

async function end(
  context: AgentContext,
  job: JobName,
  subject: string,
  work: () => Promise<JobResult>,
): Promise<JobEnd> {
  return { job, subject, result: await runJob(context, job, subject, work) };
}

async function publishBuiltIn(context: AgentContext): Promise<JobResult> {
  const { store, clock, config } = context;
  const report = await store.latestReport();
  if (report === null) return { outcome: 'skipped', counts: {}, error: null };
  const shownLetters = new Map(
    [...(await store.latestGrades())].map(([api, point]) => [api, point.shownLetter]),
  );
  const desired = desiredState(report, { detail: config.publish.detail, shownLetters });
  const receipt = await publish(store, builtInRegistry(store), desired, clock.nowMs());
  const { created, updated, retired, unchanged, quarantined, refusal } = receipt;
  const error =
    refusal === null
      ? null
      : new AssayError({
          code: 'REGISTRY_RETIREMENT_REFUSED',
          kind: 'rejected',
          message: `Built-in registry: ${refusal}`,
        });
  return {
    outcome: error === null ? 'succeeded' : 'partial',
    counts: { created, updated, retired, unchanged, quarantined },
    error,
  };
}
