import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatewayFileIds } from './gateway-file-ids.ts';

const rows: readonly (readonly [files: readonly string[], ids: readonly string[]])[] = [
  [['estate/kong.yaml'], ['kong']],
  [
    ['estate/kong.yaml', 'orders.v1.json'],
    ['kong', 'orders.v1'],
  ],
  [
    ['kong.yaml', 'kong.json'],
    ['kong.yaml', 'kong.json'],
  ],
  [
    ['eu/kong.yaml', 'us/kong.yaml'],
    ['eu/kong', 'us/kong'],
  ],
  [
    ['../v1.2/kong', './kong'],
    ['../v1.2/kong', './kong'],
  ],
  [
    ['eu/kong.yaml', 'us/kong.yaml', 'us/kong.json'],
    ['eu/kong.yaml', 'us/kong.yaml', 'us/kong.json'],
  ],
  [
    ['kong.yaml', 'kong.yaml'],
    ['kong.yaml#1', 'kong.yaml#2'],
  ],
];
for (const [files, ids] of rows) {
  test(`${files.join(' and ')} are ${ids.join(' and ')}`, () => assert.deepEqual(gatewayFileIds(files), ids));
}
