import type { BypassFacts, UnknownNativeId } from '../model/correlation.ts';
import type { EndpointId } from '../model/ids.ts';
import { managedApiId } from '../model/ids.ts';
import type { EndpointFacts, HopFacts, Inventory } from '../model/inventory.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { Attachments } from './attachments.ts';
import type { Catalogue } from './catalogue.ts';
import { decideFromFront, type ElsewhereDecision, type ManagedDecision, nativeFacts } from './decision.ts';
import { callsByHop, countedHops, headlineCalls, headlineHops } from './hops.ts';
import { indexPublicShapes, type PublicShapes } from './public-shapes.ts';
import type { Registration } from './registration.ts';
import { firstRow, hopsBehind, isSameApi } from './same-api.ts';
import { indexUpstreamShapes, type PublicEndpoint, type UpstreamShapes } from './upstream-view.ts';

/** What an endpoint of the inventory is, before rows are made of it. */
type Role =
  | { readonly kind: 'front'; readonly decision: ManagedDecision }
  | { readonly kind: 'elsewhere'; readonly decision: ElsewhereDecision }
  | {
      readonly kind: 'view';
      readonly of: Registration;
      /** The API in whose row it stands. */
      readonly row: Registration;
      readonly rivals: readonly RegisteredApi[];
    }
  | { readonly kind: 'bypass'; readonly of: Registration; readonly bypass: BypassFacts }
  | { readonly kind: 'unmanaged' };

export interface Classified {
  readonly facts: EndpointFacts;
  readonly role: Role;
  /** Hops of this endpoint: its own direct ones, and those of its folded views. */
  readonly hops: readonly HopFacts[];
  /** Of them those of which the headline is made: a call seen on both legs is one call. */
  readonly counted: readonly HopFacts[];
  readonly views: readonly EndpointFacts[];
}

export interface Classification {
  readonly endpoints: readonly Classified[];
  readonly folded: readonly { readonly endpoint: EndpointId; readonly into: EndpointId }[];
  readonly unknownNativeIds: readonly UnknownNativeId[];
}

interface Behind {
  readonly role: Role;
  /** Hops that stay with the endpoint itself. */
  readonly own: readonly HopFacts[];
  /** Hops that are another endpoint's view. */
  readonly viewed: readonly HopFacts[];
  readonly into: PublicEndpoint | null;
}

/** Decides every endpoint: from the front first, then what is seen behind or beside the gateways. */
export function classify(
  catalogue: Catalogue,
  attachments: Attachments,
  inventory: Inventory,
): Classification {
  const sorted = [...inventory.endpoints].sort((a, b) => (a.id < b.id ? -1 : 1));
  const front: PublicEndpoint[] = [];
  const rest: { readonly facts: EndpointFacts; readonly unknown: readonly UnknownNativeId[] }[] = [];
  const unknown: UnknownNativeId[] = [];
  for (const facts of sorted) {
    const subject = { ...facts, headers: null };
    const native = nativeFacts(catalogue, subject);
    unknown.push(...native.unknown);
    const decision = decideFromFront(catalogue, attachments, subject, native);
    if (decision === null) rest.push({ facts, unknown: native.unknown });
    else front.push({ facts, decision });
  }
  const places: Places = {
    catalogue,
    upstream: indexUpstreamShapes(front),
    shapes: indexPublicShapes(catalogue, attachments, front),
  };
  const behind = rest.map((one) => ({ ...one, found: lookBehind(places, one.facts, one.unknown) }));
  return { ...assemble(front, behind), unknownNativeIds: sumUnknown(unknown) };
}

interface Places {
  readonly catalogue: Catalogue;
  readonly upstream: UpstreamShapes;
  readonly shapes: PublicShapes;
}

function lookBehind(places: Places, facts: EndpointFacts, unknown: readonly UnknownNativeId[]): Behind {
  const most = [...unknown].sort((a, b) => b.calls - a.calls || (a.id < b.id ? -1 : 1))[0];
  if (most !== undefined) {
    const decision = { gatewayId: most.gateway, nativeId: most.id };
    return { role: { kind: 'elsewhere', decision }, own: facts.hops, viewed: [], into: null };
  }
  return (
    atUpstreamHost(places, facts) ??
    behindUnknownHost(places, facts) ??
    atOtherHost(places, facts) ?? { role: { kind: 'unmanaged' }, own: facts.hops, viewed: [], into: null }
  );
}

/** Host, port and path are those of a service that a gateway calls. */
function atUpstreamHost(places: Places, facts: EndpointFacts): Behind | null {
  const into = places.upstream.at(facts.host, facts);
  const fit = into === null ? places.catalogue.upstreams.fit(facts.host, facts.path) : null;
  const of = into === null ? fit : { api: into.decision.api, gateway: into.decision.gateway };
  if (of === null) return null;
  const { viewed, direct } = splitHops(places, facts.hops, of);
  if (direct.length === 0) {
    return {
      role: viewRole(places, of, into, fit?.rivals),
      own: [],
      viewed,
      into,
    };
  }
  // With `preserve_host` the upstream form stands at the public host, where direct calls are ordinary ones.
  if (places.catalogue.upstreams.first(facts.host) === null) return null;
  // A host shared by several services proves an API only together with the shape of one of its endpoints.
  const proven =
    into !== null || (fit !== null && places.catalogue.upstreams.isDedicated(facts.host, fit.api));
  if (!proven && viewed.length === 0) return null;
  return { role: bypassRole(places, facts, of, direct), own: direct, viewed, into };
}

/** Sources behind a gateway may name the address of an instance instead of the service. */
function behindUnknownHost(places: Places, facts: EndpointFacts): Behind | null {
  for (const gateway of places.catalogue.gateways.values()) {
    const { id } = gateway.snapshot;
    if (!facts.hops.some((hop) => hop.hop === `behind:${id}`)) continue;
    const into = places.upstream.behind(id, facts);
    if (into === null) continue;
    const of = { api: into.decision.api, gateway };
    const { viewed, direct } = splitHops(places, facts.hops, of);
    if (direct.length > 0) return null;
    return { role: viewRole(places, of, into), own: [], viewed, into };
  }
  return null;
}

/** The path and shape of a managed API at a host that is neither its own nor its upstream. */
function atOtherHost(places: Places, facts: EndpointFacts): Behind | null {
  const owner = places.shapes.owner(facts.method, facts.path, facts.operation);
  if (owner === null) return null;
  const of = { api: owner.api, gateway: owner.gateway };
  const { viewed, direct } = splitHops(places, facts.hops, of);
  if (direct.length === 0) {
    return { role: viewRole(places, of, owner.endpoint), own: [], viewed, into: owner.endpoint };
  }
  return { role: bypassRole(places, facts, of, direct), own: direct, viewed, into: owner.endpoint };
}

/** Calls that came through a gateway of the API, and calls that came from elsewhere. */
function splitHops(
  { catalogue }: Places,
  hops: readonly HopFacts[],
  of: Registration,
): { readonly viewed: readonly HopFacts[]; readonly direct: readonly HopFacts[] } {
  const viewed: HopFacts[] = [];
  const direct: HopFacts[] = [];
  const behind = hopsBehind(catalogue.same, of);
  for (const hop of hops) {
    const through = behind.has(hop.hop) ? hop.calls : hop.fromGateway;
    if (through >= hop.calls) viewed.push(hop);
    else if (through === 0) direct.push(hop);
    else {
      // The log does not tell their statuses apart; they stay with the direct calls, which are judged.
      viewed.push({ ...hop, calls: through, fromGateway: through, statuses: {} });
      direct.push({ ...hop, calls: hop.calls - through, fromGateway: 0 });
    }
  }
  return { viewed, direct };
}

function viewRole(
  { catalogue: { same } }: Places,
  of: Registration,
  into: PublicEndpoint | null,
  rivals: readonly RegisteredApi[] = [],
): Role {
  const row = into?.decision.row ?? firstRow(same, of);
  return { kind: 'view', of, row, rivals: rivals.filter((rival) => !isSameApi(same, rival, of.api)) };
}

function bypassRole(
  { catalogue }: Places,
  facts: EndpointFacts,
  of: Registration,
  direct: readonly HopFacts[],
): Role {
  const counts = callsByHop(direct);
  const [shown] = headlineHops(counts);
  const provable = of.gateway.snapshot.addresses.length > 0 && facts.coverage.clientAddresses > 0;
  const row = firstRow(catalogue.same, of);
  const bypass: BypassFacts = {
    api: managedApiId(row.gateway.snapshot.id, row.api.nativeId),
    hop: direct.find((one) => one.hop === shown)?.hop ?? 'edge',
    calls: headlineCalls(counts),
    confidence: provable ? 'high' : 'low',
  };
  return { kind: 'bypass', of, bypass };
}

function assemble(
  front: readonly PublicEndpoint[],
  behind: readonly { readonly facts: EndpointFacts; readonly found: Behind }[],
): Pick<Classification, 'endpoints' | 'folded'> {
  const viewsOf = new Map<EndpointFacts, { hops: HopFacts[]; views: EndpointFacts[] }>();
  const folded: { endpoint: EndpointId; into: EndpointId }[] = [];
  const endpoints: Classified[] = [];
  for (const { facts, found } of behind) {
    if (found.into !== null && found.viewed.length > 0) {
      const target = viewsOf.get(found.into.facts) ?? { hops: [], views: [] };
      target.hops.push(...found.viewed);
      target.views.push(facts);
      viewsOf.set(found.into.facts, target);
      if (found.own.length === 0) {
        folded.push({ endpoint: facts.id, into: found.into.facts.id });
        continue;
      }
    }
    const hops = found.role.kind === 'view' ? found.viewed : found.own;
    endpoints.push({ facts, role: found.role, hops, counted: hops, views: [] });
  }
  for (const { facts, decision } of front) {
    const { hops, views } = viewsOf.get(facts) ?? { hops: [], views: [] };
    endpoints.push({
      facts,
      role: { kind: 'front', decision },
      hops: [...facts.hops, ...hops],
      counted: countedHops(facts.hops, hops),
      views,
    });
  }
  return { endpoints, folded };
}

function sumUnknown(all: readonly UnknownNativeId[]): readonly UnknownNativeId[] {
  const sums = new Map<string, UnknownNativeId>();
  for (const one of all) {
    const key = `${one.gateway}\n${one.id}`;
    sums.set(key, { ...one, calls: one.calls + (sums.get(key)?.calls ?? 0) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
