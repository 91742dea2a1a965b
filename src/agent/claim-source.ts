import { randomUUID } from 'node:crypto';
import type { AgentContext, JobResult } from './context.ts';
import { holdLease } from './hold-lease.ts';

/** Somebody else reads this source now. */
const SKIPPED: JobResult = { outcome: 'skipped', counts: {}, error: null };

/**
 * On a shared store one process at a time reads a source. Each pull holds the lease under a name of its own, so that
 * taking it waits for a commit that an earlier pull of this process may have on its way, whatever became of its
 * connection. Alone on a store there is nothing to claim.
 */
export async function whileClaimed(
  context: AgentContext,
  source: string,
  signal: AbortSignal,
  pull: (context: AgentContext, signal: AbortSignal) => Promise<JobResult>,
): Promise<JobResult> {
  const { sharing, store, clock } = context;
  if (sharing === undefined) return pull(context, signal);
  const own = `${sharing.owner}/`;
  const held = await holdLease(
    {
      store,
      clock,
      signal,
      name: `source:${source}`,
      sharing: { ...sharing, owner: `${own}${randomUUID()}` },
      isAlive: (owner) => !owner.startsWith(own),
    },
    (claimed, stop) => pull({ ...context, store: claimed }, stop),
  );
  return held?.result ?? SKIPPED;
}
