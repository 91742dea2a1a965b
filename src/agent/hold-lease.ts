import type { Clock } from '../model/clock.ts';
import { AssayError } from '../model/errors.ts';
import type { Lease, Store } from '../store/store.ts';
import type { Sharing } from './context.ts';

export interface LeaseWish {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly signal: AbortSignal;
  readonly name: string;
  readonly sharing: Sharing;
  /** Whether the process that holds it may still be at work; asked only before the lease runs out. */
  readonly isAlive: (owner: string) => boolean;
}

/**
 * Runs `work` while a lease is held and renewed, on a store that refuses every write once it is lost. Null when
 * somebody else holds it. Throws AssayError `STORE_LEASE_LOST` (transient) when it was lost meanwhile; the signal
 * handed to `work` then aborts.
 */
export async function holdLease<T>(
  wish: LeaseWish,
  work: (store: Store, signal: AbortSignal) => Promise<T>,
): Promise<{ readonly result: T } | null> {
  const lease = await acquire(wish);
  if (lease === null) return null;
  const lost = new AbortController();
  let renewing: Promise<void> | null = null;
  const renewal = setInterval(() => {
    // One at a time: behind a long transaction under this lease each would keep a connection waiting.
    renewing ??= renew(wish, lease, lost)
      .catch(() => undefined)
      .finally(() => (renewing = null));
  }, wish.sharing.renewMs);
  try {
    const result = await work(wish.store.underLease(lease), AbortSignal.any([wish.signal, lost.signal]));
    lost.signal.throwIfAborted();
    return { result };
  } finally {
    clearInterval(renewal);
    // A store that is down frees nothing; the lease runs out by itself.
    await wish.store.releaseLease(lease).catch(() => undefined);
  }
}

function acquire({ store, clock, name, sharing, isAlive }: LeaseWish): Promise<Lease | null> {
  return store.acquireLease(sharing.owner, sharing.ttlMs, clock.nowMs(), isAlive, name);
}

/** A renewal that fails says nothing yet: the fence decides. One that is refused, or comes with another epoch, does. */
async function renew(wish: LeaseWish, lease: Lease, lost: AbortController): Promise<void> {
  const renewed = await acquire(wish);
  if (renewed?.epoch !== lease.epoch) lost.abort(leaseLost());
}

function leaseLost(): AssayError {
  return new AssayError({
    code: 'STORE_LEASE_LOST',
    kind: 'transient',
    message: 'Another Assay process took this work over; this one stopped it.',
    fix: 'Nothing was lost. If it happens often, compare the clocks of the machines.',
  });
}
