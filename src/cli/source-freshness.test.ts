import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Report } from '../model/generated/report.ts';
import { durationText, sourceFreshness } from './source-freshness.ts';

const AS_OF = '2026-01-15T12:00:00.000Z';
const AS_OF_MS = Date.parse(AS_OF);

function reportOf(run: Report['run'], asOf: string | null = AS_OF): Report {
  const calls = { received: 0, dropped: {}, noise: {}, analyzed: 0, operations: 0 };
  return { schemaVersion: 1, asOf, calls, apis: [], endpoints: [], findings: [], changes: [], run };
}

describe('freshness of sources', () => {
  test('last call and lag per source, by name', () => {
    const run = { sources: { lake: { lastCallMs: AS_OF_MS - 90_000 }, edge: { lastCallMs: null } } };
    assert.deepEqual(sourceFreshness(reportOf(run)), [
      { source: 'edge', lastCall: null, lag: null },
      { source: 'lake', lastCall: '2026-01-15T11:58:30.000Z', lag: '1 min' },
    ]);
  });

  test('a report of files has no sources; odd ones are passed over', () => {
    assert.deepEqual(sourceFreshness(reportOf({ files: [] })), []);
    assert.deepEqual(sourceFreshness(reportOf({ sources: null })), []);
    assert.deepEqual(sourceFreshness(reportOf({ sources: { a: 'x' } })), [
      { source: 'a', lastCall: null, lag: null },
    ]);
  });

  test('durations in words', () => {
    const cases: readonly (readonly [number, string])[] = [
      [-5, '0 s'],
      [59_999, '59 s'],
      [60_000, '1 min'],
      [3_599_999, '59 min'],
      [3_600_000, '1 h'],
      [47 * 3_600_000, '47 h'],
      [48 * 3_600_000, '2 days'],
      [41.9 * 86_400_000, '41 days'],
    ];
    for (const [ms, text] of cases) assert.equal(durationText(ms), text);
  });
});
