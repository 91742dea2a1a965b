import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Shape of the generated traffic; everything is a pure function of it, so two machines measure the same input. */
export interface Workload {
  readonly calls: number;
  readonly endpoints: number;
  readonly identifiers: number;
  readonly seed: number;
  /** Time that the calls spread over; two days where nothing is said. */
  readonly days?: number;
  /** Clients that take turns; 5,000 where nothing is said. */
  readonly clients?: number;
}

const RESOURCES =
  'orders customers products invoices shipments carts payments tickets devices accounts refunds coupons suppliers warehouses drivers vehicles routes parcels returns reviews messages campaigns segments templates reports contracts quotes subscriptions plans meters sensors alerts incidents projects tasks comments documents folders teams roles'.split(
    ' ',
  );
/** Estates of over 500 hosts have further areas on the same hosts: the analyzer keeps a thousand hosts apart. */
const HOSTS = 500;
const AREAS = 'billing logistics support sales partners finance planning security'.split(' ');
const CITIES = ['Lisbon', 'Oslo', 'Lyon', 'Graz', 'Turin', 'Cork', 'Ghent', 'Porto'];
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 9, 1);
/** More days begin earlier: calls of the future are not counted. */
const MOST_DAYS_AFTER = 30;

/** mulberry32: small, fast, seeded. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What one call asks and gets, whatever the format of the record that tells of it. */
export interface DrawnCall {
  readonly timeMs: number;
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly resource: string;
  readonly path: string;
  readonly query: string;
  readonly id: number;
  readonly status: number;
  readonly address: string;
}

/** Where an endpoint stands and how it is called. */
export function endpointPlace(endpoint: number): {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly resource: string;
  /** Its path without the identifier. */
  readonly base: string;
} {
  const resource = RESOURCES[endpoint % RESOURCES.length] ?? 'orders';
  const service = Math.floor(endpoint / RESOURCES.length);
  const area = service < HOSTS ? '' : `/${AREAS[Math.floor(service / HOSTS) - 1] ?? 'other'}`;
  return {
    method: endpoint % 3 === 0 ? 'POST' : 'GET',
    host: `svc${service % HOSTS}.shop.example`,
    resource,
    base: `/v1${area}/${resource}`,
  };
}

export function drawCall(index: number, workload: Workload, random: () => number): DrawnCall {
  const place = endpointPlace(Math.floor(random() ** 2 * workload.endpoints));
  const id = Math.floor(random() * workload.identifiers);
  const client = Math.floor(random() * (workload.clients ?? 5000));
  const { days = 2 } = workload;
  return {
    timeMs:
      START_MS -
      Math.max(0, days - MOST_DAYS_AFTER) * DAY_MS +
      Math.floor((index / workload.calls) * days * DAY_MS),
    method: place.method,
    host: place.host,
    resource: place.resource,
    path: `${place.base}/${id}`,
    query: `page=${id % 10}&expand=lines`,
    id,
    status: random() < 0.04 ? 404 : random() < 0.02 ? 500 : 200,
    address: `198.51.${client % 256}.${(client * 7) % 256}`,
  };
}

/** One native record of about 1 KB with headers and both bodies. */
export function generateCall(index: number, workload: Workload, random: () => number): string {
  const { timeMs, method, host, resource, path, query, id, status, address } = drawCall(
    index,
    workload,
    random,
  );
  const request = {
    reference: `REF-${id}`,
    quantity: 1 + (id % 9),
    express: id % 2 === 0,
    comment: 'leave at the front desk please',
    lines: [
      { sku: `SKU-${id % 700}`, count: id % 5 },
      { sku: `SKU-${id % 300}`, count: 2 },
    ],
  };
  const response = {
    id,
    status: id % 3 === 0 ? 'open' : 'shipped',
    total: Math.round(random() * 100_000) / 100,
    currency: 'EUR',
    createdAt: new Date(START_MS + id * 1000).toISOString(),
    customer: { id: `cus_${(id * 7919).toString(36)}`, city: CITIES[id % CITIES.length], tier: id % 4 },
    items: [
      { sku: `SKU-${id % 700}`, price: 12.5, tags: ['new', 'sale'] },
      { sku: `SKU-${id % 300}`, price: 3.25, tags: [] },
    ],
    links: { self: `/v1/${resource}/${id}`, next: null },
  };
  return JSON.stringify({
    id: `r${index}`,
    time: timeMs,
    method,
    scheme: 'https',
    host,
    path,
    query,
    status,
    client: { address },
    latencyMs: Math.floor(random() * 120),
    request: {
      headers: {
        'user-agent': 'shop-app/4.1',
        authorization: 'Bearer 0f9d2c7b',
        'content-type': 'application/json',
        accept: 'application/json',
      },
      ...(method === 'POST' ? { body: JSON.stringify(request) } : {}),
    },
    response: {
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'x-request-id': `q${index}`,
      },
      body: JSON.stringify(response),
    },
  });
}

const DIGESTED = 1000;

/** Tells workloads apart whose records differ. */
export function recordsDigest(workload: Workload): string {
  const random = seededRandom(workload.seed);
  const digest = createHash('sha256');
  for (let index = 0; index < DIGESTED; index += 1) digest.update(generateCall(index, workload, random));
  return digest.digest('hex').slice(0, 16);
}

/** Writes one line a call; the file is the same for equal arguments. */
export async function writeLines(
  path: string,
  workload: Workload,
  line: (index: number, workload: Workload, random: () => number) => string = generateCall,
): Promise<void> {
  const out = createWriteStream(path);
  const random = seededRandom(workload.seed);
  let batch: string[] = [];
  for (let index = 0; index < workload.calls; index += 1) {
    batch.push(line(index, workload, random));
    if (batch.length === 2000 || index === workload.calls - 1) {
      if (!out.write(`${batch.join('\n')}\n`)) await once(out, 'drain');
      batch = [];
    }
  }
  out.end();
  await once(out, 'finish');
}
