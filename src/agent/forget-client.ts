import { isIP } from 'node:net';
import { KEEP_ALL, type LeftOut } from '../analyzer/index.ts';
import { partsOf } from '../ingest/packed-source.ts';
import { mergePacked } from '../ingest/summary-codec.ts';
import { SNAPSHOT_PART_BYTES } from '../store/store.ts';
import type { AgentContext } from './context.ts';
import { type StoredParts, turnsOf, withStoredParts } from './stored-parts.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Takes what single calls of one client left behind out of the store: its address, or its id where the logs have no
 * address. Gives back in how many hours of an API it stood. The report in the store still shows it until the next
 * assessment.
 */
export async function forgetClientOf(context: AgentContext, given: string): Promise<number> {
  const client = isIP(given) === 0 ? { address: null, id: given } : { address: given, id: null };
  const endTurn = await takeTurn(context.store);
  try {
    return await withStoredParts(context, (found) => forgetIn(context, found, { ...KEEP_ALL, client }));
  } finally {
    endTurn();
  }
}

async function forgetIn(
  context: AgentContext,
  { parts, settings, stored, keep }: StoredParts,
  from: LeftOut,
): Promise<number> {
  const merged = await mergePacked(parts, settings, from, turnsOf(context, null), keep);
  if (merged === null || merged.clientHours === 0) return 0;
  await context.store.compactSummary(partsOf(merged.packed, SNAPSHOT_PART_BYTES), stored.throughSequence);
  return merged.clientHours;
}
