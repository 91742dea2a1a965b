import type { ApiCall } from '../../model/api-call.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import type { Caps, Exchange, ObserveContext } from '../exchange.ts';
import { parseExchange } from '../exchange-parser.ts';
import { makeKeyedHash, PUBLISHED_KEY } from '../sketch/keyed-hash.ts';

/** Builders shared by the tests of these folders; no test of its own. */
export interface ExampleCall {
  readonly timeMs?: number;
  readonly method?: string;
  readonly scheme?: 'http' | 'https' | null;
  readonly host?: string;
  /** Path and query as sent. */
  readonly target?: string;
  readonly status?: number | null;
  readonly address?: string | null;
  readonly clientId?: string | null;
  readonly latencyMs?: number | null;
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | null;
  readonly body?: string | null;
  readonly responseHeaders?: Readonly<Record<string, string | readonly string[]>> | null;
  readonly responseBody?: string | null;
}

export const SOME_HEADERS = {
  host: 'api.shop.example',
  accept: 'application/json',
  'user-agent': 'shop/1.0',
};

export function exampleCall(example: ExampleCall): ApiCall {
  const target = example.target ?? '/v1/orders';
  const mark = target.indexOf('?');
  return {
    id: null,
    timeMs: example.timeMs ?? Date.UTC(2026, 10, 1, 12),
    method: example.method ?? 'GET',
    scheme: example.scheme === undefined ? 'https' : example.scheme,
    host: example.host ?? 'api.shop.example',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? null : target.slice(mark + 1),
    status: example.status === undefined ? 200 : example.status,
    client: {
      address: example.address === undefined ? '192.0.2.7' : example.address,
      id: example.clientId ?? null,
    },
    latencyMs: example.latencyMs ?? null,
    request: {
      headers: example.headers === undefined ? SOME_HEADERS : example.headers,
      body: example.body ?? null,
      sizeBytes: null,
    },
    response: {
      headers: example.responseHeaders === undefined ? {} : example.responseHeaders,
      body: example.responseBody ?? null,
      sizeBytes: null,
    },
    gateway: null,
    operation: null,
  };
}

export function exampleExchange(example: ExampleCall): Exchange {
  return parseExchange(exampleCall(example));
}

export const exampleHash = makeKeyedHash(PUBLISHED_KEY);

export const TINY_CAPS: Caps = {
  ...DEFAULT_CAPS,
  hosts: 3,
  samples: 3,
  actors: 3,
  clientsPerString: 3,
  fieldsPerLocation: 3,
  pointersPerDepth: 3,
};

export function contextOf(exchange: Exchange, caps: Caps = DEFAULT_CAPS): ObserveContext {
  const { status, client } = exchange.call;
  return {
    hash: exampleHash,
    caps,
    accepted: status !== null && status >= 200 && status < 400,
    refused: status === 401 || status === 403,
    clientHash: exampleHash(client.id ?? client.address ?? ''),
  };
}

/** Deterministic shuffle, so that a failing order can be run again. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0 || 1;
  for (let at = result.length - 1; at > 0; at -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (at + 1);
    const kept = result[at];
    const moved = result[other];
    if (kept === undefined || moved === undefined) continue;
    result[at] = moved;
    result[other] = kept;
  }
  return result;
}
