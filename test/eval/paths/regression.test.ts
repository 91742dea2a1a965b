import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVIDENCE, type Evidence, type Weighed } from '../../../src/analyzer/paths/evidence-kinds.ts';
import type { LabelledSet, LabelledSibling } from './decisions.ts';
import { decisionsOf } from './decisions.ts';
import { observed } from './observed.ts';
import { type Example, examplesOf, fitWeights, sumsOf } from './regression.ts';
import { parseTextDesign } from './text-design.ts';
import { inOrder, makeTraffic } from './traffic.ts';

const NONE: Readonly<Record<Evidence, number>> = Object.fromEntries(
  EVIDENCE.map((name) => [name, 0]),
) as Record<Evidence, number>;

function sibling(isValue: boolean | null, evidence: Partial<Weighed>): LabelledSibling {
  return { text: 'x', listed: false, unknown: false, isValue, evidence: { ...NONE, bias: 1, ...evidence } };
}

function fitted(examples: readonly Example[], cost: number, pull: number, from = NONE) {
  return fitWeights((weights) => Promise.resolve(sumsOf(examples, weights, cost)), pull, from);
}

const SETS: readonly LabelledSet[] = [
  [sibling(true, { echo: 1 }), sibling(false, { inHolder: 1 })],
  [sibling(true, { echo: 1 }), sibling(false, {}), sibling(null, { echo: 1, inHolder: 1 })],
];

test('evidence on values weighs for values, evidence on names against; other evidence stays where it was', async () => {
  const examples = SETS.flatMap((set) => examplesOf(set, 1));

  const weights = await fitted(examples, 1, 0.1, { ...NONE, camel: 0.7 });

  assert.equal(examples.length, 4);
  assert.ok(weights.echo > 1, `${weights.echo}`);
  assert.ok(weights.inHolder < -0.3, `${weights.inHolder}`);
  assert.equal(weights.camel, 0.7);
});

test('dearer merges make fewer of them; a stronger pull leaves the estimates less', async () => {
  const examples = SETS.flatMap((set) => examplesOf(set, 1));
  const bias = async (cost: number, pull: number): Promise<number> =>
    (await fitted(examples, cost, pull)).bias;

  assert.ok((await bias(5, 1)) < (await bias(1, 1)));
  assert.ok(Math.abs(await bias(5, 100)) < Math.abs(await bias(5, 1)));
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
