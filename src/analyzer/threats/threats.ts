import type { ThreatFacts } from '../../model/inventory.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { LOCATIONS, type Location, THREAT_TYPES, type ThreatType } from '../../model/vocabulary.ts';
import type { Exchange, ObserveContext } from '../exchange.ts';
import type { SiteRules } from '../site-rules.ts';
import {
  type BottomK,
  decodeBottomK,
  emptyBottomK,
  encodeBottomK,
  mergeBottomK,
  offer,
} from '../sketch/bottom-k.ts';
import {
  addHash,
  decodeHyperLogLog,
  emptyHyperLogLog,
  encodeHyperLogLog,
  estimateDistinct,
  type HyperLogLog,
  mergeHyperLogLog,
} from '../sketch/hyper-log-log.ts';
import { contentThreats } from './content-threats.ts';
import { siteThreats } from './site-threats.ts';
import type { ContentThreat } from './threat-search.ts';

/** Sums of one rule in one place. */
interface ThreatTally {
  readonly type: ThreatType;
  readonly location: Location;
  readonly rule: string;
  attempts: number;
  probable: number;
  successes: number;
  readonly clients: HyperLogLog;
  /** Redacted samples by the hash of their text. */
  readonly samples: BottomK<string>;
}

/** By `type location rule`: all three are shipped or configured vocabulary, so the number of entries is bounded by the rules. */
export type Threats = Map<string, ThreatTally>;

export function emptyThreats(): Threats {
  return new Map();
}

/** Adds one call. */
export function observeThreats(threats: Threats, exchange: Exchange, context: ObserveContext): void {
  for (const threat of contentThreats(exchange)) addThreat(threats, threat, context);
  const own = context.site?.threats;
  if (own !== undefined && own.length > 0)
    for (const threat of siteThreats(exchange, own)) addThreat(threats, threat, context);
}

function addThreat(threats: Threats, threat: ContentThreat, context: ObserveContext): void {
  const key = `${threat.type} ${threat.location} ${threat.rule}`;
  let tally = threats.get(key);
  if (tally === undefined) {
    tally = emptyTally(threat.type, threat.location, threat.rule, context.caps.samples);
    threats.set(key, tally);
  }
  tally.attempts += 1;
  if (threat.outcome === 'probable') tally.probable += 1;
  if (threat.outcome === 'success') tally.successes += 1;
  if (context.clientHash !== 0) addHash(tally.clients, context.clientHash);
  addSample(tally.samples, threat.sample, context);
}

function addSample(samples: BottomK<string>, sample: string, context: ObserveContext): void {
  const keep = (): string => sample;
  offer(samples, context.hash(sample), keep, forget);
}

const forget = (): void => undefined;
const same = (sample: string): string => sample;

function emptyTally(type: ThreatType, location: Location, rule: string, samples: number): ThreatTally {
  return {
    type,
    location,
    rule,
    attempts: 0,
    probable: 0,
    successes: 0,
    clients: emptyHyperLogLog(),
    samples: emptyBottomK(samples),
  };
}

/** Nothing that can change is shared afterwards. */
export function mergeThreats(into: Threats, from: Threats): void {
  for (const [key, tally] of from) {
    let known = into.get(key);
    if (known === undefined) {
      known = emptyTally(tally.type, tally.location, tally.rule, tally.samples.k);
      into.set(key, known);
    }
    known.attempts += tally.attempts;
    known.probable += tally.probable;
    known.successes += tally.successes;
    mergeHyperLogLog(known.clients, tally.clients);
    mergeBottomK(known.samples, tally.samples, forget, same, forget);
  }
}

function sortedTallies(threats: Threats): ThreatTally[] {
  return [...threats].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}

/** One row a rule: `[type, location, rule, attempts, probable, successes, clients, k, samples]`. */
export function encodeThreats(threats: Threats): JsonValue {
  return sortedTallies(threats).map((tally) => [
    tally.type,
    tally.location,
    tally.rule,
    tally.attempts,
    tally.probable,
    tally.successes,
    encodeHyperLogLog(tally.clients),
    tally.samples.k,
    encodeBottomK(tally.samples, (sample) => sample),
  ]);
}

/** Throws RangeError on what `encodeThreats` cannot have written. */
export function decodeThreats(value: JsonValue): Threats {
  if (!isJsonArray(value)) throw new RangeError('not an encoded threat summary');
  const threats = emptyThreats();
  for (const row of value) {
    const tally = decodeTally(row);
    threats.set(`${tally.type} ${tally.location} ${tally.rule}`, tally);
  }
  return threats;
}

function decodeTally(row: JsonValue): ThreatTally {
  if (!isJsonArray(row)) throw new RangeError('not an encoded threat');
  const [typeName, locationName, rule, attempts, probable, successes, clients, k, samples] = row;
  const type = THREAT_TYPES.find((known) => known === typeName);
  const location = LOCATIONS.find((known) => known === locationName);
  if (type === undefined || location === undefined || typeof rule !== 'string')
    throw new RangeError('not an encoded threat');
  return {
    type,
    location,
    rule,
    attempts: countOf(attempts),
    probable: countOf(probable),
    successes: countOf(successes),
    clients: decodeHyperLogLog(clients),
    samples: decodeBottomK(samples, countOf(k), textOf),
  };
}

function countOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : '';
}

/** One fact a type, place and rule. `attempts` counts every attacking call; probable and successes are among them. */
export function threatFacts(threats: Threats, site: SiteRules | null = null): ThreatFacts[] {
  return sortedTallies(threats).flatMap((tally) => {
    const rule = shownRule(tally.rule, site);
    return rule === null ? [] : [factOf(tally, rule)];
  });
}

/** Keys of the site's rules hold a `#`; one that is no longer in force is not shown. */
function shownRule(rule: string, site: SiteRules | null): string | null {
  if (!rule.includes('#')) return rule;
  return site?.threats.find(({ key }) => key === rule)?.rule ?? null;
}

function factOf(tally: ThreatTally, rule: string): ThreatFacts {
  return {
    type: tally.type,
    location: tally.location,
    attempts: tally.attempts,
    probable: tally.probable,
    successes: tally.successes,
    rule,
    clients: estimateDistinct(tally.clients),
    samples: [...tally.samples.items],
  };
}
