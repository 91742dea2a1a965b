import { AssayError, ERROR_POLICY } from '../model/errors.ts';
import type { AgentContext, JobName, JobResult } from './context.ts';

/**
 * Runs one job on one subject: a row in the store, one log line at its end, and never a thrown fault of others —
 * a source that is down must not stop the others. Only a bug of ours passes, after its run was ended as failed.
 */
export async function runJob(
  context: AgentContext,
  job: JobName,
  subject: string,
  work: () => Promise<JobResult>,
): Promise<JobResult> {
  const { store, clock, observer } = context;
  const logger = context.logger.with({ job, subject });
  const id = await store.startRun(job, subject, clock.nowMs());
  observer.started(job, subject);
  const result = await settle(work, async () => {
    await store.endRun(id, clock.nowMs(), 'failed', {}, INTERNAL);
    logger.error('Job ended with an internal error.');
  });
  const error =
    result.error === null
      ? null
      : { code: result.error.code, message: result.error.message, fix: result.error.fix };
  await store.endRun(id, clock.nowMs(), result.outcome, result.counts, error);
  observer.ended(job, subject, result);
  if (result.error === null) logger.info('Job ended.', { outcome: result.outcome });
  else
    logger[ERROR_POLICY[result.error.kind].level]('Job ended with a fault.', {
      outcome: result.outcome,
      error: result.error,
    });
  return result;
}

/** What the store says of a bug; its stack goes to whoever ends the process. */
const INTERNAL = { code: 'INTERNAL', message: 'Internal error.', fix: null };

async function settle(work: () => Promise<JobResult>, onBug: () => Promise<void>): Promise<JobResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AssayError && error.kind !== 'bug') return { outcome: 'failed', counts: {}, error };
    await onBug();
    throw error;
  }
}
