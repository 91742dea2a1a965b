import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probesOf, segmentCovers, shapeOf } from './template.ts';

test('a probe leads back to its template', () => {
  const slots = [
    { name: 'id', type: 'integer', format: null, enumeration: null, origin: 'statistical', why: '' },
  ] as const;
  const [probe] = probesOf('/items/{id}/x', slots);
  assert.equal(probe?.path, '/items/42/x');
  assert.deepEqual(
    [0, 6, 7, 8, 9, 10, 11].map((offset) => probe?.toTemplate(offset)),
    [0, 6, 7, 11, 11, 12, 13],
  );
});

test('a template without slots is its own probe', () => {
  const [probe, ...others] = probesOf('/items', []);
  assert.deepEqual([probe?.path, probe?.toTemplate(3), others.length], ['/items', 3, 0]);
});

test('shapes', () => {
  assert.equal(shapeOf('/a/{x}/{y}.json/'), '/a/{}/{}.json');
  assert.equal(shapeOf('/'), '/');
});

const covers: readonly (readonly [string, string, boolean])[] = [
  ['items', 'items', true],
  ['items', '{x}', false],
  ['{id}', 'anything', true],
  ['{id}', '{x}', true],
  ['{id}', '{x}.json', true],
  ['{id}.json', '{x}.json', true],
  ['{id}.json', '{x}', false],
  ['{id}.json', '7.json', true],
  ['{id}.json', '.json', false],
  ['{a}-{b}', '1-2', true],
  ['{a}-{b}', '12', false],
  ['{a}-{b}', '-2', false],
  ['{a}-{b}', '1-', false],
];
for (const [registered, observed, expected] of covers) {
  test(`${registered} ${expected ? 'covers' : 'does not cover'} ${observed}`, () => {
    assert.equal(segmentCovers(registered, observed), expected);
  });
}
