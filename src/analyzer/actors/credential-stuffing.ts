import type { BehaviourFacts } from '../../model/inventory.ts';
import { estimateDistinct } from '../sketch/hyper-log-log.ts';
import { talliesOf } from './actor-hour.ts';
import { sortedPlaces } from './actor-set.ts';
import type { SiteActors, SiteHour } from './actors.ts';
import type { EndpointOf } from './behaviour.ts';
import { addLogin, emptyLogin, type LoginTally } from './logins.ts';
import { pseudonymOf } from './pseudonym.ts';

/**
 * When logins of one network are an attack. An office behind one address may log in five hundred people at nine
 * o'clock, but nine of ten succeed; a stolen list fails nearly always (published success rates are below 2 %).
 */
export const STUFFING = {
  /** Different user names in an hour. */
  users: 10,
  /** Refused logins in an hour beside many user names. */
  refused: 20,
  /** Percent of attempts refused, beside many user names. */
  refusedPercent: 50,
  /** Without user names, or with few, the failures must speak alone. */
  refusedAlone: 30,
  refusedAlonePercent: 80,
  /** Fewer different passwords are a client that repeats what no longer fits. */
  passwords: 5,
} as const;

/** One address at one login endpoint in one hour. */
interface Attempt {
  readonly hash: number;
  readonly tally: LoginTally;
}

/** One network at one login endpoint in one hour, where it attacks. */
interface Flagged {
  readonly network: string;
  readonly hash: number;
  readonly rule: string;
  readonly tally: LoginTally;
}

export function stuffingFacts(site: SiteActors, endpointOf: EndpointOf): BehaviourFacts[] {
  const byNetwork = new Map<string, Flagged[]>();
  for (const [, hour] of [...site.hours].sort(([a], [b]) => a - b)) {
    for (const [key, { network, attempts }] of attemptsByNetwork(hour)) {
      const flagged = judge(network, attempts);
      if (flagged !== null) byNetwork.set(key, [...(byNetwork.get(key) ?? []), flagged]);
    }
  }
  const facts: BehaviourFacts[] = [];
  for (const flagged of byNetwork.values()) {
    const fact = factOf(site, endpointOf, flagged);
    if (fact !== null) facts.push(fact);
  }
  return facts;
}

interface NetworkAttempts {
  readonly network: string;
  readonly attempts: Attempt[];
}

function attemptsByNetwork(hour: SiteHour): Map<string, NetworkAttempts> {
  const found = new Map<string, NetworkAttempts>();
  const { hashes, items } = hour.logins;
  for (const place of sortedPlaces(hour.logins)) {
    const actor = items[place];
    const hash = hashes[place] ?? 0;
    if (actor === undefined) continue;
    const { network } = actor;
    for (const tally of talliesOf(actor)) {
      const key = `${tally.shapeKey}\n${network}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { network, attempts: [{ hash, tally }] });
      else known.attempts.push({ hash, tally });
    }
  }
  return found;
}

/** Addresses that mostly succeed are people who share the network with the attacker: their logins are no hits. */
function judge(network: string, attempts: readonly Attempt[]): Flagged | null {
  const attackers = attempts.filter(({ tally }) => tally.refused * 2 >= tally.attempts);
  const [first] = attackers;
  if (first === undefined) return null;
  const total = emptyLogin(first.tally.shapeKey);
  let smallest = first.hash;
  for (const { hash, tally } of attackers) {
    addLogin(total, tally);
    smallest = Math.min(smallest, hash);
  }
  const rule = ruleOf(total);
  return rule === null ? null : { network, hash: smallest, rule, tally: total };
}

function ruleOf(tally: LoginTally): string | null {
  const users = estimateDistinct(tally.users);
  const isNamed = tally.named * 2 >= tally.attempts;
  const share = tally.refused * 100;
  if (isNamed && users >= STUFFING.users) {
    const isAttack = tally.refused >= STUFFING.refused && share >= tally.attempts * STUFFING.refusedPercent;
    return isAttack ? 'credential-stuffing-many-users' : null;
  }
  if (isRepetition(tally)) return null;
  if (tally.refused < STUFFING.refusedAlone || share < tally.attempts * STUFFING.refusedAlonePercent)
    return null;
  return isNamed ? 'credential-stuffing-password-guessing' : 'credential-stuffing-failed-logins';
}

/** One job with an expired password, however often it tries. */
function isRepetition(tally: LoginTally): boolean {
  if (tally.passwords === null || tally.keyed * 2 < tally.attempts) return false;
  return estimateDistinct(tally.passwords) < STUFFING.passwords;
}

function factOf(
  site: SiteActors,
  endpointOf: EndpointOf,
  flagged: readonly Flagged[],
): BehaviourFacts | null {
  const [first] = flagged;
  if (first === undefined) return null;
  const endpoint = endpointOf(site.host, site.basePathKey, first.tally.shapeKey, site.hop);
  if (endpoint === null) return null;
  const total = emptyLogin(first.tally.shapeKey);
  let hash = first.hash;
  for (const one of flagged) {
    addLogin(total, one.tally);
    hash = Math.min(hash, one.hash);
  }
  const rules = flagged.map((one) => one.rule).sort();
  return {
    type: 'credential-stuffing',
    endpoint,
    actor: `${first.network} ${pseudonymOf(hash)}`,
    attempts: total.attempts,
    successes: total.accepted,
    distinct: estimateDistinct(total.users),
    rule: rules.find((rule) => rule.endsWith('many-users')) ?? rules[0] ?? '',
    thresholds: STUFFING,
    counts: { hours: flagged.length, refused: total.refused, namedAttempts: total.named },
  };
}
