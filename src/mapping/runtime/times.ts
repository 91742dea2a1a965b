import { plainDecimal } from './plain-decimal.ts';
import { zonedToUtc } from './zones.ts';

/** Times as milliseconds since the epoch, UTC; every reader answers undefined for what is not its format. */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar; undefined where there is no such day. */
function daysFromCivil(year: number, month: number, day: number): number | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = leap ? LEAP_LENGTHS : LENGTHS;
  const length = lengths[month - 1];
  // Written so that NaN, which stands for "no digits", fails it.
  if (length === undefined || !(day >= 1 && day <= length) || !(year >= 0)) return undefined;
  const before = (leap ? LEAP_BEFORE : BEFORE)[month - 1] ?? 0;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return (year - 1970) * 365 + (leaps - 477) + before + day - 1;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LEAP_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const LEAP_BEFORE = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];

function digitsAt(text: string, at: number, count: number): number {
  let number = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    // charCodeAt is NaN past the end; the comparison is written so that NaN fails it.
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** `HH:MM:SS` at a position, in ms; undefined where it is no time of day. 60 seconds (leap) read as 59. */
function timeOfDay(text: string, at: number): number | undefined {
  const hour = digitsAt(text, at, 2);
  const minute = digitsAt(text, at + 3, 2);
  const second = digitsAt(text, at + 6, 2);
  const shaped = text.charCodeAt(at + 2) === 0x3a && text.charCodeAt(at + 5) === 0x3a;
  if (!shaped || !(hour <= 23) || !(minute <= 59) || !(second <= 60)) return undefined;
  return hour * 3_600_000 + minute * 60_000 + Math.min(second, 59) * 1000;
}

interface Fraction {
  readonly ms: number;
  readonly end: number;
}

/** `.123456` or `,123` at a position; finer digits than milliseconds are cut off. */
function fractionAt(text: string, at: number): Fraction {
  const mark = text.charCodeAt(at);
  if (mark !== 0x2e && mark !== 0x2c) return { ms: 0, end: at };
  let end = at + 1;
  let ms = 0;
  for (let weight = 100; isDigit(text.charCodeAt(end)); end += 1) {
    ms += (text.charCodeAt(end) - 48) * weight;
    weight = weight === 1 || weight === 0 ? 0 : weight / 10;
  }
  return { ms, end };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `Z`, `+01:00` or `+0100` to the end of the text, in ms east of UTC; undefined where it is none of them. */
function offsetAt(text: string, at: number): number | undefined {
  const mark = text.charCodeAt(at);
  if ((mark === 0x5a || mark === 0x7a) && text.length === at + 1) return 0;
  if (mark !== 0x2b && mark !== 0x2d) return undefined;
  const colon = text.charCodeAt(at + 3) === 0x3a ? 1 : 0;
  const hours = digitsAt(text, at + 1, 2);
  const minutes = digitsAt(text, at + 3 + colon, 2);
  if (text.length !== at + 5 + colon || !(hours <= 23) || !(minutes <= 59)) return undefined;
  const offset = hours * 3_600_000 + minutes * 60_000;
  return mark === 0x2b ? offset : -offset;
}

/**
 * RFC 3339 and the ISO 8601 forms that logs print: `T`, a space or a tab, any number of decimals, an offset. Without an
 * offset the time is local to `zone`; without a zone it is no time: nothing is guessed.
 */
export function isoTime(value: unknown, zone: string | null): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const days = daysFromCivil(digitsAt(value, 0, 4), digitsAt(value, 5, 2), digitsAt(value, 8, 2));
  const time = timeOfDay(value, 11);
  const between = value.charCodeAt(10);
  const shaped = value.charCodeAt(4) === 0x2d && value.charCodeAt(7) === 0x2d;
  const parted = between === 0x54 || between === 0x74 || between === 0x20 || between === 0x09;
  if (days === undefined || time === undefined || !shaped || !parted) return undefined;
  const fraction = fractionAt(value, 19);
  const wall = days * DAY_MS + time + fraction.ms;
  if (fraction.end === value.length) return zone === null ? undefined : zonedToUtc(wall, zone);
  const offset = offsetAt(value, fraction.end);
  return offset === undefined ? undefined : wall - offset;
}

const MONTHS: Readonly<Record<string, number | undefined>> = {
  Jan: 1,
  Feb: 2,
  Mar: 3,
  Apr: 4,
  May: 5,
  Jun: 6,
  Jul: 7,
  Aug: 8,
  Sep: 9,
  Oct: 10,
  Nov: 11,
  Dec: 12,
};

/** `04/Mar/2026` at the start, in days since 1970-01-01. */
function clfDays(text: string): number | undefined {
  const month = MONTHS[text.slice(3, 6)];
  if (month === undefined || text.charCodeAt(2) !== 0x2f || text.charCodeAt(6) !== 0x2f) return undefined;
  return daysFromCivil(digitsAt(text, 7, 4), month, digitsAt(text, 0, 2));
}

/** The last date read, as printed: lines follow each other by the hundred thousand on one day. A pure cache. */
let lastDate = '01/Jan/1970';
let lastDays = 0;

/** `04/Mar/2026:09:15:22` at the start, in ms of wall-clock time. */
function clfWall(text: string): number | undefined {
  if (!text.startsWith(lastDate)) {
    const days = clfDays(text);
    if (days === undefined) return undefined;
    lastDate = text.slice(0, 11);
    lastDays = days;
  }
  const time = timeOfDay(text, 12);
  if (time === undefined || text.charCodeAt(11) !== 0x3a) return undefined;
  return lastDays * DAY_MS + time;
}

/**
 * Common Log Format time, `04/Mar/2026:09:15:22 +0100`; HAProxy's `%tr` is the same with `.mmm` and no offset,
 * then local to `zone`.
 */
export function clfTime(value: unknown, zone: string | null): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const wall = clfWall(value);
  if (wall === undefined) return undefined;
  const fraction = fractionAt(value, 20);
  const local = wall + fraction.ms;
  if (fraction.end === value.length) return zone === null ? undefined : zonedToUtc(local, zone);
  const offset = value.charCodeAt(fraction.end) === 0x20 ? offsetAt(value, fraction.end + 1) : undefined;
  return offset === undefined ? undefined : local - offset;
}

const EPOCH_TEXT = /^[0-9]{1,19}(?:\.[0-9]{1,9})?$/;
/** The last instant that ECMAScript's Date has (ECMA-262, time values); beyond it a number is no time. */
const LAST_TIME_MS = 8_640_000_000_000_000;

/** Undefined where it is no count. */
function epochNumber(text: string): number | undefined {
  const plain = plainDecimal(text);
  if (plain >= 0 && isShortFraction(text)) return plain;
  return EPOCH_TEXT.test(text) ? Number(text) : undefined;
}

/** At most nine digits behind the point, as `EPOCH_TEXT` says. */
function isShortFraction(text: string): boolean {
  const point = text.indexOf('.');
  return point < 0 || text.length - point <= 10;
}

/** A count of units since the epoch, as number or text; the unit is `unitMs` milliseconds. Not negative. */
export function epochTime(value: unknown, unitMs: number): number | undefined {
  const number = typeof value === 'string' ? epochNumber(value) : value;
  if (typeof number !== 'number' || !(number >= 0)) return undefined;
  const ms = Math.round(number * unitMs);
  return ms <= LAST_TIME_MS ? ms : undefined;
}

/** RFC 3339 text or milliseconds since the epoch: what the native record allows. */
export function isoOrEpochTime(value: unknown, zone: string | null): number | undefined {
  if (typeof value === 'number' || (typeof value === 'string' && EPOCH_TEXT.test(value))) {
    return epochTime(value, 1);
  }
  return isoTime(value, zone);
}

/** Whether a printed time has decimals of a second; without them a latency must not be subtracted. */
export function hasDecimals(value: unknown): boolean {
  return typeof value === 'string' && (value.includes('.') || value.includes(','));
}
