import { correlate } from '../correlation/correlate.ts';
import type { Estate } from '../report/openapi/index.ts';
import { loadInventory } from './assess-job.ts';
import type { AgentContext } from './context.ts';
import { correlationSettings } from './correlation-settings.ts';
import { gatewaySnapshots, unreadGateways } from './gateway-snapshots.ts';

/**
 * Inventory and correlation as an assessment of now would see them, rebuilt from the stored summary: the report keeps
 * neither schemas nor slots, and a view can be made again at any time. Writes nothing. Staleness is left out, which
 * is a matter of sources and not of what was observed.
 */
export async function loadEstate(context: AgentContext): Promise<Estate> {
  const inventory = await loadInventory(context);
  const gateways = await gatewaySnapshots(context);
  const unread = unreadGateways(context.config, gateways);
  const correlation = correlate(inventory, gateways, correlationSettings(context.config, [], unread));
  return { inventory, correlation };
}
