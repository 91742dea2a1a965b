/** Characters of a string as bits, by one pass over its char codes. */
export const AT = 1;
export const COLON = 2;
export const DASH = 4;
export const DOT = 8;
const SLASH = 16;
const UNDERSCORE = 32;
export const SPACE = 64;
export const UPPER = 128;
export const LOWER = 256;
export const DIGIT = 512;
export const PLUS = 1024;
export const EQUALS = 2048;
const OTHER = 4096;
export const NON_ASCII = 8192;

/** Letters, digits, `_` and `-` make a run. */
const RUN = UPPER | LOWER | DIGIT | UNDERSCORE | DASH;

const TABLE = buildTable();

function buildTable(): Uint16Array {
  const table = new Uint16Array(128).fill(OTHER);
  for (let code = 48; code <= 57; code++) table[code] = DIGIT;
  for (let code = 65; code <= 90; code++) table[code] = UPPER;
  for (let code = 97; code <= 122; code++) table[code] = LOWER;
  const single: readonly (readonly [string, number])[] = [
    ['@', AT],
    [':', COLON],
    ['-', DASH],
    ['.', DOT],
    ['/', SLASH],
    ['_', UNDERSCORE],
    [' ', SPACE],
    ['+', PLUS],
    ['=', EQUALS],
  ];
  for (const [character, bit] of single) table[character.charCodeAt(0)] = bit;
  return table;
}

/** Result of the last `scanValue`: module state, so that the hot path allocates nothing. */
export const scan = { bits: 0, digits: 0, longestRun: 0 };

/** Longer texts are read to here: the rest of a huge text is not classified, which is stated in the documents. */
export const MAX_SCAN_CHARS = 1 << 18;

export function scanValue(text: string): void {
  let bits = 0;
  let digits = 0;
  let run = 0;
  let longestRun = 0;
  const end = Math.min(text.length, MAX_SCAN_CHARS);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    const bit = code < 128 ? (TABLE[code] ?? OTHER) : NON_ASCII;
    bits |= bit;
    if (bit === DIGIT) digits++;
    if ((bit & RUN) !== 0) run++;
    else {
      if (run > longestRun) longestRun = run;
      run = 0;
    }
  }
  scan.bits = bits;
  scan.digits = digits;
  scan.longestRun = run > longestRun ? run : longestRun;
}

const LETTER = UPPER | LOWER;
const JOINER = DASH | DOT | UNDERSCORE;
const LONGEST_GAP = 2;

/**
 * Digits of the longest number: digits with at most two separators between, not beginning inside a word or after
 * `word-`. Never less than the digits of a candidate that begins and ends at such bounds.
 */
export function longestNumber(text: string): number {
  let longest = 0;
  let number = 0;
  let gap = 0;
  let isNumber = false;
  let before = 0;
  let beforeThat = 0;
  const end = Math.min(text.length, MAX_SCAN_CHARS);
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    const bit = code < 128 ? (TABLE[code] ?? OTHER) : NON_ASCII;
    if (bit === DIGIT) {
      if (before !== DIGIT && !isNumber) {
        isNumber =
          (before & LETTER) === 0 && ((before & JOINER) === 0 || (beforeThat & (LETTER | DIGIT)) === 0);
        number = 0;
      }
      gap = 0;
      if (isNumber && ++number > longest) longest = number;
    } else if ((bit & LETTER) !== 0 || ++gap > LONGEST_GAP) isNumber = false;
    beforeThat = before;
    before = bit;
  }
  return longest;
}
