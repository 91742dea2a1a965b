import { isIP } from 'node:net';
import { KEEP_ALL } from '../analyzer/index.ts';
import { mergePacked } from '../ingest/summary-codec.ts';
import type { AgentContext } from './context.ts';
import { storedParts, turnsOf } from './stored-parts.ts';

/**
 * Takes what single calls of one client left behind out of the store: its address, or its id where the logs have no
 * address. Gives back in how many hours of an API it stood. The report in the store still shows it until the next
 * assessment.
 */
export async function forgetClientOf(context: AgentContext, given: string): Promise<number> {
  const { parts, settings, stored } = await storedParts(context);
  const client = isIP(given) === 0 ? { address: null, id: given } : { address: given, id: null };
  const merged = await mergePacked(parts, settings, { ...KEEP_ALL, client }, turnsOf(context, null));
  const hours = merged?.clientHours ?? 0;
  if (merged !== null && hours > 0) await context.store.compactSummary(merged.packed, stored.throughSequence);
  return hours;
}
