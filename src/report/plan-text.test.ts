import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import type { Change, Plan } from '../model/registry.ts';
import { differences, planText } from './plan-text.ts';

const PLAN: Plan = {
  changes: [
    {
      action: 'create',
      key: 'services/orders',
      kind: 'Service',
      api: 'api_1',
      after: { title: 'orders', spec: { tags: ['a'], icon: {} } },
    },
    {
      action: 'update',
      key: 'grades/billing',
      kind: 'Grade',
      before: { letter: 'B', spec: { risk: 1.5, old: true } },
      after: { letter: 'C', spec: { risk: 2.5, tags: ['a', 'b'] } },
      fields: ['letter', 'spec'],
    },
    { action: 'update', key: 'grades/back', kind: 'Grade', before: { a: 1 }, after: { a: 1 }, fields: [] },
    { action: 'retire', key: 'services/search', kind: 'Service', before: {} },
  ],
  unchanged: 40,
  refusal: '9 of 20 registered objects would be retired at once; nothing was retired.',
  withheld: [{ action: 'retire', key: 'services/more', kind: 'Service', before: {} }],
  conflicts: [{ key: 'pointers/x', code: 'POINTER_TAKEN', message: 'Another agent set it.' }],
};

const text = (plan: Plan, waiting: readonly string[] = [], width = 200): string =>
  planText('amplify', plan, { width, waiting: new Set(waiting) });

describe('plan as text', () => {
  it('shows every change with its fields before and after, conflicts and refusals', () => {
    assert.equal(
      text(PLAN, ['services/search']),
      `Registry amplify: 1 to create, 2 to update, 1 to retire, 1 in conflict, 40 unchanged.
+ create Service services/orders
    title: "orders"
    spec.tags: ["a"]
    spec.icon: {}
~ update Grade grades/billing
    letter: "B" → "C"
    spec.old: true → (nothing)
    spec.risk: 1.5 → 2.5
    spec.tags: (nothing) → ["a","b"]
~ update Grade grades/back
    retired → active
- retire Service services/search  (waits: refused or retired by hand; assay publish --retry tries it)
! conflict pointers/x  POINTER_TAKEN: Another agent set it.
! refused: 9 of 20 registered objects would be retired at once; nothing was retired. If those APIs are really gone: --allow-retire.
! withheld: retire Service services/more
`,
    );
  });

  it('says so when there is nothing to do', () => {
    const empty: Plan = { changes: [], unchanged: 3, refusal: null, conflicts: [] };
    assert.equal(text(empty), 'Registry amplify: nothing to do, 3 unchanged.\n');
  });

  it('clips long values and counts the fields that it leaves out', () => {
    const after = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`field${i}`, 'x'.repeat(500)]));
    const change: Change = { action: 'create', key: 'k', kind: 'K', after };
    const lines = text({ changes: [change], unchanged: 0, refusal: null, conflicts: [] }, [], 80).split('\n');
    assert.ok(lines.every((line) => line.length <= 80));
    assert.ok(lines.includes('    … and 14 more'));
  });

  it('keeps each field to one line that nothing acts in, whatever callers wrote', () => {
    for (const hostile of HOSTILE_STRINGS) {
      const change: Change = { action: 'create', key: hostile, kind: hostile, after: { [hostile]: hostile } };
      const shown = text({ changes: [change], unchanged: 0, refusal: hostile, conflicts: [] });
      assert.equal(shown.split('\n').length, 5, JSON.stringify(hostile));
      assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }
  });

  it('compares lists as a whole and objects by their fields', () => {
    assert.deepEqual(differences({ a: { b: 1, c: [1] }, d: 1 }, { a: { b: 1, c: [2] }, d: { e: 1 } }), [
      { path: 'a.c', before: [1], after: [2] },
      { path: 'd', before: 1, after: { e: 1 } },
    ]);
  });
});
