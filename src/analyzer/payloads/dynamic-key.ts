import { valueHits } from '../data-classes/classify.ts';

/** Longer keys are data. */
const LONGEST_NAME = 64;

/** Longest run of digits in a name that a person wrote (`address2`, `iso8601`, `2024`). */
const LONGEST_DIGITS = 4;

/** `filter[status]`, `$ref`, `@type`, `xml:lang`, `a.b`, `x-y`. */
const NAME_FORM = /^[A-Za-z_$@][A-Za-z0-9_$@.:[\]-]*$/;

/**
 * True for a key that is evidently a value: a number, id, date, address, token, or a text that no one writes as a
 * name. Such a key always goes to `*`, whatever else is seen, so that it is never stored. A pure function of the key.
 */
export function isDynamicKey(name: string): boolean {
  const length = name.length;
  if (length === 0 || length > LONGEST_NAME) return true;
  if (!NAME_FORM.test(name)) return true;
  let digits = 0;
  let digitRun = 0;
  let changes = 0;
  let wasDigit = false;
  for (let at = 0; at < length; at++) {
    const code = name.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    if (isDigit) {
      digits++;
      digitRun++;
      if (digitRun > LONGEST_DIGITS) return true;
    } else digitRun = 0;
    if (at > 0 && isDigit !== wasDigit) changes++;
    wasDigit = isDigit;
  }
  if (digits > 6 || (digits >= 3 && changes >= 4) || digits * 2 > length) return true;
  if (length >= 16 && isTokenCase(name)) return true;
  return length >= 6 && (holdsClass(name) || (length >= SHORTEST_FOLDED && isFoldedValue(name)));
}

/** Access keys in capitals (`AKIA…`) have so many characters. */
const SHORTEST_FOLDED = 16;

/** Names of headers come in small letters, whatever stood in them. */
function isFoldedValue(name: string): boolean {
  const folded = name.toUpperCase();
  return folded !== name && holdsClass(folded);
}

function holdsClass(text: string): boolean {
  return valueHits(text).some((hit) => hit.passed);
}

/** Upper and lower case change too often for words: `aQzPwLmXoRtYbNvK`. */
function isTokenCase(name: string): boolean {
  let humps = 0;
  for (let at = 1; at < name.length; at++) {
    const code = name.charCodeAt(at);
    const before = name.charCodeAt(at - 1);
    if (code >= 65 && code <= 90 && before >= 97 && before <= 122) humps++;
  }
  return humps * 3 > name.length;
}
