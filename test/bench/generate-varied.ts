import { createHash } from 'node:crypto';
import { endpointPlace, type Workload } from './generate-calls.ts';

const WORDS =
  'please leave parcel front desk order late again customer called twice wants refund blue size medium thanks very good quality fast shipping broken box missing item'.split(
    ' ',
  );
const AGENTS = [
  'shop-app/4.1',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
  'okhttp/4.12.0',
  'python-requests/2.32',
];
const STATES = ['open', 'paid', 'shipped', 'cancelled'];
const CITIES = ['Lisbon', 'Oslo', 'Lyon', 'Graz', 'München'];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'GET', 'GET', 'DELETE'];
const USERS = 3000;
const START_MS = Date.UTC(2026, 9, 1);
const SPAN_MS = 2 * 86_400_000;

type Random = () => number;

const chosen = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random() * items.length)];
const upTo = (end: number, random: Random): number => Math.floor(random() * end);

function uuid(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function prose(random: Random): string {
  const words = Array.from({ length: 3 + upTo(15, random) }, () => chosen(WORDS, random));
  return `${words.join(' ')}${random() < 0.1 ? ". It's fine!" : ''}`;
}

/** Members of these are there or not, so that hardly two bodies in a row have the same keys. */
function item(random: Random): object {
  return {
    sku: `SKU-${upTo(900, random)}`,
    quantity: 1 + upTo(5, random),
    price: upTo(10_000, random) / 100,
    ...(random() < 0.4 ? { note: prose(random) } : {}),
    ...(random() < 0.3 ? { discount: { percent: upTo(50, random), code: 'SPRING' } } : {}),
  };
}

function document(id: string | number, n: number, random: Random): object {
  return {
    id,
    status: chosen(STATES, random),
    createdAt: new Date(START_MS + n * 1000).toISOString(),
    ...(random() < 0.5 ? { updatedAt: new Date(START_MS + n * 2000).toISOString() } : {}),
    customer: { id: `cus_${(n * 7919).toString(36)}`, city: chosen(CITIES, random), tier: n % 4 },
    ...(random() < 0.3 ? { comment: prose(random) } : {}),
    items: Array.from({ length: upTo(4, random) }, () => item(random)),
    total: upTo(100_000, random) / 100,
    ...(random() < 0.2 ? { metadata: null } : {}),
  };
}

function statusOf(method: string, random: Random): number {
  const draw = random();
  if (draw < 0.05) return 404;
  if (draw < 0.07) return 500;
  if (draw < 0.09) return 401;
  if (method === 'POST') return 201;
  return method === 'DELETE' ? 204 : 200;
}

/**
 * One native record as the bench's others do not have them: UUIDs, a token a user, optional members, lists of any
 * length, free text, errors with ids, and headers that come and go.
 */
export function generateVariedCall(index: number, workload: Workload, random: Random): string {
  const endpoint = upTo(workload.endpoints, random);
  const { host, base } = endpointPlace(endpoint);
  const n = upTo(workload.identifiers, random);
  const hasUuids = endpoint % 2 === 0;
  const id = hasUuids ? uuid(`object ${n}`) : n;
  const method = chosen(METHODS, random) ?? 'GET';
  const isList = method === 'POST' || (method === 'GET' && random() < 0.4);
  const status = statusOf(method, random);
  const user = upTo(USERS, random);
  const body = method === 'POST' || method === 'PUT' ? JSON.stringify(document(id, n, random)) : null;
  return JSON.stringify({
    id: `r${index}`,
    time: START_MS + Math.floor((index / workload.calls) * SPAN_MS),
    method,
    scheme: 'https',
    host,
    path: isList ? base : `${base}/${id}`,
    ...(isList && method === 'GET' ? { query: `page=${upTo(20, random)}&size=20` } : {}),
    status,
    client: { address: `198.51.${user % 256}.${(user * 7) % 256}` },
    latencyMs: upTo(400, random),
    request: {
      headers: {
        'user-agent': chosen(AGENTS, random),
        authorization: `Bearer ${createHash('sha256').update(`user ${user}`).digest('base64url')}`,
        'x-request-id': uuid(`request ${index}`),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(random() < 0.3 ? { 'x-client-version': `4.${upTo(3, random)}.0` } : {}),
      },
      ...(body === null ? {} : { body }),
    },
    response: {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-ratelimit-remaining': String(upTo(100, random)),
      },
      body: answer(status, isList && method === 'GET', id, n, random),
    },
  });
}

function answer(status: number, isList: boolean, id: string | number, n: number, random: Random): string {
  if (status === 204) return '';
  if (status >= 400)
    return JSON.stringify({ error: { code: status, message: `failed ${uuid(`trace ${n}`)}` } });
  if (!isList) return JSON.stringify(document(id, n, random));
  const data = Array.from({ length: upTo(4, random) }, () => document(id, n, random));
  return JSON.stringify({ data, hasMore: random() < 0.5 });
}
