import { isIP } from 'node:net';
import { KEEP_ALL } from '../analyzer/index.ts';
import { partsOf } from '../ingest/packed-source.ts';
import { mergePacked } from '../ingest/summary-codec.ts';
import { SNAPSHOT_PART_BYTES } from '../store/store.ts';
import type { AgentContext } from './context.ts';
import { turnsOf, withStoredParts } from './stored-parts.ts';

/**
 * Takes what single calls of one client left behind out of the store: its address, or its id where the logs have no
 * address. Gives back in how many hours of an API it stood. The report in the store still shows it until the next
 * assessment.
 */
export function forgetClientOf(context: AgentContext, given: string): Promise<number> {
  const client = isIP(given) === 0 ? { address: null, id: given } : { address: given, id: null };
  return withStoredParts(context, async ({ parts, settings, stored, keep }) => {
    const merged = await mergePacked(parts, settings, { ...KEEP_ALL, client }, turnsOf(context, null), keep);
    if (merged === null || merged.clientHours === 0) return 0;
    await context.store.compactSummary(partsOf(merged.packed, SNAPSHOT_PART_BYTES), stored.throughSequence);
    return merged.clientHours;
  });
}
