import { boundedMemo } from '../sketch/bounded-memo.ts';
import { DATA_CLASSES } from './catalogue.ts';
import type { ClassIndex, DataClass, InText } from './data-class.ts';
import { phraseWords, shippedPhrase } from './key-words.ts';
import { DIGIT, MAX_SCAN_CHARS } from './value-scan.ts';

/** A value that the words before it name. */
export interface TextHit {
  readonly index: ClassIndex;
  readonly from: number;
  readonly to: number;
  readonly candidate: string;
}

interface Phrase {
  readonly index: ClassIndex;
  readonly rule: InText;
}

/** Phrases that end here, and words that go on. */
interface Step {
  readonly phrases: Phrase[];
  readonly next: Map<string, Step>;
}

const FIRST: Step = phraseTree();

function phraseTree(): Step {
  const root = emptyStep();
  const add = (words: readonly string[], phrase: Phrase) => {
    let step = root;
    for (const word of words) {
      const next = step.next.get(word) ?? emptyStep();
      step.next.set(word, next);
      step = next;
    }
    const isThere = step.phrases.some(({ index, rule }) => index === phrase.index && rule === phrase.rule);
    if (!isThere) step.phrases.push(phrase);
  };
  DATA_CLASSES.forEach((dataClass, index) => {
    for (const rule of dataClass.inText ?? []) {
      for (const phrase of rule.words ?? dataClass.contextWords) {
        const words = shippedPhrase(phrase);
        add(words, { index, rule });
        if (words.length > 1) add([words.join('')], { index, rule });
      }
    }
  });
  return root;
}

function emptyStep(): Step {
  return { phrases: [], next: new Map() };
}

/** Bits of hashed words: most words of a text begin no phrase, and for them no string is made. */
const BITS = 1 << 15;
/** Behind every phrase that the word begins stand values with digits only. */
const BEFORE_DIGITS = 1;
const BEFORE_ANY = 2;
/** What may stand behind the first word of a phrase. */
const ENDINGS = ['', 's', 'number', 'nummer'];
const MAY_BEGIN = buildBits();

function buildBits(): Uint8Array {
  const bits = new Uint8Array(BITS);
  const beginning = (word: string, mark: number) => {
    const hash = hashOf(word);
    for (const ending of ENDINGS) {
      const slotOf = slot(hashOf(ending, hash));
      bits[slotOf] = Math.max(bits[slotOf] ?? 0, mark);
    }
    if (!word.includes('licence')) return;
    const slotOf = slot(hashOf(word.replace('licence', 'license')));
    bits[slotOf] = Math.max(bits[slotOf] ?? 0, mark);
  };
  for (const { inText, contextWords, prefilter } of DATA_CLASSES) {
    for (const rule of inText ?? []) {
      const hasDigits = rule.hasDigits === true || ((prefilter.bits ?? 0) & DIGIT) !== 0;
      for (const phrase of rule.words ?? contextWords) {
        const mark = hasDigits ? BEFORE_DIGITS : BEFORE_ANY;
        const words = shippedPhrase(phrase);
        const [first = ''] = words;
        beginning(first, mark);
        const [written = ''] = phrase.split(' ', 1);
        if (written !== first) beginning(written, mark);
        if (words.length > 1) beginning(words.join(''), mark);
      }
    }
  }
  return bits;
}

/** Of `word` behind what `before` is the hash of. */
function hashOf(word: string, before = 0): number {
  let hash = before;
  for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
  return hash;
}

function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

function slot(hash: number): number {
  return (hash ^ (hash >>> 15)) & (BITS - 1);
}

/** Small letter or digit of an ASCII code; 0 for what ends a word. */
const FOLDED = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 65 && code <= 90) return code + 32;
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) ? code : 0;
});

/** Letters beyond ASCII are letters. */
function letterOf(code: number): number {
  return code < 128 ? (FOLDED[code] ?? 0) : code;
}

const MAX_HITS = 16;
const SHORTEST_WORD = 2;

/** Values that the words of a text name, in order. One pass over the characters; patterns run behind phrases only. */
export function textHits(text: string, hasDigit: boolean = /\d/.test(text)): readonly TextHit[] {
  let hits: TextHit[] | null = null;
  const end = Math.min(text.length, MAX_SCAN_CHARS);
  const fewest = hasDigit ? BEFORE_DIGITS : BEFORE_ANY;
  let hash = 0;
  let start = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    const letter = code < 128 ? (FOLDED[code] ?? 0) : code;
    if (letter !== 0) {
      hash = step(hash, letter);
      continue;
    }
    if (hash !== 0 && (MAY_BEGIN[slot(hash)] ?? 0) >= fewest && at - start >= SHORTEST_WORD) {
      hits ??= [];
      at = Math.max(at, followPhrase(text, start, at, hits) - 1);
      if (hits.length >= MAX_HITS) break;
    }
    hash = 0;
    start = at + 1;
  }
  return hits ?? NO_TEXT_HITS;
}

const NO_TEXT_HITS: readonly TextHit[] = [];

/** Words as phrases write them, by their spelling: a pure function, so a cleared cache changes nothing. */
const comparedWords = boundedMemo((spelling) => phraseWords([spelling]), 4096, 32);

const LONGEST_WORD = 32;

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end - from <= LONGEST_WORD && letterOf(text.charCodeAt(end)) > 0) end++;
  return end;
}

/** `driver's licence`. */
function isPossessive(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 39 || code === 0x2019) && text.charCodeAt(at + 1) === 115;
}

/** Where the next word of a phrase begins: behind one or two blanks, dashes, slashes or underscores. */
function nextWord(text: string, end: number): number {
  let from = isPossessive(text, end) ? end + 2 : end;
  for (const last = from + 2; from < last; from++) {
    const code = text.charCodeAt(from);
    if (code !== 32 && code !== 45 && code !== 47 && code !== 95) break;
  }
  return from;
}

/** Adds what follows the longest phrase that begins here; gives where to read on. */
function followPhrase(text: string, start: number, firstEnd: number, hits: TextHit[]): number {
  let step: Step = FIRST;
  let longest: Step | null = null;
  let phraseEnd = firstEnd;
  for (
    let from = start, end = firstEnd;
    end > from && end - from <= LONGEST_WORD;
    end = wordEnd(text, from)
  ) {
    const next = follow(step, text.slice(from, end).toLowerCase());
    if (next === null) break;
    step = next;
    if (step.phrases.length > 0) {
      longest = step;
      phraseEnd = end;
    }
    if (step.next.size === 0) break;
    from = nextWord(text, end);
    if (from === end) break;
  }
  return longest === null ? firstEnd : addValues(text, start, phraseEnd, longest.phrases, hits);
}

function follow(step: Step, spelling: string): Step | null {
  let at = step;
  for (const word of comparedWords(spelling)) {
    const next = at.next.get(word);
    if (next === undefined) return step.next.get(spelling) ?? null;
    at = next;
  }
  return at;
}

/** The longest phrase decides; several classes may share it. */
function addValues(
  text: string,
  start: number,
  phraseEnd: number,
  phrases: readonly Phrase[],
  hits: TextHit[],
): number {
  let readOn = phraseEnd;
  for (const phrase of phrases) {
    if (phrase.rule.needsSmall === true && isCapital(text.charCodeAt(start + 1))) continue;
    const hit = valueBehind(text, phraseEnd, phrase);
    if (hit === null) continue;
    hits.push(hit);
    readOn = Math.max(readOn, hit.to);
  }
  return readOn;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Words between a name and its value. */
const FILLERS: ReadonlySet<string> = new Set(
  (
    'no nr num number nummer numero número id code of as at to on with set stated given recorded listed noted states registered file am le el il den om lautet equals shows ' +
    'entered declared reported reads value is was are ist es est er är e'
  ).split(' '),
);
const VERBS: ReadonlySet<string> = new Set('as is was are ist es est er är e'.split(' '));
const MAX_FILLERS = 3;
const LONGEST_GAP = 4;
const GAP: ReadonlySet<number> = new Set(
  Array.from(' :=#"\'`()[]<>.,-|*', (character) => character.charCodeAt(0)),
);
const LONGEST_FILLER = 10;

/** The value begins behind separators and at most a few words such as `number is`. */
function valueBehind(text: string, phraseEnd: number, { index, rule }: Phrase): TextHit | null {
  const dataClass = DATA_CLASSES[index];
  if (dataClass === undefined) return null;
  let at = phraseEnd;
  let isMarked = rule.needsMark !== true;
  for (let fillers = 0; fillers <= MAX_FILLERS; fillers++) {
    const gapEnd = at + LONGEST_GAP;
    for (let code = text.charCodeAt(at); at < gapEnd && GAP.has(code); code = text.charCodeAt(++at)) {
      if (code === 58 || code === 61) isMarked = true;
    }
    if (at === phraseEnd || at >= text.length) return null;
    const hit = isMarked ? valueAt(text, at, dataClass, index, rule) : null;
    if (hit !== null) return hit;
    const end = wordEnd(text, at);
    if (end - at > LONGEST_FILLER) return null;
    const filler = text.slice(at, end).toLowerCase();
    if (!FILLERS.has(filler)) return null;
    at = end;
    if (VERBS.has(filler)) isMarked = true;
  }
  return null;
}

function valueAt(
  text: string,
  at: number,
  { validate }: DataClass,
  index: ClassIndex,
  rule: InText,
): TextHit | null {
  rule.form.lastIndex = at;
  const candidate = rule.form.exec(text)?.[0];
  rule.form.lastIndex = 0;
  if (candidate === undefined || candidate === '') return null;
  if (validate !== undefined && !validate(candidate)) return null;
  if (rule.validate !== undefined && !rule.validate(candidate)) return null;
  return { index, from: at, to: at + candidate.length, candidate };
}
