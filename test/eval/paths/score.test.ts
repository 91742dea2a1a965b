import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NoiseKind } from './noise.ts';
import { rates, scoreGroups, stability } from './score.ts';
import type { TrueTemplate } from './traffic.ts';

const TRUTH: readonly TrueTemplate[] = [
  { path: '/users', scored: true },
  { path: '/users/{}', scored: true },
  { path: '/users/{}/cards', scored: true },
];

interface Given {
  path: string;
  template: number | null;
  group: string | null;
  noise?: NoiseKind;
  missed?: boolean;
}

function given(...calls: Given[]) {
  return scoreGroups(
    calls.map(({ path, template, noise, missed }) => ({
      call: { path },
      template,
      noise: noise ?? null,
      missed: missed ?? false,
    })),
    calls.map(({ group }) => group),
    TRUTH,
  );
}

const PERFECT: Given[] = [
  { path: '/users', template: 0, group: 'A' },
  { path: '/users/1', template: 1, group: 'B' },
  { path: '/users/2', template: 1, group: 'B' },
  { path: '/users/1/cards', template: 2, group: 'C' },
];

describe('scoreGroups', () => {
  it('gives 1 to the true groups', () => {
    const { precision, recall, f1, callsRight, overMerge, explosion } = rates([given(...PERFECT)]);
    assert.deepEqual(
      { precision, recall, f1, callsRight, overMerge, explosion },
      { precision: 1, recall: 1, f1: 1, callsRight: 1, overMerge: 0, explosion: 1 },
    );
  });

  it('gives 0 to one group of everything', () => {
    const { f1, callsRight, overMerge } = rates([given(...PERFECT.map((call) => ({ ...call, group: 'A' })))]);
    assert.deepEqual({ f1, callsRight, overMerge }, { f1: 0, callsRight: 0, overMerge: 1 });
  });

  it('counts a split template as two wrong groups and no over-merge', () => {
    const score = given(...PERFECT.map((call) => ({ ...call, group: call.path })));
    assert.equal(score.exact, 2);
    assert.equal(score.predicted, 4);
    assert.equal(score.mergedTemplates, 0);
    assert.deepEqual(
      score.mistakes.map(({ template, kind }) => [template, kind]),
      [['/users/{}', 'split']],
    );
    assert.equal(rates([score]).callsRight, 0.5);
  });

  it('counts both templates of a merge as wrong', () => {
    const score = given(
      ...PERFECT.map((call) => ({ ...call, group: call.group === 'A' ? 'B' : call.group })),
    );
    assert.equal(score.exact, 1);
    assert.equal(score.mergedTemplates, 2);
    assert.equal(score.mergedCalls, 3);
  });

  it('wants all methods of a path in one group', () => {
    assert.equal(given(...PERFECT, { path: '/users/1', template: 1, group: 'D' }).exact, 2);
  });

  it('does not find a template of which a URL has no group', () => {
    assert.equal(given(...PERFECT, { path: '/users/3', template: 1, group: null }).exact, 2);
    assert.equal(given(...PERFECT, { path: '/users/2', template: 1, group: null }).exact, 3);
  });

  it('lets a 404 be in its group or in none, never in another or alone', () => {
    assert.equal(given(...PERFECT, { path: '/users/9', template: 1, group: 'B', missed: true }).exact, 3);
    assert.equal(given(...PERFECT, { path: '/users/9', template: 1, group: null, missed: true }).exact, 3);
    assert.equal(given(...PERFECT, { path: '/users/9', template: 1, group: 'A', missed: true }).exact, 2);
    const alone = given(...PERFECT, { path: '/users/9', template: 1, group: 'Z', missed: true });
    assert.deepEqual([alone.exact, alone.predicted, alone.noiseGroups], [3, 4, 1]);
  });

  it('counts a group of noise as false, and soft 404s among true calls as spoiling', () => {
    const probe = given(...PERFECT, {
      path: '/.env',
      template: null,
      group: 'Z',
      noise: 'scanner',
      missed: true,
    });
    assert.deepEqual([probe.exact, probe.noiseGroups, rates([probe]).precision], [3, 1, 0.75]);
    assert.equal(
      given(...PERFECT, { path: '/users/x', template: null, group: 'B', noise: 'soft-404' }).exact,
      2,
    );
    assert.equal(
      given(...PERFECT, { path: '/users/1', template: null, group: 'B', noise: 'preflight' }).exact,
      3,
    );
  });

  it('leaves out what is not scored', () => {
    const truth: TrueTemplate[] = [...TRUTH, { path: '/odd/{}', scored: false }];
    const calls = [
      ...PERFECT,
      { path: '/odd/1', template: 3, group: 'X' },
      { path: '/odd/2', template: 3, group: 'B' },
    ];
    const score = scoreGroups(
      calls.map(({ path, template }) => ({ call: { path }, template, noise: null, missed: false })),
      calls.map(({ group }) => group),
      truth,
    );
    assert.deepEqual([score.exact, score.predicted, score.templates], [3, 3, 3]);
  });
});

describe('stability', () => {
  it('is the share of groups that stay', () => {
    const half = given(...PERFECT.map((call) => ({ ...call, group: call.path })));
    assert.equal(
      stability(
        half,
        given(
          ...PERFECT.map((call) =>
            call.template === 1 ? { ...call, group: 'B' } : { ...call, group: call.path },
          ),
        ),
      ),
      0.5,
    );
    assert.equal(stability(half, half), 1);
  });
});
