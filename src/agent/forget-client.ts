import { isIP } from 'node:net';
import { forgetClient } from '../analyzer/index.ts';
import { packSummary } from '../ingest/summary-codec.ts';
import { loadSummary } from './assess-job.ts';
import type { AgentContext } from './context.ts';

/**
 * Takes what single calls of one client left behind out of the store: its address, or its id where the logs have no
 * address. Gives back in how many hours of an API it stood. The report in the store still shows it until the next
 * assessment.
 */
export async function forgetClientOf(context: AgentContext, client: string): Promise<number> {
  const { summary, stored } = await loadSummary(context);
  const named = isIP(client) === 0 ? { address: null, id: client } : { address: client, id: null };
  const hours = forgetClient(summary, named);
  if (hours > 0) await context.store.compactSummary(packSummary(summary), stored.throughSequence);
  return hours;
}
