import { analystSettings } from '../../src/agent/analyst-settings.ts';
import type { AgentContext } from '../../src/agent/context.ts';
import { createSummary, observe } from '../../src/analyzer/index.ts';
import { summarySettingsOf } from '../../src/ingest/analyst-settings.ts';
import { packSummary } from '../../src/ingest/pack-summary.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import { EMPTY_TALLY } from '../../src/store/tally.ts';

/** A GET at `api.shop.example` of which nothing but the answer is known. */
export const plainCall = (timeMs: number, path: string): ApiCall => ({
  id: null,
  timeMs,
  method: 'GET',
  scheme: 'https',
  host: 'api.shop.example',
  path,
  query: null,
  status: 200,
  client: { address: '192.0.2.1', id: null },
  latencyMs: null,
  request: { headers: {}, body: null, sizeBytes: null },
  response: { headers: null, body: null, sizeBytes: null },
  gateway: null,
  operation: null,
});

/** Commits calls seen at the edge as the first page of source `s`. */
export async function countCalls(agent: AgentContext, calls: readonly ApiCall[]): Promise<void> {
  const summary = createSummary(summarySettingsOf(await analystSettings(agent)));
  for (const one of calls) observe(summary, one, 'edge');
  const delta = packSummary(summary);
  const tally = { ...EMPTY_TALLY, received: calls.length, mapped: calls.length };
  const commit = { source: 's', cursor: 1, delta, tally, seen: [], seenWatermarkMs: null };
  await agent.store.commitPage(commit, agent.clock.nowMs());
}
