import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateCall, seededRandom } from '../../test/bench/generate-calls.ts';
import { createSummary, encodeSummary, observe } from '../analyzer/index.ts';
import { createMeta, isDropped, mapLine, shippedMapping } from '../mapping/index.ts';
import { canonicalJson } from '../model/json.ts';
import { packSummary } from './pack-summary.ts';
import { unpackSummary } from './summary-codec.ts';

function sampleSummary(calls: number): ReturnType<typeof createSummary> {
  const summary = createSummary();
  const mapping = shippedMapping('assay-call');
  assert.ok(mapping);
  const random = seededRandom(3);
  const workload = { calls, endpoints: 60, identifiers: 500, seed: 3 };
  for (let index = 0; index < calls; index += 1) {
    mapLine(mapping, generateCall(index, workload, random), createMeta({ sourceId: 's' }), (outcome) => {
      assert.ok(!isDropped(outcome));
      observe(summary, outcome, index % 3 === 0 ? 'mesh' : 'edge');
    });
  }
  return summary;
}

test('what was packed unpacks to the same summary', () => {
  const summary = sampleSummary(300);

  const again = unpackSummary(packSummary(summary), {});

  assert.equal(canonicalJson(encodeSummary(again)), canonicalJson(encodeSummary(summary)));
});

test('bytes that are no summary are refused in our own words', () => {
  assert.throws(() => unpackSummary(new Uint8Array([1, 2, 3]), {}), {
    code: 'SUMMARY_UNREADABLE',
    kind: 'state',
  });
});
