import type { AuthFacts, DataClassFacts } from '../../model/inventory.ts';
import type { AuthState } from '../../model/vocabulary.ts';
import { COVERAGE, type Traffic } from '../traffic/traffic.ts';
import type { Difference } from './bucket-cells.ts';
import { isAppearance, type Level, type Series, shiftsOf } from './series.ts';

const STRENGTH: ReadonlyMap<AuthState, number> = new Map([
  ['none', 0],
  ['mixed', 1],
  ['required', 2],
]);

/**
 * Authentication that became weaker or stronger: the share of anonymous calls among the accepted, or of accepted ones
 * among the anonymous, shifted, and the states of both sides differ. What could not be seen is no change.
 */
export function authDifferences(
  buckets: readonly AuthFacts[],
  stateOf: (level: Level) => AuthState,
): Difference[] {
  const found = new Map<number, Difference>();
  const among = (others: (facts: AuthFacts) => number): Series =>
    buckets.map((facts) => ({
      hits: facts.anonymousAccepted,
      trials: facts.anonymousAccepted + others(facts),
    }));
  for (const series of [
    among((facts) => facts.authenticatedAccepted),
    among((facts) => facts.anonymousRefused),
  ]) {
    for (const { at, before, after } of shiftsOf(series)) {
      const difference = stateDifference(stateOf(before), stateOf(after), at);
      if (difference !== null && ![...found.keys()].some((known) => Math.abs(known - at) <= 1))
        found.set(at, difference);
    }
  }
  return [...found.values()];
}

function stateDifference(before: AuthState, after: AuthState, at: number): Difference | null {
  const old = STRENGTH.get(before);
  const now = STRENGTH.get(after);
  if (old === undefined || now === undefined || old === now) return null;
  const isWeaker = now < old;
  return {
    type: isWeaker ? 'auth-weakened' : 'auth-strengthened',
    class: isWeaker ? 'risky' : 'breaking',
    subject: 'auth',
    before,
    after,
    at,
  };
}

/** Classes of the payloads of some buckets together; `named`: under the names of the traffic, shown or not. */
export type ClassesOf = (from: number, to: number, named: boolean) => readonly DataClassFacts[];

/**
 * Classes that responses did not give away before. A class is decided on many values: a day with few of them, or with
 * too few clients to show a name, is no proof of absence, so what the days before add to the whole is counted.
 */
export function classDifferences(traffic: readonly Traffic[], classesOf: ClassesOf): Difference[] {
  const days = traffic.map(
    (_, at) =>
      new Map(
        classesOf(at, at + 1, true)
          .filter(isGivenAway)
          .map((fact) => [keyOf(fact), fact]),
      ),
  );
  const found: Difference[] = [];
  for (const key of [...new Set(days.flatMap((day) => [...day.keys()]))].sort()) {
    const series = days.map((day, at): Series[number] => {
      const part = key.includes(' response.body ') ? COVERAGE.responseBodies : COVERAGE.responseHeaders;
      const trials = traffic[at]?.coverage[part] ?? 0;
      return { hits: Math.min(trials, day.get(key)?.accepted ?? 0), trials };
    });
    const shift = shiftsOf(series).find((each) => isAppearance(series, each));
    if (shift === undefined || isKnown(key, shift.before.to, traffic.length, classesOf)) continue;
    const id = key.slice(0, key.indexOf(' '));
    const subject = shownKey(key, classesOf(0, traffic.length, false));
    found.push({
      type: 'data-class-exposed',
      class: 'risky',
      subject,
      before: null,
      after: id,
      at: shift.at,
    });
  }
  return found;
}

function isGivenAway({ location, accepted }: DataClassFacts): boolean {
  return location.startsWith('response.') && accepted > 0;
}

function keyOf({ id, location, path }: DataClassFacts): string {
  return `${id} ${location} ${path}`;
}

/** More values before are no strays. */
const STRAYS = 2;

/** Whether the buckets before `from` had values of the class, decided or not. */
function isKnown(key: string, from: number, to: number, classesOf: ClassesOf): boolean {
  const accepted = (facts: readonly DataClassFacts[]): number =>
    facts.find((fact) => keyOf(fact) === key)?.accepted ?? 0;
  return accepted(classesOf(0, to, true)) - accepted(classesOf(from, to, true)) > STRAYS;
}

/** The same place under the names that may be shown. */
function shownKey(key: string, shown: readonly DataClassFacts[]): string {
  const tokens = key.split('/');
  const fits = (other: string): boolean => {
    const others = other.split('/');
    return (
      others.length === tokens.length && others.every((token, at) => token === '*' || token === tokens[at])
    );
  };
  const keys = shown.map(keyOf).filter(fits).sort();
  return keys.at(-1) ?? (tokens[0] ?? '').concat('/*'.repeat(tokens.length - 1));
}
