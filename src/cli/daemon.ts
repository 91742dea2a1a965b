import { hostname } from 'node:os';
import type { AgentContext, JobName } from '../agent/context.ts';
import { JOBS, type JobEnd, runCycle } from '../agent/cycle.ts';
import { startSchedule } from '../agent/schedule.ts';
import { AssayError } from '../model/errors.ts';
import type { Lease, Store } from '../store/store.ts';

const LEASE_MS = 60_000;
const RENEW_MS = 20_000;

/** This process, as the store names it. */
export function leaseOwner(): string {
  return `${hostname()}:${process.pid}`;
}

/** An owner on this machine whose process is gone is dead at once; one elsewhere until its lease runs out. */
function isAlive(owner: string): boolean {
  const [host, pid] = owner.split(':');
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs `work` as the only writer of the store; throws AssayError when a live agent holds it. */
export async function asOnlyWriter<T>(store: Store, nowMs: () => number, work: () => Promise<T>): Promise<T> {
  const owner = leaseOwner();
  const acquire = (): Promise<Lease | null> => store.acquireLease(owner, LEASE_MS, nowMs(), isAlive);
  const lease = await acquire();
  if (lease === null) {
    throw new AssayError({
      code: 'STORE_LEASED',
      kind: 'config',
      message: 'Another Assay agent is writing to this store.',
      fix: 'Stop it first, or give this one a store of its own.',
    });
  }
  const renewal = setInterval(() => void acquire(), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await store.releaseLease(lease);
  }
}

/**
 * The daemon: one cycle at start-up (that is the catch-up after downtime, since every job starts from what is stored),
 * then the schedule, until the signal aborts. Jobs take turns: two that are due together run one after the other.
 */
export async function runDaemon(
  context: AgentContext,
  signal: AbortSignal,
  onCycle: (ends: readonly JobEnd[]) => void,
): Promise<void> {
  const { config, logger } = context;
  let turn: Promise<unknown> = runCycle(context, null, signal).then(onCycle);
  const inTurn = (job: JobName): Promise<void> => {
    const next = turn.then(async () => {
      if (!signal.aborted) await JOBS[job](context, signal);
    });
    turn = next.catch(() => undefined);
    return next;
  };
  const schedule = startSchedule(
    (['sync', 'pull', 'assess', 'publish'] as const).map((name) => ({
      name,
      expression: config.schedule[name],
      run: () => inTurn(name),
    })),
    { zone: config.schedule.zone, jitterMs: config.schedule.jitterMs, logger },
  );
  try {
    await turn;
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  } finally {
    await schedule.stop();
    await turn;
  }
}
