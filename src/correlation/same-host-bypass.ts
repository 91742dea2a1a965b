import type { BypassFacts } from '../model/correlation.ts';
import { managedApiId } from '../model/ids.ts';
import type { EndpointFacts, HopFacts } from '../model/inventory.ts';
import type { ManagedDecision } from './decision.ts';
import { headlineCalls } from './hops.ts';
import { hopsBehind, type SameApis } from './same-api.ts';

/**
 * Calls to a managed endpoint, at its own host, seen past its gateways: in the mesh or behind another one, from a
 * client that is no gateway address. The edge stands before the gateway and a source behind one of them sees its
 * upstream calls, so neither proves anything. Clients that the log does not name are given the benefit of the doubt.
 */
export function sameHostBypass(
  same: SameApis,
  facts: EndpointFacts,
  hops: readonly HopFacts[],
  decision: ManagedDecision,
): BypassFacts | null {
  const { row } = decision;
  const behind = hopsBehind(same, decision);
  const gateways = [decision.gateway, row.gateway, ...same.joinedTo(row.api).map(({ gateway }) => gateway)];
  const known = gateways.some(({ snapshot }) => snapshot.addresses.length > 0);
  let worst: BypassFacts | null = null;
  for (const hop of [...hops].sort((a, b) => (a.hop < b.hop ? -1 : 1))) {
    if (hop.hop === 'edge' || hop.hop.startsWith('gateway:') || behind.has(hop.hop)) continue;
    const calls = known ? foreignCalls(facts, hop) : unexplainedCalls(hops, hop);
    if (calls <= 0 || (worst !== null && calls <= worst.calls)) continue;
    const api = managedApiId(row.gateway.snapshot.id, row.api.nativeId);
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
