import { bodyPiece, standsAt, writeUnits } from './body-piece.ts';
import type { PlanList, PlanObject, PlanPlace, PlanStep } from './body-plan.ts';

/** What stands at one place of a body. */
export const TOKEN = { text: 0, number: 1, boolean: 2, null: 3, object: 4, list: 5 } as const;

/** Longer bodies are parsed. */
const LONGEST_BODY = 65_536;
/** Of no text: a control character. */
const END = 0;
const MOST_TOKENS = 4096;

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
/** The first that may stand in a string as itself (RFC 8259 section 7). */
const FIRST_PRINTABLE = 0x20;
/** White space of JSON (RFC 8259 section 2). */
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** Sums of so many digits are exact. */
const EXACT_DIGITS = 15;

const TRUE = bodyPiece('true');
const FALSE = bodyPiece('false');
const NULL = bodyPiece('null');

/** The values of one body in their order, each with its place: read before any of them is counted. Used again and again. */
export class BodyTape {
  count = 0;
  readonly kinds = new Uint8Array(MOST_TOKENS);
  readonly places: PlanPlace[] = [];
  /** Of texts. */
  readonly texts: string[] = [];
  /** Of numbers; of lists their length. */
  readonly numbers = new Float64Array(MOST_TOKENS);
  /** Of the body that is read; a unit more that ends it. */
  readonly #units = new Uint8Array(LONGEST_BODY + 1);
  #text = '';

  /** Reads a body; false, with nothing of use on the tape, where it is no JSON that fits the place. */
  read(root: PlanPlace, text: string): boolean {
    this.count = 0;
    if (text.length > LONGEST_BODY) return false;
    this.#text = text;
    writeUnits(this.#units, text);
    this.#units[text.length] = END;
    const end = this.#value(root, 0);
    return end >= 0 && this.#spaceEnd(end) === text.length;
  }

  /** Some servers end every body with a line break. */
  #spaceEnd(from: number): number {
    let at = from;
    while (SPACES.has(this.#units[at] ?? END)) at += 1;
    return at;
  }

  /** Each of these gives the end of what it read, -1 where it does not fit. */
  #value(place: PlanPlace, at: number): number {
    if (this.count >= MOST_TOKENS) return -1;
    switch (this.#units[at] ?? END) {
      case QUOTE:
        return this.#string(place, at);
      case BRACE:
        return place.object === null ? -1 : this.#object(place, place.object, at);
      case BRACKET:
        return place.list === null ? -1 : this.#list(place, place.list, at);
      case LETTER_T:
        return standsAt(TRUE, this.#units, at) ? this.#word(place, TOKEN.boolean, at + 4) : -1;
      case LETTER_F:
        return standsAt(FALSE, this.#units, at) ? this.#word(place, TOKEN.boolean, at + 5) : -1;
      case LETTER_N:
        return standsAt(NULL, this.#units, at) ? this.#word(place, TOKEN.null, at + 4) : -1;
      default:
        return this.#number(place, at);
    }
  }

  #word(place: PlanPlace, kind: number, end: number): number {
    this.kinds[this.count] = kind;
    this.places[this.count] = place;
    this.count += 1;
    return end;
  }

  #string(place: PlanPlace, start: number): number {
    const units = this.#units;
    let at = start + 1;
    for (;;) {
      const unit = units[at] ?? END;
      if (unit === QUOTE) break;
      if (unit === BACKSLASH) return this.#escapedString(place, start, at);
      if (unit < FIRST_PRINTABLE) return -1;
      at += 1;
    }
    this.texts[this.count] = this.#text.slice(start + 1, at);
    return this.#word(place, TOKEN.text, at + 1);
  }

  #escapedString(place: PlanPlace, start: number, escape: number): number {
    const units = this.#units;
    const { length } = this.#text;
    let at = escape;
    while (at < length && units[at] !== QUOTE) at += units[at] === BACKSLASH ? 2 : 1;
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, at + 1));
      if (typeof value !== 'string') return -1;
      this.texts[this.count] = value;
    } catch {
      return -1;
    }
    return this.#word(place, TOKEN.text, at + 1);
  }

  #number(place: PlanPlace, start: number): number {
    const units = this.#units;
    const first = units[start] === MINUS ? start + 1 : start;
    let at = first;
    let value = 0;
    let unit = units[at] ?? END;
    while (unit >= ZERO && unit <= NINE) {
      value = value * 10 + unit - ZERO;
      at += 1;
      unit = units[at] ?? END;
    }
    if (at === first || (at > first + 1 && units[first] === ZERO)) return -1;
    const hasMore = unit === DOT || (unit | 0x20) === LETTER_E;
    const end = hasMore ? numberEnd(units, at) : at;
    if (end < 0) return -1;
    const isExact = !hasMore && first === start && at - first <= EXACT_DIGITS;
    this.numbers[this.count] = isExact ? value : Number(this.#text.slice(start, end));
    return this.#word(place, TOKEN.number, end);
  }

  #object(place: PlanPlace, object: PlanObject, start: number): number {
    if (object.stats.properties !== object.known) return -1;
    object.reading += 1;
    const { reading } = object;
    let at = this.#word(place, TOKEN.object, start);
    let steps = object.first;
    for (;;) {
      const step = this.#step(steps, at);
      if (step === null) return -1;
      at += step.piece.units.length;
      const { member } = step;
      if (member === null) return at;
      if (member.met === reading) return -1;
      member.met = reading;
      at = this.#value(member.place, at);
      if (at < 0) return -1;
      steps = member.next;
    }
  }

  /** Which of the steps stands there: their keys tell them apart. */
  #step(steps: readonly PlanStep[], at: number): PlanStep | null {
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      if (step !== undefined && standsAt(step.piece, this.#units, at)) return step;
    }
    return null;
  }

  #list(place: PlanPlace, list: PlanList, start: number): number {
    const token = this.count;
    let at = this.#word(place, TOKEN.list, start);
    let length = 0;
    if (this.#units[at + 1] === BRACKET_END) at += 2;
    else {
      if (!standsAt(list.open, this.#units, at)) return -1;
      at += list.open.units.length;
      for (;;) {
        at = this.#value(list.items, at);
        if (at < 0) return -1;
        length += 1;
        if (standsAt(list.between, this.#units, at)) at += list.between.units.length;
        else if (standsAt(list.close, this.#units, at)) break;
        else return -1;
      }
      at += list.close.units.length;
    }
    this.numbers[token] = length;
    return at;
  }
}

/** The end of a number whose fraction or exponent begins at `from`; -1 where it is none (RFC 8259 section 6). */
function numberEnd(units: Uint8Array, from: number): number {
  let at = from;
  if (units[at] === DOT) {
    const end = digitsEnd(units, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if (((units[at] ?? END) | 0x20) !== LETTER_E) return at;
  const sign = units[at + 1];
  const first = sign === MINUS || sign === PLUS ? at + 2 : at + 1;
  const end = digitsEnd(units, first);
  return end === first ? -1 : end;
}

function digitsEnd(units: Uint8Array, from: number): number {
  let at = from;
  for (let unit = units[at] ?? END; unit >= ZERO && unit <= NINE; unit = units[at] ?? END) at += 1;
  return at;
}
