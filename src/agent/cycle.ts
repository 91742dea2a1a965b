import { createAnalystPool } from '../ingest/analyst-pool.ts';
import { allEnded } from './all-ended.ts';
import { analystSettings } from './analyst-settings.ts';
import { assessJob } from './assess-job.ts';
import type { AgentContext, JobEnd, JobName, JobResult } from './context.ts';
import { publishJob } from './publish-job.ts';
import { pullEntry } from './pull-source.ts';
import { rulesInForce } from './rules-in-force.ts';
import { runJob } from './run-job.ts';
import { syncGateway } from './sync-gateway.ts';

export type { JobEnd } from './context.ts';

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
    if (context.sharing?.pulls === false) return [];
    await rulesInForce(context);
    const pool = createAnalystPool(await analystSettings(context), context.workers);
    try {
      return await allEnded(
        signal,
        context.config.sources.map(
          (entry) => (stop: AbortSignal) =>
            end(context, 'pull', entry.id, () => pullEntry(context, entry, () => pool, stop)),
        ),
      );
    } finally {
      await pool.close();
    }
  },
  assess: async (context, signal) => [await end(context, 'assess', 'all', () => assessJob(context, signal))],
  publish: (context, signal) => publishJob(context, signal),
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
