import type { PlanList, PlanObject, PlanPlace } from './body-plan.ts';

/** What stands at one place of a body. */
export const TOKEN = { text: 0, number: 1, boolean: 2, null: 3, object: 4, list: 5 } as const;

/** Longer bodies are parsed. */
const LONGEST_BODY = 65_536;
const MOST_TOKENS = 4096;
/** Objects tried against one body: forms that begin alike cannot multiply. */
const MOST_TRIES = 4096;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;
const BRACKET = 0x5b;
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
/** Sums of so many digits are exact. */
const EXACT_DIGITS = 15;

/** The values of one body in their order, each with its place: read before any of them is counted. Used again and again. */
export class BodyTape {
  count = 0;
  readonly kinds = new Uint8Array(MOST_TOKENS);
  readonly places: PlanPlace[] = [];
  /** Of texts. */
  readonly texts: string[] = [];
  /** Of numbers; of lists their length. */
  readonly numbers = new Float64Array(MOST_TOKENS);
  /** Of objects. */
  readonly objects: (PlanObject | undefined)[] = [];
  #tries = 0;

  /** Reads a body; false, with nothing of use on the tape, where it is no JSON that fits the place. */
  read(root: PlanPlace, text: string): boolean {
    this.count = 0;
    this.#tries = 0;
    return text.length <= LONGEST_BODY && this.#value(root, text, 0) === text.length;
  }

  /** Each of these gives the end of what it read, -1 where it does not fit. */
  #value(place: PlanPlace, text: string, at: number): number {
    if (this.count >= MOST_TOKENS) return -1;
    switch (text.charCodeAt(at)) {
      case QUOTE:
        return this.#text(place, text, at);
      case BRACE:
        return this.#anyObject(place, text, at);
      case BRACKET:
        return place.list === null ? -1 : this.#list(place, place.list, text, at);
      case LETTER_T:
        return text.startsWith('true', at) ? this.#word(place, TOKEN.boolean, at + 4) : -1;
      case LETTER_F:
        return text.startsWith('false', at) ? this.#word(place, TOKEN.boolean, at + 5) : -1;
      case LETTER_N:
        return text.startsWith('null', at) ? this.#word(place, TOKEN.null, at + 4) : -1;
      default:
        return this.#number(place, text, at);
    }
  }

  #word(place: PlanPlace, kind: number, end: number): number {
    this.kinds[this.count] = kind;
    this.places[this.count] = place;
    this.count += 1;
    return end;
  }

  #text(place: PlanPlace, text: string, start: number): number {
    let at = start + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) return this.#escapedText(place, text, start, at);
      // Not a number behind the end of the text.
      if (!(code >= FIRST_PRINTABLE)) return -1;
      at += 1;
    }
    this.texts[this.count] = text.slice(start + 1, at);
    return this.#word(place, TOKEN.text, at + 1);
  }

  #escapedText(place: PlanPlace, text: string, start: number, escape: number): number {
    let at = escape;
    while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    try {
      const value: unknown = JSON.parse(text.slice(start, at + 1));
      if (typeof value !== 'string') return -1;
      this.texts[this.count] = value;
    } catch {
      return -1;
    }
    return this.#word(place, TOKEN.text, at + 1);
  }

  #number(place: PlanPlace, text: string, start: number): number {
    const first = text.charCodeAt(start) === MINUS ? start + 1 : start;
    let at = first;
    let value = 0;
    let code = text.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      value = value * 10 + code - ZERO;
      at += 1;
      code = text.charCodeAt(at);
    }
    if (at === first || (at > first + 1 && text.charCodeAt(first) === ZERO)) return -1;
    const hasMore = code === DOT || (code | 0x20) === LETTER_E;
    const end = hasMore ? numberEnd(text, at) : at;
    if (end < 0) return -1;
    const isExact = !hasMore && first === start && at - first <= EXACT_DIGITS;
    this.numbers[this.count] = isExact ? value : Number(text.slice(start, end));
    return this.#word(place, TOKEN.number, end);
  }

  #anyObject(place: PlanPlace, text: string, at: number): number {
    const { objects } = place;
    for (let index = 0; index < objects.length; index += 1) {
      const object = objects[index];
      if (object === undefined) continue;
      const mark = this.count;
      const end = this.#object(place, object, text, at);
      if (end >= 0) {
        // Bodies of one kind come together.
        if (index > 0) objects.unshift(...objects.splice(index, 1));
        return end;
      }
      this.count = mark;
    }
    return -1;
  }

  #object(place: PlanPlace, object: PlanObject, text: string, start: number): number {
    const { pieces, places, stats, known } = object;
    this.#tries += 1;
    if (stats.properties !== known || this.#tries > MOST_TRIES) return -1;
    this.objects[this.count] = object;
    let at = this.#word(place, TOKEN.object, start);
    for (let index = 0; index < places.length; index += 1) {
      const piece = pieces[index];
      const below = places[index];
      if (piece === undefined || below === undefined || !text.startsWith(piece, at)) return -1;
      at = this.#value(below, text, at + piece.length);
      if (at < 0) return -1;
    }
    const last = pieces[places.length];
    return last !== undefined && text.startsWith(last, at) ? at + last.length : -1;
  }

  #list(place: PlanPlace, list: PlanList, text: string, start: number): number {
    const token = this.count;
    let at = this.#word(place, TOKEN.list, start);
    let length = 0;
    if (text.startsWith('[]', at)) at += 2;
    else {
      if (!text.startsWith(list.open, at)) return -1;
      at += list.open.length;
      for (;;) {
        at = this.#value(list.items, text, at);
        if (at < 0) return -1;
        length += 1;
        if (text.startsWith(list.between, at)) at += list.between.length;
        else if (text.startsWith(list.close, at)) break;
        else return -1;
      }
      at += list.close.length;
    }
    this.numbers[token] = length;
    return at;
  }
}

/** The end of a number whose fraction or exponent begins at `from`; -1 where it is none (RFC 8259 section 6). */
function numberEnd(text: string, from: number): number {
  let at = from;
  if (text.charCodeAt(at) === DOT) {
    const end = digitsEnd(text, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if ((text.charCodeAt(at) | 0x20) !== LETTER_E) return at;
  const sign = text.charCodeAt(at + 1);
  const first = sign === MINUS || sign === MINUS - 2 ? at + 2 : at + 1;
  const end = digitsEnd(text, first);
  return end === first ? -1 : end;
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at += 1;
  return at;
}
