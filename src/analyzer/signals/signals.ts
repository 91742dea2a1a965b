import type { SignalFacts } from '../../model/inventory.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Body, Exchange, Field, ObserveContext } from '../exchange.ts';
import {
  type BottomK,
  decodeBottomK,
  emptyBottomK,
  encodeBottomK,
  mergeBottomK,
  offer,
} from '../sketch/bottom-k.ts';
import { redactAttack } from '../threats/sample.ts';
import { crossOriginOf } from './cross-origin.ts';
import { findVerboseError } from './error-texts.ts';
import { parseHttpDate } from './http-date.ts';

/** Sums of what responses and headers gave away or promised, of one cell and bucket. */
export interface Signals {
  verboseErrors: number;
  /** Redacted, by the hash of their text; null while there is none. */
  verboseSamples: BottomK<string> | null;
  corsCalls: number;
  corsAccepted: number;
  /** Reflected foreign origins with credentials; they count as wildcard once enough different ones were let in. */
  reflectedCalls: number;
  reflectedAccepted: number;
  readonly reflectedOrigins: BottomK<null>;
  rateLimitHeaders: number;
  tooManyRequests: number;
  deprecationHeaders: number;
  /** The announcement of the latest call that made one; a tie goes to the later date. */
  sunsetAnnouncedMs: number;
  sunsetAtMs: number;
  httpsCalls: number;
  httpsAccepted: number;
  plaintextCalls: number;
  plaintextAccepted: number;
}

/** An allow-list names a handful of foreign origins; a server that repeats this many repeats any. */
const REFLECTED_ORIGINS = 5;
const NEVER = -1;

export function emptySignals(): Signals {
  return {
    verboseErrors: 0,
    verboseSamples: null,
    corsCalls: 0,
    corsAccepted: 0,
    reflectedCalls: 0,
    reflectedAccepted: 0,
    reflectedOrigins: emptyBottomK(REFLECTED_ORIGINS),
    rateLimitHeaders: 0,
    tooManyRequests: 0,
    deprecationHeaders: 0,
    sunsetAnnouncedMs: NEVER,
    sunsetAtMs: NEVER,
    httpsCalls: 0,
    httpsAccepted: 0,
    plaintextCalls: 0,
    plaintextAccepted: 0,
  };
}

const forget = (): void => undefined;
const nothing = (): null => null;
const same = (sample: string): string => sample;

/** Adds one call. */
export function observeSignals(signals: Signals, exchange: Exchange, context: ObserveContext): void {
  const { call } = exchange;
  const accepted = context.accepted ? 1 : 0;
  if (call.scheme === 'https') {
    signals.httpsCalls += 1;
    signals.httpsAccepted += accepted;
  } else if (call.scheme === 'http') {
    signals.plaintextCalls += 1;
    signals.plaintextAccepted += accepted;
  }
  if (call.status === 429) signals.tooManyRequests += 1;
  if (exchange.responseHeaders !== null) observeHeaders(signals, exchange, exchange.responseHeaders, context);
  observeError(signals, exchange, context);
}

function observeHeaders(
  signals: Signals,
  exchange: Exchange,
  headers: readonly Field[],
  context: ObserveContext,
): void {
  let rateLimited = false;
  let deprecated = false;
  let allowOrigin = '';
  let allowCredentials = false;
  for (const { name, value } of headers) {
    const kind = headerKind(name);
    if (kind === 'other') continue;
    if (kind === 'rate-limit') rateLimited = true;
    else if (kind === 'deprecation') deprecated = isDeprecation(value) || deprecated;
    else if (kind === 'sunset') addSunset(signals, exchange.call.timeMs, parseHttpDate(value));
    else if (kind === 'allow-origin') allowOrigin = value.trim();
    else allowCredentials = value.trim().toLowerCase() === 'true';
  }
  if (rateLimited) signals.rateLimitHeaders += 1;
  if (deprecated) signals.deprecationHeaders += 1;
  if (allowOrigin !== '' && allowCredentials) addCors(signals, exchange, allowOrigin, context);
}

type HeaderKind = 'rate-limit' | 'deprecation' | 'sunset' | 'allow-origin' | 'allow-credentials' | 'other';

/** Retry-After counts only beside a 429, which is counted by itself. */
function headerKind(name: string): HeaderKind {
  switch (name.charCodeAt(0)) {
    case 0x61:
      if (name === 'access-control-allow-origin') return 'allow-origin';
      return name === 'access-control-allow-credentials' ? 'allow-credentials' : 'other';
    case 0x64:
      return name === 'deprecation' ? 'deprecation' : 'other';
    case 0x72:
      return name.startsWith('ratelimit') || name.startsWith('rate-limit') ? 'rate-limit' : 'other';
    case 0x73:
      return name === 'sunset' ? 'sunset' : 'other';
    case 0x78:
      return name.startsWith('x-ratelimit') || name.startsWith('x-rate-limit') ? 'rate-limit' : 'other';
    default:
      return 'other';
  }
}

/** RFC 9745: `@` and seconds. Its drafts: `true` or an HTTP date; all are in use. */
function isDeprecation(value: string): boolean {
  const text = value.trim();
  return /^@-?\d{1,12}$/.test(text) || text.toLowerCase() === 'true' || parseHttpDate(text) !== null;
}

/** RFC 8594. */
function addSunset(signals: Signals, announcedMs: number, atMs: number | null): void {
  if (atMs === null) return;
  const isLater =
    announcedMs > signals.sunsetAnnouncedMs ||
    (announcedMs === signals.sunsetAnnouncedMs && atMs > signals.sunsetAtMs);
  if (!isLater) return;
  signals.sunsetAnnouncedMs = announcedMs;
  signals.sunsetAtMs = atMs;
}

function addCors(signals: Signals, exchange: Exchange, allowOrigin: string, context: ObserveContext): void {
  const { wildcard, reflected } = crossOriginOf(exchange, allowOrigin);
  if (wildcard) {
    signals.corsCalls += 1;
    if (context.accepted) signals.corsAccepted += 1;
  }
  if (reflected === null) return;
  signals.reflectedCalls += 1;
  if (context.accepted) signals.reflectedAccepted += 1;
  offer(signals.reflectedOrigins, context.hash(reflected.toLowerCase()), nothing, forget);
}

/** An error text in an error, or in a success that says of itself that it holds one. */
function observeError(signals: Signals, exchange: Exchange, context: ObserveContext): void {
  const text = errorText(exchange.responseBody, exchange.call.status);
  if (text === null) return;
  const hit = findVerboseError(text);
  if (hit === null) return;
  signals.verboseErrors += 1;
  const sample = `${hit.kind} (${hit.rule}): ${redactAttack(text, hit.at)}`;
  signals.verboseSamples ??= emptyBottomK(context.caps.samples);
  offer(signals.verboseSamples, context.hash(sample), () => sample, forget);
}

const ERROR_MEMBERS: readonly string[] = ['errors', 'error', 'exception', 'stack', 'stackTrace', 'trace'];

/** Whether a member of this name says that a success holds an error. */
export function isErrorMember(name: string): boolean {
  return ERROR_MEMBERS.includes(name);
}

function errorText(body: Body, status: number | null): string | null {
  if (body.kind === 'not-captured' || body.kind === 'empty') return null;
  if (status !== null && status >= 400) return body.text;
  if (body.kind !== 'json' || !isJsonObject(body.value)) return null;
  for (const name of ERROR_MEMBERS) if (body.value[name] !== undefined) return body.text;
  return null;
}

/** Order of the encoded counts; appending keeps old documents readable. */
const SUMS = [
  'verboseErrors',
  'corsCalls',
  'corsAccepted',
  'reflectedCalls',
  'reflectedAccepted',
  'rateLimitHeaders',
  'tooManyRequests',
  'deprecationHeaders',
  'httpsCalls',
  'httpsAccepted',
  'plaintextCalls',
  'plaintextAccepted',
] as const;

export function mergeSignals(into: Signals, from: Signals): void {
  for (const key of SUMS) into[key] += from[key];
  if (from.verboseSamples !== null) {
    into.verboseSamples ??= emptyBottomK(from.verboseSamples.k);
    mergeBottomK(into.verboseSamples, from.verboseSamples, forget, same, forget);
  }
  mergeBottomK(into.reflectedOrigins, from.reflectedOrigins, forget, nothing, forget);
  if (from.sunsetAnnouncedMs !== NEVER) addSunset(into, from.sunsetAnnouncedMs, from.sunsetAtMs);
}

/** Adds `times` calls that each add the sums of `one`, which showed nothing else. */
export function addPlainSignals(into: Signals, one: Signals, times: number): void {
  for (const key of SUMS) into[key] += one[key] * times;
}

/** Whether all that was shown is in the sums. */
export function isPlainSignals({ verboseSamples, reflectedOrigins, sunsetAnnouncedMs }: Signals): boolean {
  return verboseSamples === null && reflectedOrigins.hashes.length === 0 && sunsetAnnouncedMs === NEVER;
}

/** Whether both add the same, as far as sums tell. */
export function showsSame(a: Signals, b: Signals): boolean {
  return SUMS.every((key) => a[key] === b[key]);
}

/** `[counts, [announced, sunset], [k, samples] | null, origins]`. */
export function encodeSignals(signals: Signals): JsonValue {
  return [
    SUMS.map((key) => signals[key]),
    [signals.sunsetAnnouncedMs, signals.sunsetAtMs],
    signals.verboseSamples === null
      ? null
      : [signals.verboseSamples.k, encodeBottomK(signals.verboseSamples, (sample) => sample)],
    encodeBottomK(signals.reflectedOrigins, nothing),
  ];
}

/** Throws RangeError on what `encodeSignals` cannot have written. */
export function decodeSignals(value: JsonValue): Signals {
  if (!isJsonArray(value) || value.length !== 4) throw new RangeError('not an encoded signal summary');
  const [counts, sunset, samples, origins] = value;
  const signals: Signals = {
    ...emptySignals(),
    verboseSamples: isJsonArray(samples) ? decodeBottomK(samples[1], numberOf(samples[0]), textOf) : null,
    reflectedOrigins: decodeBottomK(origins, REFLECTED_ORIGINS, nothing),
  };
  SUMS.forEach((key, index) => {
    signals[key] = numberOf(isJsonArray(counts) ? counts[index] : undefined);
  });
  signals.sunsetAnnouncedMs = numberOf(isJsonArray(sunset) ? sunset[0] : undefined);
  signals.sunsetAtMs = numberOf(isJsonArray(sunset) ? sunset[1] : undefined);
  return signals;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

export function signalFacts(signals: Signals): SignalFacts {
  const reflectsAny = signals.reflectedOrigins.items.length >= REFLECTED_ORIGINS;
  return {
    verboseErrors: signals.verboseErrors,
    verboseErrorSamples: samplesOf(signals.verboseSamples),
    corsWildcardCredentials: {
      calls: signals.corsCalls + (reflectsAny ? signals.reflectedCalls : 0),
      accepted: signals.corsAccepted + (reflectsAny ? signals.reflectedAccepted : 0),
    },
    rateLimitHeaders: signals.rateLimitHeaders,
    tooManyRequests: signals.tooManyRequests,
    deprecationHeaders: signals.deprecationHeaders,
    sunsetAtMs: signals.sunsetAtMs === NEVER ? null : signals.sunsetAtMs,
    https: { calls: signals.httpsCalls, accepted: signals.httpsAccepted },
    plaintext: { calls: signals.plaintextCalls, accepted: signals.plaintextAccepted },
  };
}

function samplesOf(samples: BottomK<string> | null): string[] {
  return samples === null ? [] : [...samples.items];
}
