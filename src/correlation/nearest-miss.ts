import type { RegisteredApi } from '../model/registered-api.ts';
import type { Subject } from './candidates.ts';
import type { Catalogue } from './catalogue.ts';
import { normalizeKongPath } from './kong-path.ts';
import type { RouteMatch, RouteRequest } from './kong-router.ts';
import { type CompiledGateway, isGateway } from './registration.ts';
import { probesOf, segmentsOf } from './template.ts';

/** APIs of one host that are looked at for a similar path. */
const SIBLING_LIMIT = 64;

/** What would have made the subject managed, and why it did not: one sentence, or null when nothing comes close. */
export function nearestMiss(catalogue: Catalogue, subject: Subject): string | null {
  const request: RouteRequest = {
    method: subject.method,
    host: subject.host,
    path: normalizeKongPath(probesOf(subject.path, subject.slots)[0]?.path ?? subject.path),
    scheme: null,
    headers: subject.headers,
  };
  return (
    unreadGateway(catalogue) ??
    disabledService(catalogue, request) ??
    unpublishedApi(catalogue, subject) ??
    silentDefinition(catalogue, subject) ??
    otherHost(catalogue, request) ??
    otherVirtualHost(catalogue, subject) ??
    upstreamHost(catalogue, subject) ??
    otherPath(catalogue, subject)
  );
}

/** As long as one gateway is unknown, nothing says that it does not serve the subject. */
function unreadGateway({ settings: { unreadGateways = [] } }: Catalogue): string | null {
  return unreadGateways.length === 0
    ? null
    : `Gateway ${listed(unreadGateways)} was never read: it may serve this.`;
}

function disabledService(catalogue: Catalogue, request: RouteRequest): string | null {
  for (const gateway of catalogue.gateways.values()) {
    const match = gateway.kong.matchDisabled(request)[0];
    if (match !== undefined) {
      return `Service "${match.api.name}" of ${gateway.snapshot.id} has a route for it, but the service is disabled.`;
    }
  }
  return null;
}

function unpublishedApi(catalogue: Catalogue, { method, host, path }: Subject): string | null {
  for (const gateway of catalogue.gateways.values()) {
    const isNamed = gateway.axway.namesHost(host);
    const match = gateway.axway
      .matchUnpublished(method, host, path)
      .find((one) => isNamed || one.hostKind !== 'none');
    if (match !== undefined) {
      return `Front-end API "${match.api.name}" of ${gateway.snapshot.id} has ${match.basePath}, but is not published.`;
    }
  }
  return null;
}

function otherVirtualHost(catalogue: Catalogue, { method, path }: Subject): string | null {
  for (const gateway of catalogue.gateways.values()) {
    const match = gateway.axway.matchAnyHost(method, path).find((one) => one.basePath !== '/');
    if (match === undefined) continue;
    const { hosts, name } = match.api;
    const where = hosts.length > 0 ? listed(hosts) : 'the hosts of its gateway; give the gateway its hosts';
    return `Path ${match.basePath} of "${name}" (${gateway.snapshot.id}) would accept it, but only at ${where}.`;
  }
  return null;
}

function silentDefinition(catalogue: Catalogue, subject: Subject): string | null {
  const match = catalogue.definitions
    .match(subject.method, subject.host, subject.path)
    .find((one) => !one.api.registers && one.hostKind !== 'none');
  return match === undefined
    ? null
    : `The definition "${match.api.name}" describes this host and base path, but a definition registers nothing by itself (registers: true).`;
}

function otherHost(catalogue: Catalogue, request: RouteRequest): string | null {
  for (const gateway of catalogue.gateways.values()) {
    const match = gateway.kong.match(request, 'host').find((one) => one.path !== '/');
    if (match !== undefined) return otherHostText(gateway, match);
  }
  return null;
}

function otherHostText(gateway: CompiledGateway, match: RouteMatch): string {
  const { id, hosts } = gateway.snapshot;
  const start = `Path ${match.path} of "${match.api.name}" (${id}) would accept it`;
  if (match.hostKind !== 'none') return `${start}, but only at ${listed(match.route.hosts ?? [])}.`;
  return hosts.length > 0
    ? `${start}, but its route names no host and the gateway answers only at ${listed(hosts)}.`
    : `${start}, but its route names no host and another registered API names this one; give the gateway its hosts.`;
}

function listed(hosts: readonly string[]): string {
  const shown = hosts.slice(0, 3).join(', ');
  return hosts.length > 3 ? `${shown} and ${hosts.length - 3} more` : shown || 'a host of its expression';
}

function upstreamHost(catalogue: Catalogue, subject: Subject): string | null {
  const entry = catalogue.upstreams.first(subject.host);
  return entry === null
    ? null
    : `The host is the upstream of "${entry.api.name}" (${entry.gateway.snapshot.id}), but the path is none that the gateway calls.`;
}

function otherPath(catalogue: Catalogue, subject: Subject): string | null {
  const segments = segmentsOf(subject.path);
  let best: { readonly api: RegisteredApi; readonly path: string; readonly shared: number } | null = null;
  let seen = 0;
  for (const owner of catalogue.namedHosts.owners(subject.host)) {
    if (isGateway(owner)) continue;
    seen += 1;
    if (seen > SIBLING_LIMIT) break;
    for (const path of owner.basePaths) {
      const shared = sharedSegments(segments, segmentsOf(path));
      if (best === null || shared > best.shared) best = { api: owner, path, shared };
    }
  }
  return best === null ? null : `"${best.api.name}" is registered at this host, but for ${best.path}.`;
}

function sharedSegments(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return shared;
}
