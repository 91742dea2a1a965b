import type { EndpointId } from '../../model/ids.ts';
import type { BehaviourFacts, OverflowFacts } from '../../model/inventory.ts';
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

/** What actors did between two times (hours whose start lies in `[fromMs, toMs)`), by endpoint and actor. */
export function actorFacts(actors: Actors, endpointOf: EndpointOf, fromMs: number, toMs: number): ActorFacts {
  const found = new Map<string, BehaviourFacts>();
  const overflows: OverflowFacts[] = [];
  for (const site of actors.sites?.items ?? []) {
    if (site.hop.startsWith('behind:') && networksOf(site) < NETWORKS_BEHIND) continue;
    const visible = visibleHours(site, fromMs, toMs);
    if (visible.overflowed) {
      overflows.push({ cap: 'actors', where: `${site.host} ${site.basePathKey}`.trim() });
    }
    for (const fact of [
      ...enumerationFacts(visible.site, endpointOf),
      ...stuffingFacts(visible.site, endpointOf),
    ]) {
      keepLargest(found, fact);
    }
  }
  if (actors.sites?.overflowed === true) overflows.push({ cap: 'hosts', where: 'actors' });
  const behaviours = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
  overflows.sort((a, b) => (a.where < b.where ? -1 : 1));
  return { behaviours, overflows };
}

/**
 * Behind a gateway every call comes from the gateway, unless the log passes the client's address on. Fewer networks
 * than this are the gateway's own.
 */
const NETWORKS_BEHIND = 5;

function networksOf(site: SiteActors): number {
  const networks = new Set<string>();
  for (const hour of site.hours.values()) {
    for (const { network } of hour.walkers.items) networks.add(network);
    for (const { network } of hour.logins.items) networks.add(network);
  }
  return networks.size;
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

function visibleHours(site: SiteActors, fromMs: number, toMs: number): VisibleHours {
  const hours = new Map(site.hours);
  let overflowed = false;
  for (const [start, hour] of site.hours) {
    const isFull = hour.walkers.overflowed || hour.logins.overflowed;
    const isInside = start >= fromMs && start < toMs;
    if (isInside && isFull) overflowed = true;
    if (!isInside || isFull) hours.delete(start);
  }
  return { site: { ...site, hours }, overflowed };
}
