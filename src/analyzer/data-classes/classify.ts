import { DATA_CLASSES } from './catalogue.ts';
import type { ClassIndex, DataClass, Prefilter } from './data-class.ts';
import { UNAMBIGUOUS } from './decide.ts';
import { type KeyContext, keyContext } from './key-context.ts';
import { keyWords } from './key-words.ts';
import { textHits } from './text-context.ts';
import {
  AT,
  COLON,
  DASH,
  DIGIT,
  DOT,
  EQUALS,
  LOWER,
  longestNumber,
  MAX_SCAN_CHARS,
  NON_ASCII,
  SPACE,
  scan,
  scanValue,
  UPPER,
} from './value-scan.ts';

/** One class's say on one value: at most one hit per class and value. */
export interface Hit {
  readonly index: ClassIndex;
  /** The candidate's checksum or structure held (or the class has none). */
  readonly passed: boolean;
  /** The candidate is the whole value. */
  readonly whole: boolean;
  /** Where the candidate starts and ends. */
  readonly from: number;
  readonly to: number;
  /** The candidate without separators, for distinct counts. Never stored in clear. */
  readonly candidate: string;
  /** Words of the text before the candidate name the class, or a key that hints at it holds a value that is known. */
  readonly inText: boolean;
}

export const NO_HITS: readonly Hit[] = [];

/** Classes whose pattern needs no key. */
const BY_VALUE: readonly ClassIndex[] = DATA_CLASSES.flatMap((each, index) =>
  each.needsContext ? [] : [index],
);

/** Shorter values can carry no class on their own. */
const SHORTEST = 6;

const MEMO = new Map<string, readonly Hit[]>();
const MEMO_LIMIT = 8192;
const MEMO_LONGEST = 128;

/** Hits by the text alone. Memoised: a pure function of the text, whatever the cache holds. */
export function valueHits(text: string): readonly Hit[] {
  if (text.length < SHORTEST) return NO_HITS;
  scanValue(text);
  const isText = mayNameValues(text);
  const classes = mayHoldClass(text) ? candidateClasses(text) : NO_CLASSES;
  if (classes.length === 0 && !isText) return NO_HITS;
  if (classes.length === 0 || text.length > MEMO_LONGEST) return search(text, classes, isText);
  const known = MEMO.get(text);
  if (known !== undefined) return known;
  const hits = search(text, classes, isText);
  // Values without a hit are mostly ids that never come again: keeping them would only push out the others.
  if (hits.length === 0) return hits;
  if (MEMO.size >= MEMO_LIMIT) MEMO.clear();
  MEMO.set(text, hits);
  return hits;
}

/** As `valueHits` without the cache. */
export function computeValueHits(text: string): readonly Hit[] {
  if (text.length < SHORTEST) return NO_HITS;
  scanValue(text);
  const isText = mayNameValues(text);
  return search(text, mayHoldClass(text) ? passingClasses(text) : NO_CLASSES, isText);
}

const NO_CLASSES: readonly ClassIndex[] = [];

/** A name, something between and a value. */
const SHORTEST_TEXT = 8;

/** Words and what stands between them. Reads the last scan. */
function mayNameValues(text: string): boolean {
  const { bits } = scan;
  return (
    text.length >= SHORTEST_TEXT &&
    (bits & (SPACE | EQUALS)) !== 0 &&
    (bits & (UPPER | LOWER | NON_ASCII)) !== 0
  );
}

/** Values that show their class, and those that the words before them name; one hit a class. Reads the last scan. */
function search(text: string, classes: readonly ClassIndex[], isText: boolean): readonly Hit[] {
  const shown = classes.length === 0 ? NO_HITS : searchClasses(text, classes);
  const named = isText ? textHits(text, scan.digits > 0) : [];
  if (named.length === 0) return shown;
  const hits = new Map<ClassIndex, Hit>();
  for (const { index, from, to, candidate } of named) {
    const hit = {
      index,
      passed: true,
      whole: false,
      from,
      to,
      candidate: bareCandidate(candidate),
      inText: true,
    };
    if (!hits.has(index)) hits.set(index, hit);
  }
  return [...hits.values(), ...shown.filter(({ index }) => !hits.has(index))];
}

/** Every class without context needs one of these; shapes that are nothing but an id or a time are left at once. */
function mayHoldClass(text: string): boolean {
  const { bits, digits, longestRun } = scan;
  if (digits < 5 && longestRun < 16) {
    if ((bits & AT) === 0 && (digits < 4 || (bits & (DOT | COLON | DASH)) === 0)) {
      return text.length >= 17 && (bits & (COLON | DASH)) !== 0;
    }
  }
  return !isUuid(text) && !isTimestamp(text) && !isDay(text);
}

/** `2024-05-01`: nothing but digits and dashes, and many a field holds no others. */
function isDay(text: string): boolean {
  return (
    text.length === 10 &&
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    (scan.bits & ~(DIGIT | DASH)) === 0
  );
}

function isUuid(text: string): boolean {
  return (
    text.length === 36 &&
    text.charCodeAt(8) === 45 &&
    text.charCodeAt(13) === 45 &&
    text.charCodeAt(18) === 45 &&
    text.charCodeAt(23) === 45 &&
    (scan.bits & ~(UPPER | LOWER | DIGIT | DASH)) === 0
  );
}

const TIMESTAMP = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

function isTimestamp(text: string): boolean {
  return text.length <= 36 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && TIMESTAMP.test(text);
}

/** No class asks for a number of fewer digits. */
const FEWEST_DIGITS = 9;

function numberDigits(text: string): number {
  return scan.digits < FEWEST_DIGITS ? 0 : longestNumber(text);
}

/** Reads the last scan, which must be the text's. `classes` are those whose prefilter holds, `anyOf` apart. */
function searchClasses(whole: string, classes: readonly ClassIndex[]): readonly Hit[] {
  const text = whole.length > MAX_SCAN_CHARS ? whole.slice(0, MAX_SCAN_CHARS) : whole;
  let hits: Hit[] | null = null;
  for (const index of classes) {
    const dataClass = DATA_CLASSES[index];
    if (dataClass === undefined || !holdsAny(dataClass, text)) continue;
    const hit = firstHit(dataClass, index, text, 0);
    if (hit !== null) {
      hits ??= [];
      hits.push(hit);
    }
  }
  return hits === null ? NO_HITS : hits.length === 1 ? hits : withoutParts(hits, text);
}

/**
 * What begins inside a text that cannot be chance is a part of it: `pass@host` of a URL with user and password is no
 * e-mail address. The class is searched again behind it.
 */
function withoutParts(hits: readonly Hit[], text: string): readonly Hit[] {
  return hits.flatMap((hit) => {
    const whole = hits.find(
      (other) => other !== hit && isUnlikely(other) && other.from < hit.from && hit.from < other.to,
    );
    const dataClass = DATA_CLASSES[hit.index];
    if (whole === undefined || dataClass === undefined) return [hit];
    return firstHit(dataClass, hit.index, text, whole.to) ?? [];
  });
}

function isUnlikely({ index, passed }: Hit): boolean {
  return passed && (DATA_CLASSES[index]?.chanceRate ?? 1) <= UNAMBIGUOUS;
}

function holdsAny({ prefilter }: DataClass, text: string): boolean {
  if (prefilter.anyOf === undefined) return true;
  for (const part of prefilter.anyOf) if (text.includes(part)) return true;
  return false;
}

/** Reads the last scan. */
function passingClasses(text: string): readonly ClassIndex[] {
  const number = numberDigits(text);
  return BY_VALUE.filter((index) =>
    meetsPrefilter(DATA_CLASSES[index]?.prefilter ?? {}, text.length, number),
  );
}

function meetsPrefilter(prefilter: Prefilter, length: number, number: number): boolean {
  const bits = prefilter.bits ?? 0;
  if ((scan.bits & bits) !== bits) return false;
  if (length < (prefilter.minLength ?? 0) || scan.digits < (prefilter.minDigits ?? 0)) return false;
  if (scan.longestRun < (prefilter.minRun ?? 0) || number < (prefilter.minNumber ?? 0)) return false;
  const parts = ANY_OF_BITS.get(prefilter);
  return parts === undefined || parts.some((part) => (scan.bits & part) === part);
}

/**
 * The prefilters compare four counts with a few thresholds each, so texts between the same thresholds and with the
 * same characters pass the same prefilters: one look-up instead of a loop over all classes.
 */
const LENGTH_LEVELS = levelTable((prefilter) => prefilter.minLength ?? 0);
const DIGIT_LEVELS = levelTable((prefilter) => prefilter.minDigits ?? 0);
const NUMBER_LEVELS = levelTable((prefilter) => prefilter.minNumber ?? 0);
const RUN_LEVELS = levelTable((prefilter) => prefilter.minRun ?? 0);

/** Kinds of characters of each text of `anyOf`: a value without them holds none of the texts. */
const ANY_OF_BITS: ReadonlyMap<Prefilter, readonly number[]> = new Map(
  BY_VALUE.flatMap((index): [Prefilter, readonly number[]][] => {
    const prefilter = DATA_CLASSES[index]?.prefilter;
    return prefilter?.anyOf === undefined ? [] : [[prefilter, prefilter.anyOf.map(bitsOf)]];
  }),
);

function bitsOf(text: string): number {
  scanValue(text);
  return scan.bits;
}

/** For each count up to the largest threshold, how many thresholds it reaches. */
function levelTable(threshold: (prefilter: Prefilter) => number): Uint8Array {
  const thresholds = new Set(BY_VALUE.map((index) => threshold(DATA_CLASSES[index]?.prefilter ?? {})));
  const table = new Uint8Array(Math.max(...thresholds) + 1);
  for (let count = 0; count < table.length; count++) {
    for (const each of thresholds) if (count >= each) table[count] = (table[count] ?? 0) + 1;
  }
  return table;
}

function levelOf(table: Uint8Array, count: number): number {
  return table[count < table.length ? count : table.length - 1] ?? 0;
}

const CANDIDATES = new Map<number, readonly ClassIndex[]>();
const CANDIDATE_LISTS = 4096;
/** Levels of one count; more than any table has. */
const RADIX = 32;

/** As `passingClasses`, remembered by levels. Reads the last scan. */
function candidateClasses(text: string): readonly ClassIndex[] {
  const number = numberDigits(text);
  let key = scan.bits * RADIX + levelOf(LENGTH_LEVELS, text.length);
  key = key * RADIX + levelOf(DIGIT_LEVELS, scan.digits);
  key = key * RADIX + levelOf(NUMBER_LEVELS, number);
  key = key * RADIX + levelOf(RUN_LEVELS, scan.longestRun);
  const known = CANDIDATES.get(key);
  if (known !== undefined) return known;
  const classes = passingClasses(text);
  if (CANDIDATES.size >= CANDIDATE_LISTS) CANDIDATES.clear();
  CANDIDATES.set(key, classes);
  return classes;
}

/** The first candidate that passes, else the first of all; candidates per value are bounded. */
function firstHit(dataClass: DataClass, index: ClassIndex, text: string, from: number): Hit | null {
  const { pattern, validate, plausible } = dataClass;
  pattern.lastIndex = from;
  let failed: Hit | null = null;
  for (let tried = 0; tried < MAX_CANDIDATES; tried++) {
    const match = pattern.exec(text);
    if (match === null) break;
    const candidate = match[0];
    const passed =
      (validate === undefined || validate(candidate)) && (plausible === undefined || plausible(candidate));
    if (!passed && failed !== null) continue;
    const hit = {
      index,
      passed,
      whole: candidate.length === text.length,
      from: match.index,
      to: match.index + candidate.length,
      candidate: bareCandidate(candidate),
      inText: false,
    };
    if (passed) {
      pattern.lastIndex = 0;
      return hit;
    }
    failed = hit;
  }
  pattern.lastIndex = 0;
  return failed;
}

const MAX_CANDIDATES = 256;

function bareCandidate(candidate: string): string {
  return candidate.length > 64 ? candidate : candidate.replace(/[\s().:/-]/g, '');
}

/** What is written where there is no value: it speaks neither for nor against a class. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(
  '|-|--|n/a|na|n.a.|none|null|nil|undefined|unknown|unspecified|missing|empty|tbd|tba|not set|not provided|?|.|x|true|false|yes|no|on|off'.split(
    '|',
  ),
);

/** Hits that the key decides: classes that need it, and forms that count under it only. */
export function keyedHits(text: string, context: KeyContext): readonly Hit[] {
  if (context.keyed.length === 0 || text === '' || text.length > 8192) return NO_HITS;
  let hits: Hit[] | null = null;
  const value = text.trim();
  if (SAYS_NOTHING.has(value.toLowerCase())) return NO_HITS;
  for (const index of context.keyed) {
    const dataClass = DATA_CLASSES[index];
    if (dataClass === undefined) continue;
    const isHint = dataClass.hint !== undefined && !context.classes.includes(index);
    const passed = isHint ? isKnown(dataClass, value, context) : isFormed(dataClass, value, context);
    if (!passed && (isHint || !dataClass.needsContext)) continue;
    hits ??= [];
    hits.push({
      index,
      passed,
      whole: true,
      from: 0,
      to: text.length,
      candidate: bareCandidate(value),
      inText: isHint,
    });
  }
  return hits ?? NO_HITS;
}

function isKnown({ hint }: DataClass, value: string, { name }: KeyContext): boolean {
  return hint?.isKnown(value, keyWords(name)) === true;
}

/** Of a value under a key that speaks for the class. */
function isFormed(dataClass: DataClass, value: string, { name }: KeyContext): boolean {
  const form = dataClass.needsContext ? dataClass.pattern : dataClass.keyedPattern;
  return (
    form?.test(value) === true &&
    (dataClass.validate === undefined || dataClass.validate(value)) &&
    (dataClass.fitsKey === undefined || dataClass.fitsKey(value, keyWords(name)))
  );
}

/** Classes that a value passes under a key (null: none), ascending. One value proves little: `decide.ts` weighs many. */
export function classifyValue(value: string, key: string | null): readonly ClassIndex[] {
  const found = new Set<ClassIndex>();
  for (const hit of valueHits(value)) if (hit.passed) found.add(hit.index);
  if (key !== null) {
    for (const hit of keyedHits(value, keyContext('', key))) if (hit.passed) found.add(hit.index);
  }
  return [...found].sort((a, b) => a - b);
}
