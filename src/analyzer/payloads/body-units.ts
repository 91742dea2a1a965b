import { firstMarked, notPlain } from '../../model/text-bytes.ts';
import { writeUnits } from './body-piece.ts';

/** Longer bodies are parsed. */
export const LONGEST_BODY = 65_536;
/** Of no text: a control character. */
export const END = 0;
export const NO_FIT = -1;
/** Units are compared by eights. */
const ROOM_BEHIND = 8;

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_E = 0x65;
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
export const UNITS = new Uint8Array(LONGEST_BODY + 1 + ROOM_BEHIND);
export const UNITS_VIEW = new DataView(UNITS.buffer);

/** What follows is read from this body. It is not longer than `LONGEST_BODY`. */
export function readFrom(text: string): void {
  writeUnits(UNITS, text);
  UNITS[text.length] = END;
}

/** Where a string that begins at `from` has its quote, or else what is no plain text. */
export function stringEnd(from: number): number {
  for (let at = from; ; at += 4) {
    const marks = notPlain(UNITS_VIEW.getInt32(at, true));
    if (marks !== 0) return at + firstMarked(marks);
  }
}

export function booleanEnd(at: number): number {
  const word = UNITS_VIEW.getInt32(at, true);
  if (word === TRUE) return at + 4;
  return word === FALS && UNITS[at + 4] === LETTER_E ? at + 5 : NO_FIT;
}

export function nullEnd(at: number): number {
  return UNITS_VIEW.getInt32(at, true) === NULL ? at + 4 : NO_FIT;
}

/** Some servers end every body with a line break. */
export function spaceEnd(from: number): number {
  let at = from;
  while (SPACES.has(UNITS[at] ?? END)) at += 1;
  return at;
}

/** The end of the number that begins at `start`, which is put into `numbers` at `token`. `text` is the body. */
export function numberEnd(start: number, text: string, numbers: Float64Array, token: number): number {
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
  if (hasExponent || digits > EXACT_DIGITS) value = Number(text.slice(start, end));
  else {
    if (decimals > 0) value /= POWERS[decimals] ?? 1;
    if (first > start) value = -value;
  }
  numbers[token] = value;
  return end;
}

/** The end of a number whose exponent begins at `from`; -1 where it is none (RFC 8259 section 6). */
function exponentEnd(from: number): number {
  const sign = UNITS[from + 1];
  const first = sign === MINUS || sign === PLUS ? from + 2 : from + 1;
  let at = first;
  for (let unit = UNITS[at] ?? END; unit >= ZERO && unit <= NINE; unit = UNITS[at] ?? END) at += 1;
  return at === first ? NO_FIT : at;
}
