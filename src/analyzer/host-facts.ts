import type { NoiseReason } from '../model/api-call.ts';
import { type EndpointId, endpointId, eraseSlotNames } from '../model/ids.ts';
import type { EndpointFacts, Inventory, OverflowFacts } from '../model/inventory.ts';
import type { OverflowCap } from '../model/vocabulary.ts';
import { readShape } from './actor-site.ts';
import type { SiteActors } from './actors/actors.ts';
import { type EndpointOf, type SiteFacts, siteFacts } from './actors/behaviour.ts';
import type { Cell } from './cell.ts';
import { NO_CORRECTIONS } from './corrections.ts';
import { movedEndpoints, type PastEndpoint } from './endpoints/aliases.ts';
import type { EndpointDraft } from './endpoints/draft.ts';
import { type EndpointHistory, endpointHistory } from './endpoints/endpoint-changes.ts';
import { endpointFacts, type FactsContext, idOf, seenCells } from './endpoints/endpoint-facts.ts';
import { hasEnoughClients, namedHosts } from './endpoints/firm-hosts.ts';
import { type Suspicion, suspicionOf, type VouchedHosts } from './endpoints/forged-hosts.ts';
import { type HostView, type NoiseCells, viewHost } from './endpoints/host-view.ts';
import { countNoise, hostNoise, threatsOf, wholeCallNoise } from './endpoints/noise.ts';
import { widened } from './endpoints/shown-path.ts';
import { levelOf } from './paths/breadth.ts';
import type { PathNode } from './paths/trie.ts';
import type { Steps } from './steps.ts';
import { type Summary, TRIES } from './summary.ts';
import type { Threats } from './threats/threats.ts';
import {
  acceptedAt,
  hostNode,
  hostTries,
  OTHER_HOST,
  type ViewContext,
  windowHours,
  windowTest,
} from './view-context.ts';

/** One host of a summary, and how to get at what was counted there. */
export interface HostPart {
  readonly host: string;
  /** Its tries hold the host; they need not hold others. */
  readonly summary: Summary;
  /** Whether a bucket of the cells in these tries counts. */
  readonly counts: (bucket: number) => boolean;
  /** The endpoint with whole cells in the buckets of the window. */
  readonly whole: (draft: EndpointDraft) => EndpointDraft;
  readonly threatsIn: (cell: Cell) => Iterable<Threats>;
  readonly span: CellSpan;
  /** What actors did there, by hash of the API. */
  readonly sites: Iterable<readonly [number, SiteActors]>;
}

/** When the cells that count were called. */
export interface CellSpan {
  readonly firstBucket: number;
  readonly lastBucket: number;
  readonly fromMs: number;
}

export const NO_SPAN: CellSpan = {
  firstBucket: Number.POSITIVE_INFINITY,
  lastBucket: Number.NEGATIVE_INFINITY,
  fromMs: Number.POSITIVE_INFINITY,
};

export function joinSpans(one: CellSpan, two: CellSpan): CellSpan {
  return {
    firstBucket: Math.min(one.firstBucket, two.firstBucket),
    lastBucket: Math.max(one.lastBucket, two.lastBucket),
    fromMs: Math.min(one.fromMs, two.fromMs),
  };
}

/** What the view says of one host: some kilobytes an endpoint, and nothing of the cells. */
export interface HostFacts {
  readonly host: string;
  readonly endpoints: readonly EndpointFacts[];
  readonly histories: readonly EndpointHistory[];
  /** Ids of all endpoints, called in the window or not. */
  readonly present: readonly EndpointId[];
  readonly moved: ReadonlyMap<PastEndpoint, EndpointId>;
  readonly calls: { readonly analyzed: number; readonly outsideWindow: number };
  readonly noise: ReadonlyMap<NoiseReason, number>;
  readonly noiseFromMs: number;
  readonly noiseThreats: Inventory['noiseThreats'];
  readonly overflows: readonly OverflowFacts[];
  readonly sites: readonly SiteFacts[];
}

/** What decides about hosts and is the same for all of them. */
export interface HostRules {
  readonly context: ViewContext;
  /** Whether a bucket is in the window. */
  readonly counts: (bucket: number) => boolean;
  readonly isNamed: (host: string) => boolean;
  readonly past: ReadonlyMap<string, readonly PastEndpoint[]>;
}

export function hostFactsRules(summary: Summary, context: ViewContext): HostRules {
  return {
    context,
    counts: windowTest(summary, context),
    isNamed: namedHosts([...(context.vouched?.patterns ?? []), ...(context.knownHosts ?? [])]),
    past: Map.groupBy(context.past ?? [], ({ host }) => host),
  };
}

const NOBODY_VOUCHES: VouchedHosts = { patterns: [], anyHost: false };

export function vouchedIn({ vouched }: ViewContext): VouchedHosts {
  return vouched ?? NOBODY_VOUCHES;
}

/** What speaks against a host that is kept apart and not reserved; null where nothing does. */
export function suspicionAt(
  { summary, host, counts }: Pick<HostPart, 'summary' | 'host' | 'counts'>,
  context: ViewContext,
): Suspicion | null {
  if (host === OTHER_HOST || summary.settings.reservedHosts.has(host)) return null;
  const accepted = acceptedAt(summary, host);
  if (accepted.length === 0) return null;
  const { clientsPerString } = summary.settings.caps;
  return suspicionOf({ host, accepted }, vouchedIn(context), clientsPerString, counts);
}

/** The cells of one host, at the endpoint or the noise that they count for. */
export interface SortedHost {
  readonly drafts: readonly EndpointDraft[];
  readonly noise: readonly NoiseCells[];
  readonly view: HostView;
}

const NO_ENDPOINTS: HostView = { drafts: new Map(), noise: [], find: () => null };

export function sortHost(
  summary: Summary,
  host: string,
  isForged: boolean,
  context: ViewContext,
): SortedHost {
  const tries = [true, false].map((statistics) => hostTries(summary, host, statistics));
  const whole = wholeCallNoise((trie) => hostNode(summary, trie, host));
  if (isForged) return { drafts: [], noise: [...hostNoise(tries), ...whole], view: NO_ENDPOINTS };
  const corrections = context.corrections ?? NO_CORRECTIONS;
  const known = [...context.known, ...corrections.pins];
  const views = tries.map((each) => viewHost(each, known, corrections, summary.settings.caps));
  return {
    drafts: views.flatMap(({ drafts }) => [...drafts.values()]),
    noise: [...views.flatMap(({ noise }) => noise), ...whole],
    view: views[0] ?? NO_ENDPOINTS,
  };
}

/** Pure; equal parts and rules give equal facts, however the cells lie. An endpoint, or an API's actors, a step. */
export function* hostFacts(part: HostPart, isForged: boolean, rules: HostRules): Steps<HostFacts> {
  const { host, summary } = part;
  const { context } = rules;
  const { drafts, noise, view } = sortHost(summary, host, isForged, context);
  const joined = joinEqual(drafts);
  const facts = factsContext(part, rules);
  const endpoints: EndpointFacts[] = [];
  const histories: EndpointHistory[] = [];
  for (const draft of joined) {
    const whole = part.whole(draft);
    const seen = seenCells(whole, facts.caps, rules.counts);
    if (seen === null) continue;
    endpoints.push(endpointFacts(whole, seen, facts));
    histories.push(endpointHistory(whole, seen, facts, summary.settings.bucketMs, rules.counts));
    yield;
  }
  const endpointOf = endpointFinder(view);
  const sites: SiteFacts[] = [];
  for (const [hash, site] of part.sites) {
    sites.push(siteFacts(hash, site, endpointOf, ...windowHours(context)));
    yield;
  }
  return {
    host,
    endpoints,
    histories,
    present: joined.map(idOf),
    moved: movedEndpoints(rules.past.get(host) ?? [], joined, view),
    calls: {
      analyzed: callsOf(drafts, noise, part.counts),
      outsideWindow: callsOf(drafts, noise, (bucket) => !part.counts(bucket)),
    },
    noise: countNoise(noise, part.counts),
    noiseFromMs: firstOf(noise),
    noiseThreats: threatsOf(host, noise, part.counts, summary.settings.site, part.threatsIn),
    overflows: overflowsOf(summary, host),
    sites,
  };
}

/** For actors of hosts that stand nowhere. */
export function strayFacts(sites: HostPart['sites'], context: ViewContext): SiteFacts[] {
  return Array.from(sites, ([hash, site]) => siteFacts(hash, site, () => null, ...windowHours(context)));
}

/** Hosts whose names may leave the installation: somebody wrote them down, or enough distinct clients use them. */
function isFirmHost({ host, summary }: HostPart, { isNamed }: HostRules): boolean {
  const { caps, reservedHosts } = summary.settings;
  return (
    host === OTHER_HOST ||
    reservedHosts.has(host) ||
    isNamed(host) ||
    hasEnoughClients(acceptedAt(summary, host), caps.clientsPerString)
  );
}

function factsContext(part: HostPart, rules: HostRules): FactsContext {
  const { context } = rules;
  const names = context.knownNames;
  return {
    caps: part.summary.settings.caps,
    isFirmHost: isFirmHost(part, rules),
    isKnownName: (name) => names?.has(name) === true,
    refusals: context.corrections?.refusals ?? [],
    site: part.summary.settings.site,
  };
}

function endpointFinder(view: HostView): EndpointOf {
  const known = new Map<string, EndpointId | null>();
  return (_host, _basePathKey, shapeKey) => {
    const before = known.get(shapeKey);
    if (before !== undefined) return before;
    const { method, tokens } = readShape(shapeKey);
    const draft = view.find(tokens, method);
    const id =
      draft === null ? null : endpointId(draft.method, draft.host, draft.shown.path, draft.operation);
    known.set(shapeKey, id);
    return id;
  };
}

function firstOf(noise: readonly NoiseCells[]): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { buckets } of noise)
    for (const cell of buckets.values()) first = Math.min(first, cell.traffic.firstMs);
  return first;
}

/** One endpoint may be called with and without a protocol's marks: same id, one row, under the protocol's name. */
export function joinEqual(drafts: readonly EndpointDraft[]): EndpointDraft[] {
  const joined = new Map<string, EndpointDraft>();
  const order = (draft: EndpointDraft): string =>
    `${draft.protocol === 'rest' ? 1 : 0}${draft.protocol}\n${draft.shown.path}`;
  for (const draft of [...drafts].sort((a, b) => byText(order(a), order(b)))) {
    const key = JSON.stringify([draft.host, eraseSlotNames(draft.shown.path), draft.method, draft.operation]);
    const known = joined.get(key);
    if (known === undefined) {
      joined.set(key, draft);
      continue;
    }
    const hops = new Map([...known.hops].map(([hop, buckets]) => [hop, new Map(buckets)]));
    for (const [hop, buckets] of draft.hops) {
      const own = hops.get(hop) ?? new Map<number, Cell[]>();
      hops.set(hop, own);
      for (const [bucket, cells] of buckets) own.set(bucket, [...(own.get(bucket) ?? []), ...cells]);
    }
    joined.set(key, { ...known, hops, shown: widened(known.shown, draft.shown) });
  }
  return [...joined.values()];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Calls of the buckets that count, at endpoints and in noise. */
function callsOf(
  drafts: readonly EndpointDraft[],
  noise: readonly NoiseCells[],
  counts: (bucket: number) => boolean,
): number {
  let calls = 0;
  for (const draft of drafts) {
    for (const buckets of draft.hops.values()) {
      for (const [bucket, cells] of buckets) {
        if (counts(bucket)) for (const cell of cells) calls += cell.traffic.calls;
      }
    }
  }
  for (const { buckets } of noise) {
    for (const [bucket, cell] of buckets) if (counts(bucket)) calls += cell.traffic.calls;
  }
  return calls;
}

/** Sets of the tries of one host. */
function overflowsOf(summary: Summary, host: string): OverflowFacts[] {
  const caps = new Set<OverflowCap>();
  const walk = (node: PathNode): void => {
    if (node.breadth !== null && levelOf(node.breadth) > 0) caps.add('pathsPerHost');
    if (node.overflowed) caps.add('childrenPerNode');
    if (node.leaf?.overflowed === true) caps.add('operationsPerPath');
    for (const child of node.literals.values()) walk(child);
    for (const child of node.slots.values()) walk(child);
    if (node.other !== null) walk(node.other);
  };
  for (const trie of TRIES) {
    const node = hostNode(summary, trie, host);
    if (node !== null) walk(node);
  }
  return [...caps].map((cap) => ({ cap, where: host }));
}
