import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';
import { consoleReport } from '../../test/support/console-estate.ts';
import type { Cap, Deduction, Grade } from '../model/generated/report.ts';
import { raiseOf, waterfallOf } from './waterfall.ts';

function deduction(rule: string, category: string, deducted: number): Deduction {
  return {
    rule,
    category,
    points: deducted,
    strength: 1,
    exposure: 1,
    deducted,
    endpoint: null,
    text: rule,
    fix: `fix ${rule}`,
    findings: [],
  };
}

function cap(rule: string, letter: Cap['letter']): Cap {
  return { rule, letter, endpoint: null, text: rule, fix: `fix ${rule}` };
}

function grade(
  letter: Grade['letter'],
  score: number | null,
  deductions: Deduction[],
  caps: Cap[] = [],
): Grade {
  return { letter, score, coverage: 1, rubric: 'assay-1@1.0.0', deductions, caps, notEvaluated: [] };
}

describe('waterfall', () => {
  it('leads from 100 to the score without a gap, for every API of an estate', () => {
    for (const api of consoleReport().apis) {
      const steps = waterfallOf(api.grade, ASSAY_1);
      assert.equal(steps[0]?.to, 100);
      for (const [index, step] of steps.entries()) {
        if (index > 0) assert.equal(step.from, steps[index - 1]?.to);
      }
      if (api.grade.score !== null) assert.equal(steps.at(-1)?.to, api.grade.score, api.name);
    }
  });

  it('shows what a category gives back beyond its floor, then a cap that bites, then rounding', () => {
    const deductions = [
      deduction('a', 'hardening', 12),
      deduction('b', 'hardening', 9.5),
      deduction('c', 'data', 3.5),
    ];
    // 100 - min(21.5, 15) - 3.5 = 81.5
    assert.deepEqual(
      waterfallOf(grade('B', 81, deductions), ASSAY_1).map((step) => [step.kind, step.from, step.to]),
      [
        ['start', 0, 100],
        ['deduction', 100, 88],
        ['deduction', 88, 78.5],
        ['deduction', 78.5, 75],
        ['floor', 75, 81.5],
        ['rounding', 81.5, 81],
      ],
    );
    const capped = waterfallOf(grade('F', 49, deductions, [cap('a', 'F'), cap('b', 'C')]), ASSAY_1);
    assert.deepEqual(
      capped.slice(-2).map((step) => [step.kind, step.to]),
      [
        ['floor', 81.5],
        ['cap', 49],
      ],
    );
  });

  it('ends at the score even where the rubric is not known', () => {
    const deductions = [deduction('a', 'other', 70), deduction('b', 'other', 60)];
    assert.equal(waterfallOf(grade('F', 30, deductions), null).at(-1)?.to, 30);
    assert.equal(waterfallOf(grade('C', 75, [deduction('a', 'other', 30)]), null).at(-1)?.to, 75);
  });
});

describe('what raises a grade', () => {
  it('is the fewest fixes, the most expensive first', () => {
    const raise = raiseOf(
      grade('C', 70, [
        deduction('a', 'data', 15),
        deduction('b', 'transport', 10),
        deduction('c', 'inventory', 5),
      ]),
      ASSAY_1,
    );
    assert.deepEqual([raise?.letter, raise?.score, raise?.fixes.map((one) => one.rule)], ['B', 85, ['a']]);
  });

  it('lifts the caps first, for they hold whatever is fixed besides', () => {
    const raise = raiseOf(
      grade('F', 49, [deduction('a', 'data', 5), deduction('b', 'data', 30)], [cap('a', 'F')]),
      ASSAY_1,
    );
    assert.deepEqual([raise?.letter, raise?.score, raise?.fixes.map((one) => one.rule)], ['C', 70, ['a']]);
    const both = raiseOf(
      grade('D', 60, [deduction('a', 'data', 40)], [cap('b', 'D'), cap('c', 'C')]),
      ASSAY_1,
    );
    assert.deepEqual([both?.letter, both?.score, both?.fixes.map((one) => one.rule)], ['C', 79, ['b', 'a']]);
  });

  it('leaves out what a category floor makes needless', () => {
    // Hardening takes 15 at most: without `a` it still takes 12.
    const raise = raiseOf(
      grade('B', 85, [deduction('a', 'hardening', 14), deduction('b', 'hardening', 12)]),
      ASSAY_1,
    );
    assert.deepEqual(raise?.fixes.map((one) => one.rule).sort(), ['a', 'b']);
    // `c` regains most at first; once both others are fixed it is not needed.
    const fewer = raiseOf(
      grade('B', 80, [
        deduction('a', 'hardening', 14),
        deduction('b', 'hardening', 12),
        deduction('c', 'data', 5),
      ]),
      ASSAY_1,
    );
    assert.deepEqual([fewer?.fixes.map((one) => one.rule), fewer?.score], [['a', 'b'], 95]);
    const simple = raiseOf(
      grade('D', 60, [deduction('x', 'data', 25), deduction('y', 'transport', 15)]),
      ASSAY_1,
    );
    assert.deepEqual([simple?.fixes.map((one) => one.rule), simple?.score], [['x'], 85]);
  });

  it('is nothing for A and for what is not rated', () => {
    assert.equal(raiseOf(grade('A', 95, [deduction('a', 'data', 5)]), ASSAY_1), null);
    assert.equal(raiseOf(grade('U', null, []), ASSAY_1), null);
  });

  it('keeps its promise: the grade without those rules has that letter, for every API of an estate', () => {
    for (const { grade: own } of consoleReport().apis) {
      const raise = raiseOf(own, ASSAY_1);
      if (raise === null) continue;
      const fixed = new Set(raise.fixes.map((one) => one.rule));
      const after = {
        ...own,
        score: null,
        deductions: own.deductions.filter((one) => !fixed.has(one.rule)),
        caps: own.caps.filter((one) => !fixed.has(one.rule)),
      };
      const end = Math.floor(waterfallOf(after, ASSAY_1).at(-1)?.to ?? 0);
      assert.equal(end, raise.score);
      assert.ok(end > (own.score ?? 0));
    }
  });
});
