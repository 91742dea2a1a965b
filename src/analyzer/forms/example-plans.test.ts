import { list, mapOf, object, type Shape, value } from './example-bodies.test.ts';
import {
  AUTHORIZATIONS,
  among,
  fixed,
  type HeaderForm,
  type HeaderValue,
  header,
  themed,
} from './example-headers.test.ts';
import {
  ATTACKS,
  dynamicKey,
  endlessKey,
  once,
  pick,
  type Random,
  THEME_NAMES,
  type Theme,
} from './example-values.test.ts';

/** What is asked of made calls; no test of its own. */

export type Statuses = readonly [number | null, ...(number | null)[]];

/** What is left open is anything. */
export interface Plan {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly statuses?: Statuses;
  readonly request?: Shape | null;
  readonly response?: Shape | null;
  readonly headers?: readonly HeaderForm[];
  readonly answers?: readonly HeaderForm[];
  /** Of the request. */
  readonly type?: string;
}

export const order = object({
  id: 'ids',
  'status?': 'states',
  total: 'small',
  customer: object({ name: 'people', 'email?': 'emails', phone: 'personal' }),
  items: list([0, 1, 2, 3], object({ sku: 'sealed', count: 'small', 'note?': 'sentences' })),
  created_at: 'dates',
  'paid?': 'booleans',
});
export const error = object({ error: object({ code: 'states', message: 'traces' }), 'trace?': 'uuids' });
/** What calls of APIs look like, and what the steps look for in them. */
export const PLANS: Readonly<Record<string, (random: Random) => Plan>> = {
  anything: () => ({}),
  order: (random) => ({
    method: pick(random, ['GET', 'POST', 'PUT']),
    path: pick(random, ['/v1/orders/#', '/v1/orders', '/v1/customers/#/orders']),
    request: once(random, 2) ? order : null,
    response: order,
    statuses: [200, 200, 201, 404],
  }),
  values: (random) => {
    const themes = Array.from({ length: 1 + random(8) }, (_, at): [string, Theme] => [
      `${pick(random, ['v', 'name', 'code', 'state', 'number'])}${at}${once(random, 4) ? '?' : ''}`,
      pick(random, THEME_NAMES),
    ]);
    return {
      method: 'POST',
      request: object(Object.fromEntries(themes)),
      response: object(Object.fromEntries(themes)),
      statuses: [200, 200, 200, 400],
    };
  },
  login: (random) => ({
    method: 'POST',
    path: pick(random, ['/login', '/v1/token', '/api/#/login', '/v1/orders/#']),
    request: object({
      [pick(random, ['email', 'username', 'phone', 'user'])]: pick<Theme>(random, [
        'emails',
        'nulls',
        'masks',
        'small',
      ]),
      [pick(random, ['password', 'pin', 'pwd?'])]: pick<Theme>(random, [
        'secrets',
        'masks',
        'nulls',
        'small',
      ]),
      ...(once(random, 3) ? { 'grant_type?': 'states' } : {}),
      ...(once(random, 3) ? { 'api_key?': 'secrets' } : {}),
    }),
    response: object({ token: 'secrets', 'role?': 'nulls', 'expires_in?': 'small' }),
    statuses: [200, 401, 401, 429, 403, 500, null],
  }),
  bypass: () => ({
    method: 'POST',
    path: '/login',
    request: object({ email: object({ $ne: 'nulls' }), password: pickShape }),
    response: object({ 'token?': 'secrets', 'role?': 'nulls', 'error?': 'traces' }),
    statuses: [200, 200, 401, 500],
  }),
  graphql: (random) => ({
    method: pick(random, ['POST', 'POST', 'GET']),
    path: pick(random, ['/graphql', '/run', '/search']),
    request: object({
      query: 'documents',
      'operationName?': 'procedures',
      'variables?': object({ id: 'small' }),
    }),
    response: object({
      data: 'nulls',
      'errors?': list(
        [0, 1],
        object({ message: 'sentences', extensions: object({ code: 'states', 'stacktrace?': 'traces' }) }),
      ),
    }),
    statuses: [200, 200, 400],
  }),
  rpc: (random) => {
    const message = object({
      ...(once(random, 2) ? {} : { jsonrpc: 'versions' }),
      method: 'procedures',
      params: list([0, 1], value('small')),
      'id?': 'nulls',
    });
    return {
      method: 'POST',
      path: '/run',
      request: once(random, 3) ? list([0, 1, 2, 3], message) : message,
      response: object({ 'result?': 'nulls', 'error?': object({ code: 'large' }) }),
      statuses: [200],
    };
  },
  errors: (random) => ({
    request: once(random, 2) ? order : null,
    response: error,
    statuses: [500, 400, 200, 404, 503],
  }),
  attacks: (random) => ({
    method: 'POST',
    query: pick(random, [`q=${encodeURIComponent(pick(random, ATTACKS))}`, 'a=#']),
    request: object({
      q: pick<Theme>(random, ['attacks', 'waits', 'states']),
      'filter?': object({ $where: 'procedures', '$gt?': 'nulls' }),
      'a?': 'small',
      "b'?": 'states',
    }),
    response: object({ echo: 'attacks', 'message?': 'traces' }),
    statuses: [200, 500, 400],
    answers: [
      header('content-type', among('text/html', 'application/json'), 3),
      header('set-cookie', among('sid=1', 'a=1'), 2),
      header('x-owner', among('yes', 'no'), 4),
    ],
  }),
  targets: () => ({
    method: 'POST',
    path: '/',
    request: order,
    type: 'application/x-amz-json-1.1',
    headers: [
      header('x-amz-target', among('DynamoDB_20120810.GetItem', 'DynamoDB_20120810.PutItem', 'none'), 5),
    ],
    response: order,
    statuses: [200, 400],
  }),
  redirects: (random) => ({
    path: pick(random, ['/v1/orders/#', '/login', '/v1/orders']),
    statuses: [302, 302, 303, 200, 304],
    response: once(random, 2) ? null : order,
    headers: [header('authorization', pick(random, AUTHORIZATIONS), 2)],
    answers: [
      header(
        'location',
        among('/login', '/v1/orders/7', 'https://login.shop.example/', '/account/login?next=1'),
        3,
      ),
    ],
  }),
  maps: (random) => ({
    response: object({
      a: mapOf(
        pick(random, [dynamicKey, endlessKey]),
        random(3) > 0,
        [0, 1, 3, 20],
        pick(random, [order, value('states'), object({ b: 'small', 'c?': 'sealed' })]),
      ),
      'b?': order,
    }),
    request: mapOf(endlessKey, random(3) > 0, [1, 2, 60], value('small')),
    method: 'POST',
  }),
  lists: () => ({
    response: list([0, 1, 2, 5], order, value('nulls'), list([0, 2], value('small'), value('states'))),
    request: list([1], order),
    method: 'PATCH',
  }),
  limits: (random) => ({
    response: order,
    headers: [header('origin', (each) => `https://o${each(9)}.example`)],
    answers: [
      header(
        'sunset',
        among('Sun, 30 Jun 2030 23:59:59 GMT', 'Mon, 30 Jun 2031 23:59:59 GMT', 'soon'),
        pick(random, [0, 2]),
      ),
      header('access-control-allow-origin', (each) => pick(each, ['*', `https://o${each(9)}.example`])),
      header('access-control-allow-credentials', fixed('true'), 4),
      header('x-ratelimit-limit', themed('small'), 3),
    ],
    statuses: [200, 200, 429],
  }),
  credentials: (random) => {
    const vary = pick(random, AUTHORIZATIONS);
    const one = vary(random);
    const authorization: HeaderValue = once(random, 2) ? () => one : vary;
    return {
      path: pick(random, ['/v1/orders/#', '/v1/orders']),
      response: order,
      headers: [header('authorization', authorization, pick(random, [0, 0, 4]))],
      statuses: [200, 200, 401, 403, 302],
    };
  },
};

const pickShape: Shape = object({ $gt: 'nulls', '$ne?': 'states' });
