import type { ThreatType } from '../../../../src/model/vocabulary.ts';
import { type LabelledAttack, type Payload, place, type Spot, type Writing } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';
import { multipart } from './calls.ts';
import { person, product, word } from './words.ts';

const others = (r: Random) => ({ page: r.int(1, 9), lang: 'en', ref: word(r) });
const fields = (r: Random) => ({ title: product(r), author: person(r), rating: r.int(1, 5) });

const query = (host: string, path: string, name: string): Spot => ({
  kind: 'query',
  method: 'GET',
  host,
  path,
  name,
  others,
});
const json = (host: string, path: string, name: string): Spot => ({
  kind: 'json',
  method: 'POST',
  host,
  path,
  name,
  others: fields,
});
const form = (host: string, path: string, name: string): Spot => ({
  kind: 'form',
  method: 'POST',
  host,
  path,
  name,
  others: fields,
});
const xml = (host: string, path: string, name: string): Spot => ({
  kind: 'xml',
  method: 'POST',
  host,
  path,
  name,
  others,
});
const header = (name: string): Spot => ({
  kind: 'header',
  method: 'GET',
  host: 'catalog.larkfield.example',
  path: '/v2/items/1001',
  name,
});
const cookie = (name: string): Spot => ({
  kind: 'cookie',
  method: 'GET',
  host: 'account.tarnwick.example',
  path: '/api/me',
  name,
});
const path = (host: string, template: string): Spot => ({
  kind: 'path',
  method: 'GET',
  host,
  path: template,
  name: 'segment',
});

export const TEXT_SPOTS: readonly Spot[] = [
  query('shop.larkfield.example', '/api/search', 'q'),
  query('shop.larkfield.example', '/api/search', 'sort'),
  query('crm.brackenridge.example', '/api/contacts', 'name'),
  query('library.hollowbrook.example', '/search', 'field'),
  json('reviews.larkfield.example', '/products/77/reviews', 'text'),
  json('crm.brackenridge.example', '/api/contacts', 'lastName'),
  json('login.tarnwick.example', '/api/session', 'username'),
  form('www.larkfield.example', '/contact', 'subject'),
  form('survey.hollowbrook.example', '/s/submit', 'survey'),
  xml('soap.hollowbrook.example', '/services/orders', 'name'),
  header('user-agent'),
  header('referer'),
  header('x-forwarded-for'),
  cookie('prefs'),
  cookie('sid'),
  path('catalog.larkfield.example', '/v2/items/{}'),
  path('blog.quillmere.example', '/archive/{}'),
];
export const FILE_SPOTS: readonly Spot[] = [
  query('drive.tarnwick.example', '/api/files', 'path'),
  query('img.quillmere.example', '/render', 'template'),
  query('blog.quillmere.example', '/index.php', 'page'),
  json('drive.tarnwick.example', '/api/archive', 'file'),
  form('drive.tarnwick.example', '/api/export', 'name'),
  xml('edi.hollowbrook.example', '/files/get', 'document'),
  cookie('locale'),
  path('drive.tarnwick.example', '/files/{}'),
  path('www.larkfield.example', '/static/{}'),
];
export const URL_SPOTS: readonly Spot[] = [
  query('preview.quillmere.example', '/unfurl', 'url'),
  query('img.quillmere.example', '/fetch', 'src'),
  json('hooks.brackenridge.example', '/api/webhooks', 'url'),
  json('import.brackenridge.example', '/api/feeds', 'feedUrl'),
  form('account.tarnwick.example', '/api/avatar', 'image_url'),
  xml('edi.hollowbrook.example', '/partners', 'endpointUrl'),
  { ...header('x-callback-url'), host: 'hooks.brackenridge.example', path: '/api/ping' },
  cookie('preview_url'),
  path('img.quillmere.example', '/proxy/{}'),
];
export const HEADER_SPLIT_SPOTS: readonly Spot[] = [
  query('login.tarnwick.example', '/logout', 'next'),
  query('www.larkfield.example', '/go', 'to'),
  query('drive.tarnwick.example', '/download', 'filename'),
  form('login.tarnwick.example', '/login', 'return_to'),
  json('login.tarnwick.example', '/api/redirects', 'target'),
  path('www.larkfield.example', '/{}'),
  path('www.larkfield.example', '/r/{}'),
  cookie('lang'),
];

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const strict = (text: string): string => text.replace(/[^A-Za-z0-9_-]+/gu, percent);
const escaped = (text: string): string =>
  text.replace(/[^\w ",:{}[\].-]/g, (c) =>
    c === '\\' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
/** Escapes marks inside a finished JSON text; a backslash already begins an escape and stays. */
const jsonEscaped = (value: unknown): string =>
  JSON.stringify(value).replace(/\\.|[^\\]/gs, (pair) => (pair.startsWith('\\') ? pair : escaped(pair)));

export const WRITINGS: readonly Writing[] = [
  { name: 'as browsers write', url: encodeURIComponent, json: JSON.stringify },
  { name: 'strict percent', url: strict, json: (v) => JSON.stringify(v, null, 2) },
  { name: 'plus for space', url: (t) => strict(t).replaceAll('%20', '+'), json: JSON.stringify },
  { name: 'double percent', url: (t) => strict(strict(t)), json: jsonEscaped },
  { name: 'every byte', url: percent, json: jsonEscaped },
  {
    name: 'hardly encoded',
    url: (t) => t.replace(/[\s#&%+?\u0080-\uffff]/gu, percent),
    json: (v) => JSON.stringify(v).replaceAll('/', '\\/'),
  },
  { name: 'lower-case hex', url: (t) => strict(t).toLowerCase(), json: JSON.stringify },
];

const REFUSALS: readonly (readonly [number, string])[] = [
  [400, '{"error":"validation_failed","fields":["value"]}'],
  [403, '{"error":"forbidden"}'],
  [404, '{"error":"not_found"}'],
  [422, '{"title":"Unprocessable","status":422}'],
  [200, '{"total":0,"items":[]}'],
  [200, '{"accepted":true,"id":"c41d"}'],
  [401, '{"error":"unauthorized"}'],
];

/** Answers that prove nothing. */
export function refusal(r: Random): Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders'> {
  const [status, responseBody] = r.pick(REFUSALS);
  return { status, responseBody };
}

/** Where an application would use the text in the way that the payload hopes for. */
const PART_NAMES: Readonly<Partial<Record<ThreatType, readonly string[]>>> = {
  ssrf: ['source_url', 'image_url', 'remote'],
  'path-traversal': ['folder', 'path', 'target'],
  'command-injection': ['folder', 'convert_options', 'host'],
};

/** The payload in a part of a multipart form: its text, or the name of its file. */
export function inMultipart(family: ThreatType, payload: Payload, r: Random): LabelledAttack {
  const named = family !== 'ssrf' && r.chance(0.3) && !/["\r\n]/.test(payload.text);
  const parts = named
    ? [{ name: 'file', text: 'hello', fileName: payload.text, type: 'text/plain' }]
    : [
        { name: 'title', text: product(r) },
        { name: r.pick(PART_NAMES[family] ?? ['comment', 'description', 'caption']), text: payload.text },
        { name: 'file', text: 'hello', fileName: 'a.txt', type: 'text/plain' },
      ];
  return {
    family,
    accepted: [family, ...(payload.alsoFamilies ?? [])],
    technique: `${payload.technique} in multipart ${named ? 'file name' : 'field'}`,
    location: 'request.body',
    outcome: 'attempt',
    shown: payload.text,
    exchange: {
      method: 'POST',
      host: 'media.quillmere.example',
      path: '/api/assets',
      ...multipart(parts, r),
      ...refusal(r),
    },
  };
}

/** A payload at one of the spots together with a reply of the author's choice. */
export function answered(
  family: ThreatType,
  payload: Payload,
  spot: Spot,
  outcome: LabelledAttack['outcome'],
  reply: Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders' | 'latencyMs'>,
  r: Random,
): LabelledAttack {
  const writing = r.pick(WRITINGS.slice(0, 3));
  const { requestHeaders, ...rest } = place(payload, spot, writing, r);
  return {
    family,
    accepted: [family, ...(payload.alsoFamilies ?? [])],
    technique: payload.technique,
    location:
      spot.kind === 'path' ? 'request.path' : spot.kind === 'query' ? 'request.query' : 'request.body',
    outcome,
    shown: payload.text,
    exchange: { ...rest, ...(requestHeaders === undefined ? {} : { requestHeaders }), ...reply },
  };
}
