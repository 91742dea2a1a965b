import { DATA_CLASSES } from './catalogue.ts';
import type { ClassIndex } from './data-class.ts';
import { keyWords, phraseWords, shippedPhrase, singular } from './key-words.ts';

/** What a key says about its value. A pure function of the key and of the noun above it. */
export interface KeyContext {
  readonly name: string;
  /** Noun of the key that holds this one: `card` makes `number` a card number. */
  readonly above: string;
  /** Last word, singular: the noun for the keys below. */
  readonly noun: string;
  /** Classes that a context word speaks for, ascending. */
  readonly classes: readonly ClassIndex[];
  /** Those of them whose key decides: they need it, or have a form of their own under it. And those it hints at. */
  readonly keyed: readonly ClassIndex[];
  /** Classes whose form means something else under this key. */
  readonly refused: readonly ClassIndex[];
  /** Values are a person's or a secret's by their key: never kept as text. */
  readonly isPrivate: boolean;
}

interface Phrase {
  readonly words: readonly string[];
  readonly index: ClassIndex;
}

/** A phrase found in words, from one index to another. */
interface Match {
  readonly from: number;
  readonly to: number;
  readonly index: ClassIndex;
}

const SPEAKING_FOR = phraseIndex((index) => DATA_CLASSES[index]?.contextWords ?? []);
const SPEAKING_AGAINST = phraseIndex((index) => DATA_CLASSES[index]?.contextNot ?? []);
const HINTING = phraseIndex((index) => DATA_CLASSES[index]?.hint?.words ?? []);
const REFUSING = phraseIndex((index) => DATA_CLASSES[index]?.valueNot ?? []);
const WHOLE = new Map(
  DATA_CLASSES.flatMap(({ wholeKeys }, index) =>
    (wholeKeys ?? []).map((key) => [shippedPhrase(key).join(' '), index] as const),
  ),
);
const COLLAPSED = wholeKeyIndex((words) => words.join(''));
const PERMUTED = wholeKeyIndex(sortedWords);

function phraseIndex(
  phrasesOf: (index: ClassIndex) => readonly string[],
): ReadonlyMap<string, readonly Phrase[]> {
  const byFirst = new Map<string, Phrase[]>();
  DATA_CLASSES.forEach((_, index) => {
    for (const phrase of phrasesOf(index)) {
      const words = shippedPhrase(phrase);
      addTo(byFirst, words[0] ?? '', { words, index });
    }
  });
  return byFirst;
}

function sortedWords(words: readonly string[]): string {
  return words.toSorted().join(' ');
}

/**
 * Keys that are one phrase and nothing else, written in one (`cardholdername`) or in another order (`nameFirst`). Short
 * words are left out: `ip` is part of many others.
 */
function wholeKeyIndex(
  keyOf: (words: readonly string[]) => string,
): ReadonlyMap<string, readonly ClassIndex[]> {
  const byKey = new Map<string, ClassIndex[]>();
  DATA_CLASSES.forEach(({ contextWords }, index) => {
    for (const phrase of contextWords) {
      const words = shippedPhrase(phrase);
      if (words.length >= 2) addTo(byKey, keyOf(words), index);
    }
  });
  return byKey;
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Words that make the texts below them a person's own although no class says so. */
const PRIVATE_WORDS: ReadonlySet<string> = new Set(
  (
    'name names firstname lastname surname username user login handle nick nickname alias author owner creator sender ' +
    'recipient contact customer patient employee member guest passenger subscriber person who by city town village ' +
    'street address company employer school note notes comment comments message text body subject title description ' +
    'answer question search query q keyword term token secret password pin hint bio'
  ).split(' '),
);

/** Last words of keys whose values tell a kind: `customerType` is nobody's own, though the customer is. */
const KINDS: ReadonlySet<string> = new Set(
  (
    'type types status state states kind kinds mode role roles category level priority class method format direction unit tier ' +
    'segment group association preference locale language lang theme area operator scope visibility difficulty use usage ' +
    'channel grade flag severity outcome relationship salutation style cabin frequency stage phase source size'
  ).split(' '),
);

const ORDERS: ReadonlySet<string> = new Set(['sort', 'order', 'group']);

/** `customerType`, `orderBy`. */
function tellsKind(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  return KINDS.has(last) || (last === 'by' && ORDERS.has(words.at(-2) ?? ''));
}

/** Bounded memo: a pure function, so a cleared cache changes nothing. */
const CACHE = new Map<string, Map<string, KeyContext>>();
const CACHE_LIMIT = 16_384;
let cached = 0;

/** `above` is the noun of the nearest named key (or path noun) above; empty when there is none. */
export function keyContext(above: string, name: string): KeyContext {
  let byName = CACHE.get(above);
  const known = byName?.get(name);
  if (known !== undefined) return known;
  const context = computeKeyContext(above, name);
  if (name.length > 128) return context;
  if (cached >= CACHE_LIMIT) {
    CACHE.clear();
    cached = 0;
    byName = undefined;
  }
  if (byName === undefined) {
    byName = new Map();
    CACHE.set(above, byName);
  }
  byName.set(name, context);
  cached++;
  return context;
}

/** A blank or a letter beyond ASCII, in what is otherwise words. */
const WORDED = /^(?=.{0,48}[^!-~])\p{L}[\p{L}\d _.()/-]{1,47}$/u;

/** Context of a key that is kept nowhere: `First Name` and `Fødselsnummer` still say what their values are. */
export function unkeptKeyContext(context: KeyContext, name: string): KeyContext {
  if (!WORDED.test(name)) return context;
  const own = keyContext(context.noun, name);
  return own.keyed.length > 0 ? own : context;
}

/** No key at all: an unnamed text, a root value below the noun of its path. */
export function rootContext(noun: string): KeyContext {
  return { name: '', above: '', noun, classes: [], keyed: [], refused: [], isPrivate: false };
}

export function computeKeyContext(above: string, name: string): KeyContext {
  const written = keyWords(name.length > 256 ? name.slice(0, 256) : name);
  const own = phraseWords(written);
  const words = above === '' ? own : [...phraseWords([above]), ...own];
  const ownFrom = words.length - own.length;
  const against = new Set(matches(words, 0, SPEAKING_AGAINST, false).map(({ index }) => index));
  const found = new Set(longest(matches(words, ownFrom, SPEAKING_FOR, true)).map(({ index }) => index));
  for (const index of COLLAPSED.get(own.join('')) ?? []) found.add(index);
  const whole = WHOLE.get(own.join(' '));
  if (whole !== undefined) found.add(whole);
  for (const index of PERMUTED.get(sortedWords(own)) ?? []) found.add(index);
  const classes = [...found].filter((index) => !against.has(index)).sort((a, b) => a - b);
  const keyed = classes.filter((index) => {
    const each = DATA_CLASSES[index];
    return each !== undefined && (each.needsContext || each.keyedPattern !== undefined);
  });
  const hinted = matches(words, ownFrom, HINTING, true)
    .map(({ index }) => index)
    .filter((index) => !against.has(index) && !found.has(index));
  const refused = [...new Set(matches(words, ownFrom, REFUSING, false).map(({ index }) => index))];
  const last = written.at(-1);
  return {
    name,
    above,
    noun: last === undefined ? above : singular(last),
    classes,
    keyed: [...new Set([...keyed, ...hinted])],
    refused,
    isPrivate: keyed.length > 0 || (!tellsKind(written) && written.some((word) => PRIVATE_WORDS.has(word))),
  };
}

/** Phrases in `words` that end after `ownFrom`: a noun above alone says nothing. */
function matches(
  words: readonly string[],
  ownFrom: number,
  phrases: ReadonlyMap<string, readonly Phrase[]>,
  speaksFor: boolean,
): readonly Match[] {
  const found: Match[] = [];
  for (let at = 0; at < words.length; at++) {
    for (const phrase of phrases.get(words[at] ?? '') ?? []) {
      const to = at + phrase.words.length;
      if (to <= ownFrom || !continues(words, at, phrase.words)) continue;
      if (speaksFor && isOfAnother(words, at, to, ownFrom)) continue;
      found.push({ from: at, to, index: phrase.index });
    }
  }
  return found;
}

/**
 * `passwordStatus` and `sessionUrl` are no passwords and sessions, `accountTitle` of a `bank` is no bank account, and the
 * `id` of a `patient` object is the key of a record.
 */
function isOfAnother(words: readonly string[], from: number, to: number, ownFrom: number): boolean {
  const last = words.at(-1) ?? '';
  if (to < words.length) return from < ownFrom || ATTRIBUTES.has(last);
  return from < ownFrom && to - ownFrom === 1 && last === 'id' && !OWN_IDS.has(words[from] ?? '');
}

/** Last words of keys that tell something about a thing, not the thing. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'status type kind count total sum amount price percent ratio rate rank score version url uri href title label ' +
    'language lang locale currency unit enabled disabled active required verified valid sku uuid guid format length size ' +
    'category mode level priority index color icon flag policy attempt available expiry expiration ' +
    'age day hour minute timeout lifetime lifespan validity duration time result response suffix expire exist'
  ).split(' '),
);

/** Things whose id is what a class means. */
const OWN_IDS: ReadonlySet<string> = new Set(['session', 'tax', 'taxpayer']);

/** `mobile subscriber identity` is no mobile number: a phrase inside a longer one says nothing. */
function longest(found: readonly Match[]): readonly Match[] {
  return found.filter(
    (each) =>
      !found.some(
        (other) =>
          other.from <= each.from && other.to >= each.to && other.to - other.from > each.to - each.from,
      ),
  );
}

function continues(words: readonly string[], at: number, phrase: readonly string[]): boolean {
  for (let next = 1; next < phrase.length; next++) {
    if (words[at + next] !== phrase[next]) return false;
  }
  return true;
}
