import type { RegisteredApi } from '../model/registered-api.ts';
import { PathIndex } from './path-index.ts';
import type { CompiledGateway, Registration } from './registration.ts';
import { segmentsOf } from './template.ts';

/** The API whose service address and path fit best. */
interface UpstreamFit extends Registration {
  /** Other APIs that call the same host and path; the first few. */
  readonly rivals: readonly RegisteredApi[];
}

/** More equals than this are not listed. */
const RIVALS_SHOWN = 3;

/** Which service addresses the gateways call, so that asking about one path does not depend on how many there are. */
export interface UpstreamIndex {
  /** Longest fitting path wins; null when no service of the host has one. */
  fit(host: string, path: string): UpstreamFit | null;
  /** Any API that calls the host. */
  first(host: string): Registration | null;
  /** Is the host the upstream of this API alone? */
  isDedicated(host: string, api: RegisteredApi): boolean;
}

/** Registrations that call one host with one path. */
interface Place {
  readonly base: string;
  readonly registrations: Registration[];
  readonly apis: Set<RegisteredApi>;
}

interface UpstreamHost {
  readonly places: Map<string, Place>;
  readonly index: PathIndex<Place>;
  readonly first: Registration;
  isShared: boolean;
}

export function indexUpstreams(gateways: Iterable<CompiledGateway>): UpstreamIndex {
  const hosts = new Map<string, UpstreamHost>();
  for (const gateway of gateways) {
    for (const api of gateway.snapshot.apis) {
      if (api.kind !== 'gateway' || !api.enabled) continue;
      for (const upstream of api.upstreams) {
        const host = hostOf(hosts, upstream.host, { api, gateway });
        for (const { base, kept } of calledPaths(api, upstream.path))
          addPlace(host, base, kept, { api, gateway });
      }
    }
  }
  return {
    fit: (host, path) => fit(hosts.get(host), path),
    first: (host) => hosts.get(host)?.first ?? null,
    isDedicated: (host, api) => hosts.get(host)?.isShared === false && hosts.get(host)?.first.api === api,
  };
}

function hostOf(hosts: Map<string, UpstreamHost>, name: string, registration: Registration): UpstreamHost {
  const known = hosts.get(name);
  if (known !== undefined) {
    if (known.first.api !== registration.api) known.isShared = true;
    return known;
  }
  const host = { places: new Map(), index: new PathIndex<Place>(), first: registration, isShared: false };
  hosts.set(name, host);
  return host;
}

/** The service path, and what a route keeps of the request path after it. */
function calledPaths(
  api: RegisteredApi,
  servicePath: string,
): readonly { readonly base: string; readonly kept: string }[] {
  const base = segmentsOf(servicePath).length === 0 ? '' : servicePath.replace(/\/$/, '');
  if (api.routes.length === 0) return [{ base, kept: '' }];
  return api.routes.flatMap((route) =>
    (route.paths ?? [{ kind: 'raw-prefix' as const, value: '/' }]).map((path) => ({
      base,
      kept: route.stripPath || path.kind === 'regex' ? '' : path.value,
    })),
  );
}

function addPlace(host: UpstreamHost, base: string, kept: string, registration: Registration): void {
  const key = `${base}\n${kept}`;
  let place = host.places.get(key);
  if (place === undefined) {
    place = { base, registrations: [], apis: new Set() };
    host.places.set(key, place);
    // A kept root says no more than the service path itself.
    host.index.add(kept === '/' ? base : base + kept, place);
  }
  if (place.apis.has(registration.api)) return;
  place.apis.add(registration.api);
  place.registrations.push(registration);
}

function fit(host: UpstreamHost | undefined, path: string): UpstreamFit | null {
  for (const place of host?.index.candidates(path) ?? []) {
    if (place.base !== '' && path !== place.base && !path.startsWith(`${place.base}/`)) continue;
    const [first] = place.registrations;
    if (first !== undefined)
      return { ...first, rivals: place.registrations.slice(1, 1 + RIVALS_SHOWN).map((other) => other.api) };
  }
  return null;
}
