import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLines } from './columns.ts';

test('columns stand below each other, whatever is in them', () => {
  assert.deepEqual(
    columnLines([
      ['SOURCE', 'RECEIVED', 'CALLS', 'LAST PULL'],
      ['a', 7, 123_456_789_012, 'never'],
      ['edge-注', 12_345_678_901, 0, '2026-01-01 ok\u001b[2J'],
    ]),
    [
      'SOURCE      RECEIVED         CALLS  LAST PULL',
      'a                  7  123456789012  never',
      'edge-注  12345678901             0  2026-01-01 ok\\x1b[2J',
    ],
  );
  assert.deepEqual(columnLines([]), []);
});
