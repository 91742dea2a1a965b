import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { seededRandom } from '../bench/generate-calls.ts';

/**
 * A flood that grows every set of the analyzer as fast as a caller can, around the calls of a real API whose counts
 * must come out exactly. Everything is a pure function of the number of calls.
 */
export interface Flood {
  readonly calls: number;
}

/** What the flood must not disturb: method and path of a call, and the template it counts at. */
interface RealEndpoint {
  readonly method: string;
  readonly template: string;
  readonly path: (id: number) => string;
}

export const REAL_HOST = 'api.shop.example';
/** A site that answers its start page's 200 to every path. */
export const OPEN_HOST = 'open.flood.example';
/** The share of real calls: one in so many. */
const REAL_EVERY = 25;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 9, 1);

const NOUNS = 'orders customers products invoices shipments carts payments tickets devices accounts'.split(
  ' ',
);

export const REAL_ENDPOINTS: readonly RealEndpoint[] = NOUNS.flatMap((noun) => [
  { method: 'GET', template: `/v1/${noun}`, path: () => `/v1/${noun}` },
  { method: 'GET', template: `/v1/${noun}/{}`, path: (id: number) => `/v1/${noun}/${id}` },
]);

type Random = () => number;

function isReal(index: number): boolean {
  return index % REAL_EVERY === 0;
}

/** How often each real endpoint is called in a flood, by its place in `REAL_ENDPOINTS`. */
export function realCounts({ calls }: Flood): number[] {
  const counts = REAL_ENDPOINTS.map(() => 0);
  for (let index = 0; index < calls; index += REAL_EVERY) {
    const place = (index / REAL_EVERY) % counts.length;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

export async function writeFlood(out: Writable, flood: Flood): Promise<void> {
  const random = seededRandom(11);
  let lines: string[] = [];
  for (let index = 0; index < flood.calls; index += 1) {
    lines.push(JSON.stringify(record(random, index)));
    if (lines.length < 1000 && index < flood.calls - 1) continue;
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
    lines = [];
  }
  out.end();
}

function record(random: Random, index: number): object {
  if (isReal(index)) {
    const number = index / REAL_EVERY;
    const { method, path } = REAL_ENDPOINTS[number % REAL_ENDPOINTS.length] ?? REAL_ENDPOINTS[0] ?? missing();
    return call(index, { method, host: REAL_HOST, path: path(number), address: `192.0.2.${number % 250}` });
  }
  let share = random() * 100;
  for (const [weight, make] of KINDS) {
    if (share < weight) return make(random, index);
    share -= weight;
  }
  return openPath(random, index);
}

function missing(): never {
  throw new RangeError('no endpoints');
}

interface Sent {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly query?: string;
  readonly status?: number;
  readonly address?: string;
  /** All within one hour: actors are counted by hour. */
  readonly hour?: true;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly answer?: string;
  readonly answered?: Readonly<Record<string, string>>;
  readonly gateway?: { readonly id: string; readonly api: string; readonly route: string };
}

const JSON_HEADER = { 'content-type': 'application/json' };

function call(index: number, sent: Sent): object {
  return {
    id: `f${index}`,
    time: START_MS + (sent.hour === true ? index % HOUR_MS : (index % 86_400) * 2000),
    method: sent.method ?? 'GET',
    scheme: 'https',
    host: sent.host ?? REAL_HOST,
    path: sent.path ?? '/v1/orders',
    query: sent.query ?? null,
    status: sent.status ?? 200,
    client: { address: sent.address ?? `198.51.100.${index % 250}` },
    latencyMs: index % 90,
    request: { headers: { ...sent.headers }, body: sent.body ?? null },
    response: { headers: { ...JSON_HEADER, ...sent.answered }, body: sent.answer ?? '{"ok":true}' },
    ...(sent.gateway === undefined ? {} : { gateway: sent.gateway }),
  };
}

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu'.split(' ');

/** A word that nobody wrote before; numbers and tokens would be slots by themselves. */
function word(random: Random): string {
  let text = '';
  for (let index = 0; index < 5; index += 1) text += SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '';
  return text;
}

function floodPath(random: Random): string {
  const depth = 1 + Math.floor(random() * 4);
  return `/${Array.from({ length: depth }, () => word(random)).join('/')}`;
}

const openPath = (random: Random, index: number): object =>
  call(index, { host: OPEN_HOST, path: floodPath(random), answer: `{"page":"${word(random)}"}` });
const missingPath = (random: Random, index: number): object =>
  call(index, { path: floodPath(random), status: 404 });
const refusedPath = (random: Random, index: number): object =>
  call(index, { path: `/v1${floodPath(random)}`, status: 401 });
const newHost = (random: Random, index: number): object =>
  call(index, {
    host: `${word(random)}${Math.floor(random() * 1e6).toString(36)}.flood.example`,
    path: floodPath(random),
    status: random() < 0.5 ? 200 : 404,
  });

export const WIDE_HOST = 'wide.flood.example';

function newNames(random: Random, index: number): object {
  const name = word(random);
  return call(index, {
    host: WIDE_HOST,
    path: '/v1/things',
    query: `${name}=1&fixed=${word(random)}`,
    headers: { [`x-${name}`]: word(random), cookie: `${name}=${word(random)}; b${name}=1` },
    answered: { [`x-a${name}`]: 'y', 'set-cookie': `s${name}=1` },
  });
}

function newValues(random: Random, index: number): object {
  const value = word(random);
  return call(index, {
    host: WIDE_HOST,
    path: `/v1/things/${index}`,
    query: `state=${value}`,
    method: 'POST',
    headers: { 'content-type': index % 2 === 0 ? 'application/json' : `application/vnd.${value}+json` },
    body: JSON.stringify({ state: value, [value]: index, list: [value, index] }),
    answer: JSON.stringify({ state: value, [`k${value}`]: { [value]: index } }),
  });
}

const newOperation = (random: Random, index: number): object =>
  call(index, {
    host: WIDE_HOST,
    path: '/graphql',
    method: 'POST',
    headers: JSON_HEADER,
    body: JSON.stringify({ query: `query ${word(random)} { ${word(random)} { id } }` }),
  });
const newProcedure = (random: Random, index: number): object =>
  call(index, {
    host: WIDE_HOST,
    path: '/rpc',
    method: 'POST',
    headers: JSON_HEADER,
    body: JSON.stringify(
      Array.from({ length: 3 }, (_, id) => ({
        jsonrpc: '2.0',
        id,
        method: `${word(random)}.${word(random)}`,
      })),
    ),
  });
const newMethod = (random: Random, index: number): object =>
  call(index, { host: WIDE_HOST, path: '/v1/things', method: word(random).toUpperCase() });
const newClient = (random: Random, index: number): object =>
  call(index, {
    host: WIDE_HOST,
    hour: true,
    path: `/v1/accounts/${index}`,
    address: [11, 0, 0, 0].map((from) => from + Math.floor(random() * 200)).join('.'),
    headers: { authorization: `Bearer ${word(random)}${word(random)}`, 'user-agent': `${word(random)}/1.0` },
  });
const newRoute = (random: Random, index: number): object =>
  call(index, {
    host: WIDE_HOST,
    path: '/v1/routes',
    gateway: { id: word(random), api: word(random), route: word(random) },
  });

const WIDE_KEYS = 10_000;
const DEEP_LEVELS = 100;
/** One in so many of these is as wide as bodies get; the others are deep. */
const WIDE_EVERY = 40;

function wideOrDeep(random: Random, index: number): object {
  const sent = { host: WIDE_HOST, path: '/v1/bodies', method: 'POST', headers: JSON_HEADER };
  if (random() * WIDE_EVERY >= 1)
    return call(index, {
      ...sent,
      body: `${'{"a":['.repeat(DEEP_LEVELS / 2)}${']}'.repeat(DEEP_LEVELS / 2)}`,
    });
  const body: Record<string, number> = {};
  for (let key = 0; key < WIDE_KEYS; key += 1) body[`${word(random)}${key}`] = key;
  return call(index, { ...sent, body: JSON.stringify(body) });
}

const NESTED_KEYS = 100;
const NESTED_LEVELS = 5;
const CHAINS = 8;

/** Every object keeps to its cap, and together they would have ten billion places. */
function nested(random: Random, index: number): object {
  const body: Members = {};
  for (let chain = 0; chain < CHAINS; chain += 1) {
    let object = body;
    for (let level = 1; level < NESTED_LEVELS; level += 1) object = below(object, nestedKey(random));
    object[nestedKey(random)] = index;
  }
  const sent = { host: WIDE_HOST, path: '/v1/nested', method: 'POST', headers: JSON_HEADER };
  return call(index, { ...sent, body: JSON.stringify(body) });
}

interface Members {
  [key: string]: Members | number;
}

function nestedKey(random: Random): string {
  const number = Math.floor(random() * NESTED_KEYS);
  return `${SYLLABLES[number % SYLLABLES.length]}${SYLLABLES[Math.floor(number / SYLLABLES.length)]}Name`;
}

function below(object: Members, key: string): Members {
  const known = object[key];
  if (typeof known === 'object') return known;
  const fresh: Members = {};
  object[key] = fresh;
  return fresh;
}

/** The flood's kinds with their shares in a hundred calls. */
const KINDS: readonly (readonly [number, (random: Random, index: number) => object])[] = [
  [31, openPath],
  [20, missingPath],
  [4, refusedPath],
  [12, newHost],
  [4, newNames],
  [4, newValues],
  [4, newOperation],
  [4, newProcedure],
  [4, newMethod],
  [8, newClient],
  [3, newRoute],
  [1, wideOrDeep],
  [1, nested],
];
