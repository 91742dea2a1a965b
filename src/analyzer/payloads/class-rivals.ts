import { type WeighedClass, weighsChance } from '../data-classes/decide.ts';
import type { ClassCounter } from './schema-node.ts';

/** A class decided at a field. */
interface Rival {
  readonly dataClass: WeighedClass & { readonly id: string };
  readonly counter: ClassCounter;
}

/** At least this share of the values of one class must be values of the other, too. */
const SHARED = 0.5;

/**
 * One number is one thing: where two classes with check digits claim the same values (every card of fifteen digits
 * has the form of an IMEI), the one that the key names stays, else the one that explains more values, else the one
 * that chance produces less often.
 */
export function withoutRivals<T extends Rival>(decided: readonly T[]): readonly T[] {
  if (decided.length < 2) return decided;
  return withoutWeaker(decided.filter((each) => !isOnlyCalled(each, decided)));
}

/** What a key calls by a general name although the values say what they are. */
const CALLED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['bank-account', new Set(['credit-card', 'imei'])],
  ['tax-number', new Set(['iban', 'credit-card'])],
]);

/** `account_number` that holds nothing but card numbers. */
function isOnlyCalled({ dataClass, counter }: Rival, decided: readonly Rival[]): boolean {
  const others = CALLED.get(dataClass.id);
  if (others === undefined) return false;
  return decided.some(
    (other) => others.has(other.dataClass.id) && other.counter.passed >= counter.passed * MOST,
  );
}

/** Of the values of a general class, the share that has to be of the other. */
const MOST = 0.9;

function withoutWeaker<T extends Rival>(decided: readonly T[]): readonly T[] {
  const weighed = decided.filter(({ dataClass }) => weighsChance(dataClass));
  if (weighed.length < 2) return decided;
  return decided.filter(
    (each) => !weighed.includes(each) || !weighed.some((other) => other !== each && beats(other, each)),
  );
}

function beats(one: Rival, other: Rival): boolean {
  const shared = sharedShare(one.counter.sample, other.counter.sample);
  if (shared < SHARED) return false;
  const named = rank(one.counter.keyed > 0) - rank(other.counter.keyed > 0);
  if (named !== 0) return named > 0;
  const passed = distinctPassed(one.counter) - distinctPassed(other.counter);
  if (passed !== 0) return passed > 0;
  const chance = one.dataClass.chanceRate - other.dataClass.chanceRate;
  return chance === 0 ? one.dataClass.id < other.dataClass.id : chance < 0;
}

function rank(isNamed: boolean): number {
  return isNamed ? 1 : 0;
}

function distinctPassed({ sample }: ClassCounter): number {
  return sample.filter(isPassed).length;
}

function isPassed(entry: number): boolean {
  return entry % 2 === 1;
}

/**
 * Of the values that passed for the second, how many passed for the first. Both samples keep the smallest hashes, so
 * hashes beyond the largest of either say nothing.
 */
function sharedShare(first: readonly number[], second: readonly number[]): number {
  const known = new Set(first.filter(isPassed));
  const reach = Math.min(first.at(-1) ?? 0, second.at(-1) ?? 0) + 1;
  const comparable = second.filter((entry) => isPassed(entry) && entry <= reach);
  if (comparable.length === 0) return 0;
  return comparable.filter((entry) => known.has(entry)).length / comparable.length;
}
