import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pathSegments } from './path-segments.ts';
import { percentDecode } from './percent-decoding.ts';

const plain = (path: string): string[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .map(percentDecode);

const part = fc.oneof(
  fc.constantFrom('v1', 'v2', 'orders', 'order', 'items', '42', '7', '', '%2F', '%61b', 'a%', 'REF-17', '..'),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constant('long'.repeat(20)),
);
const path = fc
  .tuple(fc.constantFrom('/', '', '//'), fc.array(part, { maxLength: 6 }))
  .map(([before, parts]) => before + parts.join('/'));

test('segments are those of the path, whatever path came before', () => {
  let alike = 0;
  fc.assert(
    fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
      for (const each of [...paths, ...paths]) {
        if (each.startsWith('/v1') || each.startsWith('/orders')) alike += 1;
        assert.deepEqual(pathSegments(each), plain(each));
      }
    }),
    { numRuns: 8000 },
  );
  assert.ok(alike > 300, `${alike} began alike`);
});

test('a path that begins as the one before goes its own way behind', () => {
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ['/v1/orders/17', ['v1', 'orders', '17']],
    ['/v1/orders/18/items', ['v1', 'orders', '18', 'items']],
    ['/v1/orders/', ['v1', 'orders']],
    ['/v1/orders', ['v1', 'orders']],
    ['/v1/orders//19', ['v1', 'orders', '19']],
    ['/v1/ordersX/20', ['v1', 'ordersX', '20']],
    ['/v1/%6frders/21', ['v1', 'orders', '21']],
    ['/v1/orders/22', ['v1', 'orders', '22']],
    ['v1/orders/23', ['v1', 'orders', '23']],
    ['', []],
    ['/', []],
  ];
  for (const [text, wanted] of [...steps, ...steps.toReversed()])
    assert.deepEqual(pathSegments(text), wanted, text);
});

test('a list that was handed out is nobody else’s', () => {
  pathSegments('/v1/orders/1');
  const first = pathSegments('/v1/orders/2');
  const second = pathSegments('/v1/orders/3');
  assert.notEqual(first, second);
  assert.deepEqual(first, ['v1', 'orders', '2']);
});
