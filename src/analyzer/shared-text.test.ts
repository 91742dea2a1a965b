import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedSlice } from './shared-text.ts';

test('a shared part is the part of the text, whatever came before', () => {
  const piece = fc.oneof(
    fc.constantFrom('orders', 'ordexs', 'Orders', 'order', '', 'é', '\ud83d', 'aXa', 'aYa', 'a%20b'),
    fc.string({ unit: 'binary', maxLength: 16 }),
  );
  let shared = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('/');
      let from = 0;
      for (const wanted of pieces) {
        const to = from + wanted.length;
        assert.equal(sharedSlice(text, from, to), wanted);
        assert.equal(sharedSlice(text, from, to), wanted);
        from = to + 1;
        if (wanted.length > 0 && wanted.length <= 12) shared += 1;
      }
    }),
    { numRuns: 3000 },
  );
  assert.ok(shared > 1000, `${shared} were short enough`);
});

test('texts that differ in one character never stand for each other', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  for (let round = 0; round < 2; round += 1) {
    for (let length = 1; length <= 12; length += 1) {
      for (let at = 0; at < length; at += 1) {
        for (const letter of letters) {
          const text = `${'a'.repeat(at)}${letter}${'a'.repeat(length - at - 1)}`;
          assert.equal(sharedSlice(`/${text}/`, 1, length + 1), text);
        }
      }
    }
  }
});
