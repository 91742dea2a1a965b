import type { Spot, Writing } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';

export const BANK = 'gateway.bank.example';
export const MEDIA = 'media.press.example';
export const OPS = 'ops.cloud.example';
export const FORUM = 'forum.press.example';
export const CARE = 'care.health.example';

const paging = (r: Random) => ({ limit: r.pick([25, 100]), offset: r.int(0, 40) * 25 });
const transfer = (r: Random) => ({
  amount: r.int(1, 900),
  currency: r.pick(['EUR', 'GBP']),
  urgent: r.chance(0.2),
});
const signIn = (r: Random) => ({ pin: String(r.int(1000, 9999)), device: r.uuid() });

const get = (host: string, path: string, name: string, others: Spot['others'] = paging): Spot => ({
  kind: 'query',
  method: 'GET',
  host,
  path,
  name,
  others,
});
const json = (host: string, path: string, name: string, others: Spot['others'] = transfer): Spot => ({
  kind: 'json',
  method: 'POST',
  host,
  path,
  name,
  others,
});
const form = (host: string, path: string, name: string, others: Spot['others'] = paging): Spot => ({
  kind: 'form',
  method: 'POST',
  host,
  path,
  name,
  others,
});
const xml = (host: string, path: string, name: string): Spot => ({
  kind: 'xml',
  method: 'POST',
  host,
  path,
  name,
  others: paging,
});
const header = (host: string, path: string, name: string): Spot => ({
  kind: 'header',
  method: 'GET',
  host,
  path,
  name,
});
const cookie = (host: string, path: string, name: string): Spot => ({
  kind: 'cookie',
  method: 'GET',
  host,
  path,
  name,
});
const path = (host: string, where: string): Spot => ({
  kind: 'path',
  method: 'GET',
  host,
  path: where,
  name: 'segment',
});

export const DATABASE_PLACES: readonly Spot[] = [
  get(BANK, '/core/v3/transactions', 'counterparty'),
  get(BANK, '/core/v3/transactions', 'order'),
  get(CARE, '/patients/lookup', 'mrn'),
  json(BANK, '/core/v3/transfers', 'reference'),
  json(BANK, '/core/v3/login', 'user', signIn),
  form(FORUM, '/ucp/login', 'member', signIn),
  header(FORUM, '/topics', 'x-real-ip'),
  header(FORUM, '/topics', 'user-agent'),
  cookie(FORUM, '/topics', 'lastTopic'),
  { ...get(BANK, '/core/v3/accounts', 'after'), base64: true },
  path(CARE, '/visits/{}/notes'),
  xml(CARE, '/hl7/query', 'patientId'),
];
export const MARKUP_PLACES: readonly Spot[] = [
  get(FORUM, '/search', 'keywords'),
  get(MEDIA, '/player', 'title'),
  json(FORUM, '/posts', 'signature'),
  json(MEDIA, '/api/v1/comments', 'message'),
  form(FORUM, '/profile', 'location'),
  header(FORUM, '/topics', 'user-agent'),
  path(MEDIA, '/genre/{}'),
  cookie(FORUM, '/topics', 'nickname'),
  { ...cookie(FORUM, '/topics', 'draft'), base64: true },
  xml(CARE, '/hl7/query', 'comment'),
];
export const ENGINE_PLACES: readonly Spot[] = [
  get(MEDIA, '/hello', 'visitor'),
  json(FORUM, '/posts', 'signature'),
  form(FORUM, '/profile', 'about'),
  path(MEDIA, '/theme/{}'),
  header(MEDIA, '/hello', 'x-display-name'),
];
export const LOOKUP_PLACES: readonly Spot[] = [
  header(BANK, '/core/v3/ping', 'x-forwarded-for'),
  header(BANK, '/core/v3/ping', 'x-request-source'),
  header(FORUM, '/topics', 'user-agent'),
  header(CARE, '/patients/lookup', 'authorization'),
  get(CARE, '/patients/lookup', 'mrn'),
  json(BANK, '/core/v3/login', 'user', signIn),
  form(FORUM, '/ucp/login', 'member', signIn),
  cookie(FORUM, '/topics', 'sessionTag'),
  path(MEDIA, '/genre/{}'),
  xml(CARE, '/hl7/query', 'patientId'),
];
export const SPLITTING_PLACES: readonly Spot[] = [
  get(MEDIA, '/out', 'target'),
  get(FORUM, '/style', 'skin'),
  path(FORUM, '/goto/{}'),
  form(FORUM, '/profile', 'timezone'),
];
export const FILE_PLACES: readonly Spot[] = [
  get(MEDIA, '/stream', 'track'),
  get(OPS, '/logs/tail', 'name'),
  get(CARE, '/scans/view', 'image'),
  path(MEDIA, '/covers/{}'),
  json(OPS, '/snapshots/restore', 'archive'),
  form(CARE, '/documents/print', 'layout'),
  header(OPS, '/logs/tail', 'x-file-name'),
  cookie(MEDIA, '/stream', 'playlist'),
  xml(CARE, '/hl7/query', 'attachment'),
];
export const SHELL_PLACES: readonly Spot[] = [
  get(OPS, '/net/traceroute', 'target'),
  get(MEDIA, '/transcode', 'preset'),
  json(OPS, '/snapshots/restore', 'label'),
  form(OPS, '/net/dns', 'zone'),
  header(OPS, '/net/status', 'user-agent'),
  header(OPS, '/net/status', 'referer'),
  xml(CARE, '/hl7/query', 'spool'),
];
export const FORGERY_PLACES: readonly Spot[] = [
  get(MEDIA, '/oembed', 'link'),
  get(MEDIA, '/proxy', 'u'),
  json(BANK, '/core/v3/notifications', 'notifyUri'),
  form(CARE, '/documents/fetch', 'location'),
  xml(CARE, '/hl7/query', 'replyTo'),
  json(FORUM, '/posts', 'avatarUrl'),
];

/** Only what a URL cannot carry is encoded, as hand-typed attacks do; lower-case hex. */
function sparing(text: string): string {
  return [...text].map((c) => (/[^!-~]|[#&+%?]/u.test(c) ? encodeURIComponent(c).toLowerCase() : c)).join('');
}

function percentU(text: string): string {
  return [...text]
    .map((c) =>
      /[\w.~-]/.test(c)
        ? c
        : [...Array(c.length).keys()]
            .map((i) => `%u${c.charCodeAt(i).toString(16).padStart(4, '0')}`)
            .join(''),
    )
    .join('');
}

function tripleUrl(text: string): string {
  return encodeURIComponent(encodeURIComponent(encodeURIComponent(text)));
}

function quotesEscaped(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /['<>(){}$/]/g,
    (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Spaced and keyed as other clients print JSON. */
function spacious(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

export const STYLES: readonly Writing[] = [
  { name: 'sparing', url: sparing, json: spacious },
  { name: 'sparing', url: sparing, json: JSON.stringify },
  {
    name: 'strict lower-case',
    url: (t) =>
      encodeURIComponent(t)
        .replaceAll(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
        .replaceAll(/%[0-9A-F]{2}/g, (c) => c.toLowerCase()),
    json: spacious,
  },
  { name: 'percent u', url: percentU, json: quotesEscaped },
  { name: 'twice, sparing first', url: (t) => encodeURIComponent(sparing(t)), json: quotesEscaped },
  { name: 'strict', url: encodeURIComponent, json: JSON.stringify },
  { name: 'thrice', url: tripleUrl, json: quotesEscaped },
];

export const CLIENTS: readonly string[] = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
  'Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
  'Dalvik/2.1.0 (Linux; U; Android 13; Pixel 6)',
  'BankApp/812 CFNetwork/1568.200.51 Darwin/24.1.0',
  'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  'Apache-HttpClient/5.3.1 (Java/21.0.4)',
  'aiohttp/3.10.5',
];

/** Never a bare 5xx: experts differ on what it proves. */
export function turnedDown(r: Random): Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders'> {
  return r.pick([
    {
      status: 404,
      responseHeaders: { 'content-type': 'application/problem+json' },
      responseBody: JSON.stringify({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        instance: r.uuid(),
      }),
    },
    {
      status: 400,
      responseHeaders: { 'content-type': 'application/problem+json' },
      responseBody: JSON.stringify({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        detail: 'malformed value',
      }),
    },
    {
      status: 406,
      responseHeaders: { 'content-type': 'text/html' },
      responseBody:
        '<html><body>Not Acceptable! An appropriate representation could not be found.</body></html>',
    },
    { status: 200, responseBody: JSON.stringify({ data: [], meta: { count: 0, limit: 25 } }) },
    { status: 200, responseBody: JSON.stringify({ accepted: true, ticket: r.hex(10) }) },
    { status: 401, responseBody: JSON.stringify({ code: 'E401', message: 'sign in first' }) },
    { status: 429, responseBody: '' },
  ]);
}
