import { normalizeHost } from '../../model/host.ts';
import { plainDecimal } from './plain-decimal.ts';
import { remembered } from './remembered.ts';
import { toText } from './values.ts';

/** Every cast answers undefined for "invalid", and null where the format itself says "none". */

/** RFC 9110 section 5.6.2 token; a longest registered method has 17 characters. */
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/;
const COMMON_METHODS: ReadonlySet<string> = new Set([
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
]);

export function toMethod(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (COMMON_METHODS.has(value)) return value;
  return METHOD.test(value) ? value.toUpperCase() : undefined;
}

export function toPath(value: unknown): string | undefined {
  return typeof value === 'string' && value.charCodeAt(0) === 0x2f ? value : undefined;
}

/** Without the question mark, whether or not the log prints it. */
export function toQuery(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.charCodeAt(0) === 0x3f ? value.slice(1) : value;
}

export function toScheme(value: unknown): 'http' | 'https' | undefined {
  if (value === 'https' || value === 'http') return value;
  if (typeof value !== 'string') return undefined;
  const lower = value.toLowerCase();
  if (lower === 'https' || lower === 'wss') return 'https';
  return lower === 'http' || lower === 'ws' ? 'http' : undefined;
}

/** RFC 3986 reg-name without percent-encoding and sub-delims (no DNS name has them), or an address literal. */
const HOST = /^(?:_?[a-z0-9][a-z0-9_.-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?$/;

/** One memory for each scheme, since the scheme decides which port is the default. */
const hosts = {
  http: remembered((text) => validHost(text, 'http')),
  https: remembered((text) => validHost(text, 'https')),
  none: remembered((text) => validHost(text, null)),
};

function validHost(text: string, scheme: 'http' | 'https' | null): string | undefined {
  const host = normalizeHost(text, scheme);
  return HOST.test(host) ? host : undefined;
}

/** The host as identity, `normalizeHost`; undefined where it cannot be a host. */
export function toHost(value: unknown, scheme: 'http' | 'https' | null): string | undefined {
  return typeof value === 'string' && value.length <= 262 ? hosts[scheme ?? 'none'](value) : undefined;
}

/** `200`, `"200"`, `"200 OK"`, `+200`; 0, -1 and `000` say that no response was sent. */
const STATUS = /^\+?([0-9]{1,3})(?: |$)/;

export function toStatus(value: unknown): number | null | undefined {
  if (typeof value === 'number') return statusOf(value);
  if (typeof value !== 'string') return undefined;
  if (value.length === 3) {
    const plain = plainDecimal(value);
    if (plain >= 100) return plain;
  }
  if (value === '-1') return null;
  const digits = STATUS.exec(value)?.[1];
  return digits === undefined ? undefined : statusOf(Number(digits));
}

function statusOf(code: number): number | null | undefined {
  if (code === 0 || code === -1) return null;
  return Number.isInteger(code) && code >= 100 && code <= 999 ? code : undefined;
}

const DECIMAL = /^\+?([0-9]{1,18}(?:\.[0-9]{1,12})?)$/;
const NEGATIVE = /^-[0-9]{1,18}(?:\.[0-9]{1,12})?$/;

/** A number that is not negative; null for a negative one, with which logs say "not reached" or "unknown". */
function toAmount(value: unknown): number | null | undefined {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    return value < 0 ? null : value;
  }
  if (typeof value !== 'string') return undefined;
  const plain = plainDecimal(value);
  if (plain >= 0) return plain;
  const digits = DECIMAL.exec(value)?.[1];
  if (digits !== undefined) return Number(digits);
  return NEGATIVE.test(value) ? null : undefined;
}

/** Bytes. */
export function toSize(value: unknown): number | null | undefined {
  const amount = toAmount(value);
  return typeof amount === 'number' && !Number.isSafeInteger(amount) ? undefined : amount;
}

/** Longest latency believed: a week. Beyond it the field is not a latency. */
const LONGEST_MS = 604_800_000;

/** Milliseconds, from a number in units of `unitMs` milliseconds; rounded to the microsecond. */
export function toDuration(value: unknown, unitMs: number): number | null | undefined {
  const amount = toAmount(value);
  if (typeof amount !== 'number') return amount;
  const ms = Math.round(amount * unitMs * 1000) / 1000;
  return ms <= LONGEST_MS ? ms : undefined;
}

const CONTROL = /\p{Cc}/u;

/** A name or id: a scalar as text, not blank, without control characters. */
export function toName(value: unknown): string | undefined {
  const text = toText(value);
  if (text !== undefined && isPlainName(text)) return text;
  return text === undefined || text.trim() === '' || CONTROL.test(text) ? undefined : text;
}

/** Visible ASCII alone (0x21 to 0x7e), which needs no pattern. */
function isPlainName(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return text !== '';
}

/**
 * A body as text. Loggers that are scripted in Lua or JavaScript hand over decoded JSON: objects and arrays are
 * written again. A bare number or boolean is a mark of the logger, not a body.
 */
export function toBody(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : undefined;
}

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/;

/** Base64 (RFC 4648 section 4), bytes read as UTF-8 with U+FFFD for what is not. */
export function toBase64Body(value: unknown): string | undefined {
  if (typeof value !== 'string' || !BASE64.test(value)) return undefined;
  return Buffer.from(value, 'base64').toString('utf8');
}
