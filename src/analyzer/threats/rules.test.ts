import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ThreatType } from '../../model/vocabulary.ts';
import { OTHER_CASES } from './cases/other.cases.ts';
import type { RuleCases } from './cases/rule-cases.ts';
import { sqlInjectionCases } from './cases/sql-injection.cases.ts';
import { xssCases } from './cases/xss.cases.ts';
import { CONTENT_RULES, contentThreats } from './content-threats.ts';
import { decodedForms } from './decode.ts';
import { type ExampleCall, exampleExchange, SOME_HEADERS } from './example-call.test.ts';
import { mayHoldAttack, SHAPE, STRONG, shapeOf } from './text-shape.ts';

const FAMILIES: readonly (readonly [ThreatType, RuleCases, number])[] = [
  ['sql-injection', sqlInjectionCases, 25],
  ['xss', xssCases, 25],
  ...OTHER_CASES.map(([type, cases]) => [type, cases, 15] as const),
];

const inQuery = (value: string): ExampleCall => ({ target: `/v1/search?q=${encodeURIComponent(value)}` });
const inBody = (value: string): ExampleCall => ({
  method: 'POST',
  headers: { ...SOME_HEADERS, 'content-type': 'application/json' },
  body: JSON.stringify({ name: 'chair', note: value }),
});
const typesOf = (example: ExampleCall): string[] => [
  ...new Set(contentThreats(exampleExchange(example)).map((threat) => threat.type)),
];

/** A line break is text in a body, and shell lines are scripts there. */
const IN_BODY: ReadonlySet<ThreatType> = new Set<ThreatType>([
  'sql-injection',
  'xss',
  'ssrf',
  'template-injection',
  'log4j-lookup',
  'nosql-injection',
]);

for (const [type, cases, least] of FAMILIES) {
  describe(type, () => {
    it(`has at least ${least} examples of each kind`, () => {
      assert.ok(cases.positives.length >= least, `${cases.positives.length} positives`);
      assert.ok(cases.nearMisses.length >= least, `${cases.nearMisses.length} near misses`);
    });
    for (const text of cases.positives) {
      it(`fires on ${JSON.stringify(text)}`, () => {
        assert.ok(typesOf(inQuery(text)).includes(type), `query: ${typesOf(inQuery(text)).join()}`);
        if (IN_BODY.has(type))
          assert.ok(typesOf(inBody(text)).includes(type), `body: ${typesOf(inBody(text)).join()}`);
      });
    }
    for (const text of cases.nearMisses) {
      it(`stays silent on ${JSON.stringify(text)}`, () => {
        assert.deepEqual(typesOf(inQuery(text)), []);
        assert.deepEqual(typesOf(inBody(text)), []);
      });
    }
  });
}

describe('prefilter', () => {
  it('lets every example through to its own detector, and costs no finding', () => {
    for (const [type, cases] of FAMILIES) {
      const rule = CONTENT_RULES.find((candidate) => candidate.type === type);
      assert.ok(rule !== undefined);
      for (const raw of [...cases.positives, ...cases.nearMisses]) {
        for (const text of decodedForms(raw, -1)) {
          const hit = rule.detect({ text, raw, location: 'request.query', name: 'q' });
          assert.ok(hit === null || (shapeOf(text) & rule.needs) !== 0, `${type}: ${text}`);
        }
      }
    }
  });

  it('searching a whole body misses no shape that its values have', () => {
    const ignored = SHAPE.lineBreak;
    const pieces = [
      'a',
      ' ',
      '1',
      "'",
      '.',
      '..',
      '-',
      '--',
      '/',
      '//',
      '/*',
      '/etc',
      '{',
      '{{',
      '*{',
      '~{',
      '=',
      '1=1',
      'union ',
      'UNION\t',
      '12 x',
      'é',
      '\uff1c',
      '嘊',
      'ʼ',
      'F/',
      'AAAAbbbb1111++//',
      'AAAAbbbb1111++/',
      '(',
      ' (',
      'f(',
      '%',
      '+',
    ];
    for (const first of pieces) {
      for (const second of pieces) {
        const value = first + second;
        const isSeen = mayHoldAttack(JSON.stringify({ k: value, n: [1, { m: null }] }));
        const needed = (shapeOf(value) & STRONG & ~ignored) !== 0;
        assert.ok(isSeen || !needed, JSON.stringify(value));
      }
    }
    assert.equal(
      mayHoldAttack(JSON.stringify({ name: 'Oak armchair, large', price: 12.5, at: '2026-11-21T10:00:00Z' })),
      false,
    );
  });
});
