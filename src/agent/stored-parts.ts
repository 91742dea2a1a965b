import type { DividedSummary, SummarySettings } from '../analyzer/index.ts';
import { summarySettingsOf } from '../ingest/analyst-settings.ts';
import { openSummary, type Turn } from '../ingest/summary-codec.ts';
import type { StoredSummary } from '../store/store.ts';
import { analystSettings } from './analyst-settings.ts';
import type { AgentContext } from './context.ts';

/** What the store keeps of calls, to be read part by part. */
export interface StoredParts {
  readonly parts: readonly DividedSummary[];
  readonly settings: Partial<SummarySettings>;
  readonly asOfMs: number;
  readonly stored: StoredSummary;
}

export async function storedParts(context: AgentContext): Promise<StoredParts> {
  const settings = summarySettingsOf(await analystSettings(context));
  const stored = await context.store.summary();
  const parts = dividedParts(stored, settings);
  const latestMs = Math.max(0, ...parts.map(({ head }) => head.latestMs));
  const asOfMs = context.config.assessment.asOf === 'now' ? context.clock.nowMs() : latestMs;
  return { parts, settings, asOfMs, stored };
}

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
