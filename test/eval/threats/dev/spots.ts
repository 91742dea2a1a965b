import type { Spot, Writing } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';

const SHOP = 'api.shop.example';
const ID = 'login.shop.example';
const FILES = 'files.office.example';
const HOOKS = 'hooks.office.example';
const MAIL = 'mail.office.example';
const LEGACY = 'soap.legacy.example';

const page = (r: Random) => ({ page: r.int(1, 9), size: r.pick([10, 20, 50]) });
const credentials = (r: Random) => ({ password: `pw-${r.hex(6)}`, remember: r.chance(0.5) });
const review = (r: Random) => ({
  rating: r.int(1, 5),
  title: r.pick(['Good', 'Fine', 'Meh']),
  verified: r.chance(0.5),
});

export const SQL_SPOTS: readonly Spot[] = [
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/products', name: 'q', others: page },
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/products', name: 'category', others: page },
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/orders', name: 'sort', others: page },
  { kind: 'path', method: 'GET', host: SHOP, path: '/v2/orders/{}', name: 'id' },
  { kind: 'json', method: 'POST', host: ID, path: '/v1/sessions', name: 'username', others: credentials },
  { kind: 'form', method: 'POST', host: ID, path: '/login', name: 'user', others: credentials },
  { kind: 'cookie', method: 'GET', host: SHOP, path: '/v2/cart', name: 'cartId' },
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/orders', name: 'cursor', base64: true },
  { kind: 'header', method: 'GET', host: SHOP, path: '/v2/cart', name: 'x-forwarded-for' },
  { kind: 'xml', method: 'POST', host: LEGACY, path: '/orders/search', name: 'customer', others: page },
];

export const SCRIPT_SPOTS: readonly Spot[] = [
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/products', name: 'q', others: page },
  { kind: 'query', method: 'GET', host: ID, path: '/login', name: 'error' },
  {
    kind: 'json',
    method: 'POST',
    host: SHOP,
    path: '/v2/products/418/reviews',
    name: 'text',
    others: review,
  },
  { kind: 'json', method: 'PATCH', host: ID, path: '/v1/profile', name: 'displayName', others: page },
  { kind: 'form', method: 'POST', host: SHOP, path: '/v2/contact', name: 'subject', others: review },
  { kind: 'header', method: 'GET', host: SHOP, path: '/v2/cart', name: 'referer' },
  { kind: 'path', method: 'GET', host: SHOP, path: '/v2/tags/{}', name: 'tag' },
  { kind: 'cookie', method: 'GET', host: SHOP, path: '/v2/cart', name: 'nick' },
  { kind: 'cookie', method: 'GET', host: SHOP, path: '/v2/cart', name: 'profile', base64: true },
];

export const FILE_SPOTS: readonly Spot[] = [
  {
    kind: 'query',
    method: 'GET',
    host: FILES,
    path: '/download',
    name: 'file',
    others: (r) => ({ disposition: r.pick(['inline', 'attachment']) }),
  },
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/invoices/render', name: 'template' },
  { kind: 'path', method: 'GET', host: FILES, path: '/static/{}', name: 'path' },
  { kind: 'json', method: 'POST', host: FILES, path: '/v1/exports', name: 'path', others: page },
  { kind: 'cookie', method: 'GET', host: FILES, path: '/v1/folders', name: 'skin' },
  { kind: 'form', method: 'POST', host: FILES, path: '/v1/preview', name: 'document', others: page },
];

export const COMMAND_SPOTS: readonly Spot[] = [
  {
    kind: 'query',
    method: 'GET',
    host: HOOKS,
    path: '/tools/ping',
    name: 'host',
    others: (r) => ({ count: r.int(1, 5) }),
  },
  {
    kind: 'json',
    method: 'POST',
    host: FILES,
    path: '/v1/convert',
    name: 'filename',
    others: (r) => ({ target: r.pick(['pdf', 'png']), dpi: r.pick([72, 150]) }),
  },
  { kind: 'form', method: 'POST', host: HOOKS, path: '/tools/whois', name: 'domain', others: page },
  { kind: 'header', method: 'GET', host: HOOKS, path: '/tools/status', name: 'x-client-name' },
  { kind: 'xml', method: 'POST', host: LEGACY, path: '/print', name: 'printer', others: page },
];

export const FORGERY_SPOTS: readonly Spot[] = [
  { kind: 'query', method: 'GET', host: HOOKS, path: '/v1/fetch', name: 'url' },
  {
    kind: 'query',
    method: 'GET',
    host: FILES,
    path: '/v1/thumbnail',
    name: 'src',
    others: (r) => ({ width: r.pick([64, 128]) }),
  },
  {
    kind: 'json',
    method: 'POST',
    host: HOOKS,
    path: '/v1/webhooks',
    name: 'callbackUrl',
    others: (r) => ({ events: ['order.created'], active: r.chance(0.8) }),
  },
  { kind: 'form', method: 'POST', host: FILES, path: '/v1/import', name: 'source', others: page },
  { kind: 'xml', method: 'POST', host: LEGACY, path: '/feeds', name: 'endpoint', others: page },
];

export const TEMPLATE_SPOTS: readonly Spot[] = [
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/greeting', name: 'name' },
  { kind: 'json', method: 'PATCH', host: ID, path: '/v1/profile', name: 'nickname', others: review },
  { kind: 'form', method: 'POST', host: SHOP, path: '/v2/contact', name: 'name', others: review },
  { kind: 'path', method: 'GET', host: SHOP, path: '/v2/pages/{}', name: 'page' },
  { kind: 'header', method: 'GET', host: SHOP, path: '/v2/cart', name: 'accept-language' },
];

export const LOOKUP_SPOTS: readonly Spot[] = [
  { kind: 'header', method: 'GET', host: SHOP, path: '/v2/products', name: 'user-agent' },
  { kind: 'header', method: 'GET', host: SHOP, path: '/v2/cart', name: 'x-api-version' },
  { kind: 'header', method: 'GET', host: ID, path: '/login', name: 'referer' },
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/products', name: 'q', others: page },
  { kind: 'json', method: 'POST', host: ID, path: '/v1/sessions', name: 'username', others: credentials },
  { kind: 'form', method: 'POST', host: ID, path: '/login', name: 'user', others: credentials },
  { kind: 'cookie', method: 'GET', host: SHOP, path: '/v2/cart', name: 'cartId' },
  { kind: 'path', method: 'GET', host: SHOP, path: '/v2/tags/{}', name: 'tag' },
];

export const LINE_SPOTS: readonly Spot[] = [
  { kind: 'query', method: 'GET', host: SHOP, path: '/redirect', name: 'to' },
  { kind: 'query', method: 'GET', host: SHOP, path: '/v2/language', name: 'lang' },
  { kind: 'path', method: 'GET', host: SHOP, path: '/r/{}', name: 'slug' },
  { kind: 'form', method: 'POST', host: MAIL, path: '/v1/settings', name: 'locale', others: page },
];

function everyByte(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((b) => `%${b.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

function escapedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>'&;$=()]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const plainJson = (value: unknown) => JSON.stringify(value);

/** Standard encoding twice as often as the evasions together with it. */
export const WRITINGS: readonly Writing[] = [
  { name: 'standard encoding', url: encodeURIComponent, json: plainJson },
  { name: 'standard encoding', url: encodeURIComponent, json: plainJson },
  {
    name: 'plus for space',
    url: (t) => encodeURIComponent(t).replaceAll('%20', '+').replaceAll('/', '%2F'),
    json: plainJson,
  },
  { name: 'double encoding', url: (t) => encodeURIComponent(encodeURIComponent(t)), json: escapedJson },
  { name: 'every byte encoded', url: everyByte, json: escapedJson },
];

export const AGENTS: readonly string[] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'python-requests/2.32.3',
  'okhttp/4.12.0',
  'axios/1.7.9',
  'Shop/5.20.1 (Android 15; Pixel 8)',
];

/** No bare 5xx: whether that shows that an attack arrived is a matter of opinion. */
export function refusal(r: Random): Pick<Exchange, 'status' | 'responseBody' | 'responseHeaders'> {
  return r.pick([
    { status: 400, responseBody: JSON.stringify({ error: 'invalid_request', requestId: r.uuid() }) },
    {
      status: 403,
      responseBody: '<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>',
      responseHeaders: { 'content-type': 'text/html' },
    },
    { status: 404, responseBody: JSON.stringify({ error: 'not_found', requestId: r.uuid() }) },
    { status: 200, responseBody: JSON.stringify({ items: [], total: 0, page: 1 }) },
    { status: 200, responseBody: JSON.stringify({ status: 'ok', id: r.int(1000, 99999) }) },
    { status: 422, responseBody: JSON.stringify({ errors: [{ field: 'input', code: 'format' }] }) },
    { status: 429, responseBody: JSON.stringify({ error: 'slow_down', traceId: r.hex(16) }) },
  ]);
}
