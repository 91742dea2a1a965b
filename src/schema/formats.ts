import { isIP } from 'node:net';
import { parseDurationMs, parseSizeBytes } from './quantities.ts';

/** A string format: the check, and the sentence that tells the reader what would pass. */
export interface Format {
  readonly test: (text: string) => boolean;
  readonly fix: string;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  duration: {
    test: (text) => parseDurationMs(text) !== null,
    fix: 'Write a whole number and a unit: 250ms, 30s, 5m, 12h or 30d.',
  },
  size: {
    test: (text) => parseSizeBytes(text) !== null,
    fix: 'Write a whole number and a unit: 512B, 64KiB, 4MiB or 1GiB.',
  },
  'http-url': {
    test: isHttpUrl,
    fix: 'Write an absolute http or https URL without user, password, query or fragment.',
  },
  path: {
    test: (text) => text !== '',
    fix: 'Write a path, a folder or a pattern; relative ones are relative to the configuration file.',
  },
  uri: { test: (text) => URL.canParse(text), fix: 'Write an absolute URI.' },
  'date-time': { test: isRfc3339, fix: 'Write an RFC 3339 time such as 2026-01-31T12:00:00Z.' },
  cidr: { test: isCidr, fix: 'Write an address or a network such as 10.0.4.0/28 or 2001:db8::/32.' },
  host: {
    test: (text) => HOST.test(text),
    fix: 'Write a host name, with its port where that is not the default: api.shop.example or api.shop.example:8443.',
  },
  'host-glob': {
    test: (text) => HOST_GLOB.test(text),
    fix: 'Write a host name; * stands for any run of characters: *.shop.example.',
  },
  'time-zone': { test: isTimeZone, fix: 'Write an IANA zone name such as UTC or Europe/Vienna.' },
};

const HOST = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_-](?:[A-Za-z0-9_.-]{0,252}))(?::\d{1,5})?$/;
const HOST_GLOB = /^[A-Za-z0-9_.*:-]{1,253}$/;

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** RFC 3339 section 5.6; the calendar itself is checked by the round trip of the date. */
function isRfc3339(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (match === null) return false;
  const day = match[1] ?? '';
  const midnight = new Date(`${day}T00:00:00Z`);
  const sameDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
  return sameDay && !Number.isNaN(Date.parse(text));
}

function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const family = isIP(slash < 0 ? text : text.slice(0, slash));
  if (family === 0) return false;
  if (slash < 0) return true;
  const bits = text.slice(slash + 1);
  return /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function isTimeZone(text: string): boolean {
  // The zone of most logs needs no table of zones, which takes longer to load than the rest of a check.
  if (text === 'UTC') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
