import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from './plain-text.ts';

test('a part of a chunk as text, as the documented way reads it', () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, code) => code));
  for (const start of [0, 10, 65, 255])
    for (const end of [start, start + 1, 256])
      assert.equal(plainText(bytes, start, end), bytes.toString('latin1', start, end));
});
