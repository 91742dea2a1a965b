import type { AssayConfig } from '../config/assay-config.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import type { AgentContext } from './context.ts';

/** The last snapshot of each configured gateway. One that left the configuration registers nothing any more. */
export async function gatewaySnapshots({
  store,
  config,
}: Pick<AgentContext, 'store' | 'config'>): Promise<readonly GatewaySnapshot[]> {
  const configured = new Set(config.gateways.map((entry) => entry.id));
  const snapshots = (await store.gateways()).map((stored) => stored.snapshot);
  return snapshots.filter((snapshot) => configured.has(snapshot.id));
}

/** Ids of configured gateways of which there is no snapshot yet: what they serve is unknown, not unmanaged. */
export function unreadGateways(
  { gateways }: AssayConfig,
  snapshots: readonly GatewaySnapshot[],
): readonly string[] {
  const read = new Set(snapshots.map((snapshot) => snapshot.id));
  return gateways.flatMap(({ id }) => (read.has(id) ? [] : [id])).sort();
}
