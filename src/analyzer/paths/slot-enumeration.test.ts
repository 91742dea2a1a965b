import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { compileCorrections } from '../../rules/index.ts';
import { createSummary, merge, observe, type Summary, viewInventory } from '../index.ts';

interface Sent {
  readonly path: string;
  readonly calls?: number;
  readonly clients?: number;
  readonly status?: number;
}

function callOf({ path, clients = 9, status = 200 }: Sent, index: number): ApiCall {
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5, 9) + index * 1000,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path,
    query: null,
    status,
    client: { address: `192.0.2.${index % clients}`, id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        isThing(path) ? { id: index, total: 1, state: index } : { count: index, page: 1, rows: 2 },
      ),
      sizeBytes: null,
    },
    gateway: null,
    operation: null,
  };
}

const isThing = (path: string): boolean => path.split('/').length > 2;

function summaryOf(sent: readonly Sent[], part = (_index: number): boolean => true): Summary {
  const summary = createSummary();
  let at = 0;
  for (const each of sent)
    for (let index = 0; index < (each.calls ?? 20); index += 1)
      if (part(at++)) observe(summary, callOf(each, index), 'edge');
  return summary;
}

/** The values of the slot of `/{noun}/{slot}`; `none` where there is no slot. */
function valuesBelow(noun: string, summary: Summary): readonly string[] | null | 'none' {
  const inventory = viewInventory(summary, { asOfMs: Date.UTC(2026, 0, 6), windowMs: null, known: [] });
  const slot = inventory.endpoints.find(({ path }) => path.startsWith(`/${noun}/{`))?.slots[0];
  return slot === undefined ? 'none' : slot.enumeration;
}

/** Things of a collection, each with its details and its offers. */
function things(noun: string, values: readonly string[], more: Omit<Sent, 'path'> = {}): Sent[] {
  const own = values.flatMap((value) => [
    { path: `/${noun}/${value}`, ...more },
    { path: `/${noun}/${value}/offers`, ...more },
  ]);
  return [{ path: `/${noun}` }, { path: '/health' }, ...own];
}

const COLOURS = ['blue', 'green', 'mauve', 'red', 'teal'];
const MADE_UP = ['acmeco', 'barbaz', 'frobnix', 'quuxal', 'zorbla'];

test('a slot with few values that may be shown lists them', () => {
  assert.deepEqual(valuesBelow('colors', summaryOf(things('colors', COLOURS))), COLOURS);
  const codes = ['CHF', 'EUR', 'GBP', 'JPY', 'USD'];
  assert.deepEqual(valuesBelow('rates', summaryOf(things('rates', codes, { clients: 1 }))), codes);
  assert.deepEqual(valuesBelow('brands', summaryOf(things('brands', MADE_UP, { clients: 9 }))), MADE_UP);
});

test('no list of what is private, open or hardly seen', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const many = letters.map((letter) => `kor${letter}mil`);
  const cases: readonly (readonly [string, string, readonly Sent[]])[] = [
    ['four clients', 'brands', things('brands', MADE_UP, { clients: 4 })],
    [
      'one of them by four clients',
      'brands',
      [
        ...things('brands', MADE_UP.slice(1)),
        { path: '/brands/acmeco', clients: 4 },
        { path: '/brands/acmeco/offers', clients: 4 },
      ],
    ],
    ['people', 'users', things('users', MADE_UP)],
    ['a name of a person', 'brands', things('brands', [...MADE_UP, 'patricia'])],
    ['an address among them', 'brands', things('brands', [...MADE_UP, 'ada@mail.example'])],
    ['a number among them', 'brands', things('brands', [...MADE_UP, '1234'])],
    ['more than a person would write down', 'brands', things('brands', many)],
    [
      'most of them once',
      'brands',
      [...things('brands', MADE_UP.slice(0, 2)), ...things('brands', many.slice(0, 9), { calls: 1 })],
    ],
    ['nothing twice', 'brands', things('brands', COLOURS, { calls: 1, clients: 1 })],
  ];
  for (const [why, noun, sent] of cases) assert.equal(valuesBelow(noun, summaryOf(sent)), null, why);
});

test('values that were only ever refused are on no list and take none away', () => {
  const sent = [
    ...things('colors', COLOURS),
    { path: '/colors/wazzle', status: 404 },
    { path: '/colors/wizzle', status: 401 },
  ];
  assert.deepEqual(valuesBelow('colors', summaryOf(sent)), COLOURS);
});

test('the same list for any order and division', () => {
  const sent = things('brands', MADE_UP);
  const summary = summaryOf([...sent].reverse(), (index) => index % 2 === 0);
  merge(
    summary,
    summaryOf([...sent].reverse(), (index) => index % 2 === 1),
  );
  assert.deepEqual(valuesBelow('brands', summary), MADE_UP);
});

test('values that a person merged are listed, too', () => {
  const states = ['paid', 'pending', 'refunded', 'shipped'];
  const summary = summaryOf(states.map((state) => ({ path: `/orders/by-status/${state}` })));
  const inventory = viewInventory(summary, {
    asOfMs: Date.UTC(2026, 0, 6),
    windowMs: null,
    known: [],
    corrections: compileCorrections([
      { kind: 'merge', id: 'a', below: '/orders/by-status', positives: [], nearMisses: [] },
    ]),
  });
  assert.deepEqual(
    inventory.endpoints.map(({ path, slots }) => [path, slots[0]?.enumeration]),
    [['/orders/by-status/{byStatusId}', states]],
  );
});
