import type { EndpointFacts } from '../model/inventory.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { Catalogue, CompiledGateway, UpstreamEntry } from './catalogue.ts';
import type { ManagedDecision } from './decision.ts';
import { upstreamPath } from './kong-path.ts';
import { segmentsOf, shapeOf } from './template.ts';

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
      const clash = known !== undefined && known?.decision.api !== decision.api;
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

export interface UpstreamFit extends UpstreamEntry {
  /** Other APIs that call the same host and path. */
  readonly rivals: readonly RegisteredApi[];
}

/** The API whose service address and path fit best; null when none does. Longest fitting path wins. */
export function fitUpstream(
  catalogue: Catalogue,
  host: string,
  path: string,
  gateway: CompiledGateway | null,
): UpstreamFit | null {
  let best: UpstreamEntry[] = [];
  let bestLength = -1;
  for (const entry of catalogue.upstreams.get(host) ?? []) {
    if (gateway !== null && entry.gateway !== gateway) continue;
    const length = fittingLength(entry, path);
    if (length === null || length < bestLength) continue;
    best = length === bestLength ? [...best, entry] : [entry];
    bestLength = length;
  }
  const [first, ...others] = best;
  if (first === undefined) return null;
  const rivals = [...new Set(others.map((entry) => entry.api))].filter((api) => api !== first.api);
  return { ...first, rivals };
}

/** How much of the path the service path, and an unstripped route path after it, account for. */
function fittingLength(entry: UpstreamEntry, path: string): number | null {
  const base = segmentsOf(entry.upstream.path).length === 0 ? '' : entry.upstream.path.replace(/\/$/, '');
  if (base !== '' && path !== base && !path.startsWith(`${base}/`)) return null;
  const rest = path.slice(base.length);
  let longest: number | null = entry.api.routes.length === 0 ? base.length : null;
  for (const route of entry.api.routes) {
    const paths = route.paths ?? [{ kind: 'raw-prefix' as const, value: '/' }];
    for (const registered of paths) {
      const kept = route.stripPath || registered.kind === 'regex' ? '' : registered.value;
      if (kept !== '' && !(rest === '' ? '/' : rest).startsWith(kept)) continue;
      longest = Math.max(longest ?? 0, base.length + kept.length);
    }
  }
  return longest;
}
