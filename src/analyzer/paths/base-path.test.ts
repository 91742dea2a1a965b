import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isVersionSegment } from './base-path.ts';

const VERSION =
  /^(?:v\d{1,4}(?:\.\d{1,3}){0,2}(?:p\d)?(?:alpha|beta|rc)?\d{0,2}|\d{1,3}\.\d{1,3}|20\d{2}-\d{2}(?:-\d{2})?)$/i;

test('a version is what the pattern says, looked at first by its first character', () => {
  const text = fc.oneof(
    fc.constantFrom('', 'v', 'v1', 'V1', 'vx', '1.', '11', 'v12', 'v1p1beta1', '2023-10-01', 'é1', '\u01361'),
    fc.stringMatching(/^[vVw0-9.]{0,4}$/),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  let versions = 0;
  fc.assert(
    fc.property(text, (segment) => {
      if (VERSION.test(segment)) versions += 1;
      assert.equal(isVersionSegment(segment), VERSION.test(segment));
    }),
    { numRuns: 5000 },
  );
  assert.ok(versions > 200, `${versions} were versions`);
});
