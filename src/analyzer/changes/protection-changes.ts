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

/** Classes of each bucket, by what they are and where. */
export type ClassesOf = (from: number, to: number) => readonly DataClassFacts[];

/**
 * Classes that responses did not give away before. A class is decided on many values: the buckets before are decided
 * together once more, so that a day with few of them hides nothing.
 */
export function classDifferences(traffic: readonly Traffic[], classesOf: ClassesOf): Difference[] {
  const days = traffic.map(
    (_, at) =>
      new Map(
        classesOf(at, at + 1)
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
    if (shift === undefined || holds(classesOf(0, shift.before.to), key)) continue;
    const id = key.slice(0, key.indexOf(' '));
    found.push({
      type: 'data-class-exposed',
      class: 'risky',
      subject: key,
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

function holds(facts: readonly DataClassFacts[], key: string): boolean {
  return facts.some((fact) => keyOf(fact) === key);
}
