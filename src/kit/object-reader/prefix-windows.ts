import { AssayError } from '../../model/errors.ts';

/** A prefix of keys, and the end of the time that its objects are about; Infinity for one without date parts. */
export interface PrefixWindow {
  readonly prefix: string;
  readonly endMs: number;
}

type Step = 'year' | 'month' | 'day' | 'hour';

const PARTS: Readonly<Record<string, { readonly step: Step; readonly print: (at: Date) => string }>> = {
  '%Y': { step: 'year', print: (at) => String(at.getUTCFullYear()).padStart(4, '0') },
  '%m': { step: 'month', print: (at) => two(at.getUTCMonth() + 1) },
  '%d': { step: 'day', print: (at) => two(at.getUTCDate()) },
  '%H': { step: 'hour', print: (at) => two(at.getUTCHours()) },
};

const PART = /%[YmdH]/g;
const STEPS: readonly Step[] = ['hour', 'day', 'month', 'year'];

/** Two years of hours: more is a template that nobody meant. */
const MAX_WINDOWS = 17_600;

/** Form of a prefix: date parts `%Y %m %d %H` in UTC, and `*` for any run of characters within a folder. */
export const PREFIX_PATTERN = '^(?:[^%*]|%[YmdH]|\\*)*$';

/**
 * The prefixes of a template whose time ends after `fromMs` and begins before `toMs`, oldest first. A template without
 * date parts is one window without end.
 */
export function prefixWindows(template: string, fromMs: number, toMs: number): readonly PrefixWindow[] {
  const parts = template.match(PART) ?? [];
  const step = STEPS.find((candidate) => parts.some((part) => PARTS[part]?.step === candidate));
  if (step === undefined) return [{ prefix: template, endMs: Infinity }];
  const windows: PrefixWindow[] = [];
  for (let at = floorTo(step, fromMs); at < toMs; at = following(step, at)) {
    const endMs = following(step, at);
    windows.push({ prefix: print(template, at), endMs });
    if (windows.length > MAX_WINDOWS) throw tooMany();
  }
  return windows;
}

/** What stands before the first date part or star: where everything of the template lies. */
export function fixedPart(template: string): string {
  const end = template.search(/%[YmdH]|\*/);
  return end < 0 ? template : template.slice(0, end);
}

/** A prefix with stars, split at the folder that holds the first of them; null when there is none. */
export function splitAtStar(
  prefix: string,
): { readonly parent: string; readonly segment: string; readonly rest: string } | null {
  const star = prefix.indexOf('*');
  if (star < 0) return null;
  const start = prefix.lastIndexOf('/', star) + 1;
  const slash = prefix.indexOf('/', star);
  const end = slash < 0 ? prefix.length : slash + 1;
  return { parent: prefix.slice(0, start), segment: prefix.slice(start, end), rest: prefix.slice(end) };
}

/** Whether the name fits the segment, in which each star stands for any run of characters. */
export function fitsSegment(segment: string, name: string): boolean {
  const pieces = segment.split('*');
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}

function print(template: string, atMs: number): string {
  const at = new Date(atMs);
  return template.replace(PART, (part) => PARTS[part]?.print(at) ?? part);
}

function floorTo(step: Step, ms: number): number {
  const at = new Date(ms);
  if (step === 'year') return Date.UTC(at.getUTCFullYear(), 0);
  if (step === 'month') return Date.UTC(at.getUTCFullYear(), at.getUTCMonth());
  if (step === 'day') return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

function following(step: Step, ms: number): number {
  const at = new Date(ms);
  if (step === 'year') return Date.UTC(at.getUTCFullYear() + 1, 0);
  if (step === 'month') return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1);
  return ms + (step === 'day' ? 24 * HOUR_MS : HOUR_MS);
}

const HOUR_MS = 3_600_000;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function tooMany(): AssayError {
  return new AssayError({
    code: 'OBJECT_WINDOWS_TOO_MANY',
    kind: 'config',
    message: 'The prefix has more date windows than can be listed.',
    fix: 'Shorten lookback, or leave the hour out of the prefix.',
    context: { maxWindows: MAX_WINDOWS },
  });
}
