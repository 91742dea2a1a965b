import type { EndpointFacts } from '../model/inventory.ts';
import type { ManagedDecision } from './decision.ts';
import { upstreamPath } from './kong-path.ts';
import { shapeOf } from './template.ts';

/** A public endpoint as its upstream sees it. */
export interface PublicEndpoint {
  readonly facts: EndpointFacts;
  readonly decision: ManagedDecision;
}

/** Public endpoints by what they look like behind the gateway. */
export interface UpstreamShapes {
  /** At an upstream host (or, with `preserve_host`, at the public one). */
  at(host: string, facts: EndpointFacts): PublicEndpoint | null;
  /** Behind one gateway at a host that no service names, such as the address of one instance. */
  behind(gatewayId: string, facts: EndpointFacts): PublicEndpoint | null;
}

/** `null`: two APIs look alike there, so the shape alone proves nothing. */
type Entry = PublicEndpoint | null;

export function indexUpstreamShapes(endpoints: readonly PublicEndpoint[]): UpstreamShapes {
  const byHost = new Map<string, PublicEndpoint>();
  const byGateway = new Map<string, Entry>();
  for (const endpoint of endpoints) {
    const { facts, decision } = endpoint;
    for (const { host, path } of upstreamForms(endpoint)) {
      const hostKey = keyOf(host, facts, path);
      if (!byHost.has(hostKey)) byHost.set(hostKey, endpoint);
      const gatewayKey = keyOf(decision.gateway.snapshot.id, facts, path);
      const known = byGateway.get(gatewayKey);
      const clash = known !== undefined && known?.decision.row.api !== decision.row.api;
      if (known === undefined || clash) byGateway.set(gatewayKey, clash ? null : endpoint);
    }
  }
  return {
    at: (host, facts) => byHost.get(keyOf(host, facts, facts.path)) ?? null,
    behind: (gatewayId, facts) => byGateway.get(keyOf(gatewayId, facts, facts.path)) ?? null,
  };
}

function keyOf(place: string, facts: EndpointFacts, path: string): string {
  return [place, facts.method, shapeOf(path), facts.operation ?? ''].join('\n');
}

function upstreamForms(
  endpoint: PublicEndpoint,
): readonly { readonly host: string; readonly path: string }[] {
  const { facts, decision } = endpoint;
  const { route, matchedEnd } = decision.candidate ?? { route: null, matchedEnd: 0 };
  if (route === null) return [];
  return decision.api.upstreams.map((upstream) => ({
    host: route.preserveHost ? facts.host : upstream.host,
    path: upstreamPath(
      { servicePath: upstream.path, stripPath: route.stripPath, pathHandling: route.pathHandling },
      facts.path,
      matchedEnd,
    ),
  }));
}
