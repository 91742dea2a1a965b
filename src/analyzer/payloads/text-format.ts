/** Formats of JSON Schema 2020-12 and OpenAPI 3.1 that a text shows by itself. */
export type TextFormat =
  | 'date-time'
  | 'date'
  | 'time'
  | 'uuid'
  | 'uri'
  | 'email'
  | 'ipv4'
  | 'ipv6'
  | 'byte'
  | 'binary';

export const TEXT_FORMATS: readonly TextFormat[] = [
  'date-time',
  'date',
  'time',
  'uuid',
  'uri',
  'email',
  'ipv4',
  'ipv6',
  'byte',
  'binary',
];

const DATE_TIME = /^\d{4}-(?:0\d|1[0-2])-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-(?:0\d|1[0-2])-[0-3]\d$/;
const TIME = /^[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const URI = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"{}|\\^`]+$/i;
const EMAIL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/;
const IPV6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
/** RFC 4291 section 2.2: eight groups, or fewer with one `::`. */
const IPV6_GROUPS = 8;
const BASE64 = /^[A-Za-z0-9+/]{14,}={1,2}$/;

const DASH = 45;
const DOT = 46;
const COLON = 58;

/** The format of a whole text; null for plain text. Character tests come before any pattern. */
export function textFormat(text: string): TextFormat | null {
  const length = text.length;
  if (length < 7 || length > 4096) return null;
  if (text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH) {
    if (length === 10) return DATE.test(text) && isDay(text) ? 'date' : null;
    if (length <= 35 && DATE_TIME.test(text) && isDay(text) && isHour(text, 11)) return 'date-time';
  }
  if (length === 36 && text.charCodeAt(8) === DASH && UUID.test(text)) return 'uuid';
  if (text.charCodeAt(length - 1) === 61)
    return length % 4 === 0 && BASE64.test(text) ? 'byte' : uriFormat(text);
  if (text.charCodeAt(2) === COLON && length <= 24 && TIME.test(text) && isHour(text, 0)) return 'time';
  const first = text.charCodeAt(0);
  if (length <= 15 && first >= 48 && first <= 57 && text.indexOf('.') > 0)
    return IPV4.test(text) ? 'ipv4' : null;
  if (length <= 254 && text.indexOf('@') > 0 && EMAIL.test(text)) return 'email';
  return uriFormat(text);
}

function uriFormat(text: string): TextFormat | null {
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  if (colon > 1 && colon <= 21 && text.startsWith('//', colon + 1)) return URI.test(text) ? 'uri' : null;
  return colon <= 4 && text.length <= 39 && text.includes(':', colon + 1) && isIpv6(text) ? 'ipv6' : null;
}

function isIpv6(text: string): boolean {
  if (!IPV6.test(text)) return false;
  const gap = text.indexOf('::');
  const groups = text.split(':').length;
  if (gap < 0) return groups === IPV6_GROUPS && !text.startsWith(':') && !text.endsWith(':');
  const isOutside = (text.startsWith(':') && gap !== 0) || (text.endsWith(':') && gap !== text.length - 2);
  return (
    !isOutside &&
    !text.includes('::', gap + 1) &&
    groups <= IPV6_GROUPS + (gap === 0 || gap === text.length - 2 ? 1 : 0)
  );
}

const DAYS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar (RFC 3339 section 5.7) has the day at the start of a text of the form `yyyy-mm-dd`. */
function isDay(text: string): boolean {
  const month = digitsAt(text, 5);
  const day = digitsAt(text, 8);
  if (day === 0 || day > (DAYS[month - 1] ?? 0)) return false;
  if (month !== 2 || day < 29) return true;
  const century = digitsAt(text, 0);
  const year = digitsAt(text, 2);
  return year === 0 ? century % 4 === 0 : year % 4 === 0;
}

function isHour(text: string, at: number): boolean {
  return digitsAt(text, at) < 24;
}

/** The number of two digits at a place that is known to have them. */
function digitsAt(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

export type LexicalType = 'integer' | 'number' | 'boolean' | 'string';

/** Longer digit strings are identifiers, not quantities. */
const LONGEST_NUMBER = 16;

/** The JSON type that a text of a query, header or form stands for; leading zeros make a string. */
export function lexicalType(text: string): LexicalType {
  const length = text.length;
  if (length === 0) return 'string';
  const first = text.charCodeAt(0);
  if (first === 116 || first === 102) return text === 'true' || text === 'false' ? 'boolean' : 'string';
  const from = first === DASH ? 1 : 0;
  if (length - from > LONGEST_NUMBER || length === from) return 'string';
  let dots = 0;
  for (let at = from; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT && at > from && at < length - 1) dots++;
    else if (code < 48 || code > 57) return 'string';
  }
  const isPadded = text.charCodeAt(from) === 48 && length - from > 1 && text.charCodeAt(from + 1) !== DOT;
  if (isPadded || dots > 1) return 'string';
  return dots === 1 ? 'number' : 'integer';
}
