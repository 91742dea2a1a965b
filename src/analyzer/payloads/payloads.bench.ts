/** Cost of one call of about 1 KB with headers and both bodies: `node src/analyzer/payloads/payloads.bench.ts`. */
import type { ApiCall } from '../../model/api-call.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { parseExchange } from '../exchange-parser.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { emptyPayloads, observePayloads } from './index.ts';

/** Processor time, not wall time: the machine may be shared. */
const cpuUs = () => process.cpuUsage().user;

const hash = makeKeyedHash(new Uint8Array(16));
const CALLS = 20_000;

function orderBody(index: number): string {
  return JSON.stringify({
    id: `3f2504e0-4f89-41d3-9a0c-${String(index).padStart(12, '0')}`,
    number: `ORD-2024-${100000 + index}`,
    status: ['NEW', 'PAID', 'SHIPPED'][index % 3],
    createdAt: `2024-05-01T10:${String(index % 60).padStart(2, '0')}:00.000Z`,
    customer: {
      id: 1000 + (index % 500),
      name: `Customer ${index % 500}`,
      email: `c${index % 500}@shop.example`,
      city: 'Berlin',
    },
    items: [0, 1, 2].map((line) => ({
      sku: `SKU-${(index * 7 + line) % 999}`,
      title: 'A thing to buy',
      quantity: line + 1,
      price: 12.5 + line,
    })),
    total: 37.5 + index,
    currency: 'EUR',
    notes: null,
  });
}

function callOf(index: number): ApiCall {
  const json = { 'content-type': 'application/json' };
  const requestBody = `{"sku":"SKU-${index % 999}","quantity":${index % 9},"comment":"please deliver soon ${index}"}`;
  return {
    id: null,
    timeMs: 0,
    method: 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: `/v1/customers/${index % 500}/orders`,
    query: `page=${index % 10}&sort=created&expand=items`,
    status: 200,
    client: { address: null, id: null },
    latencyMs: 12,
    request: {
      headers: {
        ...json,
        host: 'api.shop.example',
        'user-agent': 'app/1.0',
        accept: '*/*',
        authorization: 'Bearer abc',
        'x-tenant': 't1',
      },
      body: requestBody,
      sizeBytes: null,
    },
    response: {
      headers: {
        ...json,
        server: 'nginx',
        date: 'Mon',
        'cache-control': 'no-store',
        'x-request-id': String(index),
      },
      body: orderBody(index),
      sizeBytes: null,
    },
    gateway: null,
    operation: null,
  };
}

const calls = Array.from({ length: CALLS }, (_, index) => callOf(index));
const bytes = calls.reduce(
  (sum, call) => sum + (call.request.body?.length ?? 0) + (call.response.body?.length ?? 0),
  0,
);
const rounds = 6;
for (let round = 0; round < rounds; round++) {
  let start = cpuUs();
  for (const call of calls) {
    JSON.parse(call.request.body ?? '0');
    JSON.parse(call.response.body ?? '0');
  }
  const parseUs = (cpuUs() - start) / CALLS;
  start = cpuUs();
  const exchanges = calls.map((call) => parseExchange(call));
  const exchangeUs = (cpuUs() - start) / CALLS;
  const payloads = emptyPayloads();
  start = cpuUs();
  let index = 0;
  for (const exchange of exchanges) {
    const clientHash = hash(`client ${index++ % 500}`);
    observePayloads(payloads, exchange, {
      hash,
      caps: DEFAULT_CAPS,
      accepted: true,
      refused: false,
      clientHash,
    });
  }
  const observeUs = (cpuUs() - start) / CALLS;
  const row = {
    bodyBytes: Math.round(bytes / CALLS),
    jsonParseUs: parseUs,
    parseExchangeUs: exchangeUs,
    observePayloadsUs: observeUs,
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
