import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeWorld } from '../../test/support/assessment-world.ts';
import { FLAWS } from '../../test/support/grade-scenarios.ts';
import { CONTROLS, RUBRIC } from '../../test/support/shipped-assessment-data.ts';
import type { ImportedScore, ImportedSignal, NamedResults } from '../model/imported-results.ts';
import { type AssessmentSettings, assess, NO_SETTINGS } from './assess.ts';

const HOST = 'shop.example';
const WORLD = makeWorld([
  {
    host: HOST,
    basePath: '/v1',
    endpoints: [
      { path: '/v1/orders/{orderId}' },
      { path: '/v1/orders/export' },
      { path: '/v1/a/{name}.json' },
    ],
  },
  { host: HOST, basePath: '/v1/admin', endpoints: [{ path: '/v1/admin/users', ...FLAWS.open }] },
]);

const signal = (path: string | null, more: Partial<ImportedSignal> = {}): ImportedSignal => ({
  method: 'GET',
  host: HOST,
  path,
  key: 'custom.sqli',
  title: 'Sqli',
  severity: 'medium',
  calls: 1,
  ...more,
});

const score = (path: string | null, value: number): ImportedScore => ({
  method: null,
  host: HOST,
  path,
  score: value,
  letter: value >= 90 ? 'A' : 'F',
  asOfMs: Date.UTC(2026, 0, 15),
});

const says = (results: Partial<NamedResults>): NamedResults => ({
  origin: 'lake:a',
  signals: [],
  scores: [],
  ...results,
});

function judged(settings: Partial<AssessmentSettings>) {
  const assessment = assess(WORLD.inventory, WORLD.correlation, RUBRIC, CONTROLS, {
    ...NO_SETTINGS,
    snapshots: WORLD.snapshots,
    ...settings,
  });
  const imported = assessment.findings.filter(({ type }) => type === 'imported-signal');
  const pathOf = new Map(WORLD.inventory.endpoints.map(({ id, path }) => [id as string, path]));
  return { assessment, imported, places: imported.map(({ endpoint }) => pathOf.get(endpoint ?? '') ?? null) };
}

describe('results of other systems', () => {
  it('belong to the endpoint whose template fits best, else to the API with the longest base path', () => {
    const rows: readonly (readonly [string, string | null])[] = [
      ['/v1/orders/4711', '/v1/orders/{orderId}'],
      ['/v1/orders/export', '/v1/orders/export'],
      ['/v1/a/x.json', '/v1/a/{name}.json'],
      ['/v1/a/.json', null],
      ['/v1/admin/users', '/v1/admin/users'],
      ['/v1/admin/other', null],
    ];
    for (const [path, expected] of rows) {
      const { places } = judged({ results: [says({ signals: [signal(path)] })] });
      assert.deepEqual(places, [expected], path);
    }
    const { imported } = judged({ results: [says({ signals: [signal('/v1/admin/other')] })] });
    const admin = WORLD.correlation.apis.find(({ basePath }) => basePath === '/v1/admin');
    assert.equal(imported[0]?.api, admin?.id);
  });

  it('make no API: what is said about unknown places is counted and left', () => {
    const { assessment, imported } = judged({
      results: [
        says({
          signals: [signal('/wp-login.php'), signal(null), signal('/v1/x', { host: 'forged.example' })],
          scores: [{ ...score('/', 10), host: 'forged.example' }],
        }),
      ],
    });
    assert.deepEqual(imported, []);
    assert.equal(assessment.unmatchedResults, 4);
  });

  it('add up under one id, keep their own words, and never move our grade', () => {
    const signals = [
      signal('/v1/orders/1', { calls: 2 }),
      signal('/v1/orders/2', { calls: 3, severity: 'high' }),
    ];
    const { assessment, imported } = judged({ results: [says({ signals })] });
    assert.equal(imported.length, 1);
    const [found] = imported;
    assert.deepEqual(
      [found?.title, found?.origin, found?.severity, found?.evidence.counts, found?.controls],
      ['Sqli', 'lake:a', 'high', { calls: 5 }, []],
    );
    const before = judged({});
    assert.deepEqual(
      assessment.apis.map(({ grade }) => grade),
      before.assessment.apis.map(({ grade }) => grade),
    );
    const again = judged({ results: [says({ signals: signals.toReversed() })] });
    assert.deepEqual(again.imported, imported);
    const other = judged({ results: [says({ origin: 'lake:b', signals })] });
    assert.notEqual(other.imported[0]?.id, found?.id, 'two lakes say two things');
  });

  it('are gone when they are no longer said, and stand while nobody can be asked', () => {
    const first = judged({
      results: [says({ signals: [signal('/v1/orders/1')], scores: [score('/v1/x', 95)] })],
    });
    assert.equal(judged({ results: [says({})] }).imported.length, 0);
    const grades = new Map(
      first.assessment.apis.flatMap(({ api, sourceGrade }) =>
        sourceGrade === null ? [] : [[api, sourceGrade] as const],
      ),
    );
    const gone = { ...first.imported[0]!, api: 'api_gone' };
    const lastSaid = { findings: [...first.imported, gone], grades };
    const decisions = new Map([[first.imported[0]!.id, 'accepted' as const]]);
    const { assessment, imported } = judged({ lastSaid, decisions });
    assert.deepEqual(imported, [{ ...first.imported[0]!, status: 'accepted' }]);
    assert.deepEqual(
      assessment.apis.map(({ sourceGrade }) => sourceGrade),
      first.assessment.apis.map(({ sourceGrade }) => sourceGrade),
    );
    assert.equal(grades.size, 1);
  });

  it('give the worst score of an API beside our grade', () => {
    const { assessment } = judged({
      results: [says({ scores: [score('/v1/x', 95), score('/v1/y', 20), score('/v1/admin/z', 91)] })],
    });
    assert.deepEqual(
      assessment.apis.map(({ sourceGrade }) => sourceGrade),
      WORLD.correlation.apis.map(({ basePath }) => ({
        origin: 'lake:a',
        score: basePath === '/v1' ? 20 : 91,
        letter: basePath === '/v1' ? 'F' : 'A',
        asOf: '2026-01-15T00:00:00.000Z',
      })),
    );
    const whole = judged({ results: [says({ scores: [score(null, 50)] })] });
    assert.ok(whole.assessment.apis.every(({ sourceGrade }) => sourceGrade?.score === 50));
  });
});
