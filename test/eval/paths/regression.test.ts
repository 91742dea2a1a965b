import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVIDENCE, type Evidence, type Weighed } from '../../../src/analyzer/paths/evidence.ts';
import type { LabelledSet, LabelledSibling } from './decisions.ts';
import { decisionsOf } from './decisions.ts';
import { observed } from './observed.ts';
import { examplesOf, fitWeights } from './regression.ts';
import { parseTextDesign } from './text-design.ts';
import { inOrder, makeTraffic } from './traffic.ts';

const NONE: Readonly<Record<Evidence, number>> = Object.fromEntries(
  EVIDENCE.map((name) => [name, 0]),
) as Record<Evidence, number>;

function sibling(isValue: boolean | null, evidence: Partial<Weighed>): LabelledSibling {
  return { text: 'x', listed: false, unknown: false, isValue, evidence: { ...NONE, bias: 1, ...evidence } };
}

const SETS: readonly LabelledSet[] = [
  [sibling(true, { echo: 1 }), sibling(false, { inHolder: 1 })],
  [sibling(true, { echo: 1 }), sibling(false, {}), sibling(null, { echo: 1, inHolder: 1 })],
];

test('evidence on values weighs for values, evidence on names against; other evidence stays where it was', () => {
  const examples = SETS.flatMap((set) => examplesOf(set, 1));

  const fitted = fitWeights(examples, { cost: 1, pull: 0.1 }, { ...NONE, camel: 0.7 });

  assert.equal(examples.length, 4);
  assert.ok(fitted.echo > 1, `${fitted.echo}`);
  assert.ok(fitted.inHolder < -0.3, `${fitted.inHolder}`);
  assert.equal(fitted.camel, 0.7);
});

test('dearer merges make fewer of them; a stronger pull leaves the estimates less', () => {
  const examples = SETS.flatMap((set) => examplesOf(set, 1));
  const bias = (cost: number, pull: number): number => fitWeights(examples, { cost, pull }, NONE).bias;

  assert.ok(bias(5, 1) < bias(1, 1));
  assert.ok(Math.abs(bias(5, 100)) < Math.abs(bias(5, 1)));
});

test('the truth labels every sibling on the way: names, values, and what only noise asked for', () => {
  const design = parseTextDesign(
    'name pond\nhalf dev\nhost pond.example\nbase /v1\nslot brand tenant\n# a comment\nGET /brands/(search|top) *3\nGET /brands/{brand} *9\nGET /brands/{brand}/offers',
  );
  const traffic = makeTraffic(design, 20, 100);
  const sets = decisionsOf(observed(inOrder(traffic, 0, 'pond')), traffic.truth, design.host);

  const labels = new Map(sets.flat().map(({ text, isValue }) => [text, isValue]));

  assert.deepEqual(
    traffic.truth.map(({ path }) => path),
    ['/v1/brands/search', '/v1/brands/top', '/v1/brands/{}', '/v1/brands/{}/offers'],
  );
  assert.deepEqual(
    ['v1', 'brands', 'search', 'top', 'offers'].map((name) => labels.get(name)),
    [false, false, false, false, false],
  );
  assert.ok([...labels.values()].filter((label) => label === true).length >= 5);
});
