import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { jsonPieces } from './json-pieces.ts';

const textOf = (document: object): string => [...jsonPieces(document)].join('');

describe('pieces of a JSON text', () => {
  test('are together what the platform writes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        assert.equal(textOf(document), JSON.stringify(document, null, 2));
      }),
    );
  });

  test('of empty, left out and many-lined values, too', () => {
    for (const document of [
      {},
      { a: undefined },
      { a: undefined, b: [] },
      { a: [[], {}, null, undefined], b: {}, c: 'two\nlines', d: [{ e: ['\n', { f: [1] }] }] },
    ])
      assert.equal(textOf(document), JSON.stringify(document, null, 2));
  });

  test('are many where the text is long', () => {
    const document = { items: Array.from({ length: 20_000 }, (_, id) => ({ id, name: 'x'.repeat(20) })) };
    const pieces = [...jsonPieces(document)];
    assert.ok(pieces.length > 10);
    assert.ok(Math.max(...pieces.map(({ length }) => length)) < 70_000);
    assert.equal(pieces.join(''), JSON.stringify(document, null, 2));
  });
});
