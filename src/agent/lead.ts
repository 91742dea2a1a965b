import { AssayError } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';
import { isFenced } from '../store/fenced.ts';
import { LEADER_LEASE, type Store } from '../store/store.ts';
import type { AgentContext } from './context.ts';
import { holdLease } from './hold-lease.ts';

/** What a process of a shared store does as to leadership. */
export type Leadership = 'waiting' | 'leading' | 'store-down';

export interface LeadOptions {
  readonly context: Pick<AgentContext, 'store' | 'clock' | 'logger' | 'sharing'>;
  readonly signal: AbortSignal;
  readonly onChange: (leadership: Leadership) => void;
}

const ASK_AGAIN_MS = 2000;

/**
 * Leads whenever nobody else does, until the signal aborts: one process at a time syncs, assesses and publishes.
 * Whoever lost the lease, or the store, stops and stands for election again; whatever it had begun is refused by the
 * fence. Throws what is neither.
 */
export async function leadWhenElected(
  { context, signal, onChange }: LeadOptions,
  lead: (store: Store, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { store, clock, sharing, logger } = context;
  if (sharing === undefined) return lead(store, signal);
  let before: Leadership = 'waiting';
  const become = (now: Leadership): void => {
    before = now;
    onChange(now);
  };
  while (!signal.aborted) {
    try {
      await holdLease(
        { store, clock, signal, name: LEADER_LEASE, sharing, isAlive: () => true },
        async (held, stop) => {
          become('leading');
          logger.info('This process leads.');
          await lead(held, stop);
        },
      );
      become('waiting');
    } catch (error) {
      become(stepDown(error, before, logger));
    }
    await clock.sleep(ASK_AGAIN_MS, signal).catch(() => undefined);
  }
}

/** A store that stays down is asked again and again; one line of the log says so. */
function stepDown(error: unknown, before: Leadership, logger: Logger): Leadership {
  if (isFenced(error) || (error instanceof AssayError && error.code === 'STORE_LEASE_LOST')) {
    logger.warn('Another process leads now; this one waits.');
    return 'waiting';
  }
  if (!(error instanceof AssayError) || error.kind !== 'transient') throw error;
  if (before !== 'store-down')
    logger.warn('The store failed; this process stands for election again.', { error });
  return 'store-down';
}
