import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall } from '../../model/api-call.ts';
import { createSummary, observe } from '../index.ts';
import { makeProfiler } from './profile.ts';
import { hasOtherForm, type Recurrence, recurrenceIn } from './recurrence.ts';

const HOST = 'api.shop.example';

function call(path: string): ApiCall {
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5, 9),
    method: 'GET',
    scheme: 'https',
    host: HOST,
    path,
    query: null,
    status: 200,
    client: { address: '192.0.2.1', id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: { headers: {}, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

function recurrenceOf(...paths: readonly string[]): Recurrence {
  const summary = createSummary();
  for (const path of paths) observe(summary, call(path), 'edge');
  const root = summary.tries.accepted.literals.get(HOST);
  assert.ok(root !== undefined);
  return recurrenceIn(
    root,
    makeProfiler(() => false, summary.hash),
  );
}

test('a key below two nouns stands at one more kind of place; one below a single noun at none', () => {
  const { places: found } = recurrenceOf('/flags/bluefin', '/segments/bluefin', '/flags/zephyr', '/segments');
  assert.deepEqual([...found], [['bluefin', 1]]);
});

test('a name below many values stands at one kind of place', () => {
  const { places: found } = recurrenceOf(
    '/flags/bluefin/frobnicate',
    '/flags/zephyr/frobnicate',
    '/flags/7/frobnicate',
  );
  assert.equal(found.get('frobnicate'), undefined);
});

test('listed words are not counted, and no text at more than four places', () => {
  const nouns = ['flags', 'segments', 'orders', 'users', 'reports', 'teams'];
  const { places: found } = recurrenceOf(...nouns.flatMap((noun) => [`/${noun}/bluefin`, `/${noun}/search`]));
  assert.deepEqual([...found], [['bluefin', 3]]);
});

test('a text in the other number is found anywhere on the host, whatever its case', () => {
  const found = recurrenceOf('/kinds/gene/7', '/kinds/Widget/7', '/parts/genes', '/widgets', '/lamps/lamp');
  assert.deepEqual(
    ['gene', 'Widget', 'lamp', 'kind', 'part', 'genes'].map((text) => hasOtherForm(found, text)),
    [true, true, true, true, true, true],
  );
  assert.deepEqual(
    ['widgets', 'kinds', 'lime'].map((text) => hasOtherForm(found, text)),
    [true, false, false],
  );
});
