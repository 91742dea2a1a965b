import { areSameBytes, firstMarked, notPlain } from '../../model/text-bytes.ts';
import { isNativeBytes, type NativeBytes, nativeBytes, viewOf } from './native-bytes.ts';
import type { RecordPart, ValueSource } from './record-parts.ts';

/**
 * Reads a line of JSON along a tree of shapes. One module with the bytes at hand as its variables, because a line takes two
 * microseconds: as methods of objects that hand each other what they read it was a third slower.
 */

/** Longest line read by its shape, in bytes: what a shape remembers is not longer. */
export const LONGEST_SHAPED_LINE = 65_536;
/** Room for a value whose bytes are remembered, quotes included. Longer ones are bodies, which differ. */
export const REMEMBERED_VALUE = 64;

const NO_VALUE = -1;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** What a character stands for behind a backslash (RFC 8259 section 7); 0 for `u` and all that must not stand there. */
const ESCAPED = new Uint8Array(256);
for (const [name, code] of Object.entries({ '"': 34, '\\': 92, '/': 47, b: 8, f: 12, n: 10, r: 13, t: 9 }))
  ESCAPED[name.charCodeAt(0)] = code;

/** Up to here every whole number is exact, and so is its quotient by a power of ten that is exact itself. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** Text without its escapes before it is made a string; shared, because nothing stays in it. */
const scratch = nativeBytes(LONGEST_SHAPED_LINE + 8);
const scratchView = viewOf(scratch);

/** What is read from, and what the reader below has read last. */
let bytes: NativeBytes = nativeBytes(0);
let view: DataView = viewOf(bytes);
let limit = 0;
let value: unknown;
/** What places remember, in one piece. */
let known: DataView = viewOf(bytes);

/** What follows is read from `next`, by places that remember in `remembered`. False where it cannot be. */
export function readFrom(next: Buffer, remembered: DataView): boolean {
  if (!isNativeBytes(next)) return false;
  bytes = next;
  view = viewOf(next);
  limit = next.byteLength;
  known = remembered;
  return true;
}

/**
 * What stands between two values of a line (names and punctuation), and the value behind it. Places follow each other
 * as a tree: lines of different shapes share what they begin with.
 */
export class ShapePlace implements ValueSource {
  /** Where the text is remembered; behind it there is room for `REMEMBERED_VALUE`. */
  readonly text: number;
  readonly length: number;
  /** What a line that ends here is made of, its whole last; null where a value follows. */
  readonly parts: readonly RecordPart[] | null;
  /** What can follow the value, the last one met first. */
  readonly next: ShapePlace[] = [];
  value: unknown = undefined;
  version = 0;
  /** Length of the remembered value; 0 for none. */
  valueLength = 0;

  constructor(text: number, length: number, parts: readonly RecordPart[] | null) {
    this.text = text;
    this.length = length;
    this.parts = parts;
  }
}

/** Passes the line from `start` to `end`: what it is made of, or null where it fits none of the shapes. */
export function passLine(first: ShapePlace[], start: number, end: number): readonly RecordPart[] | null {
  let places = first;
  let at = start;
  for (;;) {
    let index = 0;
    let place = places[index];
    for (; place !== undefined; index += 1, place = places[index]) {
      if (!isKnown(place.text, place.length, at)) continue;
      const valueStart = at + place.length;
      if (place.parts !== null) {
        if (valueStart === end) return place.parts;
        continue;
      }
      const behind = passValue(place, valueStart);
      if (behind === NO_VALUE) continue;
      at = behind;
      break;
    }
    if (place === undefined) return null;
    if (index > 0) bringForward(places, index);
    places = place.next;
  }
}

/** Remembers the `length` bytes from `start` on at `at`. */
export function remember(at: number, start: number, length: number): void {
  for (let index = 0; index < length; index += 1) known.setUint8(at + index, view.getUint8(start + index));
}

/** Whether the `length` bytes from `start` on are those that are remembered at `at`. */
export function isKnown(at: number, length: number, start: number): boolean {
  return start + length <= limit && areSameBytes(known, at, length, view, start);
}

function bringForward(places: ShapePlace[], index: number): void {
  const [place] = places.splice(index, 1);
  if (place !== undefined) places.unshift(place);
}

/** Where the value that begins at `start` ends. A string whose bytes are those of the one before is that one. */
function passValue(place: ShapePlace, start: number): number {
  const first = bytes[start] ?? 0;
  if (first === QUOTE) {
    const text = place.text + place.length;
    const length = place.valueLength;
    if (length > 0 && isKnown(text, length, start)) return start + length;
    const end = readString(start);
    if (end === NO_VALUE) return NO_VALUE;
    place.value = value;
    place.version += 1;
    place.valueLength = rememberValue(text, start, end);
    return end;
  }
  const isNumber = first === MINUS || (first >= ZERO && first <= NINE);
  const end = isNumber ? readNumber(start) : readWord(start);
  if (end === NO_VALUE || Object.is(value, place.value)) return end;
  place.value = value;
  place.version += 1;
  place.valueLength = 0;
  return end;
}

/** How many bytes are remembered: all, since nothing goes on behind a closing quote, or none. */
function rememberValue(at: number, start: number, end: number): number {
  const length = end - start;
  if (length > REMEMBERED_VALUE || end + 8 > limit) return 0;
  for (let index = 0; index < length; index += 8)
    known.setFloat64(at + index, view.getFloat64(start + index, true), true);
  return length;
}

function readString(open: number): number {
  const lastWord = limit - 4;
  const start = open + 1;
  let at = start;
  let marks = 0;
  for (; at <= lastWord; at += 4) {
    marks = notPlain(view.getInt32(at, true));
    if (marks !== 0) break;
  }
  if (marks === 0) return readOddString(open);
  at += firstMarked(marks);
  if (bytes[at] !== QUOTE) return readEscapedString(open);
  value = bytes.latin1Slice(start, at);
  return at + 1;
}

/** With escapes, or beyond ASCII: bodies are JSON inside of strings, every quote of theirs is escaped. */
function readEscapedString(open: number): number {
  const lastWord = Math.min(limit - 4, open + LONGEST_SHAPED_LINE);
  let at = open + 1;
  let length = 0;
  let isWide = false;
  while (at <= lastWord) {
    const word = view.getInt32(at, true);
    // What is not plain is written, too, and written over.
    scratchView.setInt32(length, word, true);
    const marks = notPlain(word);
    if (marks === 0) {
      at += 4;
      length += 4;
      continue;
    }
    const plain = firstMarked(marks);
    at += plain;
    length += plain;
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) {
      const code = ESCAPED[bytes[at + 1] ?? 0] ?? 0;
      if (code === 0) return readOddString(open);
      scratch[length] = code;
      at += 2;
    } else if (byte === QUOTE) {
      // Quotes are ASCII, and no byte of ASCII stands inside of a sequence of UTF-8: the text decodes as in its line.
      value = isWide ? scratch.utf8Slice(0, length) : scratch.latin1Slice(0, length);
      return at + 1;
    } else if (byte >= 0x80) {
      scratch[length] = byte;
      isWide = true;
      at += 1;
    } else return NO_VALUE;
    length += 1;
  }
  return readOddString(open);
}

/** With escapes that name a UTF-16 unit, or where less than a word is left behind it: the parser's own. */
function readOddString(open: number): number {
  let at = open + 1;
  for (let byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[at] ?? 0) {
    if (byte < 0x20) return NO_VALUE;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return parse(open, at + 1);
}

function readNumber(start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let at = first;
  let byte = bytes[at] ?? 0;
  let digits = 0;
  // Behind a leading zero no digit may stand: it is left over then, and what should follow does not.
  if (byte === ZERO) byte = bytes[++at] ?? 0;
  else for (; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0) digits = digits * 10 + (byte - ZERO);
  if (at === first) return NO_VALUE;
  let length = at - first;
  let decimals = 0;
  if (byte === POINT) {
    const point = at;
    for (byte = bytes[++at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[++at] ?? 0)
      digits = digits * 10 + (byte - ZERO);
    decimals = at - point - 1;
    if (decimals === 0) return NO_VALUE;
    length += decimals;
  }
  const isExponent = byte === 0x65 || byte === 0x45;
  if (length > EXACT_DIGITS || isExponent) return readOddNumber(start);
  const amount = decimals === 0 ? digits : digits / (POWERS[decimals] ?? 1);
  value = first === start ? amount : -amount;
  return at;
}

/** With an exponent, or with more digits than are exact. */
function readOddNumber(start: number): number {
  let at = start;
  for (let byte = bytes[at] ?? 0; isOfNumber(byte); byte = bytes[at] ?? 0) at += 1;
  return parse(start, at);
}

function isOfNumber(byte: number): boolean {
  const isSign = byte === MINUS || byte === 0x2b;
  const isExponent = byte === 0x65 || byte === 0x45;
  return (byte >= ZERO && byte <= NINE) || byte === POINT || isSign || isExponent;
}

function readWord(start: number): number {
  if (start + 4 > limit) return NO_VALUE;
  switch (view.getInt32(start, true)) {
    case 0x65757274: // true
      value = true;
      return start + 4;
    case 0x6c6c756e: // null
      value = null;
      return start + 4;
    case 0x736c6166: // fals
      value = false;
      return bytes[start + 4] === 0x65 ? start + 5 : NO_VALUE;
    default:
      return NO_VALUE;
  }
}

function parse(start: number, end: number): number {
  try {
    value = JSON.parse(bytes.utf8Slice(start, end));
    return end;
  } catch {
    return NO_VALUE;
  }
}
