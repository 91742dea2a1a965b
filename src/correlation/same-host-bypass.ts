import type { BypassFacts } from '../model/correlation.ts';
import { managedApiId } from '../model/ids.ts';
import type { EndpointFacts, HopFacts } from '../model/inventory.ts';
import type { ManagedDecision } from './decision.ts';
import { headlineCalls } from './hops.ts';

/**
 * Calls to a managed endpoint, at its own host, seen past its gateway: in the mesh or behind another gateway, from a
 * client that is no gateway address. The edge stands before the gateway and a source behind this very gateway sees its
 * upstream calls, so neither proves anything. Clients that the log does not name are given the benefit of the doubt.
 */
export function sameHostBypass(
  facts: EndpointFacts,
  hops: readonly HopFacts[],
  decision: ManagedDecision,
): BypassFacts | null {
  const { id, addresses } = decision.gateway.snapshot;
  let worst: BypassFacts | null = null;
  for (const hop of [...hops].sort((a, b) => (a.hop < b.hop ? -1 : 1))) {
    if (hop.hop === 'edge' || hop.hop.startsWith('gateway:') || hop.hop === `behind:${id}`) continue;
    const known = addresses.length > 0;
    const calls = known ? foreignCalls(facts, hop) : unexplainedCalls(hops, hop);
    if (calls <= 0 || (worst !== null && calls <= worst.calls)) continue;
    const api = managedApiId(id, decision.api.nativeId);
    worst = { api, hop: hop.hop, calls, confidence: known ? 'high' : 'low' };
  }
  return worst;
}

function foreignCalls(facts: EndpointFacts, hop: HopFacts): number {
  const all = facts.hops.reduce((sum, one) => sum + one.calls, 0);
  const nameless = Math.max(0, all - facts.coverage.clientAddresses);
  return hop.calls - hop.fromGateway - nameless;
}

/** Without gateway addresses only what the gateway's own log does not account for is left, with low confidence. */
function unexplainedCalls(hops: readonly HopFacts[], hop: HopFacts): number {
  const front = hops.filter((one) => one.hop === 'edge' || one.hop.startsWith('gateway:'));
  return hop.calls - headlineCalls(Object.fromEntries(front.map((one) => [one.hop, one.calls])));
}
