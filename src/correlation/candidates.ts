import type { EndpointFacts, HopFacts } from '../model/inventory.ts';
import type { RegisteredApi, RegisteredRoute } from '../model/registered-api.ts';
import { addressInNetwork } from './address.ts';
import type { Catalogue } from './catalogue.ts';
import { hostPatternFits, parseHostPattern, splitHost } from './host-pattern.ts';
import { normalizeKongPath } from './kong-path.ts';
import { comparePrecedence } from './kong-precedence.ts';
import type { Relaxation, RouteMatch, RouteRequest } from './kong-router.ts';
import { type CompiledGateway, isGateway } from './registration.ts';
import type { OperationVerdict, SegmentMatch } from './segment-router.ts';
import { type Probe, probesOf, rareProbesOf, segmentsOf } from './template.ts';

/** What a decision is taken about: an endpoint of the inventory, or one call that a person asks about. */
export type Subject = Pick<EndpointFacts, 'method' | 'host' | 'path' | 'protocol' | 'slots'> & {
  readonly hops: readonly HopFacts[];
  /** Request headers, lower-case names; null for an endpoint, whose calls may differ. */
  readonly headers: RouteRequest['headers'];
};

/** One registered API that accepts the subject, by its own gateway's rules. */
export interface Candidate {
  readonly api: RegisteredApi;
  readonly gateway: CompiledGateway;
  readonly route: RegisteredRoute | null;
  readonly hostKind: 'exact' | 'wildcard' | 'gateway-host' | 'path-only';
  /** The route path or base path that decided. */
  readonly path: string;
  /** Template offset at which the route's match ends: what `strip_path` removes. */
  readonly matchedEnd: number;
  readonly verdict: OperationVerdict;
  /** Other APIs that accept it with equal right, or by conditions that the log does not show. */
  readonly rivals: readonly RegisteredApi[];
  /** Only some values of a slot are routed. */
  readonly partial: boolean;
}

/** May a host-less route of this gateway serve the host? */
type HostlessAccess = 'allowed' | 'path-only' | 'refused';

function hostlessAccess(
  catalogue: Catalogue,
  gateway: CompiledGateway,
  subject: Subject,
  api: RegisteredApi,
): HostlessAccess {
  const { id, hosts, addresses } = gateway.snapshot;
  if (subject.hops.some((hop) => hop.hop === `gateway:${id}` && hop.calls > 0)) return 'allowed';
  if (hosts.some((host) => hostPatternFits(parseHostPattern(host), subject.host))) return 'allowed';
  const { name } = splitHost(subject.host);
  if (addresses.some((network) => addressInNetwork(name, network))) return 'allowed';
  if (hosts.length > 0 || catalogue.upstreams.first(subject.host) !== null) return 'refused';
  for (const owner of catalogue.namedHosts.owners(subject.host)) {
    if (owner === api) continue;
    // A definition that describes this very API names its host for it.
    if (!isGateway(owner) && owner.kind === 'definition' && basePathsOverlap(owner, api)) continue;
    return 'refused';
  }
  return 'path-only';
}

/** The root overlaps with everything and therefore proves nothing. */
function basePathsOverlap(a: RegisteredApi, b: RegisteredApi): boolean {
  const [ones, twos] = [a, b].map((api) => api.basePaths.filter((path) => path !== '/'));
  return (ones ?? []).some((one) => (twos ?? []).some((two) => startsWith(one, two) || startsWith(two, one)));
}

function startsWith(path: string, prefix: string): boolean {
  const segments = segmentsOf(path);
  return segmentsOf(prefix).every((segment, at) => segment === segments[at]);
}

/** The best candidate of each gateway. `method` relaxed: the gateway routes host and path, but not this method. */
export function gatewayCandidates(
  catalogue: Catalogue,
  subject: Subject,
  relax: Extract<Relaxation, 'nothing' | 'method'> = 'nothing',
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const gateway of catalogue.gateways.values()) {
    const kong = kongCandidate(catalogue, gateway, subject, relax);
    if (kong !== null) found.push(kong);
    if (relax !== 'nothing') continue;
    found.push(...axwayCandidates(catalogue, gateway, subject));
    found.push(...segmentCandidates(catalogue, gateway, subject));
  }
  return found;
}

interface ProbeWinner {
  readonly match: RouteMatch;
  readonly access: HostlessAccess;
  readonly rivals: readonly RegisteredApi[];
  readonly probe: Probe;
}

function kongCandidate(
  catalogue: Catalogue,
  gateway: CompiledGateway,
  subject: Subject,
  relax: Relaxation,
): Candidate | null {
  const winnersOf = (probes: readonly Probe[]): readonly ProbeWinner[] =>
    probes.flatMap((probe) => probeWinner(catalogue, gateway, subject, probe, relax) ?? []);
  const probes = probesOf(subject.path, subject.slots);
  const usual = winnersOf(probes);
  const asksMore = usual.length === 0 && probes.some((probe) => hasPattern(gateway, subject, probe));
  const winners = asksMore ? winnersOf(rareProbesOf(subject.path, subject.slots)) : usual;
  const [first] = winners;
  if (first === undefined) return null;
  const rivals = new Set<RegisteredApi>();
  for (const winner of winners) {
    for (const api of [winner.match.api, ...winner.rivals]) if (api !== first.match.api) rivals.add(api);
  }
  const { match, access, probe } = first;
  return {
    api: match.api,
    gateway,
    route: match.route,
    hostKind:
      match.hostKind === 'none' ? (access === 'allowed' ? 'gateway-host' : 'path-only') : match.hostKind,
    path: match.path,
    matchedEnd: probe.toTemplate(match.matchedEnd),
    verdict: relax === 'method' ? methodVerdict(match) : { kind: 'not-evaluated' },
    rivals: [...rivals],
    partial: usual.length < probes.length,
  };
}

/** A pattern may ask for more than the usual values have. */
function hasPattern({ kong }: CompiledGateway, { host }: Subject, probe: Probe): boolean {
  return kong.hasPattern(host, normalizeKongPath(probe.path));
}

function methodVerdict(match: RouteMatch): OperationVerdict {
  return { kind: 'method-not-registered', methods: [...(match.route.methods ?? [])].sort() };
}

/**
 * The first certain match wins. Uncertain ones before it, and equals of another API, are rivals. Where every match is
 * uncertain the first wins: the call was answered, so its unseen condition held.
 */
function probeWinner(
  catalogue: Catalogue,
  gateway: CompiledGateway,
  subject: Subject,
  probe: Probe,
  relax: Relaxation,
): ProbeWinner | null {
  const accesses = new Map<RegisteredApi, HostlessAccess>();
  const access = (match: RouteMatch): HostlessAccess => {
    if (match.hostKind !== 'none') return 'allowed';
    const known = accesses.get(match.api) ?? hostlessAccess(catalogue, gateway, subject, match.api);
    accesses.set(match.api, known);
    return known;
  };
  const matchesOf = (path: string): readonly RouteMatch[] => {
    const { method, host, headers } = subject;
    const request: RouteRequest = { method, host, path, scheme: null, headers };
    return gateway.kong.match(request, relax).filter((match) => access(match) !== 'refused');
  };
  const path = normalizeKongPath(probe.path);
  const plain = matchesOf(path);
  // An endpoint stands for its path with and without a last slash; a route may ask for the slash.
  const matches = plain.length > 0 || path.endsWith('/') ? plain : matchesOf(`${path}/`);
  const winner = matches.find((match) => match.certainty === 'yes') ?? matches[0];
  if (winner === undefined) return null;
  const rivals = matches.filter((match) => {
    if (match.api === winner.api) return false;
    const order = comparePrecedence(match.precedence, winner.precedence);
    return order === 0 || (order < 0 && match.certainty === 'unknown');
  });
  return { match: winner, access: access(winner), rivals: rivals.map((match) => match.api), probe };
}

function segmentCandidates(
  catalogue: Catalogue,
  gateway: CompiledGateway,
  subject: Subject,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of gateway.segments.match(subject.method, subject.host, subject.path)) {
    const access =
      match.hostKind === 'none' ? hostlessAccess(catalogue, gateway, subject, match.api) : 'allowed';
    if (access === 'refused') continue;
    found.push(baseCandidate(gateway, match, access));
  }
  return found;
}

/**
 * Front-end APIs that accept the subject. One without a virtual host answers at every host of its gateway, the virtual
 * hosts of others among them; where its host is known, a path alone is no evidence.
 */
function axwayCandidates(
  catalogue: Catalogue,
  gateway: CompiledGateway,
  subject: Subject,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of gateway.axway.match(subject.method, subject.host, subject.path)) {
    const access: HostlessAccess =
      match.hostKind !== 'none' || gateway.axway.namesHost(subject.host)
        ? 'allowed'
        : hostlessAccess(catalogue, gateway, subject, match.api);
    if (access === 'refused' || (access === 'path-only' && match.api.hosts.length > 0)) continue;
    found.push(baseCandidate(gateway, match, access));
  }
  return found;
}

function baseCandidate(gateway: CompiledGateway, match: SegmentMatch, access: HostlessAccess): Candidate {
  return {
    api: match.api,
    gateway,
    route: match.api.routes[0] ?? null,
    hostKind:
      match.hostKind === 'none' ? (access === 'allowed' ? 'gateway-host' : 'path-only') : match.hostKind,
    path: match.basePath,
    matchedEnd: match.basePath === '/' ? 0 : match.basePath.length,
    verdict: match.verdict,
    rivals: [],
    partial: false,
  };
}

/** Registering definitions that accept the subject; they count only where no gateway API does. */
export function definitionCandidates(catalogue: Catalogue, subject: Subject): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of catalogue.definitions.match(subject.method, subject.host, subject.path)) {
    const gateway = catalogue.definitionOwners.get(match.api);
    if (gateway === undefined || !match.api.registers) continue;
    const access =
      match.hostKind === 'none' ? hostlessAccess(catalogue, gateway, subject, match.api) : 'allowed';
    if (access === 'refused') continue;
    found.push({
      api: match.api,
      gateway,
      route: null,
      hostKind:
        match.hostKind === 'none' ? (access === 'allowed' ? 'gateway-host' : 'path-only') : match.hostKind,
      path: match.basePath,
      matchedEnd: 0,
      verdict: match.verdict,
      rivals: [],
      partial: false,
    });
  }
  return found;
}

const HOST_RANK = { exact: 3, wildcard: 2, 'gateway-host': 1, 'path-only': 0 } as const;

const VERDICT_RANK = {
  documented: 2,
  'method-not-registered': 1,
  undocumented: 0,
  'not-evaluated': 0,
} as const;

/** 1 where the log of the candidate's own gateway has the call. */
export function seenAt(candidate: Candidate, subject: Subject): number {
  const hop = `gateway:${candidate.gateway.snapshot.id}`;
  return subject.hops.some((one) => one.hop === hop && one.calls > 0) ? 1 : 0;
}

/** The gateway whose log has the call goes first, then host, base path, operation. Negative when `a` is better. */
function compareCandidates(a: Candidate, b: Candidate, subject: Subject): number {
  return (
    seenAt(b, subject) - seenAt(a, subject) ||
    HOST_RANK[b.hostKind] - HOST_RANK[a.hostKind] ||
    segmentsOf(b.path).length - segmentsOf(a.path).length ||
    VERDICT_RANK[b.verdict.kind] - VERDICT_RANK[a.verdict.kind]
  );
}

/** The best of several gateways; equals of another API become rivals, the smaller gateway and native id goes first. */
export function bestCandidate(candidates: readonly Candidate[], subject: Subject): Candidate | null {
  const ranked = [...candidates].sort(
    (a, b) => compareCandidates(a, b, subject) || (candidateKey(a) < candidateKey(b) ? -1 : 1),
  );
  const [best, ...others] = ranked;
  if (best === undefined) return null;
  const equals = others.filter(
    (other) => other.api !== best.api && compareCandidates(other, best, subject) === 0,
  );
  if (equals.length === 0) return best;
  return { ...best, rivals: [...new Set([...best.rivals, ...equals.map((other) => other.api)])] };
}

function candidateKey(candidate: Candidate): string {
  return `${candidate.gateway.snapshot.id}\n${candidate.api.nativeId}`;
}
