import type { Half } from '../../capability.ts';
import { ALNUM, DIGITS, padded, type Random, UPPER } from '../random.ts';

/** How values of one class are made up. `twin` has the same shape and cannot be a value of the class. */
export interface Maker {
  make(random: Random, half: Half): string;
  /** The way people write it: groups, dashes, dots. */
  readonly formatted?: (random: Random, half: Half) => string;
  readonly twin?: (random: Random, half: Half) => string;
}

/** Another character of the same kind at one place (from the end when negative). */
export function wrongAt(text: string, at: number, random: Random): string {
  const index = at < 0 ? text.length + at : at;
  const held = text[index] ?? '';
  const alphabet = DIGITS.includes(held) ? DIGITS : UPPER.includes(held) ? UPPER : ALNUM.slice(10, 36);
  const other = random.pick([...alphabet].filter((char) => char !== held));
  return text.slice(0, index) + other + text.slice(index + 1);
}

/** `maker` with a twin whose last character is wrong; fits every class with one check character at the end. */
export function lastIsCheck(make: Maker['make'], formatted?: (plain: string) => string): Maker {
  return {
    make,
    ...(formatted === undefined ? {} : { formatted: (random, half) => formatted(make(random, half)) }),
    twin: (random, half) => wrongAt(make(random, half), -1, random),
  };
}

/** Groups of characters joined: `grouped('123456', [3, 3], '-')` is `123-456`; the rest follows as it stands. */
export function grouped(text: string, sizes: readonly number[], separator: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const size of sizes) {
    parts.push(text.slice(at, at + size));
    at += size;
  }
  return parts.join(separator) + text.slice(at);
}

/** A day on which a living adult may have been born. */
export function birthday(random: Random): { year: number; month: number; day: number } {
  return { year: random.int(1942, 2004), month: random.int(1, 12), day: random.int(1, 28) };
}

export function yymmdd(random: Random): string {
  const { year, month, day } = birthday(random);
  return padded(year % 100, 2) + padded(month, 2) + padded(day, 2);
}

export function ddmmyy(random: Random): string {
  const { year, month, day } = birthday(random);
  return padded(day, 2) + padded(month, 2) + padded(year % 100, 2);
}

/** A payload of digits without a leading zero. */
export function digits(random: Random, length: number): string {
  return String(random.int(1, 9)) + random.text(DIGITS, length - 1);
}

/** Draws until the rule yields a value: some payloads have no valid check digit. */
export function until<T>(draw: () => T | null): T {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const value = draw();
    if (value !== null) return value;
  }
  throw new RangeError('no value in a thousand draws');
}
