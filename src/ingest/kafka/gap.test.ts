import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gapBetween, gapError, offsetAfter } from './gap.ts';

const bounds = { topicId: 'new', earliest: 100n, latest: 200n };

describe('a gap between what was read and what is there', () => {
  for (const [name, cursor, kind, lost, onward] of [
    ['another topic of the name', { topicId: 'old', offset: 150n }, 'recreated', null, 100n],
    ['retention was faster', { topicId: 'new', offset: 60n }, 'expired', 40n, 100n],
    ['the log was cut', { topicId: 'new', offset: 201n }, 'truncated', null, 200n],
  ] as const) {
    it(`${name}: ${kind}, and on from where nothing is counted twice`, () => {
      const gap = gapBetween(cursor, bounds);
      assert.deepEqual(gap, { kind, lost });
      assert.equal(gap === null ? null : offsetAfter(gap, bounds), onward);
      const error = gap === null ? null : gapError(gap, 'calls', 3);
      assert.equal(error?.kind, 'sourceContract');
      assert.match(error?.fix ?? '', /onGap: resume/);
    });
  }

  for (const offset of [100n, 150n, 200n])
    it(`is none at ${offset}`, () => {
      assert.equal(gapBetween({ topicId: 'new', offset }, bounds), null);
    });
});
