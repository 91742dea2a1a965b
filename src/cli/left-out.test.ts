import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOut } from './left-out.ts';

test('says how many records are in no row, and why, the most frequent reason first', () => {
  const calls = {
    received: 2_400,
    dropped: { 'missing-field': 3, malformed: 1_397 },
    noise: { 'static-asset': 600, 'not-found': 20, 'scanner-probe': 20 },
    analyzed: 1_000,
    operations: 360,
  };
  assert.deepEqual(leftOut({ calls }), [
    '1,400 of 2,400 records were no calls: malformed 1,397, missing-field 3.',
    '640 of 1,000 calls belong to no API: static-asset 600, not-found 20, scanner-probe 20.',
  ]);
});

test('says nothing where every record stands in a row', () => {
  const calls = { received: 5, dropped: {}, noise: { 'not-found': 0 }, analyzed: 5, operations: 5 };
  assert.deepEqual(leftOut({ calls }), []);
});
