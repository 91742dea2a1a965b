import type { CorrelationSettings } from '../model/correlation.ts';
import { AssayError } from '../model/errors.ts';
import type { GatewaySnapshot, RegisteredApi } from '../model/registered-api.ts';
import { compileAxwayRouter } from './axway-router.ts';
import { compileKongRouter } from './kong-router.ts';
import { NamedHosts } from './named-hosts.ts';
import type { CompiledGateway } from './registration.ts';
import { indexSameApis, type SameApis } from './same-api.ts';
import { compileSegmentRouter, type SegmentRouter } from './segment-router.ts';
import { indexUpstreams, type UpstreamIndex } from './upstream-index.ts';

/** Everything known about registrations, compiled once for all endpoints. */
export interface Catalogue {
  readonly settings: CorrelationSettings;
  readonly gateways: ReadonlyMap<string, CompiledGateway>;
  /** All definitions, registering or not. */
  readonly definitions: SegmentRouter;
  readonly definitionOwners: ReadonlyMap<RegisteredApi, CompiledGateway>;
  /** Names of hosts: APIs by their routes, gateways by their configuration. */
  readonly namedHosts: NamedHosts<RegisteredApi | CompiledGateway>;
  readonly upstreams: UpstreamIndex;
  /** Which registrations of several gateways are one API. */
  readonly same: SameApis;
}

export function compileCatalogue(
  snapshots: readonly GatewaySnapshot[],
  settings: CorrelationSettings,
): Catalogue {
  const gateways = new Map<string, CompiledGateway>();
  const sorted = [...snapshots].sort((a, b) => (a.id < b.id ? -1 : 1)).map(sortApis);
  for (const snapshot of sorted) {
    if (gateways.has(snapshot.id)) {
      const message = `Two gateways are called ${snapshot.id}.`;
      throw new AssayError({ code: 'GATEWAY_TWICE', kind: 'bug', message });
    }
    gateways.set(snapshot.id, compileGateway(snapshot, settings));
  }
  const definitionOwners = new Map<RegisteredApi, CompiledGateway>();
  for (const gateway of gateways.values()) {
    for (const api of gateway.snapshot.apis)
      if (api.kind === 'definition') definitionOwners.set(api, gateway);
  }
  return {
    settings,
    gateways,
    definitions: compileSegmentRouter([...definitionOwners.keys()]),
    definitionOwners,
    namedHosts: nameHosts(gateways.values()),
    upstreams: indexUpstreams(gateways.values()),
    same: indexSameApis(gateways.values()),
  };
}

/** The answer must not depend on the order in which a gateway lists its APIs. */
function sortApis(snapshot: GatewaySnapshot): GatewaySnapshot {
  const apis = [...snapshot.apis].sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1));
  return { ...snapshot, apis };
}

function compileGateway(snapshot: GatewaySnapshot, settings: CorrelationSettings): CompiledGateway {
  const routed = snapshot.apis.filter((api) => api.kind === 'gateway');
  return {
    snapshot,
    native: nativeIdsOf(routed),
    kong: compileKongRouter(
      routed.filter((api) => api.semantics.startsWith('kong-')),
      settings.compileRegex,
    ),
    axway: compileAxwayRouter(routed.filter((api) => api.semantics === 'axway-v7')),
    segments: compileSegmentRouter(routed.filter((api) => api.semantics === 'segment-prefix')),
  };
}

/** The id of an API is its own, whatever else is called so; other names may be shared, as by versions of one API. */
function nativeIdsOf(apis: readonly RegisteredApi[]): ReadonlyMap<string, readonly RegisteredApi[]> {
  const own = new Set(apis.map((api) => api.nativeId));
  const native = new Map<string, readonly RegisteredApi[]>();
  for (const api of apis) {
    native.set(api.nativeId, [api]);
    for (const id of new Set(api.nativeIds))
      if (!own.has(id)) native.set(id, [...(native.get(id) ?? []), api]);
  }
  // What is not served is not what a log means, as long as something that is served has the name.
  for (const [id, bearers] of native) {
    const served = bearers.filter((api) => api.enabled);
    if (served.length > 0 && served.length < bearers.length) native.set(id, served);
  }
  return native;
}

function nameHosts(gateways: Iterable<CompiledGateway>): NamedHosts<RegisteredApi | CompiledGateway> {
  const named = new NamedHosts<RegisteredApi | CompiledGateway>();
  for (const gateway of gateways) {
    for (const host of gateway.snapshot.hosts) named.add(host, gateway);
    for (const api of gateway.snapshot.apis) {
      if (!api.registers || !api.enabled) continue;
      for (const host of api.hosts) named.add(host, api);
    }
  }
  return named;
}
