import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Rhythm, unexplainedAt } from './rhythm.ts';

const DAY_MS = 86_400_000;
/** Monday, 2 March 2026. */
const MONDAY = Date.UTC(2026, 2, 2) / DAY_MS;
const OFFICE = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 18 ? 10 : 0));
const ALWAYS = Array.from({ length: 24 }, () => 10);

const daily = (calls: readonly number[], hours = ALWAYS): Rhythm => ({
  bucketMs: DAY_MS,
  firstBucket: MONDAY,
  calls,
  hours,
});

/** Day, counted from the Monday, on which the silence after the rhythm is unexplained; observed until `until`. */
function silentAt(rhythm: Rhythm, days: number, until = Number.POSITIVE_INFINITY): number | null {
  const first = rhythm.firstBucket + rhythm.calls.length;
  const buckets = Array.from({ length: days }, (_, at) => first + at);
  const observed = { fromMs: 0, toMs: (MONDAY + Math.min(until, first - MONDAY + days)) * DAY_MS };
  const at = unexplainedAt(rhythm, { ...observed, buckets, lastCallMs: null });
  return at === null ? null : at - MONDAY;
}

describe('silence', () => {
  it('is unexplained where the rate makes it unlikely', () => {
    assert.equal(silentAt(daily([20, 20, 20]), 1), 3);
    assert.equal(silentAt(daily([3, 3, 3]), 2), null);
    assert.equal(silentAt(daily([3, 4, 3, 3]), 1), null);
    assert.equal(silentAt(daily([4, 4]), 3), 3);
  });

  it('on weekends says nothing where weekends were silent or never seen', () => {
    const week = [90, 90, 90, 90, 90];
    assert.equal(silentAt(daily(week), 2), null);
    assert.equal(silentAt(daily(week), 3), 7);
    assert.equal(silentAt(daily([...week, 70, 70, ...week]), 1), 12);
  });

  it('is explained by silences as long as those before', () => {
    const thirdDays = [90, 0, 0, 90, 0, 0, 90];
    assert.equal(silentAt(daily(thirdDays), 2), null);
    assert.equal(silentAt(daily(thirdDays), 5), 9);
    const weekly = [150, 0, 0, 0, 0, 0, 0, 150, 0, 0, 0, 0, 0, 0, 150];
    assert.equal(silentAt(daily(weekly), 6), null);
    assert.equal(silentAt(daily(weekly), 16), 21);
  });

  it('a burst of long ago and calls that fade out explain it', () => {
    assert.equal(silentAt(daily([900, 2, 1, 1]), 1), null);
    assert.equal(silentAt(daily([300, 100, 30, 4, 1, 1]), 1), null);
  });

  it('of a day cut at an odd hour counts by the hours of the endpoint', () => {
    assert.equal(silentAt(daily([100, 100, 100], OFFICE), 1, 3 + 6 / 24), null);
    assert.equal(silentAt(daily([100, 100, 100], OFFICE), 1, 3 + 12 / 24), 3);
  });

  it('begins on the day of the last call, where much of the day was left', () => {
    const rhythm = daily([400, 400, 400, 400, 160]);
    const buckets = [MONDAY + 5];
    const observed = { fromMs: 0, toMs: (MONDAY + 6) * DAY_MS, buckets };
    const at = (hour: number): number => (MONDAY + 4) * DAY_MS + hour * 3_600_000;
    assert.equal(unexplainedAt(rhythm, { ...observed, lastCallMs: at(10) }), MONDAY + 5);
    assert.equal(unexplainedAt(rhythm, { ...observed, lastCallMs: at(23.5) }), null);
  });
});
