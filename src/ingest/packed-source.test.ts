import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesOf, bytesSource, joinedSource, type PackedSource, partsOf } from './packed-source.ts';

const pieces = fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 12 });

/** Refuses to be asked for what it does not have, as a file would. */
function strict(bytes: Uint8Array): PackedSource {
  return {
    length: bytes.length,
    read: (offset, length) => {
      assert.ok(offset >= 0 && length >= 0 && offset + length <= bytes.length, `${offset}+${length}`);
      return bytes.subarray(offset, offset + length);
    },
  };
}

test('joined pieces are read as one, wherever each begins', () => {
  fc.assert(
    fc.property(pieces, fc.nat(60), fc.nat(60), (given, offset, length) => {
      const whole = Buffer.concat(given);
      const joined = joinedSource(given.map((piece) => strict(piece)));
      assert.equal(joined.length, whole.length);
      const expected = whole.subarray(offset, offset + length);
      if (expected.length > 0) assert.deepEqual(Buffer.from(joined.read(offset, length)), expected);
    }),
    { numRuns: 500 },
  );
});

test('parts are all of it in order, none larger than asked for', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 20 }), (given, partBytes) => {
      const whole = Buffer.concat(given);
      const joined = joinedSource(given.map(bytesSource));
      const parts = [...partsOf(joined, partBytes)];
      assert.deepEqual(Buffer.concat(parts), whole);
      for (const [at, part] of parts.entries())
        assert.ok(part.length === partBytes || at === parts.length - 1, `${part.length}`);
      assert.deepEqual(Buffer.from(bytesOf(joined)), whole);
    }),
  );
});
