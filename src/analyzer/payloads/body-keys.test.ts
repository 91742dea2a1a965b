import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import type { HashSet } from '../sketch/bottom-k.ts';
import { makeKeyedHash, PUBLISHED_KEY } from '../sketch/keyed-hash.ts';
import { addKeys, hashesOf, keyLikeness } from './body-keys.ts';
import { observeJson } from './observe-node.ts';
import { emptyNode } from './schema-node.ts';
import { NO_CONTEXT, walkOf } from './walk.ts';

const hash = makeKeyedHash(PUBLISHED_KEY);
const context = { hash, caps: DEFAULT_CAPS, accepted: true, refused: false, clientHash: 0 };

function keysOf(values: readonly JsonValue[], k = 64): HashSet {
  const node = emptyNode();
  for (const value of values) observeJson(node, value, NO_CONTEXT, 0, 1, walkOf(context));
  const keys: HashSet = [];
  addKeys(keys, node, hash, k, 1, 3);
  return keys;
}

const ORDER: JsonValue = { id: 1, customer: { name: 'a', city: 'b' }, lines: [{ sku: 'x' }, { count: 2 }] };
const ERROR: JsonValue = { error: { code: 4, message: 'no' }, errors: [{ detail: 'none' }] };

describe('body keys', () => {
  it('are those of all members met, of every item, in any order', () => {
    const keys = keysOf([ORDER]);
    assert.equal(keys.length, 7);
    assert.deepEqual(keysOf([{ lines: [{ count: 1 }] }, { id: 1, customer: { city: '' } }, ORDER]), keys);
    assert.deepEqual(keysOf([ORDER], 3), keys.slice(0, 3));
  });

  it('leave out what lies deeper than three members, dynamic keys and wide objects', () => {
    assert.deepEqual(keysOf([{ a: { b: { c: { d: 1 } } } }]), keysOf([{ a: { b: { c: {} } } }]));
    assert.deepEqual(
      keysOf([{ byId: { '8f14e45f-ceea-467f-a8d2-6d1f3e9a7c11': 1 } }]),
      keysOf([{ byId: {} }]),
    );
    const wide = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`member${index}x`, 1]));
    assert.deepEqual(keysOf([wide]), []);
  });

  it('of an answer made of known names are among the hashes of these names', () => {
    const beside = { code: null, message: null, detail: null };
    const known = hashesOf({ error: beside, errors: beside }, hash);
    assert.ok(keysOf([ERROR]).every((key) => known.has(key)));
    assert.ok(!keysOf([{ error: { id: 1 } }]).every((key) => known.has(key)));
  });

  it('tell answers of one handler from those of another', () => {
    assert.equal(keyLikeness(keysOf([ORDER]), keysOf([ORDER, { id: 2 }]), 16), 1);
    assert.equal(keyLikeness(keysOf([ORDER]), keysOf([ERROR]), 16), 0);
    assert.equal(keyLikeness(keysOf([ORDER]), [], 16), null);
  });
});
