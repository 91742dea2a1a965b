import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dataClass, evidence, makeWorld, NONE, threat } from '../../../test/support/assessment-world.ts';
import {
  FLAWS,
  GRADE_SCENARIOS,
  gradeDifferences,
  gradeOf,
  OPEN,
} from '../../../test/support/grade-scenarios.ts';
import { AMPLIFY_SCALE, CONTROLS, RUBRIC } from '../../../test/support/shipped-assessment-data.ts';
import type { Grade, SourceGrade } from '../../model/generated/report.ts';
import type { Letter, OverflowCap } from '../../model/vocabulary.ts';
import { assess, NO_SETTINGS } from '../assess.ts';
import { gradeInForce } from './grading-basis.ts';
import { riskScore } from './registry-scale.ts';
import { bandOf } from './score.ts';
import { shownGrade } from './shown-grade.ts';

const WORST_FIRST = 'FEDCBA';

describe('the shipped rubric', () => {
  it('gives every scenario exactly the grade that is written down', () => {
    assert.deepEqual(gradeDifferences(RUBRIC), []);
  });

  it('has a scenario for each of its rules', () => {
    const covered = new Set(GRADE_SCENARIOS.flatMap((one) => Object.keys(one.deducted ?? {})));
    assert.deepEqual(
      RUBRIC.rules.map((rule) => rule.id).filter((id) => !covered.has(id)),
      [],
    );
  });

  it('has letters that follow from scores, always', () => {
    for (const scenario of GRADE_SCENARIOS) {
      const { letter, score } = gradeOf(scenario.plan, RUBRIC);
      if (score !== null) assert.equal(letter, bandOf(score, RUBRIC));
    }
  });
});

describe('a grade', () => {
  it('takes a rule once, at its worst endpoint, and lists every finding behind it', () => {
    const internal = { ...FLAWS.verbose, path: '/v1/a', correlated: { external: false } };
    const grade = gradeOf(
      { endpoints: [internal, { ...FLAWS.verbose, path: '/v1/b' }, { path: '/v1/c' }] },
      RUBRIC,
    );
    const [deduction, ...others] = grade.deductions;
    assert.deepEqual(others, []);
    assert.equal(deduction?.deducted, 5);
    assert.equal(deduction.findings.length, 2);
    const { inventory } = makeWorld([{ endpoints: [{ path: '/v1/b' }] }]);
    assert.equal(deduction.endpoint, inventory.endpoints[0]?.id);
  });

  it('shows the busier of two equal endpoints', () => {
    const grade = gradeOf(
      {
        endpoints: [
          { ...FLAWS.verbose, path: '/v1/a' },
          { ...FLAWS.verbose, path: '/v1/b', calls: 500 },
        ],
      },
      RUBRIC,
    );
    const { inventory } = makeWorld([{ endpoints: [{ path: '/v1/b' }] }]);
    assert.equal(grade.deductions[0]?.endpoint, inventory.endpoints[0]?.id);
  });

  it('says why a rule was not evaluated', () => {
    const grade = gradeOf({ endpoints: [{ coverage: { responseBodies: 4 } }] }, RUBRIC);
    const reasons = new Map(grade.notEvaluated.map((one) => [one.rule, one.reason]));
    assert.equal(reasons.get('verbose-error'), 'response bodies on 4 calls only, 10 are needed');
    const dark = gradeOf({ endpoints: [{ coverage: { responseHeaders: 0 } }] }, RUBRIC);
    assert.deepEqual(dark.notEvaluated, [
      { rule: 'cors-wildcard-credentials', points: 15, reason: 'response headers missing' },
    ]);
  });

  it('does not evaluate operations where the API has none', () => {
    const grade = gradeOf({ endpoints: [{}], correlated: { operations: null } }, RUBRIC);
    assert.deepEqual(
      grade.notEvaluated.map((one) => one.rule),
      ['undocumented-operation', 'definition-drift'],
    );
  });

  it('takes positive evidence even where the rule was not observed', () => {
    const grade = gradeOf({ endpoints: [{ ...FLAWS.verbose, coverage: { responseBodies: 0 } }] }, RUBRIC);
    assert.deepEqual(
      grade.deductions.map((one) => one.rule),
      ['verbose-error'],
    );
    assert.equal(
      grade.notEvaluated.some((one) => one.rule === 'verbose-error'),
      false,
    );
  });

  it('adds body facts seen behind the gateway, and never authentication', () => {
    const { inventory, correlation } = makeWorld([{ endpoints: [{ path: '/v1/a' }] }]);
    const behind = makeWorld([
      { host: 'svc.internal', endpoints: [{ auth: OPEN, ...FLAWS.secret, path: '/a' }] },
    ]);
    const [view] = behind.inventory.endpoints;
    assert.ok(view !== undefined);
    const joined = {
      ...correlation,
      endpoints: correlation.endpoints.map((one) => ({ ...one, views: [view.id] })),
    };
    const both = { ...inventory, endpoints: [...inventory.endpoints, view] };
    const { findings } = assess(both, joined, RUBRIC, CONTROLS, NO_SETTINGS);
    assert.deepEqual(
      findings.map((one) => one.type),
      ['secret-in-response'],
    );
  });

  it('counts the same calls at two hops once', () => {
    const attacked = {
      threats: [threat('xss', { attempts: 40 })],
      signals: { rateLimitHeaders: 0, verboseErrors: 6 },
    };
    const { inventory, correlation } = makeWorld([{ endpoints: [{ ...attacked, path: '/v1/a' }] }]);
    const behind = makeWorld([
      {
        host: 'svc.internal',
        endpoints: [{ ...attacked, path: '/a', threats: [threat('xss', { attempts: 38, successes: 1 })] }],
      },
    ]);
    const [view] = behind.inventory.endpoints;
    assert.ok(view !== undefined);
    const { findings } = assess(
      { ...inventory, endpoints: [...inventory.endpoints, view] },
      { ...correlation, endpoints: correlation.endpoints.map((one) => ({ ...one, views: [view.id] })) },
      RUBRIC,
      CONTROLS,
      NO_SETTINGS,
    );
    const counts = new Map(findings.map((one) => [one.type, one.evidence.counts]));
    assert.equal(counts.get('injection-attempt')?.['attempts'], 40);
    assert.equal(counts.get('injection-success')?.['successes'], 1);
    assert.equal(counts.get('verbose-error')?.['responses'], 6);
    assert.equal(counts.get('missing-rate-limit-evidence')?.['responses'], 100);
  });

  it('costs nothing for a finding that a person judged false, and all for an accepted risk', () => {
    const { inventory, correlation } = makeWorld([{ endpoints: [FLAWS.verbose] }]);
    const [finding] = assess(inventory, correlation, RUBRIC, CONTROLS, NO_SETTINGS).findings;
    assert.ok(finding !== undefined);
    for (const [status, score] of [
      ['false-positive', 100],
      ['accepted', 95],
    ] as const) {
      const decisions = new Map([[finding.id, status]]);
      const decided = assess(inventory, correlation, RUBRIC, CONTROLS, { ...NO_SETTINGS, decisions });
      assert.equal(decided.apis[0]?.grade.score, score);
      assert.equal(decided.findings[0]?.status, status);
    }
  });

  it('keeps five results apart', () => {
    const hinted = {
      auth: { ...OPEN, ...FLAWS.keyInUrl.auth },
      signals: { verboseErrors: 1 },
      coverage: { responseHeaders: 0 },
    };
    const { inventory, correlation } = makeWorld([{ endpoints: [hinted] }]);
    const checks = new Map(
      assess(inventory, correlation, RUBRIC, CONTROLS, NO_SETTINGS).apis[0]?.checks.map((one) => [
        one.rule,
        one.result,
      ]),
    );
    assert.equal(checks.get('plaintext-transport'), 'pass');
    assert.equal(checks.get('verbose-error'), 'fail');
    assert.equal(checks.get('credentials-in-url'), 'warn');
    assert.equal(checks.get('cors-wildcard-credentials'), 'not-evaluated');
    assert.equal(checks.get('jwt-alg-none'), 'not-applicable');
  });

  it('does not judge enumeration where clients overflowed, and only there', () => {
    const { inventory, correlation } = makeWorld([
      {
        endpoints: [
          {
            facts: {
              slots: [
                { name: 'id', type: 'integer', format: null, enumeration: null, origin: 'known', why: '' },
              ],
            },
          },
        ],
      },
    ]);
    const reasonAt = (cap: OverflowCap, where: string): string | undefined => {
      const overflowing = { ...inventory, overflows: [{ cap, where }] };
      const [api] = assess(overflowing, correlation, RUBRIC, CONTROLS, NO_SETTINGS).apis;
      return api?.grade.notEvaluated.find((one) => one.rule === 'object-authorization')?.reason;
    };
    const reason = 'more clients than the summary keeps apart';
    assert.equal(reasonAt('actors', 'api.shop.example /v1'), reason);
    assert.equal(reasonAt('actors', 'api.shop.example'), reason);
    assert.equal(reasonAt('hosts', 'actors'), reason);
    assert.equal(reasonAt('actors', 'api.shop.example /v2'), undefined);
    assert.equal(reasonAt('actors', 'other.example /v1'), undefined);
    assert.equal(reasonAt('childrenPerNode', 'api.shop.example'), undefined);
  });

  it('lists the worst cap first', () => {
    const grade = gradeOf(
      {
        endpoints: [
          {
            ...FLAWS.emailInUrl,
            threats: [threat('xxe', { successes: 1 })],
            dataClasses: [dataClass('email', 'pii', 'request.path', 3)],
          },
        ],
      },
      RUBRIC,
    );
    const order = grade.caps.map((cap) => WORST_FIRST.indexOf(cap.letter));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.equal(grade.caps.length, 2);
  });

  it('is U for an API without calls', () => {
    const grade = gradeOf({ endpoints: [], correlated: { flags: ['dormant'] } }, RUBRIC);
    assert.equal(grade.letter, 'U');
    assert.equal(grade.score, null);
    assert.deepEqual(grade.deductions, []);
  });

  it('does not take a redirect to https for plaintext when credentials were sent along', () => {
    const grade = gradeOf(
      {
        endpoints: [
          {
            statuses: { '200': 90, '301': 10 },
            signals: { plaintext: evidence(10), https: evidence(90) },
            auth: { plaintextCredentials: evidence(10) },
          },
        ],
      },
      RUBRIC,
    );
    assert.equal(grade.score, 100);
    assert.deepEqual(NONE, { calls: 0, accepted: 0 });
  });
});

describe('the shown letter', () => {
  const computed = (score: number | null, caps: Grade['caps'] = []): Grade => ({
    letter: score === null ? 'U' : bandOf(score, RUBRIC),
    score,
    coverage: 1,
    rubric: 'assay-1@1.0.0',
    deductions: [],
    caps,
    notEvaluated: [],
  });
  const cap = (letter: 'C' | 'F'): Grade['caps'] => [
    { rule: 'x', letter, endpoint: null, text: '', fix: '' },
  ];
  const table: readonly (readonly [string, Letter | null, Grade, Letter])[] = [
    ['first grade', null, computed(79), 'C'],
    ['same letter', 'B', computed(85), 'B'],
    ['one point below the edge', 'B', computed(79), 'B'],
    ['two points below', 'B', computed(78), 'C'],
    ['one point above', 'B', computed(91), 'B'],
    ['two points above', 'B', computed(92), 'A'],
    ['two letters down', 'A', computed(79), 'C'],
    ['a cap moves at once', 'B', computed(79, cap('C')), 'C'],
    ['a cap that does not decide does not', 'F', computed(51, cap('C')), 'F'],
    ['evidence is gone', 'B', computed(null), 'U'],
    ['evidence is back', 'U', computed(79), 'C'],
    ['out of F', 'F', computed(52), 'E'],
  ];
  for (const [name, previous, grade, shown] of table) {
    it(name, () => assert.equal(shownGrade(previous, grade, RUBRIC), shown));
  }
});

describe('Amplify riskScore', () => {
  const boundaries: readonly (readonly [Letter, number | null, number | null])[] = [
    ['A', 100, 0],
    ['A', 95, 0.5],
    ['A', 91, 0.9],
    ['A', 90, 0.99],
    ['B', 89, 1.1],
    ['B', 80, 1.99],
    ['C', 79, 2.1],
    ['C', 70, 2.99],
    ['D', 69, 3.1],
    ['D', 60, 3.99],
    ['E', 59, 4.1],
    ['E', 50, 4.99],
    ['F', 49, 5],
    ['F', 0, 5],
    ['U', null, null],
  ];
  for (const [letter, score, risk] of boundaries) {
    it(`${letter} ${score ?? 'without a score'} is ${risk ?? 'not published'}`, () => {
      assert.equal(riskScore(letter, score, AMPLIFY_SCALE), risk);
    });
  }

  it('gives back the letter it was made from, for every score', () => {
    const letterOf = (risk: number): string => 'ABCDEF'.charAt(Math.min(5, Math.floor(risk)));
    for (let score = 0; score <= 100; score += 1) {
      const letter = bandOf(score, RUBRIC);
      const risk = riskScore(letter, score, AMPLIFY_SCALE);
      assert.ok(risk !== null);
      assert.equal(letterOf(risk), letter);
      assert.match(String(risk), /^\d(?:\.\d{1,2})?$/);
    }
  });

  it('follows the letter, not the number: a source letter alone is the middle of its band', () => {
    assert.equal(riskScore('C', null, AMPLIFY_SCALE), 2.5);
    assert.equal(riskScore('A', 60, AMPLIFY_SCALE), 0.99);
    assert.equal(riskScore('D', 100, AMPLIFY_SCALE), 3);
    assert.equal(riskScore('B', Number.NaN, AMPLIFY_SCALE), 1.5);
  });
});

describe('the grading basis', () => {
  const ours = (letter: Letter, score: number | null): Grade => ({
    letter,
    score,
    coverage: 1,
    rubric: 'assay-1@1.0.0',
    deductions: [],
    caps: [],
    notEvaluated: [],
  });
  const lake: SourceGrade = { origin: 'graylog', score: 62, letter: 'D', asOf: '2026-01-11T00:00:00.000Z' };
  const table = [
    ['assay', ours('B', 85), lake, 'B', 'assay'],
    ['source', ours('B', 85), lake, 'D', 'graylog'],
    ['worst', ours('B', 85), lake, 'D', 'graylog'],
    ['worst', ours('F', 40), lake, 'F', 'assay'],
    ['assay', ours('U', null), lake, 'D', 'graylog'],
    ['worst', ours('U', null), lake, 'D', 'graylog'],
    ['source', ours('B', 85), null, 'B', 'assay'],
    ['source', ours('U', null), null, 'U', 'assay'],
  ] as const;
  for (const [basis, grade, source, letter, origin] of table) {
    it(`${basis}: ${grade.letter} beside ${source?.letter ?? 'nothing'} is ${letter} of ${origin}`, () => {
      const inForce = gradeInForce(grade, source, basis);
      assert.deepEqual([inForce.letter, inForce.origin], [letter, origin]);
    });
  }
});
