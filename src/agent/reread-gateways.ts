import type { Report } from '../model/generated/report.ts';
import type { StoredGateway } from '../store/store.ts';
import type { AgentContext } from './context.ts';
import { runJob } from './run-job.ts';
import { syncGateway } from './sync-gateway.ts';

/**
 * Reads those gateways again whose logs name APIs that their snapshots do not hold, where a call came after the snapshot
 * and the last report did not know of it either: they may just have been published. True where one of them was read.
 */
export async function rereadGateways(
  context: AgentContext,
  report: Report,
  past: Report | null,
  signal: AbortSignal,
): Promise<boolean> {
  if (elsewhere(report).length === 0) return false;
  const named = namedLate(report, past, await context.store.gateways());
  let wasRead = false;
  for (const entry of context.config.gateways.filter(({ id }) => named.has(id))) {
    if (signal.aborted) break;
    const { outcome } = await runJob(context, 'sync', entry.id, () => syncGateway(context, entry, signal));
    wasRead ||= outcome === 'succeeded';
  }
  return wasRead;
}

/** Ids of gateways. Once is enough: an API that stays unknown is registered elsewhere. */
function namedLate(
  report: Report,
  past: Report | null,
  stored: readonly StoredGateway[],
): ReadonlySet<string> {
  const takenAtMs = new Map(stored.map((one) => [one.snapshot.id, one.takenAtMs]));
  const before = new Set(elsewhere(past).map(({ api }) => api));
  const late = elsewhere(report).flatMap(({ api, registered, lastSeen }) => {
    if (registered === null || lastSeen === null || before.has(api)) return [];
    const isLate = Date.parse(lastSeen) >= (takenAtMs.get(registered.gateway) ?? 0);
    return isLate ? [registered.gateway] : [];
  });
  return new Set(late);
}

function elsewhere(report: Report | null): Report['endpoints'] {
  return report?.endpoints.filter(({ reason }) => reason.code === 'registered-elsewhere') ?? [];
}
