import type { ApiCall, GatewayRef, Hop } from '../../model/api-call.ts';
import {
  type BodyForm,
  bodyForm,
  bodyText,
  type Draw,
  type Oddness,
  randomShape,
  type Shape,
} from './example-bodies.test.ts';
import {
  type HeaderForm,
  headerMap,
  headersOf,
  type KnownHeaders,
  REQUEST_HEADERS,
  RESPONSE_HEADERS,
} from './example-headers.test.ts';
import { PLANS, type Statuses } from './example-plans.test.ts';
import { once, pick, type Random, randomOf, uuid, words } from './example-values.test.ts';

/** Families of made calls: each comes again and again with other values; no test of its own. */

export interface Seen {
  readonly call: ApiCall;
  readonly hop: Hop;
}

interface Side {
  /** null: none was captured. */
  readonly headers: readonly HeaderForm[] | null;
  readonly body: BodyForm | null;
}

export interface Family {
  readonly method: string;
  readonly host: string;
  /** `#` stands for a number, `~` for an id, `^` for a UUID. */
  readonly path: string;
  readonly query: string | null;
  readonly statuses: Statuses;
  readonly request: Side;
  readonly response: Side;
  readonly hop: Hop;
  readonly gateways: readonly [GatewayRef | null, ...(GatewayRef | null)[]];
  readonly operation: string | null;
  readonly isChosen: boolean;
  readonly scheme: ApiCall['scheme'];
  readonly clients: readonly [string | null, ...(string | null)[]];
  /** A client names itself once in so many calls; 0: never. */
  readonly named: number;
  /** In how many minutes its calls come. */
  readonly minutes: number;
  readonly odd: Oddness;
  /** In how many ways its calls are built. */
  readonly variants: number;
  readonly seed: number;
}

const START_MS = Date.UTC(2026, 9, 1, 22);

const NUMBERS = words(
  '0 1 7 12 007 404 2024 1790812800 999999999999999 4111111111111111 10000000000000000000',
);
const PATHS = words(
  '/v1/orders /v1/orders/# /v1/orders/# /v1/customers/#/orders /users/# /patients /login /v1/token /api/#/login ' +
    '/graphql /search /img/#.png /files/#.json /Products(#) /wp-admin/# /.env /a/b/c/d/e/f/# /run /v1/cards/#/pin / /x/..%2f#',
);
const QUERIES = words(
  'page=# id=# orderId=~ q=# token=~ api_key=~ action=ListUsers query={cart} a=#&a=# name=~ #=# email=ada@mail.example',
);
const ADDRESSES = words(
  '192.0.2.1 192.0.2.2 192.0.2.3 198.51.100.7 198.51.100.8 198.51.100.9 203.0.113.5 203.0.113.6 10.0.0.9 10.0.0.10 2001:db8::1 2001:db8::2',
);
const JSON_TYPES = words(
  'application/json application/json application/json;charset=utf-8 application/vnd.shop.v1+json application/problem+json text/json application/json,application/json application/x-amz-json-1.1 Application/JSON application/vnd.api+json',
);
const OTHER_TYPES = words(
  'text/plain application/octet-stream text/html text/event-stream application/x-ndjson application/json-seq application/javascript application/xml application/x-www-form-urlencoded multipart/form-data;boundary=b application/graphql image/svg+xml *',
);
function sideOf(
  random: Random,
  shape: Shape | null | undefined,
  known: KnownHeaders,
  more: readonly HeaderForm[],
  bodies: number,
  asType: string | null,
): Side {
  const own = shape === undefined ? (once(random, bodies) ? randomShape(random, 3) : null) : shape;
  const type =
    own === null || asType !== null
      ? asType
      : once(random, 12)
        ? null
        : once(random, 16)
          ? pick(random, OTHER_TYPES)
          : pick(random, JSON_TYPES);
  return { headers: headersOf(random, known, type, more), body: own === null ? null : bodyForm(own, random) };
}

export function familyOf(name: string, seed: number): Family {
  const random = randomOf(seed);
  const plan = PLANS[name]?.(random) ?? {};
  const isOpen = name === 'anything';
  const method = plan.method ?? pick(random, ['GET', 'GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'BREW']);
  const rate = pick(random, [0, 0, 60, 12, 4]);
  return {
    method,
    host: pick(random, [
      'api.shop.example',
      'api.shop.example',
      'pay.shop.example',
      'eyjhbgcioijub.eyjhbgcioijub.example',
    ]),
    path: plan.path ?? pick(random, PATHS),
    query: plan.query ?? (once(random, 3) ? pick(random, QUERIES) : null),
    statuses:
      plan.statuses ??
      pick<Statuses>(random, [
        [200],
        [200, 201],
        [200, 404],
        [200, 204, 304, 500],
        [302, 101, null, 99, 600],
        [401, 403, 200],
      ]),
    request: sideOf(
      random,
      plan.request,
      REQUEST_HEADERS,
      plan.headers ?? [],
      isOpen ? 2 : 4,
      plan.type ?? null,
    ),
    response: sideOf(random, plan.response, RESPONSE_HEADERS, plan.answers ?? [], isOpen ? 1 : 4, null),
    hop: pick<Hop>(random, ['edge', 'edge', 'mesh', 'gateway:g1']),
    gateways: [
      once(random, 10)
        ? {
            id: pick(random, ['g1', null, 'ada@mail.example']),
            api: pick(random, ['a', null]),
            route: null,
            unrouted: once(random, 4),
          }
        : null,
    ],
    operation: once(random, 20) ? 'Cart' : null,
    isChosen: once(random, 6),
    scheme: pick<ApiCall['scheme']>(random, ['https', 'https', 'http', null]),
    clients: pick<Family['clients']>(random, [
      ADDRESSES,
      ADDRESSES,
      ['192.0.2.1', '192.0.2.2'],
      ['192.0.2.1', null, 'unknown', ''],
    ]),
    named: 40,
    minutes: 300,
    variants: pick(random, [1, 1, 2, 3, 5, 1000]),
    seed,
    odd: { value: rate, structure: rate * pick(random, [2, 6]), message: rate * pick(random, [2, 6]) },
  };
}

function filled(text: string, random: Random): string {
  return text
    .replaceAll('#', () => pick(random, NUMBERS))
    .replaceAll('^', () => uuid(random))
    .replaceAll('~', () => pick(random, [uuid(random), `ord_${random(100_000)}`, 'a1b2c3d4e5f6a7b8']));
}

/** No two calls share an object. */
function copyOf(gateway: GatewayRef | null): GatewayRef | null {
  return gateway === null ? null : { ...gateway };
}

const SIZES: readonly [number | null, ...(number | null)[]] = [null, null, 0, 17, 4000];

/** The call that two numbers make of a family: what it holds, and how it is built. */
export function callOf(family: Family, seed: number, variant: number): Seen {
  const random = randomOf(seed);
  const draw: Draw = { values: random, structure: randomOf((variant % family.variants) + family.seed) };
  const { structure } = draw;
  const { odd, request, response } = family;
  const minutes = once(random, 2) ? random(Math.ceil(family.minutes / 20)) * 20 : random(family.minutes);
  const side = ({ headers, body }: Side): ApiCall['request'] => ({
    headers: headerMap(headers, draw, odd),
    body: bodyText(body, draw, odd),
    sizeBytes: pick(random, SIZES),
  });
  const call: ApiCall = {
    id: null,
    timeMs: START_MS + minutes * 60_000 + (once(random, 60) ? 86_400_000 * random(20) : 0),
    method: once(structure, odd.message) ? 'POST' : family.method,
    scheme: family.scheme,
    host: family.host,
    path: filled(family.path, random),
    query: family.query === null ? null : filled(family.query, random),
    status: pick(random, family.statuses),
    client: {
      address: pick(random, family.clients),
      id: once(random, family.named) ? pick(random, ['billing', 'app', 'ada@mail.example']) : null,
    },
    latencyMs: pick(random, [null, 0, 3, 0.25, 250, 6000]),
    request: side(request),
    response: side(response),
    gateway: copyOf(pick(random, family.gateways)),
    operation: family.operation,
  };
  return {
    call: family.isChosen ? { ...call, chosenHeaders: true } : call,
    hop: once(structure, 30) ? 'mesh' : family.hop,
  };
}
