import { GIVEN_NAMES } from '../data-classes/given-names.ts';
import { holdsValue } from '../data-classes/holds-value.ts';
import type { Caps } from '../exchange.ts';
import { isShippedMember } from '../payloads/shipped-words.ts';
import { estimateDistinct } from '../sketch/hyper-log-log.ts';
import { isPathWord, isPeopleNoun, wordParts } from './path-words.ts';
import type { Sibling } from './sibling.ts';

/** What decides whether the values of a slot may be listed. */
export interface EnumerationRule {
  readonly caps: Pick<Caps, 'clientsPerString' | 'enumMembers'>;
  /** Literals of known templates and words that people gave. */
  readonly reserved: ReadonlySet<string>;
}

/** Fewer calls tell no closed set from an open one. */
const FEWEST_CALLS = 10;

/**
 * The values of a slot, sorted, where they are a small closed set that may be shown as a whole; null where it is open,
 * private or too little seen. Closed: values repeat, and by Good and Turing the chance that the next call brings a new
 * one (values seen once over calls) is under one in twenty. Shown: each value is shipped or configured vocabulary or
 * came from enough distinct clients, is no value of a data class and no name of a person, and stands below no people
 * noun.
 */
export function slotEnumeration(
  values: readonly Sibling[],
  parent: string | null,
  { caps, reserved }: EnumerationRule,
): readonly string[] | null {
  if (values.length < 2 || values.length > caps.enumMembers || !isClosed(values)) return null;
  if (parent !== null && isPeopleNoun(parent)) return null;
  const isShown = ({ text, stem, profile }: Sibling): boolean =>
    !holdsValue(stem) &&
    (isPathWord(stem) ||
      isShippedMember(stem) ||
      reserved.has(text) ||
      (!namesPerson(stem) && estimateDistinct(profile.clients) >= caps.clientsPerString));
  return values.every(isShown) ? [...new Set(values.map(({ stem }) => stem))].sort() : null;
}

function isClosed(values: readonly Sibling[]): boolean {
  let calls = 0;
  let singles = 0;
  for (const { profile } of values) {
    calls += profile.calls;
    if (profile.calls === 1) singles += 1;
  }
  return calls >= FEWEST_CALLS && values.length * 2 <= calls && singles * 20 <= calls;
}

function namesPerson(text: string): boolean {
  return wordParts(text).some((part) => GIVEN_NAMES.has(part.toLowerCase()));
}
