import { areSameBytes, firstMarked, notPlain } from '../../model/text-bytes.ts';
import { type BodyPieces, writeUnits } from './body-piece.ts';
import type { PlanPlace, PlanStep } from './body-plan.ts';

/** What stands at one place of a body. */
export const TOKEN = { text: 0, number: 1, boolean: 2, null: 3, object: 4, list: 5 } as const;

/** Longer bodies are parsed. */
const LONGEST_BODY = 65_536;
/** Of no text: a control character. */
const END = 0;
const MOST_TOKENS = 4096;
/** Objects and lists inside of each other; plans are no deeper. */
const MOST_OPEN = 64;
/** Units are compared by eights. */
const ROOM_BEHIND = 8;
const NO_FIT = -1;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_E = 0x65;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
/** White space of JSON (RFC 8259 section 2). */
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** Up to here every whole number is exact, and so is its quotient by a power of ten that is exact itself. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** Words as numbers of four units, low unit first; of `false` the first four. */
const TRUE = 0x65757274;
const FALS = 0x736c6166;
const NULL = 0x6c6c756e;

/** The units of the body that is being read, and one more that ends it: shared by all tapes, nothing stays there. */
const UNITS = new Uint8Array(LONGEST_BODY + 1 + ROOM_BEHIND);
const UNITS_VIEW = new DataView(UNITS.buffer);

/** An object or a list that is being read. */
interface OpenPlace {
  /** What may come next. */
  steps: readonly PlanStep[];
  /** Which object of its place it is, as `PlanObject.reading` counts them. */
  reading: number;
  /** Where a list stands on the tape; -1 for an object. */
  list: number;
}

/**
 * The values of one body in their order, each with its place: read before any of them is counted. Used again and again.
 * Places inside of others stand on a stack of its own: as functions that call themselves it takes twice the time.
 */
export class BodyTape {
  count = 0;
  readonly kinds = new Uint8Array(MOST_TOKENS);
  readonly places: PlanPlace[] = [];
  /** Of texts, in the body; of one with escapes its index among those, as its complement. */
  readonly #starts = new Int32Array(MOST_TOKENS);
  readonly #ends = new Int32Array(MOST_TOKENS);
  readonly #escaped: string[] = [];
  /** Of numbers; of lists their length. */
  readonly numbers = new Float64Array(MOST_TOKENS);
  readonly #open: readonly OpenPlace[] = Array.from({ length: MOST_OPEN }, () => ({
    steps: [],
    reading: 0,
    list: NO_FIT,
  }));
  #depth = 0;
  #text = '';

  /** Reads a body; false, with nothing of use on the tape, where it is no JSON that fits the place. */
  read(root: PlanPlace, text: string, pieces: BodyPieces): boolean {
    if (text.length > LONGEST_BODY) return false;
    this.count = 0;
    this.#escaped.length = 0;
    this.#depth = 0;
    this.#text = text;
    writeUnits(UNITS, text);
    UNITS[text.length] = END;
    const end = this.#pass(root, pieces.view);
    return end !== NO_FIT && spaceEnd(end) === text.length;
  }

  /** The text at a place of the tape. Made when it is asked for: what old lists hold of new texts costs their collection. */
  textAt(token: number): string {
    const start = this.#starts[token] ?? 0;
    return start >= 0 ? this.#text.slice(start, this.#ends[token]) : (this.#escaped[~start] ?? '');
  }

  /**
   * The end of the value that begins with the text, and of all that is in it. In one function, what stands inside of
   * others on a stack of its own: with functions for each kind of value it takes half as long again.
   */
  #pass(root: PlanPlace, pieces: DataView): number {
    const { kinds, places, numbers } = this;
    let place = root;
    let at = 0;
    for (;;) {
      const token = this.count;
      if (token >= MOST_TOKENS) return NO_FIT;
      places[token] = place;
      this.count = token + 1;
      switch (UNITS[at] ?? END) {
        case QUOTE: {
          kinds[token] = TOKEN.text;
          const end = stringEnd(at + 1);
          if (UNITS[end] === QUOTE) {
            this.#starts[token] = at + 1;
            this.#ends[token] = end;
            at = end + 1;
          } else at = this.#escapedString(token, at, end);
          break;
        }
        case BRACE: {
          kinds[token] = TOKEN.object;
          const { object } = place;
          if (object === null || object.stats.properties !== object.known) return NO_FIT;
          object.reading += 1;
          if (!this.#opened(object.first, object.reading, NO_FIT)) return NO_FIT;
          break;
        }
        case BRACKET:
          kinds[token] = TOKEN.list;
          numbers[token] = 0;
          if (place.list === null) return NO_FIT;
          if (UNITS[at + 1] === BRACKET_END) at += 2;
          else if (!this.#opened(place.list.first, 0, token)) return NO_FIT;
          break;
        case LETTER_T:
        case LETTER_F:
          kinds[token] = TOKEN.boolean;
          at = booleanEnd(at);
          break;
        case LETTER_N:
          kinds[token] = TOKEN.null;
          at = UNITS_VIEW.getInt32(at, true) === NULL ? at + 4 : NO_FIT;
          break;
        default:
          kinds[token] = TOKEN.number;
          at = this.#number(token, at);
      }
      if (at === NO_FIT) return NO_FIT;
      // Behind a value, or where something was opened.
      for (;;) {
        if (this.#depth === 0) return at;
        const open = this.#open[this.#depth - 1];
        if (open === undefined) return NO_FIT;
        const step = stepAt(open.steps, pieces, at);
        if (step === null) return NO_FIT;
        at += step.piece.length;
        const { member } = step;
        if (member === null) {
          this.#depth -= 1;
          continue;
        }
        if (open.list !== NO_FIT) numbers[open.list] = (numbers[open.list] ?? 0) + 1;
        else if (member.met === open.reading) return NO_FIT;
        else member.met = open.reading;
        open.steps = member.next;
        place = member.place;
        break;
      }
    }
  }

  #opened(steps: readonly PlanStep[], reading: number, list: number): boolean {
    const open = this.#open[this.#depth];
    if (open === undefined) return false;
    this.#depth += 1;
    open.steps = steps;
    open.reading = reading;
    open.list = list;
    return true;
  }

  #escapedString(token: number, start: number, escape: number): number {
    const { length } = this.#text;
    let at = escape;
    while (at < length && UNITS[at] !== QUOTE) at += UNITS[at] === BACKSLASH ? 2 : 1;
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, at + 1));
      if (typeof value !== 'string') return NO_FIT;
      this.#starts[token] = ~this.#escaped.length;
      this.#escaped.push(value);
    } catch {
      return NO_FIT;
    }
    return at + 1;
  }

  #number(token: number, start: number): number {
    const first = UNITS[start] === MINUS ? start + 1 : start;
    let at = first;
    let value = 0;
    let unit = UNITS[at] ?? END;
    for (; unit >= ZERO && unit <= NINE; unit = UNITS[++at] ?? END) value = value * 10 + unit - ZERO;
    if (at === first || (at > first + 1 && UNITS[first] === ZERO)) return NO_FIT;
    let digits = at - first;
    let decimals = 0;
    if (unit === DOT) {
      const point = at;
      unit = UNITS[++at] ?? END;
      for (; unit >= ZERO && unit <= NINE; unit = UNITS[++at] ?? END) value = value * 10 + unit - ZERO;
      decimals = at - point - 1;
      if (decimals === 0) return NO_FIT;
      digits += decimals;
    }
    const hasExponent = (unit | 0x20) === LETTER_E;
    const end = hasExponent ? exponentEnd(at) : at;
    if (end === NO_FIT) return NO_FIT;
    if (hasExponent || digits > EXACT_DIGITS) value = Number(this.#text.slice(start, end));
    else {
      if (decimals > 0) value /= POWERS[decimals] ?? 1;
      if (first > start) value = -value;
    }
    this.numbers[token] = value;
    return end;
  }
}

/** Which of the steps stands there: their keys tell them apart. */
function stepAt(steps: readonly PlanStep[], pieces: DataView, at: number): PlanStep | null {
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) continue;
    const { piece } = step;
    if (areSameBytes(pieces, piece.at, piece.length, UNITS_VIEW, at)) return step;
  }
  return null;
}

/** Where a string that begins at `from` has its quote, or else what is no plain text. */
function stringEnd(from: number): number {
  for (let at = from; ; at += 4) {
    const marks = notPlain(UNITS_VIEW.getInt32(at, true));
    if (marks !== 0) return at + firstMarked(marks);
  }
}

function booleanEnd(at: number): number {
  const word = UNITS_VIEW.getInt32(at, true);
  if (word === TRUE) return at + 4;
  return word === FALS && UNITS[at + 4] === LETTER_E ? at + 5 : NO_FIT;
}

/** Some servers end every body with a line break. */
function spaceEnd(from: number): number {
  let at = from;
  while (SPACES.has(UNITS[at] ?? END)) at += 1;
  return at;
}

/** The end of a number whose exponent begins at `from`; -1 where it is none (RFC 8259 section 6). */
function exponentEnd(from: number): number {
  const sign = UNITS[from + 1];
  const first = sign === MINUS || sign === PLUS ? from + 2 : from + 1;
  let at = first;
  for (let unit = UNITS[at] ?? END; unit >= ZERO && unit <= NINE; unit = UNITS[at] ?? END) at += 1;
  return at === first ? NO_FIT : at;
}
