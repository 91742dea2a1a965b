import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { encodeCell } from '../../src/analyzer/cell.ts';
import {
  createSummary,
  decodeSummary,
  encodeSummary,
  forgetOld,
  type KeptFrom,
  merge,
  observe,
  type Summary,
  viewInventory,
} from '../../src/analyzer/index.ts';
import type { PathNode } from '../../src/analyzer/paths/trie.ts';
import { TRIES } from '../../src/analyzer/summary.ts';
import { canonicalJson, type JsonValue } from '../../src/model/json.ts';
import { type Seen, seenCall } from './call-arbitrary.ts';

/** More runs on demand: `LAW_RUNS=2000 npm test`. */
const RUNS = Number(process.env['LAW_RUNS'] ?? 10);
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 12);

const calls = fc.array(seenCall, { maxLength: 60, size: 'max' });
const limit = fc.constantFrom(
  0,
  START - 30 * DAY,
  START - DAY,
  START,
  START + 1,
  START + DAY,
  START + 3 * DAY,
);
const limits: fc.Arbitrary<KeptFrom> = fc.record({ bucketsMs: limit, actorsMs: limit, samplesMs: limit });

function summaryOf(all: readonly Seen[]): Summary {
  const summary = createSummary();
  for (const { call, hop } of all) observe(summary, call, hop);
  return summary;
}

const text = (summary: Summary): string => canonicalJson(encodeSummary(summary));

/** A summary of its own, that shares nothing with the first. */
const copied = (summary: Summary): Summary => decodeSummary(encodeSummary(summary));

const VIEW = { asOfMs: START + 2 * DAY, windowMs: null, known: [] };

/**
 * Every cell at its place, and the sums of the books. What is told by template is left out: templates, behaviour, and
 * which calls are noise. They also come of sketches, which are kept for a place and not by time, so a place that is
 * forgotten whole takes its sketch along, and a path that failed may find another template to stand under.
 */
function counted(summary: Summary): string {
  const cells = TRIES.flatMap((trie) => [...cellsBelow(summary.tries[trie], [trie])]);
  const { analyzed, outsideWindow } = viewInventory(summary, VIEW).calls;
  return canonicalJson([cells, analyzed, outsideWindow]);
}

function* cellsBelow(node: PathNode, place: readonly string[]): Generator<JsonValue> {
  for (const [key, { cells }] of [...(node.leaf?.operations ?? [])].sort(byKey)) {
    for (const [method, hops] of [...cells].sort(byKey)) {
      for (const [hop, buckets] of [...hops].sort(byKey)) {
        for (const [bucket, cell] of [...buckets].sort(([one], [two]) => one - two))
          yield [...place, key, method, hop, bucket, encodeCell(cell)];
      }
    }
  }
  for (const [text, child] of [...node.literals].sort(byKey)) yield* cellsBelow(child, [...place, text]);
  for (const [token, child] of [...node.slots].sort(byKey))
    yield* cellsBelow(child, [...place, `{${token}}`]);
  if (node.other !== null) yield* cellsBelow(node.other, [...place, '*']);
}

const byKey = ([one]: readonly [string, unknown], [two]: readonly [string, unknown]): number =>
  one < two ? -1 : one > two ? 1 : 0;

test('forgetting before a merge or after it leaves the same counts', () => {
  fc.assert(
    fc.property(calls, calls, limits, (one, two, from) => {
      const [a, b] = [summaryOf(one), summaryOf(two)];
      const whole = copied(a);
      merge(whole, copied(b));
      forgetOld(whole, from);
      forgetOld(a, from);
      forgetOld(b, from);
      merge(a, b);
      assert.equal(counted(a), counted(whole));
    }),
    { numRuns: RUNS },
  );
});

test('forgetting twice is forgetting once, and what is left is read back as it was', () => {
  fc.assert(
    fc.property(calls, limits, (all, from) => {
      const summary = summaryOf(all);
      forgetOld(summary, from);
      const once = text(summary);
      assert.deepEqual(forgetOld(summary, from), { cells: 0, actorHours: 0, samples: 0 });
      assert.equal(text(copied(summary)), once);
    }),
    { numRuns: RUNS },
  );
});

test('no call is lost from the books, whatever is forgotten', () => {
  fc.assert(
    fc.property(calls, limits, (all, from) => {
      const summary = summaryOf(all);
      forgetOld(summary, from);
      const { analyzed, outsideWindow } = viewInventory(summary, VIEW).calls;
      assert.equal(analyzed + outsideWindow, all.length);
    }),
    { numRuns: RUNS },
  );
});
