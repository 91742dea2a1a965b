import type { Inventory } from '../../model/inventory.ts';
import type { SiteActors } from '../actors/actors.ts';
import type { SiteFacts } from '../actors/behaviour.ts';
import { type Cell, decodeCell } from '../cell.ts';
import type { EndpointDraft } from '../endpoints/draft.ts';
import { forgedHosts, type Suspicion } from '../endpoints/forged-hosts.ts';
import {
  type HostFacts,
  type HostPart,
  type HostRules,
  hostFacts,
  hostFactsRules,
  joinSpans,
  NO_SPAN,
  strayFacts,
  suspicionAt,
  vouchedIn,
} from '../host-facts.ts';
import type { SummarySettings } from '../settings.ts';
import type { Steps } from '../steps.ts';
import { TRIES } from '../summary.ts';
import { decodeThreats, type Threats } from '../threats/threats.ts';
import { composeInventory } from '../view.ts';
import { OTHER_HOST, type ViewContext } from '../view-context.ts';
import { collapseLeaf, countsCollapsed, type Window } from './collapse.ts';
import { type DividedSummary, listOf } from './divided-summary.ts';
import {
  type Assembly,
  assemble,
  layersOf,
  nodeAt,
  type PlacedHost,
  readLayer,
  readNodes,
  releaseHost,
} from './host-assembly.ts';
import { holdsThreats, readRef } from './lean-cell.ts';
import { type PlacedSite, readSite } from './sites.ts';

/** What a host came to; a suspicious one both ways, until it is known how many there are. */
interface ViewedHost {
  readonly facts: HostFacts;
  readonly suspicion: Suspicion | null;
  readonly asForged: HostFacts | null;
}

/**
 * The inventory of the merge of divided summaries, equal to that of the merge itself. One host is in memory at a time:
 * its paths with what decides about them, and the cells of one endpoint.
 */
export function* viewDivided(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
  context: ViewContext,
): Steps<Inventory> {
  const assembly = assemble(sources, settings);
  const { summary } = assembly;
  const rules = hostFactsRules(summary, context);
  const sites = sitesByHost(assembly);
  const viewed: ViewedHost[] = [];
  let span = NO_SPAN;
  for (const host of assembly.hosts) {
    if (!standsAnywhere(assembly, host)) continue;
    const name = host.host ?? OTHER_HOST;
    const window: Window = { counts: rules.counts, span: NO_SPAN };
    yield* readHost(assembly, host, window);
    span = joinSpans(span, window.span);
    viewed.push(yield* viewHostPart(partOf(assembly, name, window, sites.get(name) ?? []), rules));
    sites.delete(name);
    releaseHost(assembly, host.host);
  }
  const forged = forgedHosts(
    viewed.flatMap(({ suspicion }) => suspicion ?? []),
    vouchedIn(context),
  );
  return composeInventory({
    summary,
    context,
    span,
    facts: viewed.map(({ facts, asForged }) =>
      asForged !== null && forged.has(facts.host) ? asForged : facts,
    ),
    strays: strays(assembly, [...sites.values()].flat(), context),
    sitesOverflowed: assembly.sites.overflowed,
  });
}

function standsAnywhere(assembly: Assembly, { host }: PlacedHost): boolean {
  return TRIES.some((_, trie) => nodeAt(assembly, host, trie) !== null);
}

function sitesByHost({ hosts, sites }: Assembly): Map<string, PlacedSite[]> {
  const known = new Set(hosts.map(({ host }) => host));
  return Map.groupBy(sites.sites, ({ host }) => (known.has(host) ? host : OTHER_HOST));
}

function strays(assembly: Assembly, sites: readonly PlacedSite[], context: ViewContext): SiteFacts[] {
  return strayFacts(readSites(assembly, sites), context);
}

/** One after the other: none is kept. */
function* readSites(
  { sources }: Assembly,
  sites: readonly PlacedSite[],
): Generator<readonly [number, SiteActors]> {
  for (const { hash, lines } of sites) yield [hash, readSite(sources, lines)];
}

function* readHost(assembly: Assembly, host: PlacedHost, window: Window): Steps<void> {
  readNodes(assembly, host);
  for (const layer of layersOf(host)) {
    for (const [leaf, name] of yield* readLayer(assembly, host, layer)) {
      collapseLeaf(assembly, leaf, name, window);
      yield;
    }
  }
}

function* viewHostPart(part: HostPart, rules: HostRules): Steps<ViewedHost> {
  const suspicion = suspicionAt(part, rules.context);
  return {
    facts: yield* hostFacts(part, false, rules),
    suspicion,
    asForged: suspicion === null ? null : yield* hostFacts(part, true, rules),
  };
}

function partOf(assembly: Assembly, host: string, { span }: Window, sites: readonly PlacedSite[]): HostPart {
  return {
    host,
    summary: assembly.summary,
    counts: countsCollapsed,
    whole: (draft) => wholeDraft(assembly, draft),
    threatsIn: (cell) => threatsIn(assembly, cell),
    span,
    sites: { [Symbol.iterator]: () => readSites(assembly, sites) },
  };
}

function wholeDraft(assembly: Assembly, draft: EndpointDraft): EndpointDraft {
  const { caps } = assembly.summary.settings;
  const hops: EndpointDraft['hops'] = new Map();
  for (const [hop, collapsed] of draft.hops) {
    const buckets = new Map<number, Cell[]>();
    for (const [bucket, cells] of collapsed) {
      if (!countsCollapsed(bucket)) continue;
      for (const { lean } of cells) addWhole(buckets, lean?.refs ?? []);
    }
    if (buckets.size > 0) hops.set(hop, buckets);
  }
  return { ...draft, hops };

  function addWhole(buckets: Map<number, Cell[]>, refs: readonly number[]): void {
    for (let at = 0; at < refs.length; at += 2) {
      const bucket = refs[at] ?? 0;
      const { source, line } = readRef(refs[at + 1] ?? 0);
      const cell = decodeCell(assembly.sources[source]?.line('bodies', line), caps);
      const known = buckets.get(bucket);
      if (known === undefined) buckets.set(bucket, [cell]);
      else known.push(cell);
    }
  }
}

/** Position of the threats in an encoded cell. */
const THREATS = 2;

function* threatsIn({ sources }: Assembly, { lean }: Cell): Generator<Threats> {
  const refs = lean?.refs ?? [];
  for (let at = 1; at < refs.length; at += 2) {
    const { source, line, flags } = readRef(refs[at] ?? 0);
    if (holdsThreats(flags))
      yield decodeThreats(listOf(sources[source]?.line('bodies', line))[THREATS] ?? null);
  }
}
