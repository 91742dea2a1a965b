import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sourceEntry, testConfig } from '../../test/support/test-agent.ts';
import type { AssayConfig } from '../config/assay-config.ts';
import { scheduleIntervalMs, staleHops } from './staleness.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AS_OF_MS = Date.UTC(2026, 0, 15, 12);

describe('the interval of a schedule', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['*/5 * * * *', 5 * MINUTE_MS],
    ['0 * * * *', HOUR_MS],
    ['*/10 * * * * *', 10_000],
    ['30 3 * * *', 24 * HOUR_MS],
    // Twice a day at 6 and 9: the longest pause counts.
    ['0 6,9 * * *', 21 * HOUR_MS],
  ];
  for (const [expression, intervalMs] of cases)
    test(`${expression} is ${intervalMs / 1000} s`, () => {
      assert.equal(scheduleIntervalMs(expression, 'UTC'), intervalMs);
    });
});

describe('stale hops', () => {
  const config = (fields: Partial<AssayConfig> = {}): AssayConfig =>
    testConfig({
      sources: [sourceEntry('a'), sourceEntry('b'), sourceEntry('k', { observes: 'gateway:kong' })],
      ...fields,
    });
  const tallies = (
    ages: Readonly<Record<string, number | null>>,
  ): ReadonlyMap<string, { lastCallMs: number | null }> =>
    new Map(
      Object.entries(ages).map(([source, age]) => [
        source,
        { lastCallMs: age === null ? null : AS_OF_MS - age },
      ]),
    );

  test('older than twice the pull schedule, not at twice', () => {
    const at = (ageMs: number): readonly string[] =>
      staleHops(config(), tallies({ a: 0, b: 0, k: ageMs }), AS_OF_MS);
    assert.deepEqual(at(10 * MINUTE_MS), []);
    assert.deepEqual(at(10 * MINUTE_MS + 1), ['gateway:kong']);
  });

  test('one fresh source keeps its hop fresh; one without any call does not', () => {
    assert.deepEqual(staleHops(config(), tallies({ a: HOUR_MS, b: 0, k: 0 }), AS_OF_MS), []);
    assert.deepEqual(staleHops(config(), tallies({ a: HOUR_MS, b: null, k: 0 }), AS_OF_MS), ['edge']);
    assert.deepEqual(staleHops(config(), tallies({ a: 0 }), AS_OF_MS), ['gateway:kong']);
  });

  test('the schedule decides', () => {
    const daily = config({ schedule: { ...testConfig().schedule, pull: '30 3 * * *' } });
    assert.deepEqual(staleHops(daily, tallies({ a: 47 * HOUR_MS, b: 0, k: 49 * HOUR_MS }), AS_OF_MS), [
      'gateway:kong',
    ]);
  });

  test('recorded traffic is never stale relative to itself', () => {
    const recorded = config({ assessment: { windowMs: HOUR_MS, asOf: 'latest-call' } });
    assert.deepEqual(staleHops(recorded, tallies({ a: 0, b: 0, k: 9 * HOUR_MS }), AS_OF_MS), []);
  });
});
