import { KEEP_ALL } from '../analyzer/index.ts';
import { bytesOf } from '../ingest/packed-source.ts';
import { mergePacked } from '../ingest/summary-codec.ts';
import { AssayError } from '../model/errors.ts';
import type { AgentContext } from './context.ts';
import { type StoredParts, turnsOf, withOldestDeltas } from './stored-parts.ts';
import { takeTurn } from './take-turn.ts';

/** Deltas that are read at a time: memory is bounded, however many wait. */
const DELTAS_AT_A_TIME = 100;
/** Fewer are left for the next assessment: writing the hosts that they name again costs more than reading them. */
const WORTHWHILE = 50;
/** What is larger stays as it is until the next assessment: a store takes no value above a gigabyte. */
const LARGEST_DELTA_BYTES = 256 * 1024 ** 2;
const EVERY_MS = 60_000;

/**
 * Merges the log of deltas into fewer, some at a time, as long as there are many. For whoever leads. The snapshot is left
 * alone: what a merge costs is a matter of what came since the last assessment, not of what is kept.
 */
export async function compactDeltas(context: AgentContext, signal: AbortSignal): Promise<void> {
  let until = Number.POSITIVE_INFINITY;
  for (let through = 0; through < until && !signal.aborted; ) {
    const endTurn = await takeTurn(context.store);
    try {
      const merged = await withOldestDeltas(context, DELTAS_AT_A_TIME, async (deltas) =>
        (await mergeDeltas(context, deltas, signal)) ? deltas.stored : null,
      );
      if (merged === null) return;
      through = merged.throughSequence;
      // Of what is added meanwhile workers may make more than one process merges.
      until = Math.min(until, merged.lastSequence);
    } finally {
      endTurn();
    }
  }
}

/** False where there was nothing to gain. */
async function mergeDeltas(
  context: AgentContext,
  { parts, settings, stored, keep }: StoredParts,
  signal: AbortSignal,
): Promise<boolean> {
  if (stored.deltas < WORTHWHILE) return false;
  const merged = await mergePacked(parts, settings, KEEP_ALL, turnsOf(context, signal), keep);
  if (merged === null || merged.packed.length > LARGEST_DELTA_BYTES) return false;
  await context.store.replaceDeltas(stored, bytesOf(merged.packed));
  return true;
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
