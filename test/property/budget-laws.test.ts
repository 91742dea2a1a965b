import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createSummary, encodeSummary, merge, observe } from '../../src/analyzer/index.ts';
import { BoundedSummary } from '../../src/ingest/bounded-summary.ts';
import { unpackSummary } from '../../src/ingest/summary-codec.ts';
import { canonicalJson } from '../../src/model/json.ts';
import { seenCall } from './call-arbitrary.ts';

/** More runs on demand: `LAW_RUNS=2000 npm test`. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 10);
/** The first streams are always the same: what must be met is met in every run. The others are drawn anew. */
const SAME = { numRuns: 10, seed: 1, endOnFailure: true };

const streams = fc.array(seenCall, { minLength: 1, maxLength: 90, size: 'max' });
const budgets = fc.record({
  bytes: fc.constantFrom(0, 30_000, 300_000, 10 ** 9),
  everyCalls: fc.constantFrom(1, 2, 7),
});

test('a budget changes nothing of what was observed', () => {
  let most = 0;
  let none = false;
  const law = fc.property(streams, budgets, fc.integer({ min: 1, max: 9 }), (stream, budget, batch) => {
    const whole = createSummary();
    for (const { call, hop } of stream) observe(whole, call, hop);
    const bounded = new BoundedSummary({}, budget);
    for (let at = 0; at < stream.length; at += batch) bounded.observe(stream.slice(at, at + batch));
    const packed = bounded.takePacked();
    const summary = bounded.release();
    most = Math.max(most, packed.length);
    none ||= packed.length === 0;
    const merged = createSummary();
    for (const part of packed) merge(merged, unpackSummary(part, {}));
    merge(merged, summary);
    assert.equal(canonicalJson(encodeSummary(merged)), canonicalJson(encodeSummary(whole)));
    assert.deepEqual(bounded.takePacked(), [], 'it is empty again');
  });
  fc.assert(law, SAME);
  assert.ok(most > 3 && none, 'with many packed parts, and with none');
  fc.assert(law, { numRuns: 2 * RUNS - SAME.numRuns, endOnFailure: true });
});
