/**
 * Whether a text has the form of an entry of a menu: a few words, codes and small numbers, as `11-50`, `männlich`, `C++`,
 * `3-5 days`, `h264`, `P0 - Critical`, `#general`. Ids, prices, dates, times of day and sentences have not. Pure; one
 * pass over the text.
 */
export function isMenuText(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST || NUMBER_OR_TIME.test(text)) return false;
  if (SMALL_RANGE.test(text)) return true;
  const serial = SERIAL.exec(text);
  if (serial !== null && !ROUND.has(serial[1] ?? '')) return false;
  if (text.startsWith('/') || text.includes('//')) return false;
  return (
    ALLOWED.test(text.replaceAll(EMOJI_STYLE, '')) &&
    !PRICE.test(text) &&
    !ENDS_SENTENCE.test(text) &&
    hasWordsOfMenu(text)
  );
}

const LONGEST = 40;
const MOST_WORDS = 6;
/** A longer run of digits is a number that never comes again. */
const LONGEST_RUN = 3;
const MOST_DIGITS = 8;
/** `ppc64le` changes twice between letters and digits; what changes more often is an id. */
const MOST_CHANGES = 2;
const LONGEST_CODE = 14;

/** Letters of any script, emoji, and the marks that lists are written with; `@` stands first only. */
const ALLOWED = /^@?[\p{L}\p{M}\p{So}\p{Sk}\d★☆°²³ .,:/+\-–_&()<>=≤≥#%'’!*]+$/u;

/** The selector of a coloured emoji. */
const EMOJI_STYLE = '\uFE0F';

/** `28/30`, `16:9`, `201-500`, `<10`, `55+`, `08:00-12:00`, `-05:00`. */
const SMALL_RANGE =
  /^(?:[<>≤≥]=? ?\d{1,3}|\d{1,3}\+|\d{1,3} ?[-–/:x] ?\d{1,3}\+?|\d{1,2}:\d\d ?[-–] ?\d{1,2}:\d\d|[+-]\d\d:\d\d|\d{1,2}\.\d)$/;

/** Alone these are quantities and moments. */
const NUMBER_OR_TIME = /^(?:[+-]?\d+(?:[.,]\d{2,}|[.,]\d{3}[.,]\d+)?|\d{1,2}:\d\d(?::\d\d)?)$/;

/** `12.50 EUR`, `$1,200`. */
const PRICE = /\d[.,]\d\d(?!\d*[A-Za-z])/;

/** `SKU-482`: one of many, unless the number is one that machines count in, as in `SHA-256`. */
const SERIAL = /^[A-Za-z]{1,8}[-_ ](\d{3})[A-Za-z]?$/;
const ROUND: ReadonlySet<string> = new Set(
  '128 192 224 256 384 512 1024 1080 1440 2048 2160 4096'.split(' '),
);

const ENDS_SENTENCE = / .* .*[.!?]$/;

function hasWordsOfMenu(text: string): boolean {
  const words = text.split(' ');
  if (words.length > MOST_WORDS) return false;
  let digits = 0;
  for (const word of words) {
    const inWord = digitsOfCode(word);
    if (inWord < 0) return false;
    digits += inWord;
  }
  // Nothing but numbers and marks is a measurement, and has been a range above if it is one.
  return digits <= MOST_DIGITS && /[^\d .,:/+\-–_&()<>=#%'’!*]/.test(text);
}

/** Digits of a word; -1 for one that no menu has. */
function digitsOfCode(word: string): number {
  let digits = 0;
  let run = 0;
  let changes = 0;
  let wasDigit = false;
  let wasLetter = false;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    const isLetter = code >= 128 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if ((isDigit && wasLetter) || (isLetter && wasDigit)) changes++;
    if (isDigit) {
      digits++;
      if (++run > LONGEST_RUN && !ROUND.has(word.slice(at + 1 - run, at + 1))) return -1;
    } else run = 0;
    if (!isDigit && !isLetter) changes = 0;
    if (changes > MOST_CHANGES) return -1;
    wasDigit = isDigit;
    wasLetter = isLetter;
  }
  return digits > 0 && word.length > LONGEST_CODE ? -1 : digits;
}
