import type { AgentContext, JobEnd, JobResult } from './context.ts';
import { type PublishWishes, publishRegistry, SCHEDULED } from './publish-registry.ts';
import { loadPublication } from './publish-settings.ts';
import { type RegistrySubject, registrySubjects } from './registries.ts';
import { runJob } from './run-job.ts';

/** Every registry, one after the other: one that fails stops no other. Stops between two when the signal aborts. */
export async function publishJob(
  context: AgentContext,
  signal: AbortSignal,
  subjects: readonly RegistrySubject[] = registrySubjects(context),
  wishes: PublishWishes = SCHEDULED,
): Promise<readonly JobEnd[]> {
  const publication = await loadPublication(context);
  const ends: JobEnd[] = [];
  for (const subject of subjects) {
    if (signal.aborted) break;
    const work = (): Promise<JobResult> => publishRegistry(context, subject, publication, signal, wishes);
    ends.push({
      job: 'publish',
      subject: subject.id,
      result: await runJob(context, 'publish', subject.id, work),
    });
  }
  return ends;
}
