import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Sharing } from '../agent/context.ts';
import { holdLease, type LeaseWish } from '../agent/hold-lease.ts';
import type { Clock } from '../model/clock.ts';
import { AssayError } from '../model/errors.ts';
import { LEADER_LEASE, type Store } from '../store/store.ts';

const LEASE_MS = 60_000;
const RENEW_MS = 20_000;
const ASK_AGAIN_MS = 500;

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
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Of a shared store: its processes stand on machines whose process ids say nothing here. */
  readonly sharing?: Sharing;
}

/** What a process of a shared store is called there; the last part keeps two lives of a container apart. */
export function sharingOf(): Sharing {
  return { owner: `${leaseOwner()}:${randomBytes(4).toString('hex')}`, ttlMs: 15_000, renewMs: 5000 };
}

/**
 * Runs `work` as the only writer of the store, on a store that refuses its writes once it is not. Throws AssayError
 * when a live agent holds it, or when another one took over meanwhile (this machine slept past its lease); the signal
 * handed to `work` then aborts. On a shared store nobody sees whether the holder lives: it is waited for as long as the
 * lease of a dead one lasts.
 */
export async function asOnlyWriter<T>(
  { store, clock, signal, sharing }: WriterOptions,
  work: (signal: AbortSignal, store: Store) => Promise<T>,
): Promise<T> {
  const wish: LeaseWish = {
    store,
    clock,
    signal,
    name: LEADER_LEASE,
    sharing: sharing ?? { owner: leaseOwner(), ttlMs: LEASE_MS, renewMs: RENEW_MS },
    isAlive: sharing === undefined ? isAlive : () => true,
  };
  const givesUpMs = clock.nowMs() + (sharing === undefined ? 0 : sharing.ttlMs + sharing.renewMs);
  for (;;) {
    const held = await holdLease(wish, (held, stop) => work(stop, held));
    if (held !== null) return held.result;
    if (clock.nowMs() >= givesUpMs) break;
    await clock.sleep(ASK_AGAIN_MS, signal);
  }
  throw new AssayError({
    code: 'STORE_LEASED',
    kind: 'config',
    message: 'Another Assay agent is writing to this store.',
    fix: 'Stop it first, or give this one a store of its own.',
  });
}
