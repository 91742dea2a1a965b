import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '../../model/json.ts';
import { makeKeyedHash, PUBLISHED_KEY } from '../sketch/keyed-hash.ts';
import { addBodyKeys } from './body-keys.ts';

const plain = makeKeyedHash(PUBLISHED_KEY);
const other = makeKeyedHash(new Uint8Array(16).fill(5));

function keysOf(values: readonly JsonValue[], hash = plain): readonly number[] {
  const set: number[] = [];
  for (const value of values) addBodyKeys(set, value, hash, 64);
  return set;
}

const union = (...sets: (readonly number[])[]): number[] => [...new Set(sets.flat())].sort((a, b) => a - b);

/** One layout after another at the same place, so that every expectation of the cache is wrong once. */
const LAYOUTS: readonly JsonValue[] = [
  { id: 1, name: { first: 'a', last: 'b' }, tags: [{ id: 1 }] },
  { name: { last: 'b' }, id: 1 },
  { id: 1, tags: [{ id: 2, name: 'c' }], name: 'plain' },
  [{ id: 1 }, { ignored: 2 }],
  { tags: { id: 1 } },
];

describe('body keys', () => {
  it('are the same whatever was met before', () => {
    const alone = LAYOUTS.map((layout) => keysOf([layout], makeKeyedHash(PUBLISHED_KEY)));
    for (const order of [LAYOUTS, LAYOUTS.toReversed(), [...LAYOUTS, ...LAYOUTS]]) {
      assert.deepEqual(keysOf(order), union(...alone));
    }
    assert.equal(new Set(alone.map(String)).size, LAYOUTS.length);
  });

  it('belong to the hash that is asked for', () => {
    const [layout = null] = LAYOUTS;
    const first = keysOf([layout]);
    assert.notDeepEqual(keysOf([layout], other), first);
    assert.deepEqual(keysOf([layout]), first);
  });
});
