import type { GatewayEntry } from '../config/assay-config.ts';
import type { Report } from '../model/generated/report.ts';
import type { AgentContext } from './context.ts';
import { runJob } from './run-job.ts';
import { syncGateway } from './sync-gateway.ts';

/**
 * Reads those gateways again whose logs name APIs that their snapshots do not hold, and the last report did not know of
 * either: they may just have been published. True where one of them was read.
 */
export async function rereadGateways(
  context: AgentContext,
  report: Report,
  past: Report | null,
  signal: AbortSignal,
): Promise<boolean> {
  let wasRead = false;
  for (const entry of gatewaysToReread(report, past, context.config.gateways)) {
    if (signal.aborted) break;
    const { outcome } = await runJob(context, 'sync', entry.id, () => syncGateway(context, entry, signal));
    wasRead ||= outcome === 'succeeded';
  }
  return wasRead;
}

/** Once is enough: an id that stays unknown is registered elsewhere. */
function gatewaysToReread(
  report: Pick<Report, 'endpoints'>,
  past: Pick<Report, 'endpoints'> | null,
  configured: readonly GatewayEntry[],
): readonly GatewayEntry[] {
  const before = new Set(elsewhere(past).map(({ api }) => api));
  const named = new Set(
    elsewhere(report).flatMap(({ api, registered }) => (before.has(api) ? [] : (registered?.gateway ?? []))),
  );
  return configured.filter(({ id }) => named.has(id));
}

function elsewhere(report: Pick<Report, 'endpoints'> | null): Report['endpoints'] {
  return report?.endpoints.filter(({ reason }) => reason.code === 'registered-elsewhere') ?? [];
}
