/** Digits that every double holds exactly (2^53 has sixteen). */
const MOST_DIGITS = 15;
/** Powers of ten up to 10^15 are exact, so one division of exact numbers is the nearest double, as `Number` answers. */
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/**
 * The number of `412` or `0.033`, equal to `Number(text)`: digits, or digits, a point and digits. NaN for anything else,
 * numbers of more than fifteen digits among it: the caller's pattern decides about those.
 */
export function plainDecimal(text: string): number {
  const { length } = text;
  if (length === 0 || length > MOST_DIGITS + 1) return Number.NaN;
  let number = 0;
  let point = -1;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) number = number * 10 + code - 48;
    else if (code === 0x2e && point < 0 && at > 0) point = at;
    else return Number.NaN;
  }
  if (point < 0) return length > MOST_DIGITS ? Number.NaN : number;
  const decimals = length - point - 1;
  return decimals === 0 ? Number.NaN : number / (POWERS[decimals] ?? Number.NaN);
}
