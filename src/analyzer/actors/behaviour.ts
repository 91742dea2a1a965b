import type { EndpointId } from '../../model/ids.ts';
import type { BehaviourFacts, OverflowFacts } from '../../model/inventory.ts';
import { FEW_NETWORKS, networksIn } from './actor-set.ts';
import type { Actors, SiteActors } from './actors.ts';
import { stuffingFacts } from './credential-stuffing.ts';
import { enumerationFacts } from './id-enumeration.ts';

/** The endpoint that a shape of path became in the view; null where it became none (noise). */
export type EndpointOf = (
  host: string,
  basePathKey: string,
  shapeKey: string,
  hop: string,
) => EndpointId | null;

export interface ActorFacts {
  readonly behaviours: readonly BehaviourFacts[];
  /** Hours of an API with more actors than the cap: the rules were not evaluated there. */
  readonly overflows: readonly OverflowFacts[];
}

/** What the actors of one API did. */
export interface SiteFacts {
  /** Of the API: the same behaviour seen at several is told in their order. */
  readonly hash: number;
  readonly behaviours: readonly BehaviourFacts[];
  readonly overflow: OverflowFacts | null;
}

/** What actors of one API did between two times (hours whose start lies in `[fromMs, toMs)`), by endpoint and actor. */
export function siteFacts(
  hash: number,
  site: SiteActors,
  endpointOf: EndpointOf,
  fromMs: number,
  toMs: number,
): SiteFacts {
  if (asksForNetworks(site) && isFromFewNetworks(site)) return { hash, behaviours: [], overflow: null };
  const visible = visibleHours(site, fromMs, toMs);
  return {
    hash,
    behaviours: [...enumerationFacts(visible.site, endpointOf), ...stuffingFacts(visible.site, endpointOf)],
    overflow: visible.overflowed ? { cap: 'actors', where: `${site.host} ${site.basePathKey}`.trim() } : null,
  };
}

/** What the actors of all APIs did. */
export function joinSiteFacts(sites: readonly SiteFacts[], overflowed: boolean): ActorFacts {
  const found = new Map<string, BehaviourFacts>();
  const overflows: OverflowFacts[] = [];
  for (const { behaviours, overflow } of [...sites].sort((a, b) => a.hash - b.hash)) {
    if (overflow !== null) overflows.push(overflow);
    for (const fact of behaviours) keepLargest(found, fact);
  }
  if (overflowed) overflows.push({ cap: 'hosts', where: 'actors' });
  const behaviours = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  overflows.sort((a, b) => (a.where < b.where ? -1 : 1));
  return { behaviours, overflows };
}

/** The same of actors that lie together. */
export function actorFacts(actors: Actors, endpointOf: EndpointOf, fromMs: number, toMs: number): ActorFacts {
  const hashes = actors.sites?.hashes ?? [];
  const facts = (actors.sites?.items ?? []).map((site, at) =>
    siteFacts(hashes[at] ?? 0, site, endpointOf, fromMs, toMs),
  );
  return joinSiteFacts(facts, actors.sites?.overflowed === true);
}

/** Whether it matters from which networks the actors of an API came. */
export function asksForNetworks({ hop }: SiteActors): boolean {
  return hop.startsWith('behind:');
}

function isFromFewNetworks(site: SiteActors): boolean {
  const networks = new Set<string>();
  for (const { walkers, logins } of site.hours.values()) {
    for (const seen of [networksIn(walkers.actors), networksIn(logins)]) {
      if (seen === null) return false;
      for (const network of seen) networks.add(network);
    }
  }
  return networks.size < FEW_NETWORKS;
}

/** The same calls seen at two hops are one behaviour: the hop that saw most of it stands. */
function keepLargest(found: Map<string, BehaviourFacts>, fact: BehaviourFacts): void {
  const key = `${fact.type} ${fact.endpoint} ${fact.actor}`;
  const known = found.get(key);
  const isLarger =
    known === undefined ||
    fact.attempts > known.attempts ||
    (fact.attempts === known.attempts && fact.distinct > known.distinct);
  if (isLarger) found.set(key, fact);
}

interface VisibleHours {
  readonly site: SiteActors;
  readonly overflowed: boolean;
}

/** Of a closed set nothing is left to judge; the other set of its hour is judged. */
function visibleHours(site: SiteActors, fromMs: number, toMs: number): VisibleHours {
  const hours = new Map(site.hours);
  let overflowed = false;
  for (const [start, { walkers, logins }] of site.hours) {
    const isInside = start >= fromMs && start < toMs;
    if (!isInside) hours.delete(start);
    else if (walkers.actors.closed !== null || logins.closed !== null) overflowed = true;
  }
  return { site: { ...site, hours }, overflowed };
}
