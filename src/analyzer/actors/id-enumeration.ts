import type { BehaviourFacts } from '../../model/inventory.ts';
import { emptyHyperLogLog, estimateDistinct, mergeHyperLogLog } from '../sketch/hyper-log-log.ts';
import { sortedPlaces } from './actor-set.ts';
import type { SiteActors } from './actors.ts';
import type { EndpointOf } from './behaviour.ts';
import { pseudonymOf } from './pseudonym.ts';
import { isListShape, listShapeOf, pathShapeOf } from './query-site.ts';
import {
  callsOfRow,
  registersOfRow,
  shapeKeyOfRow,
  tallyOfRow,
  valuesOfRow,
  type WalkTable,
  type WalkTally,
} from './walk-table.ts';
import { rowsOf, type Walkers } from './walkers.ts';

/**
 * When one actor's walk over identifiers is an enumeration. A person opens some dozen objects an hour; a page of a
 * list shows 20 to 50, and clients load each entry of one page.
 */
export const ENUMERATION = {
  /** Distinct identifiers in an hour: more than one full page of a list. */
  distinct: 50,
  /** Times the median of the other actors... */
  timesMedian: 10,
  /** ...and times their third quartile, so that a busy quarter of the actors is no crowd of attackers. */
  timesThirdQuartile: 4,
  /** Fewer others say nothing about what is usual. */
  peers: 5,
  /** Without misses and without a sequence only a far larger walk counts. */
  distinctByVolume: 200,
  /** Percent of the range between the smallest and the largest number that was asked for. */
  sequentialPercent: 50,
  /** Percent of calls that met nothing or a refusal: known identifiers do not miss like that. */
  missedPercent: 20,
  /** A partner with its own key knows its identifiers: below this percent of misses its walk is its work. */
  partnerMissedPercent: 5,
  /** Objects that one page of a list explains: an actor that reads its lists opens what it found there. */
  listedPerPage: 100,
  /** An actor that did the same on so many other days does its work. */
  habitualDays: 2,
} as const;

interface Walk {
  readonly actor: number;
  readonly network: string;
  readonly hourMs: number;
  readonly distinct: number;
  readonly tally: WalkTally;
}

const DAY_MS = 86_400_000;

export function enumerationFacts(site: SiteActors, endpointOf: EndpointOf): BehaviourFacts[] {
  const facts: BehaviourFacts[] = [];
  const byShape = walksByShape(site);
  for (const [shapeKey, walks] of byShape) {
    // Nothing was walked far: spares the baseline for nearly every endpoint.
    if (!walks.some((walk) => walk.distinct >= ENUMERATION.distinct)) continue;
    if (isListShape(shapeKey)) continue;
    const endpoint = endpointOf(site.host, site.basePathKey, pathShapeOf(shapeKey), site.hop);
    if (endpoint === null) continue;
    const lists = byShape.get(listShapeOf(shapeKey) ?? '') ?? [];
    const found = new Map<number, Flagged[]>();
    for (const walk of walks) {
      const flagged = isListed(walk, lists) ? null : judge(walk, walks);
      if (flagged !== null) found.set(walk.actor, [...(found.get(walk.actor) ?? []), flagged]);
    }
    for (const flagged of found.values()) facts.push(factOf(endpoint, flagged));
  }
  return facts;
}

/** Walks of the shapes that somebody walked far, and of the lists that may explain these. Others prove nothing. */
function walksByShape(site: SiteActors): Map<string, Walk[]> {
  const byShape = new Map<string, Walk[]>();
  for (const shapeKey of farShapes(site, 1)) {
    byShape.set(shapeKey, []);
    const list = listShapeOf(shapeKey);
    if (list !== null) byShape.set(list, []);
  }
  if (byShape.size === 0) return byShape;
  for (const [hourMs, { walkers }] of [...site.hours].sort(([a], [b]) => a - b)) {
    addWalks(byShape, walkers, hourMs);
  }
  return byShape;
}

function addWalks(byShape: ReadonlyMap<string, Walk[]>, { actors, table }: Walkers, hourMs: number): void {
  for (const place of sortedPlaces(actors)) {
    const walker = actors.items[place];
    if (walker === undefined) continue;
    const actor = actors.hashes[place] ?? 0;
    for (const row of rowsOf(table, walker)) {
      const walks = byShape.get(shapeKeyOfRow(table, row));
      if (walks === undefined) continue;
      const tally = tallyOfRow(table, row);
      const distinct = estimateDistinct(tally.values);
      walks.push({ actor, network: walker.network, hourMs, distinct, tally });
    }
  }
}

/** Shapes that one actor walked far in one hour; of a site counted in parts, those of which a part cannot say that none did. */
export function farShapes(site: SiteActors, parts: number): Set<string> {
  const far = new Set<string>();
  const least = ENUMERATION.distinct / (2 * parts);
  for (const { walkers } of site.hours.values()) addFarShapes(far, walkers.table, least, parts > 1);
  return far;
}

/** `isPart`: the rows have no more than a part of what is to be estimated. */
function addFarShapes(far: Set<string>, table: WalkTable, least: number, isPart: boolean): void {
  for (let row = 0; row < table.count; row += 1) {
    // Few registers are used by few identifiers: no need to estimate them.
    const registers = callsOfRow(table, row) < least ? 0 : registersOfRow(table, row);
    if (registers < 2 || registers < least) continue;
    const shapeKey = shapeKeyOfRow(table, row);
    if (far.has(shapeKey)) continue;
    if (isPart || estimateDistinct(valuesOfRow(table, row)) >= ENUMERATION.distinct) far.add(shapeKey);
  }
}

interface Flagged {
  readonly walk: Walk;
  readonly rule: string;
  readonly peers: number;
  readonly median: number;
}

function judge(walk: Walk, walks: readonly Walk[]): Flagged | null {
  if (walk.distinct < ENUMERATION.distinct) return null;
  const rule = ruleOf(walk);
  if (rule === null || isPartner(walk, walks) || isHabitual(walk, walks)) return null;
  const peers = peersOf(walk, walks);
  const median = quantile(peers, 0.5);
  const hasBaseline = peers.length >= ENUMERATION.peers;
  // Without a baseline only a walk that explains itself counts.
  if (!hasBaseline) return rule === 'volume' ? null : { walk, rule, peers: peers.length, median };
  const isFar =
    walk.distinct >= ENUMERATION.timesMedian * median &&
    walk.distinct >= ENUMERATION.timesThirdQuartile * quantile(peers, 0.75);
  return isFar ? { walk, rule, peers: peers.length, median } : null;
}

/** Reads lists and opens what stands in them, hardly ever in vain: a sync, an export, a person with many tabs. */
function isListed(walk: Walk, lists: readonly Walk[]): boolean {
  if (walk.distinct < ENUMERATION.distinct || lists.length === 0) return false;
  if (walk.tally.missed * 100 >= walk.tally.calls * ENUMERATION.partnerMissedPercent) return false;
  const own = lists.find((list) => list.actor === walk.actor && list.hourMs === walk.hourMs);
  if (own === undefined) return false;
  const pages = Math.min(own.distinct, own.tally.accepted);
  return (
    pages * ENUMERATION.listedPerPage >= walk.distinct &&
    pages * ENUMERATION.listedPerPage >= walk.tally.calls / 2
  );
}

function ruleOf(walk: Walk): 'sequential' | 'misses' | 'volume' | null {
  const { tally, distinct } = walk;
  const span = tally.largest - tally.smallest + 1;
  const isNumbers = tally.numbers === tally.calls;
  if (isNumbers && distinct * 100 >= span * ENUMERATION.sequentialPercent) return 'sequential';
  if (tally.missed * 100 >= tally.calls * ENUMERATION.missedPercent) return 'misses';
  return distinct >= ENUMERATION.distinctByVolume ? 'volume' : null;
}

/** The others in the same hour; where these are too few, the others in all hours. */
function peersOf(walk: Walk, walks: readonly Walk[]): number[] {
  const others = walks.filter((other) => other.actor !== walk.actor);
  const now = others.filter((other) => other.hourMs === walk.hourMs);
  return (now.length >= ENUMERATION.peers ? now : others)
    .map((other) => other.distinct)
    .sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * A machine with a key of its own that meets what it asks for: a partner's sync, a nightly batch. A key that others
 * use for small errands (an app's key) is nobody's own.
 */
function isPartner(walk: Walk, walks: readonly Walk[]): boolean {
  const { tally } = walk;
  if (tally.machine !== tally.calls || tally.credentials?.length !== 1) return false;
  if (tally.missed * 100 >= tally.calls * ENUMERATION.partnerMissedPercent) return false;
  const [credential] = tally.credentials;
  const sharers = walks.filter(
    (other) => other.actor !== walk.actor && other.tally.credentials?.some((hash) => hash === credential),
  );
  const usual = quantile(
    sharers.map((other) => other.distinct).sort((a, b) => a - b),
    0.5,
  );
  return sharers.length === 0 || usual * ENUMERATION.timesThirdQuartile >= walk.distinct;
}

function isHabitual(walk: Walk, walks: readonly Walk[]): boolean {
  if (walk.tally.missed * 100 >= walk.tally.calls * ENUMERATION.missedPercent) return false;
  const today = Math.floor(walk.hourMs / DAY_MS);
  const days = new Set<number>();
  for (const other of walks) {
    const day = Math.floor(other.hourMs / DAY_MS);
    if (other.actor === walk.actor && day !== today && other.distinct * 2 >= walk.distinct) days.add(day);
  }
  return days.size >= ENUMERATION.habitualDays;
}

const RULE_ORDER = ['sequential', 'misses', 'volume'];

function factOf(endpoint: BehaviourFacts['endpoint'], flagged: readonly Flagged[]): BehaviourFacts {
  const values = emptyHyperLogLog();
  const sum = (pick: (tally: WalkTally) => number): number =>
    flagged.reduce((total, { walk }) => total + pick(walk.tally), 0);
  for (const { walk } of flagged) mergeHyperLogLog(values, walk.tally.values);
  const [first] = [...flagged].sort(
    (a, b) => b.walk.distinct - a.walk.distinct || a.walk.hourMs - b.walk.hourMs,
  );
  const rule = RULE_ORDER.find((name) => flagged.some((one) => one.rule === name)) ?? 'volume';
  return {
    type: 'id-enumeration',
    endpoint,
    actor: `${first?.walk.network ?? 'unknown'} ${pseudonymOf(first?.walk.actor ?? 0)}`,
    attempts: sum((tally) => tally.calls),
    successes: sum((tally) => tally.accepted),
    distinct: estimateDistinct(values),
    rule: `id-enumeration-${rule}`,
    thresholds: ENUMERATION,
    counts: {
      hours: flagged.length,
      missed: sum((tally) => tally.missed),
      peers: first?.peers ?? 0,
      medianOfPeers: first?.median ?? 0,
    },
  };
}
