import { type EndpointId, endpointId, eraseSlotNames } from '../model/ids.ts';
import type { ChangeFacts, EndpointFacts, Inventory, OverflowFacts } from '../model/inventory.ts';
import type { OverflowCap } from '../model/vocabulary.ts';
import { readShape } from './actor-site.ts';
import { actorFacts, type EndpointOf } from './actors/behaviour.ts';
import type { Cell } from './cell.ts';
import { type Corrections, NO_CORRECTIONS } from './corrections.ts';
import { aliasesFrom, type PastEndpoint } from './endpoints/aliases.ts';
import type { EndpointDraft } from './endpoints/draft.ts';
import { type ChangeSpan, endpointChanges } from './endpoints/endpoint-changes.ts';
import { endpointFacts, type FactsContext } from './endpoints/endpoint-facts.ts';
import { hasEnoughClients, namedHosts } from './endpoints/firm-hosts.ts';
import { forgedHosts, type HostTrial, type VouchedHosts } from './endpoints/forged-hosts.ts';
import { type HostTries, type HostView, type NoiseCells, viewHost } from './endpoints/host-view.ts';
import { countNoise, hostNoise, threatsOf, wholeCallNoise } from './endpoints/noise.ts';
import { widened } from './endpoints/shown-path.ts';
import { levelOf } from './paths/breadth.ts';
import type { KnownTemplate } from './paths/known-templates.ts';
import type { PathNode } from './paths/trie.ts';
import { type Summary, TRIES, type TrieName } from './summary.ts';

/** Everything beside the summary that the view depends on. */
export interface ViewContext {
  /** Reference time: run start in the daemon, the latest accepted call in `analyze`. */
  readonly asOfMs: number;
  /** Length of the assessment window back from `asOfMs`; null for the whole span. */
  readonly windowMs: number | null;
  readonly known: readonly KnownTemplate[];
  /** What people told the analyzer. */
  readonly corrections?: Corrections;
  /** The endpoints of the last assessment: a re-keyed one keeps its earlier ids. */
  readonly past?: readonly PastEndpoint[];
  /** Hosts that exist for others than their callers, beside those that the summary was told to reserve. */
  readonly vouched?: VouchedHosts;
  /** Hosts that people configured something for, globs among them: shown to outsiders whoever called them. */
  readonly knownHosts?: readonly string[];
  /** Parameter and property names that stand in definitions: shown whoever sent them. */
  readonly knownNames?: ReadonlySet<string>;
}

/** Host under which calls beyond the cap of hosts are counted. */
const OTHER_HOST = '*';

/** Every cell of a summary, at the endpoint or the noise that it counts for. */
export interface SortedCells {
  readonly drafts: readonly EndpointDraft[];
  /** The same without repetitions of one id. */
  readonly joined: readonly EndpointDraft[];
  readonly noise: readonly NoiseCells[];
  readonly views: ReadonlyMap<string, HostView>;
  readonly noiseThreats: Inventory['noiseThreats'];
}

export function sortCells(summary: Summary, context: ViewContext): SortedCells {
  const counts = windowTest(summary, context);
  const drafts: EndpointDraft[] = [];
  const noise: NoiseCells[] = [];
  const views = new Map<string, HostView>();
  const noiseThreats: Inventory['noiseThreats'][number][] = [];
  const corrections = context.corrections ?? NO_CORRECTIONS;
  const known = [...context.known, ...corrections.pins];
  const forged = forgedHosts(
    trialsOf(summary),
    context.vouched ?? NOBODY_VOUCHES,
    summary.settings.caps.clientsPerString,
    counts,
  );
  for (const host of hostsOf(summary)) {
    const from = noise.length;
    if (forged.has(host)) {
      views.set(host, NO_ENDPOINTS);
      noise.push(...hostNoise([true, false].map((statistics) => hostTries(summary, host, statistics))));
    } else
      for (const statistics of [true, false]) {
        const view = viewHost(
          hostTries(summary, host, statistics),
          known,
          corrections,
          summary.settings.caps,
        );
        if (statistics) views.set(host, view);
        drafts.push(...view.drafts.values());
        noise.push(...view.noise);
      }
    noise.push(...wholeCallNoise((trie) => hostNode(summary, trie, host)));
    noiseThreats.push(...threatsOf(host, noise.slice(from), counts, summary.settings.site));
  }
  return { drafts, joined: joinEqual(drafts), noise, views, noiseThreats };
}

const NOBODY_VOUCHES: VouchedHosts = { patterns: [], anyHost: false };
const NO_ENDPOINTS: HostView = { drafts: new Map(), noise: [], find: () => null };

/** Hosts that are kept apart and not reserved, with what was accepted there. */
function trialsOf(summary: Summary): HostTrial[] {
  const trials: HostTrial[] = [];
  for (const host of hostsOf(summary)) {
    if (host === OTHER_HOST || summary.settings.reservedHosts.has(host)) continue;
    const accepted = acceptedAt(summary, host);
    if (accepted.length > 0) trials.push({ host, accepted });
  }
  return trials;
}

function acceptedAt(summary: Summary, host: string): PathNode[] {
  return (['accepted', 'fixedAccepted'] as const).flatMap((trie) => hostNode(summary, trie, host) ?? []);
}

/** Hosts whose names may leave the installation: somebody wrote them down, or enough distinct clients use them. */
function firmHosts(summary: Summary, context: ViewContext): ReadonlySet<string> {
  const { caps, reservedHosts } = summary.settings;
  const isNamed = namedHosts([...(context.vouched?.patterns ?? []), ...(context.knownHosts ?? [])]);
  const isFirm = (host: string): boolean =>
    host === OTHER_HOST ||
    reservedHosts.has(host) ||
    isNamed(host) ||
    hasEnoughClients(acceptedAt(summary, host), caps.clientsPerString);
  return new Set(hostsOf(summary).filter(isFirm));
}

/** V: the inventory of a summary. Pure; equal summaries and contexts give equal inventories. */
export function viewInventory(summary: Summary, context: ViewContext): Inventory {
  const counts = windowTest(summary, context);
  const { drafts, joined, noise, views, noiseThreats } = sortCells(summary, context);
  const facts = factsContext(summary, context);
  const endpoints = withAliases(factsOf(facts, joined, counts), joined, views, context.past);
  const noiseCalls = countNoise(noise, counts);
  const actors = actorFacts(summary.actors, endpointFinder(views), ...windowHours(context));
  return {
    asOfMs: context.asOfMs,
    windowFromMs: windowFrom(endpoints, noise, context),
    calls: {
      analyzed: callsOf(drafts, noise, counts),
      outsideWindow: callsOf(drafts, noise, (bucket) => !counts(bucket)) + summary.forgottenCalls,
      noise: noiseCalls,
      operations: endpoints.reduce((sum, endpoint) => sum + endpoint.calls, 0),
    },
    endpoints,
    behaviours: actors.behaviours,
    changes: changesOf(facts, joined, changeSpan(summary, context, drafts, noise, counts)),
    noiseThreats,
    overflows: [...overflowsOf(summary), ...fieldOverflows(endpoints), ...actors.overflows],
  };
}

function withAliases(
  endpoints: readonly EndpointFacts[],
  drafts: readonly EndpointDraft[],
  views: ReadonlyMap<string, HostView>,
  past: readonly PastEndpoint[] = [],
): readonly EndpointFacts[] {
  if (past.length === 0) return endpoints;
  const aliases = aliasesFrom(past, drafts, views);
  return endpoints.map((endpoint) => ({ ...endpoint, aliases: aliases.get(endpoint.id) ?? [] }));
}

function windowTest(summary: Summary, context: ViewContext): (bucket: number) => boolean {
  const { bucketMs } = summary.settings;
  if (context.windowMs === null) return () => true;
  const first = Math.floor((context.asOfMs - context.windowMs) / bucketMs);
  const last = Math.floor(context.asOfMs / bucketMs);
  return (bucket) => bucket >= first && bucket <= last;
}

function windowHours(context: ViewContext): [number, number] {
  return context.windowMs === null
    ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    : [context.asOfMs - context.windowMs, context.asOfMs + 1];
}

function endpointFinder(views: ReadonlyMap<string, HostView>): EndpointOf {
  const known = new Map<string, EndpointId | null>();
  return (host, _basePathKey, shapeKey) => {
    const key = `${host}\n${shapeKey}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { method, tokens } = readShape(shapeKey);
    const draft = (views.get(host) ?? views.get(OTHER_HOST))?.find(tokens, method) ?? null;
    const id =
      draft === null ? null : endpointId(draft.method, draft.host, draft.shown.path, draft.operation);
    known.set(key, id);
    return id;
  };
}

function windowFrom(
  endpoints: readonly EndpointFacts[],
  noise: readonly NoiseCells[],
  context: ViewContext,
): number {
  if (context.windowMs !== null) return context.asOfMs - context.windowMs;
  let first = context.asOfMs;
  for (const endpoint of endpoints) first = Math.min(first, endpoint.firstSeenMs);
  for (const { buckets } of noise)
    for (const cell of buckets.values()) first = Math.min(first, cell.traffic.firstMs);
  return first;
}

function hostsOf(summary: Summary): string[] {
  const hosts = new Set<string>();
  for (const trie of TRIES) {
    const root = summary.tries[trie];
    for (const host of root.literals.keys()) hosts.add(host);
    if (root.other !== null) hosts.add(OTHER_HOST);
  }
  return [...hosts].sort();
}

function hostNode(summary: Summary, trie: TrieName, host: string): PathNode | null {
  const root = summary.tries[trie];
  return root.literals.get(host) ?? (host === OTHER_HOST ? root.other : null);
}

function hostTries(summary: Summary, host: string, statistics: boolean): HostTries {
  return {
    host,
    statistics,
    hash: summary.hash,
    accepted: hostNode(summary, statistics ? 'accepted' : 'fixedAccepted', host),
    refused: hostNode(summary, statistics ? 'refused' : 'fixedRefused', host),
    failed: hostNode(summary, statistics ? 'failed' : 'fixedFailed', host),
  };
}

/** One endpoint may be called with and without a protocol's marks: same id, one row, under the protocol's name. */
function joinEqual(drafts: readonly EndpointDraft[]): EndpointDraft[] {
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

function factsContext(summary: Summary, context: ViewContext): FactsContext {
  const names = context.knownNames;
  return {
    caps: summary.settings.caps,
    firmHosts: firmHosts(summary, context),
    isKnownName: (name) => names?.has(name) === true,
    refusals: context.corrections?.refusals ?? [],
    site: summary.settings.site,
  };
}

function factsOf(
  context: FactsContext,
  drafts: readonly EndpointDraft[],
  counts: (bucket: number) => boolean,
): EndpointFacts[] {
  const facts: EndpointFacts[] = [];
  for (const draft of drafts) {
    const endpoint = endpointFacts(draft, context, counts);
    if (endpoint !== null) facts.push(endpoint);
  }
  return facts.sort(
    (a, b) =>
      byText(a.host, b.host) ||
      byText(a.path, b.path) ||
      byText(a.method, b.method) ||
      byText(a.operation ?? '', b.operation ?? '') ||
      byText(a.protocol, b.protocol),
  );
}

/** From the first to the last bucket with any call, of endpoints or of noise. */
function changeSpan(
  summary: Summary,
  context: ViewContext,
  drafts: readonly EndpointDraft[],
  noise: readonly NoiseCells[],
  counts: (bucket: number) => boolean,
): ChangeSpan {
  let firstBucket = Number.POSITIVE_INFINITY;
  let lastBucket = Number.NEGATIVE_INFINITY;
  let fromMs = Number.POSITIVE_INFINITY;
  const note = (bucket: number, cells: readonly Cell[]): void => {
    if (!counts(bucket)) return;
    firstBucket = Math.min(firstBucket, bucket);
    lastBucket = Math.max(lastBucket, bucket);
    for (const { traffic } of cells) fromMs = Math.min(fromMs, traffic.firstMs);
  };
  for (const draft of drafts)
    for (const buckets of draft.hops.values()) for (const [bucket, cells] of buckets) note(bucket, cells);
  for (const { buckets } of noise) for (const [bucket, cell] of buckets) note(bucket, [cell]);
  const { bucketMs } = summary.settings;
  return { bucketMs, fromMs, asOfMs: context.asOfMs, firstBucket, lastBucket, counts };
}

function changesOf(context: FactsContext, drafts: readonly EndpointDraft[], span: ChangeSpan): ChangeFacts[] {
  return drafts
    .flatMap((draft) => endpointChanges(draft, context, span))
    .sort(
      (a, b) =>
        a.atMs - b.atMs ||
        byText(a.endpoint, b.endpoint) ||
        byText(a.type, b.type) ||
        byText(a.subject, b.subject),
    );
}

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

/** Hosts with an endpoint that was sent more names than are kept apart. */
function fieldOverflows(endpoints: readonly EndpointFacts[]): OverflowFacts[] {
  const [fields, bodies] = [new Set<string>(), new Set<string>()];
  for (const { host, overflows } of endpoints) {
    for (const location of overflows ?? []) (location.endsWith('.body') ? bodies : fields).add(host);
  }
  return [
    ...[...fields].sort().map((where): OverflowFacts => ({ cap: 'fieldsPerLocation', where })),
    ...[...bodies].sort().map((where): OverflowFacts => ({ cap: 'pointersPerBody', where })),
  ];
}

/** Sets of the tries, by host. */
function overflowsOf(summary: Summary): OverflowFacts[] {
  const found = new Map<OverflowCap, Set<string>>();
  const add = (cap: OverflowCap, where: string): void => {
    found.set(cap, (found.get(cap) ?? new Set()).add(where));
  };
  const walk = (node: PathNode, where: string): void => {
    if (node.breadth !== null && levelOf(node.breadth) > 0) add('pathsPerHost', where);
    if (node.overflowed) add('childrenPerNode', where);
    if (node.leaf?.overflowed === true) add('operationsPerPath', where);
    for (const child of node.literals.values()) walk(child, where);
    for (const child of node.slots.values()) walk(child, where);
    if (node.other !== null) walk(node.other, where);
  };
  for (const trie of TRIES) {
    const root = summary.tries[trie];
    if (root.overflowed) add('hosts', trie);
    if (root.breadth !== null && levelOf(root.breadth) > 0) add('pathsPerHost', OTHER_HOST);
    for (const [host, node] of root.literals) walk(node, host);
    if (root.other !== null) walk(root.other, OTHER_HOST);
  }
  return [...found]
    .flatMap(([cap, places]) => [...places].map((where) => ({ cap, where })))
    .sort((a, b) => byText(a.cap, b.cap) || byText(a.where, b.where));
}
