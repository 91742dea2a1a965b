import { hostname } from 'node:os';
import type { Clock } from '../model/clock.ts';
import { AssayError } from '../model/errors.ts';
import type { Lease, Store } from '../store/store.ts';

const LEASE_MS = 60_000;
const RENEW_MS = 20_000;

/** This process, as the store names it. */
function leaseOwner(): string {
  return `${hostname()}:${process.pid}`;
}

/** An owner on this machine whose process is gone is dead at once; one elsewhere until its lease runs out. */
function isAlive(owner: string): boolean {
  const [host, pid] = owner.split(':');
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    // A process of another user lives, it just takes no signal from us.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

export interface WriterOptions {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` as the only writer of the store. Throws AssayError when a live agent holds it, or when another one took
 * over meanwhile (this machine slept past its lease); the signal handed to `work` then aborts.
 */
export async function asOnlyWriter<T>(
  { store, clock, signal }: WriterOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const owner = leaseOwner();
  const acquire = (): Promise<Lease | null> => store.acquireLease(owner, LEASE_MS, clock.nowMs(), isAlive);
  const lease = await acquire();
  if (lease === null) {
    throw new AssayError({
      code: 'STORE_LEASED',
      kind: 'config',
      message: 'Another Assay agent is writing to this store.',
      fix: 'Stop it first, or give this one a store of its own.',
    });
  }
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const renewed = await acquire();
    if (renewed?.epoch !== lease.epoch) lost.abort(leaseLost());
  };
  const renewal = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  try {
    const result = await work(AbortSignal.any([signal, lost.signal]));
    lost.signal.throwIfAborted();
    return result;
  } finally {
    clearInterval(renewal);
    await store.releaseLease(lease);
  }
}

function leaseLost(): AssayError {
  return new AssayError({
    code: 'STORE_LEASE_LOST',
    kind: 'transient',
    message: 'Another Assay agent took the store over; this one stopped.',
    fix: 'Give each agent a store of its own.',
  });
}
