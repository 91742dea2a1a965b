import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Shape of the generated traffic; everything is a pure function of it, so two machines measure the same input. */
export interface Workload {
  readonly calls: number;
  readonly endpoints: number;
  readonly identifiers: number;
  readonly seed: number;
}

const RESOURCES =
  'orders customers products invoices shipments carts payments tickets devices accounts refunds coupons suppliers warehouses drivers vehicles routes parcels returns reviews messages campaigns segments templates reports contracts quotes subscriptions plans meters sensors alerts incidents projects tasks comments documents folders teams roles'.split(
    ' ',
  );
const CITIES = ['Lisbon', 'Oslo', 'Lyon', 'Graz', 'Turin', 'Cork', 'Ghent', 'Porto'];
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 9, 1);

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

/** One native record of about 1 KB with headers and both bodies. */
export function generateCall(index: number, workload: Workload, random: () => number): string {
  const endpoint = Math.floor(random() ** 2 * workload.endpoints);
  const resource = RESOURCES[endpoint % RESOURCES.length] ?? 'orders';
  const service = Math.floor(endpoint / RESOURCES.length);
  const id = Math.floor(random() * workload.identifiers);
  const client = Math.floor(random() * 5000);
  const status = random() < 0.04 ? 404 : random() < 0.02 ? 500 : 200;
  const method = endpoint % 3 === 0 ? 'POST' : 'GET';
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
    time: START_MS + Math.floor((index / workload.calls) * 2 * DAY_MS),
    method,
    scheme: 'https',
    host: `svc${service}.shop.example`,
    path: `/v1/${resource}/${id}`,
    query: `page=${id % 10}&expand=lines`,
    status,
    client: { address: `198.51.${client % 256}.${(client * 7) % 256}` },
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

export async function writeWorkload(path: string, workload: Workload): Promise<void> {
  const out = createWriteStream(path);
  const random = seededRandom(workload.seed);
  let batch: string[] = [];
  for (let index = 0; index < workload.calls; index += 1) {
    batch.push(generateCall(index, workload, random));
    if (batch.length === 2000 || index === workload.calls - 1) {
      if (!out.write(`${batch.join('\n')}\n`)) await once(out, 'drain');
      batch = [];
    }
  }
  out.end();
  await once(out, 'finish');
}
