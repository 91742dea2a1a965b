import type { Random } from './random.ts';

type HeaderValue = string | readonly string[];

/** One message of an exchange as schemas/api-call.schema.json has it. */
interface MessageRecord {
  readonly headers?: Readonly<Record<string, HeaderValue>>;
  readonly body?: string;
}

/** One native call record (schemas/api-call.schema.json), the input of the product. */
export interface CallRecord {
  readonly id: string;
  readonly time: string;
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly query?: string;
  readonly status: number;
  readonly client: { readonly address: string; readonly id?: string };
  readonly latencyMs: number;
  readonly request: MessageRecord;
  readonly response: MessageRecord;
}

/** A call before it has a time, an id and a client. */
export interface Exchange {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query?: string;
  readonly requestHeaders?: Readonly<Record<string, HeaderValue>>;
  readonly requestBody?: string;
  readonly status: number;
  readonly responseHeaders?: Readonly<Record<string, HeaderValue>>;
  readonly responseBody?: string;
  readonly latencyMs?: number;
  /** Fixed client; else one of the pool. */
  readonly address?: string;
}

/** 2026-11-01T00:00:00Z: every corpus starts here. */
export const START_MS = 1793491200000;

export function clientAddress(index: number): string {
  const host = (index % 250) + 2;
  const block = Math.floor(index / 250) % 4;
  if (block === 3) return `2001:db8:${(index % 97).toString(16)}::${host.toString(16)}`;
  return `${['192.0.2', '198.51.100', '203.0.113'][block]}.${host}`;
}

/** Stamps an exchange: client from a Zipf pool of 700 addresses, the given user agent unless one is set. */
export function stamp(exchange: Exchange, at: number, id: string, agent: string, r: Random): CallRecord {
  const agentSet = Object.keys(exchange.requestHeaders ?? {}).some((n) => n.toLowerCase() === 'user-agent');
  return {
    id,
    time: new Date(at).toISOString(),
    method: exchange.method,
    scheme: 'https',
    host: exchange.host,
    path: exchange.path,
    ...(exchange.query === undefined ? {} : { query: exchange.query }),
    status: exchange.status,
    client: { address: exchange.address ?? clientAddress(r.zipf(700)) },
    latencyMs: exchange.latencyMs ?? r.int(8, 160),
    request: {
      headers: {
        host: exchange.host,
        ...(agentSet ? {} : { 'user-agent': agent }),
        accept: 'application/json, text/plain, */*',
        ...exchange.requestHeaders,
      },
      ...(exchange.requestBody === undefined ? {} : { body: exchange.requestBody }),
    },
    response: {
      headers: { 'content-type': 'application/json', ...exchange.responseHeaders },
      ...(exchange.responseBody === undefined ? {} : { body: exchange.responseBody }),
    },
  };
}

/** `a=1&b=2`, values percent-encoded. */
export function queryOf(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
}
