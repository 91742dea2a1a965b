import type { NoiseReason } from '../model/api-call.ts';
import type { EndpointId } from '../model/ids.ts';
import type { ChangeFacts, EndpointFacts, Inventory, OverflowFacts } from '../model/inventory.ts';
import type { Actors, SiteActors } from './actors/actors.ts';
import { joinSiteFacts, type SiteFacts } from './actors/behaviour.ts';
import { joinedSites } from './actors/joined-sites.ts';
import { aliasesFrom, type PastEndpoint } from './endpoints/aliases.ts';
import type { EndpointDraft } from './endpoints/draft.ts';
import { type ChangeSpan, endpointChanges } from './endpoints/endpoint-changes.ts';
import { forgedHosts } from './endpoints/forged-hosts.ts';
import type { NoiseCells } from './endpoints/host-view.ts';
import { sortedCells } from './endpoints/leaf.ts';
import {
  type CellSpan,
  type HostFacts,
  type HostPart,
  hostFacts,
  hostFactsRules,
  joinEqual,
  joinSpans,
  NO_SPAN,
  sortHost,
  strayFacts,
  suspicionAt,
  vouchedIn,
} from './host-facts.ts';
import { levelOf } from './paths/breadth.ts';
import { placedLeaves } from './paths/trie.ts';
import type { BottomK } from './sketch/bottom-k.ts';
import { finished } from './steps.ts';
import { type Summary, TRIES } from './summary.ts';
import { hostNode, hostsOf, OTHER_HOST, type ViewContext, windowTest } from './view-context.ts';

/** Every cell of a summary, at the endpoint or the noise that it counts for. */
export interface SortedCells {
  /** Without repetitions of one id. */
  readonly joined: readonly EndpointDraft[];
  readonly noise: readonly NoiseCells[];
}

export function sortCells(summary: Summary, context: ViewContext): SortedCells {
  const forged = forgedIn(summary, context);
  const sorted = hostsOf(summary).map((host) => sortHost(summary, host, forged.has(host), context));
  return {
    joined: sorted.flatMap(({ drafts }) => joinEqual(drafts)),
    noise: sorted.flatMap(({ noise }) => noise),
  };
}

function forgedIn(summary: Summary, context: ViewContext): ReadonlySet<string> {
  const counts = windowTest(summary, context);
  const suspicions = hostsOf(summary).flatMap(
    (host) => suspicionAt({ summary, host, counts }, context) ?? [],
  );
  return forgedHosts(suspicions, vouchedIn(context));
}

/**
 * V: the inventory of a summary. Pure; equal summaries and contexts give equal inventories. `others`: actors that were
 * not merged into the summary and count as if they were.
 */
export function viewInventory(
  summary: Summary,
  context: ViewContext,
  others: readonly Actors[] = [],
): Inventory {
  const rules = hostFactsRules(summary, context);
  const forged = forgedIn(summary, context);
  const hosts = hostsOf(summary);
  const actors = joinedSites([summary.actors, ...others]);
  const sites = sitesByHost(actors, hosts);
  let span = NO_SPAN;
  const facts = hosts.map((host) => {
    const part = wholePart(summary, host, rules.counts, sites.get(host) ?? []);
    sites.delete(host);
    span = joinSpans(span, part.span);
    return finished(hostFacts(part, forged.has(host), rules));
  });
  const strays = strayFacts([...sites.values()].flat(), context);
  return composeInventory({
    summary,
    context,
    span,
    facts,
    strays,
    sitesOverflowed: actors?.overflowed === true,
  });
}

type SiteOf = readonly [number, SiteActors];

/** A host that the tries do not keep apart is among the others. */
function sitesByHost(sites: BottomK<SiteActors> | null, hosts: readonly string[]): Map<string, SiteOf[]> {
  const { hashes = [], items = [] } = sites ?? {};
  const known = new Set(hosts);
  return Map.groupBy(
    items.map((site, at): SiteOf => [hashes[at] ?? 0, site]),
    ([, { host }]) => (known.has(host) ? host : OTHER_HOST),
  );
}

function wholePart(
  summary: Summary,
  host: string,
  counts: HostPart['counts'],
  sites: readonly SiteOf[],
): HostPart {
  return {
    host,
    summary,
    counts,
    whole: (draft) => draft,
    threatsIn: (cell) => [cell.threats],
    span: spanOf(summary, host, counts),
    sites,
  };
}

/** From the first to the last bucket with any call, of endpoints or of noise. */
function spanOf(summary: Summary, host: string, counts: HostPart['counts']): CellSpan {
  let { firstBucket, lastBucket, fromMs } = NO_SPAN;
  for (const trie of TRIES) {
    const node = hostNode(summary, trie, host);
    for (const { leaf } of node === null ? [] : placedLeaves(node)) {
      for (const { cells } of leaf.operations.values()) {
        for (const { bucket, cell } of sortedCells(cells)) {
          if (!counts(bucket)) continue;
          firstBucket = Math.min(firstBucket, bucket);
          lastBucket = Math.max(lastBucket, bucket);
          fromMs = Math.min(fromMs, cell.traffic.firstMs);
        }
      }
    }
  }
  return { firstBucket, lastBucket, fromMs };
}

/** What the view is made of once every host was looked at. */
export interface ViewedHosts {
  /** Its tries need hold no more than which hosts there are. */
  readonly summary: Summary;
  readonly context: ViewContext;
  readonly span: CellSpan;
  readonly facts: readonly HostFacts[];
  /** Of actors of hosts that stand nowhere. */
  readonly strays: readonly SiteFacts[];
  readonly sitesOverflowed: boolean;
}

export function composeInventory(viewed: ViewedHosts): Inventory {
  const { summary, context, span, strays, sitesOverflowed } = viewed;
  const facts = [...viewed.facts].sort((a, b) => byText(a.host, b.host));
  const endpoints = withAliases(sortedEndpoints(facts), facts, context.past);
  const actors = joinSiteFacts([...facts.flatMap(({ sites }) => sites), ...strays], sitesOverflowed);
  const sum = (of: (host: HostFacts) => number): number => facts.reduce((total, host) => total + of(host), 0);
  return {
    asOfMs: context.asOfMs,
    windowFromMs: windowFrom(endpoints, facts, context),
    calls: {
      analyzed: sum(({ calls }) => calls.analyzed),
      outsideWindow: sum(({ calls }) => calls.outsideWindow) + summary.forgottenCalls,
      noise: noiseOf(facts),
      operations: endpoints.reduce((total, endpoint) => total + endpoint.calls, 0),
    },
    endpoints,
    behaviours: actors.behaviours,
    changes: changesOf(facts, { ...span, bucketMs: summary.settings.bucketMs, asOfMs: context.asOfMs }),
    noiseThreats: facts.flatMap(({ noiseThreats }) => noiseThreats),
    overflows: [...overflowsOf(summary, facts), ...fieldOverflows(endpoints), ...actors.overflows],
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function sortedEndpoints(facts: readonly HostFacts[]): EndpointFacts[] {
  return facts
    .flatMap(({ endpoints }) => endpoints)
    .sort(
      (a, b) =>
        byText(a.host, b.host) ||
        byText(a.path, b.path) ||
        byText(a.method, b.method) ||
        byText(a.operation ?? '', b.operation ?? '') ||
        byText(a.protocol, b.protocol),
    );
}

function withAliases(
  endpoints: readonly EndpointFacts[],
  facts: readonly HostFacts[],
  past: readonly PastEndpoint[] = [],
): readonly EndpointFacts[] {
  if (past.length === 0) return endpoints;
  const present = new Set<EndpointId>(facts.flatMap((host) => host.present));
  const moved = new Map(facts.flatMap((host) => [...host.moved]));
  const aliases = aliasesFrom(past, present, moved);
  return endpoints.map((endpoint) => ({ ...endpoint, aliases: aliases.get(endpoint.id) ?? [] }));
}

function windowFrom(
  endpoints: readonly EndpointFacts[],
  facts: readonly HostFacts[],
  context: ViewContext,
): number {
  if (context.windowMs !== null) return context.asOfMs - context.windowMs;
  let first = context.asOfMs;
  for (const endpoint of endpoints) first = Math.min(first, endpoint.firstSeenMs);
  for (const { noiseFromMs } of facts) first = Math.min(first, noiseFromMs);
  return first;
}

function noiseOf(facts: readonly HostFacts[]): Inventory['calls']['noise'] {
  const totals = new Map<NoiseReason, number>();
  for (const { noise } of facts) {
    for (const [reason, calls] of noise) totals.set(reason, (totals.get(reason) ?? 0) + calls);
  }
  const sorted: Partial<Record<NoiseReason, number>> = {};
  for (const reason of [...totals.keys()].sort()) {
    const calls = totals.get(reason) ?? 0;
    if (calls > 0) sorted[reason] = calls;
  }
  return sorted;
}

function changesOf(facts: readonly HostFacts[], span: ChangeSpan): ChangeFacts[] {
  return facts
    .flatMap(({ histories }) => histories.flatMap((history) => endpointChanges(history, span)))
    .sort(
      (a, b) =>
        a.atMs - b.atMs ||
        byText(a.endpoint, b.endpoint) ||
        byText(a.type, b.type) ||
        byText(a.subject, b.subject),
    );
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
function overflowsOf(summary: Summary, facts: readonly HostFacts[]): OverflowFacts[] {
  const found = new Map<string, OverflowFacts>();
  const add = (overflow: OverflowFacts): void => {
    found.set(`${overflow.cap}\n${overflow.where}`, overflow);
  };
  for (const { overflows } of facts) overflows.forEach(add);
  for (const trie of TRIES) {
    const { overflowed, breadth } = summary.tries[trie];
    if (overflowed) add({ cap: 'hosts', where: trie });
    if (breadth !== null && levelOf(breadth) > 0) add({ cap: 'pathsPerHost', where: OTHER_HOST });
  }
  return [...found.values()].sort((a, b) => byText(a.cap, b.cap) || byText(a.where, b.where));
}
