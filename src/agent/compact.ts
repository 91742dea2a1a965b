import { KEEP_ALL } from '../analyzer/index.ts';
import { summarySettingsOf } from '../ingest/analyst-settings.ts';
import { mergePacked } from '../ingest/summary-codec.ts';
import { AssayError } from '../model/errors.ts';
import { analystSettings } from './analyst-settings.ts';
import type { AgentContext } from './context.ts';
import { dividedParts, turnsOf } from './stored-parts.ts';

/** Deltas that are read at a time: memory is bounded, however many wait. */
const DELTAS_AT_A_TIME = 100;
/** Fewer are left for the next assessment: writing the hosts that they name again costs more than reading them. */
const WORTHWHILE = 50;
const EVERY_MS = 60_000;

/** Merges the log of deltas into the snapshot, some at a time, as long as there are many. For whoever leads. */
export async function compactDeltas(context: AgentContext, signal: AbortSignal): Promise<void> {
  const { store } = context;
  while (!signal.aborted) {
    const stored = await store.summary(DELTAS_AT_A_TIME);
    if (stored.deltas.length < WORTHWHILE) return;
    const settings = summarySettingsOf(await analystSettings(context));
    const parts = dividedParts(stored, settings);
    const merged = await mergePacked(parts, settings, KEEP_ALL, turnsOf(context, signal));
    if (merged === null) return;
    await store.compactSummary(merged.packed, stored.throughSequence);
    if (stored.isComplete) return;
  }
}

/** Keeps the log of deltas short while workers add to it, until the signal aborts. */
export async function compactOn(context: AgentContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await context.clock.sleep(EVERY_MS, signal).catch(() => undefined);
    try {
      await compactDeltas(context, signal);
    } catch (error) {
      // The assessment meets the same fault and shows it.
      if (!(error instanceof AssayError)) throw error;
      context.logger.warn('The log of deltas was not compacted.', { error });
    }
  }
}
