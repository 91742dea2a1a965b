import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { FLAWS, GRADE_SCENARIOS, gradeOf } from '../../../test/support/grade-scenarios.ts';
import { RUBRIC } from '../../../test/support/shipped-assessment-data.ts';
import { explainGrade, whatIf } from './explain.ts';

describe('the waterfall', () => {
  it('adds up to the score, step by step, for every scenario', () => {
    for (const { name, plan } of GRADE_SCENARIOS) {
      const grade = gradeOf(plan, RUBRIC);
      const { steps, score, letter } = explainGrade(grade, RUBRIC);
      let running = 0;
      for (const step of steps) {
        running = Math.round((running + step.points) * 100) / 100;
        assert.equal(step.score, running, name);
      }
      assert.equal(running, score, name);
      if (grade.score !== null) assert.deepEqual([score, letter], [grade.score, grade.letter], name);
    }
  });

  it('names deduction, floor, cap and rounding, each with its reason', () => {
    const drift = { operation: { parameters: [{ name: 'page', in: 'query', required: true }] } } as const;
    const signals = { ...FLAWS.verbose.signals, ...FLAWS.cors.signals };
    const grade = gradeOf(
      {
        endpoints: [
          { ...drift, signals, path: '/v1/a' },
          { ...FLAWS.emailInUrl, path: '/v1/b' },
        ],
      },
      RUBRIC,
    );
    const { steps } = explainGrade(grade, RUBRIC);
    assert.deepEqual(
      steps.map(({ kind, rule, points, score }) => [kind, rule, points, score]),
      [
        ['start', null, 100, 100],
        ['deduction', 'cors-wildcard-credentials', -15, 85],
        ['deduction', 'personal-data-in-url', -15, 70],
        ['deduction', 'verbose-error', -5, 65],
        ['deduction', 'definition-drift', -3.5, 61.5],
        ['floor', null, 5, 66.5],
        ['cap', 'personal-data-in-url', 0, 66.5],
        ['rounding', null, -0.5, 66],
      ],
    );
  });

  it('never goes below zero', () => {
    const all = Object.values(FLAWS).map((flaw, at) => ({ ...flaw, path: `/v1/${at}` }));
    const grade = gradeOf({ endpoints: all }, RUBRIC);
    assert.equal(grade.score, 0);
    assert.equal(explainGrade(grade, RUBRIC).steps.at(-1)?.score, 0);
  });

  it('says why there is no letter', () => {
    const few = gradeOf({ endpoints: [{ calls: 19 }] }, RUBRIC);
    assert.equal(explainGrade(few, RUBRIC).unrated, 'fewer than 20 calls');
    const dark = gradeOf({ endpoints: [{ calls: 20, statuses: { '401': 20 } }] }, RUBRIC);
    assert.equal(explainGrade(dark, RUBRIC).unrated, '0 % of the rubric could be evaluated, 50 % are needed');
    const rated = gradeOf({ endpoints: [{}] }, RUBRIC);
    assert.equal(explainGrade(rated, RUBRIC).unrated, null);
  });
});

describe('what raises it', () => {
  it('is nothing at A', () => {
    assert.equal(explainGrade(gradeOf({ endpoints: [{}] }, RUBRIC), RUBRIC).next, null);
  });

  it('is the rule behind a cap, and no more where that is enough', () => {
    const grade = gradeOf({ endpoints: [FLAWS.emailInUrl] }, RUBRIC);
    assert.deepEqual(explainGrade(grade, RUBRIC).next, {
      letter: 'A',
      rules: ['personal-data-in-url'],
      score: 100,
    });
  });

  it('is every cap below the next letter, then the largest deductions', () => {
    const grade = gradeOf(
      {
        endpoints: [
          { ...FLAWS.emailInUrl, path: '/v1/a' },
          { ...FLAWS.keyInUrl, path: '/v1/b' },
          { ...FLAWS.cleartext, path: '/v1/c' },
          { ...FLAWS.cors, path: '/v1/d' },
        ],
      },
      RUBRIC,
    );
    assert.equal(grade.letter, 'F');
    const { next } = explainGrade(grade, RUBRIC);
    assert.deepEqual(next, { letter: 'E', rules: ['plaintext-transport'], score: 50 });
  });

  it('reaches a better letter whenever it promises one, for any flaws', () => {
    const names = Object.values(FLAWS);
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), (flaws) => {
        const grade = gradeOf(
          { endpoints: flaws.map((flaw, at) => ({ ...flaw, path: `/v1/${at}` })) },
          RUBRIC,
        );
        const { next, letter } = explainGrade(grade, RUBRIC);
        if (next === null) return assert.equal(letter, 'A');
        const after = whatIf(grade, next.rules, RUBRIC);
        assert.equal(after.letter, next.letter);
        assert.ok(next.letter < letter);
        return undefined;
      }),
      { numRuns: 200 },
    );
  });

  it('what-if drops the deduction and the cap of a rule, and of that rule only', () => {
    const grade = gradeOf(
      {
        endpoints: [
          { ...FLAWS.emailInUrl, path: '/v1/a' },
          { ...FLAWS.cors, path: '/v1/b' },
        ],
      },
      RUBRIC,
    );
    assert.equal(grade.score, 69);
    assert.equal(whatIf(grade, ['personal-data-in-url'], RUBRIC).value, 85);
    assert.equal(whatIf(grade, ['cors-wildcard-credentials'], RUBRIC).value, 69);
    assert.equal(whatIf(grade, ['no-such-rule'], RUBRIC).value, 69);
  });
});
