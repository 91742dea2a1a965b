import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { createSummary, observe, viewInventory } from '../index.ts';

interface Answer {
  readonly path: string;
  readonly method?: string;
  readonly page?: string;
  readonly json?: object;
  readonly times?: number;
}

function callOf({ path, method = 'GET', page, json }: Answer, index: number): ApiCall {
  const type = page === undefined ? 'application/json' : 'text/html; charset=utf-8';
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5, 9) + index * 1000,
    method,
    scheme: 'https',
    host: 'api.shop.example',
    path,
    query: null,
    status: 200,
    client: { address: `192.0.2.${index % 9}`, id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: { headers: { 'content-type': type }, body: page ?? JSON.stringify(json), sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

/** Endpoints found and calls taken for "nothing here". */
function seen(answers: readonly Answer[]): { readonly paths: readonly string[]; readonly notFound: number } {
  const summary = createSummary();
  for (const answer of answers) {
    for (let index = 0; index < (answer.times ?? 1); index += 1)
      observe(summary, callOf(answer, index), 'edge');
  }
  const { endpoints, calls } = viewInventory(summary, {
    asOfMs: Date.UTC(2026, 0, 6),
    windowMs: null,
    known: [],
  });
  return { paths: endpoints.map(({ path }) => path), notFound: calls.noise['not-found'] ?? 0 };
}

const API: readonly Answer[] = [
  { path: '/v1/orders', json: { items: [], next: null }, times: 3 },
  { path: '/v1/orders/17', json: { id: 17, total: 4, state: 'paid' }, times: 3 },
];
const API_PATHS = ['/v1/orders', '/v1/orders/{orderId}'];
const PAGE = '<!doctype html><title>Nothing here</title>';
const ERROR = { error: { code: 404, message: 'no such thing' } };

const SOFT: readonly [string, readonly Answer[]][] = [
  [
    'one page at two unrelated paths of an API that answers JSON',
    [
      { path: '/zorblat', page: PAGE, times: 2 },
      { path: '/v1/quux/frobnitz', page: PAGE },
    ],
  ],
  [
    'the shell of a single-page application, whatever was asked for',
    ['/', '/quux/ab12cd34', '/v1/frob/wib/ble', '/meadow-lamp'].map((path) => ({ path, page: PAGE })),
  ],
  [
    'one error at unrelated paths, which it may repeat',
    ['/zorblat', '/v1/quux/frobnitz', '/v1/1/2/3'].map((path) => ({
      path,
      json: { ...ERROR, path },
    })),
  ],
  [
    'a message of one size at three unrelated paths',
    ['/zorblat', '/v1/quux/frobnitz', '/v1/wib/ble/dob'].map((path) => ({
      path,
      json: { status: 'error', message: 'no route' },
    })),
  ],
];

for (const [name, answers] of SOFT) {
  test(`nothing there: ${name}`, () => {
    const calls = answers.reduce((sum, { times }) => sum + (times ?? 1), 0);
    assert.deepEqual(seen([...API, ...answers]), { paths: API_PATHS, notFound: calls });
  });
}

const REAL: readonly [string, readonly Answer[]][] = [
  [
    'pages of different length',
    [
      { path: '/zorblat', page: PAGE },
      { path: '/v1/quux/frobnitz', page: `${PAGE}<p>Terms</p>` },
    ],
  ],
  [
    'one confirmation of every write',
    ['/v1/zorblat', '/v1/quux/1/frob', '/v1/wib/1/ble/dob'].map((path) => ({
      path,
      method: 'POST',
      json: { status: 'done', message: 'ok' },
    })),
  ],
  [
    'the same report of health by every service',
    ['/orders/health', '/v1/carts/health', '/stock/v1/internal/health'].map((path) => ({
      path,
      json: { status: 'up', message: 'ok' },
    })),
  ],
  [
    'members of one collection',
    ['/v1/flags/zorblat', '/v1/flags/quux', '/v1/flags/frob'].map((path) => ({
      path,
      json: { status: 'on', message: 'ok' },
    })),
  ],
  [
    'entities of one size',
    ['/v1/zorblat', '/v1/quux/frob', '/v1/wib/ble/dob'].map((path) => ({ path, json: { id: 1, name: 'a' } })),
  ],
  ['a single page', [{ path: '/zorblat', page: PAGE, times: 9 }]],
];

for (const [name, answers] of REAL) {
  test(`something there: ${name}`, () => {
    const { notFound } = seen([...API, ...answers]);
    assert.equal(notFound, 0);
  });
}
