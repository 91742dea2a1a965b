import type { GatewayRef } from '../../model/api-call.ts';
import {
  type BodyForm,
  bodyForm,
  either,
  type Lengths,
  list,
  mapOf,
  object,
  randomShape,
  type Shape,
  value,
  WRAPPINGS,
} from './example-bodies.test.ts';
import type { Family } from './example-families.test.ts';
import {
  AUTHORIZATIONS,
  among,
  fixed,
  type HeaderForm,
  type HeaderValue,
  header,
  themed,
} from './example-headers.test.ts';
import { order, type Statuses } from './example-plans.test.ts';
import {
  dynamicKey,
  jwt,
  KEYS,
  once,
  pick,
  type Random,
  randomOf,
  THEME_NAMES,
  type Theme,
  uuid,
  words,
} from './example-values.test.ts';

/** Families whose calls are built alike, so that nearly all of them are counted by form; no test of its own. */

const PATHS = words(
  '/v1/orders/# /v1/orders /v1/customers/#/orders /users/# /v1/patients/#/notes /employees /v1/items/^ /v1/cards/# ' +
    '/#/orders /v1/users/^/orders/# /search /v1/admin/#',
);
const QUERIES = words('page=#&expand=lines id=# orderId=#&id=a limit=#');
export const TYPES = words(
  'application/json application/json application/json;charset=utf-8 application/vnd.shop.v1+json ' +
    'application/problem+json text/json application/vnd.shop.v2+json text/plain application/vnd.api+json application/x-ndjson',
);
export const HOSTS = words(
  'api.shop.example api.shop.example api.shop.example pay.shop.example 192.0.2.80:8443',
);
/** Many, so that lists of clients fill up and are overtaken. */
const ADDRESSES = words(
  Array.from({ length: 40 }, (_, at) => `198.51.100.${at}`).join(' ') +
    ' 192.0.2.1 192.0.2.2 10.0.0.9 10.0.0.10 2001:db8::1 2001:db8::2',
);
const PLAIN_THEMES: readonly [Theme, ...Theme[]] = [
  'states',
  'states',
  'sealed',
  'uuids',
  'dates',
  'small',
  'small',
  'fractions',
  'booleans',
  'nulls',
  'people',
  'emails',
  'manyStates',
  'sentences',
  'rareAttacks',
  'rareTraces',
];

export function themeOf(random: Random): Theme {
  return pick(random, once(random, 9) ? THEME_NAMES : PLAIN_THEMES);
}

/** By these a body at the root may be a login, which only the full way counts. */
const LOGIN_KEYS = new Set(words('email password user phone username pin token type'));

/** An object that real APIs might have: mostly names of words, some of them missing now and then. */
export function record(random: Random, depth: number, isAsked = false): Shape {
  const members = Array.from({ length: 1 + random(once(random, 2) ? 3 : 7) }, () => ({
    name: pick(random, KEYS.slice(0, once(random, 25) ? KEYS.length : 43) as [string, ...string[]]),
    shape: depth > 0 && once(random, 3) ? below(random, depth - 1) : value(themeOf(random)),
    missing: pick(random, [0, 0, 0, 0, 9, 3]),
  }));
  const names = new Set<string>();
  return {
    kind: 'object',
    members: members.filter(({ name }) => {
      const isTaken = names.has(name) || (isAsked && LOGIN_KEYS.has(name));
      names.add(name);
      return !isTaken;
    }),
  };
}

const NOTHING = value('nulls');
/** As that of the plans, but for most of its texts. */
const error = object({ error: object({ code: 'states', message: 'rareTraces' }), 'trace?': 'uuids' });

function below(random: Random, depth: number): Shape {
  switch (random(9)) {
    case 0:
      return list(pick<Lengths>(random, [[0, 1], [2], [0, 1, 2, 9], [1, 3, 40]]), value(themeOf(random)));
    case 1:
      return list(pick<Lengths>(random, [[0, 1, 2], [1], [1, 1, 1, 0]]), record(random, depth));
    case 2:
      return either(record(random, depth), NOTHING);
    case 3:
      return either(list([0, 1, 2], record(random, depth)), NOTHING, object({}));
    case 4:
      return once(random, 3)
        ? mapOf(dynamicKey, random(2) > 0, [0, 1, 2], record(random, 0))
        : record(random, depth);
    case 5:
      return either(record(random, depth), record(random, depth));
    case 6:
      return list([2, 1, 3], record(random, depth), NOTHING);
    default:
      return record(random, depth);
  }
}

/** Its members in turn one way, the other way, and one of them twice. */
function unordered(shape: Shape): Shape {
  if (shape.kind !== 'object') return shape;
  const { members } = shape;
  const reversed: Shape = { kind: 'object', members: members.toReversed() };
  const twice: Shape = { kind: 'object', members: [...members, ...members.slice(0, 1)] };
  return either(shape, shape, shape, reversed, reversed, twice);
}

function bodyShape(random: Random, isAsked: boolean): Shape {
  switch (random(14)) {
    case 0:
      return order;
    case 1:
      return list([0, 1, 2, 5], order);
    case 2:
      return object({ data: list([0, 1, 3], record(random, 1)), 'next?': 'nulls', total: 'small' });
    case 3:
      return list(pick<Lengths>(random, [[1], [0, 1, 4]]), record(random, 2, isAsked));
    case 4:
      return once(random, 3) ? randomShape(random, 3) : record(random, 2, isAsked);
    case 5:
      return object({ data: either(record(random, 1), NOTHING), 'error?': error });
    case 6:
      return error;
    case 8:
      return unordered(record(random, 2, isAsked));
    case 9:
      return list([1, 2], unordered(record(random, 1, isAsked)));
    case 7:
      return object({
        errors: list([0, 1, 2], object({ message: 'rareTraces', code: 'states' })),
        data: order,
      });
    default:
      return record(random, 3, isAsked);
  }
}

/** A name that looks the same in all of its calls and a value that does not. */
export const REQUEST_HEADERS: readonly [
  readonly [string, HeaderValue],
  ...(readonly [string, HeaderValue])[],
] = [
  ['user-agent', among('shop-app/4.1', 'shop-app/4.2')],
  ['user-agent', among('shop-app/4.1', 'shop-app/4.2', 'shop-app/4.1', 'shop-app/4.3', 'sqlmap/1.7')],
  ['x-request-id', uuid],
  ['x-correlation-id', uuid],
  ['x-tenant', themed('manyStates')],
  ['x-tenant', themed('states')],
  ['x-customer-email', themed('emails')],
  ['idempotency-key', uuid],
  ['x-version', themed('sealed')],
  ['x-count', themed('small')],
  ['x-filter', (random) => (once(random, 9) ? "' or '1'='1" : `f${random(4)}`)],
  ['x-api-key', fixed('k1')],
  ['x-api-key', among('k1', 'k1', 'k1', 'k2', '***')],
  ['cookie', fixed('theme=dark; sid=1; seen=2026-10-01')],
  ['cookie', among('theme=dark', 'theme=dark', 'theme=light; cart=4111111111111111')],
  ['origin', fixed('https://shop.example')],
];
export const RESPONSE_HEADERS: typeof REQUEST_HEADERS = [
  ['etag', (random) => `"${random(1000)}"`],
  ['date', fixed('Thu, 01 Oct 2026 22:00:00 GMT')],
  ['x-ratelimit-remaining', themed('small')],
  ['x-state', themed('states')],
  ['x-state', themed('manyStates')],
  ['x-owner', themed('emails')],
  ['x-next', themed('formats')],
  ['x-total', themed('small')],
  ['access-control-allow-origin', among('*', '*', '*', 'https://shop.example')],
];
/** Of many users, of which now and then one is of another kind. */
const TOKENS: readonly [HeaderValue, ...HeaderValue[]] = [
  (random) => `Bearer ${jwt(random, 3)}`,
  (random) => `Bearer ${jwt(random, 4)}`,
  (random) => `Bearer ${jwt(random, 0)}`,
  (random) => `Bearer ${jwt(random, 1)}`,
  (random) => `Bearer ${jwt(random, once(random, 8) ? random(5) : 3)}`,
  (random) => `Bearer ${once(random, 8) ? pick(random, ['***', 'null', jwt(random)]) : `tok${random(30)}`}`,
  (random) => `Bearer tok${random(30)}`,
  fixed('Basic dTpw'),
  (random) => `Basic ${Buffer.from(`u${random(2)}:p`).toString('base64')}`,
  (random) => (once(random, 6) ? 'Basic dTpw' : `Bearer tok${random(30)}`),
  (random) => (once(random, 6) ? `Digest username="u${random(3)}"` : `ApiKey k${random(30)}`),
  ...AUTHORIZATIONS,
];

export function headers(random: Random, known: typeof REQUEST_HEADERS, type: string | null): HeaderForm[] {
  const made = Array.from({ length: random(4) }, () => {
    const [name, vary] = pick(random, known);
    return header(name, vary, pick(random, [0, 0, 0, 0, 0, 12]));
  });
  const own =
    known === REQUEST_HEADERS && once(random, 2) ? [header('authorization', pick(random, TOKENS))] : [];
  return [...(type === null ? [] : [header('content-type', fixed(type))]), ...own, ...made];
}

export const GATEWAYS: readonly [Family['gateways'], ...Family['gateways'][]] = [
  [null],
  [null],
  [null],
  [ref('g1', 'a', 'r1')],
  [ref('g1', 'a', 'r1'), ref('g1', 'a', 'r1'), ref('g1', 'a', 'r2'), ref('g1', 'b', 'r1'), null],
  [ref(null, 'a', null), ref('g1', 'a', null)],
  [ref('g1', null, null), { ...ref('g1', null, null), unrouted: true }],
];

function ref(id: string | null, api: string | null, route: string | null): GatewayRef {
  return { id, api, route, unrouted: false };
}

function body(random: Random, shape: Shape): BodyForm {
  const form = bodyForm(shape, random);
  const isPlain = random(9) > 0;
  return {
    ...form,
    style: isPlain ? pick(random, [0, 0, 1, 7]) : form.style,
    wrapping: once(random, 14) ? random(WRAPPINGS.length) : -1,
  };
}

export const STATUSES: readonly [Statuses, ...Statuses[]] = [
  [200],
  [200],
  [200, 200, 201, 404],
  [200, 500],
  [404],
  [401],
  [200, null],
  [302, 302, 201],
];

export function steadyFamily(seed: number): Family {
  const random = randomOf(seed);
  const method = pick(random, ['GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'BREW']);
  const hasBody = method.startsWith('P') ? random(5) > 0 : once(random, 12);
  const [asked, answered] = [bodyShape(random, random(9) > 0), bodyShape(random, false)];
  return {
    method,
    host: pick(random, HOSTS),
    path: pick(random, PATHS),
    query: once(random, 4) ? pick(random, QUERIES) : null,
    statuses: pick(random, STATUSES),
    request: {
      headers: once(random, 5)
        ? null
        : headers(random, REQUEST_HEADERS, hasBody ? pick(random, TYPES) : null),
      body: hasBody ? body(random, asked) : null,
    },
    response: {
      headers: once(random, 6) ? null : headers(random, RESPONSE_HEADERS, pick(random, TYPES)),
      body: once(random, 8) ? null : body(random, answered),
    },
    hop: pick(random, ['edge', 'edge', 'mesh', 'gateway:g1']),
    gateways: pick(random, GATEWAYS),
    operation: null,
    isChosen: once(random, 6),
    scheme: pick(random, ['https', 'https', 'http', null]),
    clients: pick<Family['clients']>(random, [ADDRESSES, ADDRESSES, ['192.0.2.1', '192.0.2.2', '10.0.0.9']]),
    named: pick(random, [0, 0, 0, 1, 3]),
    minutes: pick(random, [50, 50, 110, 300]),
    odd: { value: pick(random, [0, 0, 200, 60]), structure: 0, message: 0 },
    variants: pick(random, [1, 1, 1, 2]),
    seed,
  };
}
