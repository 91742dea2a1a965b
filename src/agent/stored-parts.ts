import type { DividedSummary, SummarySettings } from '../analyzer/index.ts';
import { openSummary, type Turn } from '../ingest/summary-codec.ts';
import type { StoredSummary } from '../store/store.ts';
import type { AgentContext } from './context.ts';

/** Snapshot and deltas, of which nothing but the heads is unpacked. */
export function dividedParts(
  { snapshot, deltas }: Pick<StoredSummary, 'snapshot' | 'deltas'>,
  settings: Partial<SummarySettings>,
): DividedSummary[] {
  const packed = snapshot === null ? deltas : [snapshot, ...deltas];
  return packed.map((bytes) => openSummary(bytes, settings));
}

/** Shorter work is not interrupted. */
const TURN_MS = 50;

/** The process renews leases and answers requests now and then. */
export function turnsOf({ clock }: Pick<AgentContext, 'clock'>, signal: AbortSignal | null): Turn {
  let lastMs = clock.nowMs();
  return async () => {
    if (clock.nowMs() - lastMs >= TURN_MS) {
      await clock.sleep(0);
      lastMs = clock.nowMs();
    }
    return signal?.aborted !== true;
  };
}
