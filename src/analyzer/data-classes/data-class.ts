import type { DataCategory, Location } from '../../model/vocabulary.ts';

/** Cheap facts of a string that must hold before a pattern runs. Counts are minimums. */
export interface Prefilter {
  /** Characters that must occur, by the bits of `value-scan.ts`. */
  readonly bits?: number;
  readonly minLength?: number;
  readonly minDigits?: number;
  /** Digits of the longest number with separators that begins at a word bound. */
  readonly minNumber?: number;
  /** Longest run of letters, digits, `_` and `-`. */
  readonly minRun?: number;
  /** At least one of these occurs, case-sensitive. */
  readonly anyOf?: readonly string[];
}

/** How a class is recognised by the words before it in a longer text: `MRN 4477123 opened`. */
export interface InText {
  /** Word sequences before the value; the context words of the class when absent. */
  readonly words?: readonly string[];
  /** Linear-time, sticky: the value where it should begin. */
  readonly form: RegExp;
  /** Of the value; the validator of the class holds, too. */
  readonly validate?: (candidate: string) => boolean;
  /** No value of the form is without a digit, though the class has such. */
  readonly hasDigits?: boolean;
  /** A colon, an equals sign or a verb stands between: the value itself is made of ordinary words. */
  readonly needsMark?: boolean;
  /** The word is not in capitals: `Ms`, but not `MS`. */
  readonly needsSmall?: boolean;
}

/** `race` is a contest, `party` an evening and `orientation` that of a page: the value has to tell which is meant. */
export interface Hint {
  /** Word sequences of such keys. */
  readonly words: readonly string[];
  /** Whether a value is known under a key of these words. Linear in the value. */
  readonly isKnown: (candidate: string, words: readonly string[]) => boolean;
}

/** One kind of data worth knowing about. A class is data: the runner, not the class, decides. */
export interface DataClass {
  /** Lower-case kebab, stable for ever. */
  readonly id: string;
  readonly title: string;
  readonly category: DataCategory;
  /** Where a hit counts; everywhere when absent. */
  readonly locations?: readonly Location[];
  readonly prefilter: Prefilter;
  /** Linear-time, global. Finds candidates inside longer strings; with `needsContext` it is matched on the whole value. */
  readonly pattern: RegExp;
  /** Form of a whole value that counts under a key with a context word, where `pattern` alone would be too strict. */
  readonly keyedPattern?: RegExp;
  /** Checksum or structure of a candidate of either pattern. */
  readonly validate?: (candidate: string) => boolean;
  /** Where no key speaks for it, a candidate must meet this too: a version of four parts is an address only under `ip`. */
  readonly plausible?: (candidate: string) => boolean;
  /** Word sequences of a key that speak for this class: `card number` is met by `cardNumber` and `card_number`. */
  readonly contextWords: readonly string[];
  /** Keys that speak for it only where they are the whole key: `plate`, but not `basePlate`. */
  readonly wholeKeys?: readonly string[];
  /** Word sequences that speak against it although a context word is met: `email address` is no postal address. */
  readonly contextNot?: readonly string[];
  /** Word sequences of a key under which even a value of the form is something else: a `version` is no address. */
  readonly valueNot?: readonly string[];
  /** Of a value under a key that speaks for the class, where the words of the key decide which form it needs. */
  readonly fitsKey?: (candidate: string, words: readonly string[]) => boolean;
  /** Keys that also name other things: under them only values count that are known by themselves. */
  readonly hint?: Hint;
  /** Absent where words of a text say nothing more than the value. */
  readonly inText?: readonly InText[];
  /**
   * Probability that a value of the same shape that is something else passes: of the check digits alone where serial
   * numbers begin with dates too. Not used when `needsContext`.
   */
  readonly chanceRate: number;
  /** Of the values of its form, the share that must pass where no key speaks for it: others have its check digit, too. */
  readonly leastShare?: number;
  /** Only values under a key with a context word count. */
  readonly needsContext: boolean;
  /** `key` is null where the value alone is enough. */
  readonly positives: readonly Example[];
  readonly nearMisses: readonly Example[];
}

export interface Example {
  readonly key: string | null;
  readonly value: string;
}

/** Position in the catalogue. Never stored: what is stored uses the id. */
export type ClassIndex = number;

/** An example that stands without a key. */
export function bare(...values: readonly string[]): readonly Example[] {
  return values.map((value) => ({ key: null, value }));
}

/** A text of parts, so that no secret scanner takes an example for a leak. */
export function joined(...parts: readonly string[]): string {
  return parts.join('');
}

/** Examples under one key. */
export function under(key: string, ...values: readonly string[]): readonly Example[] {
  return values.map((value) => ({ key, value }));
}

/** The form of a whole value as it stands in a text: it ends where the word ends. */
export function insideText(whole: RegExp): RegExp {
  const form = whole.source.replace(/^\^/, '').replace(/\$$/, '');
  return new RegExp(`(?:${form})(?![\\p{L}\\d])`, 'uy');
}
