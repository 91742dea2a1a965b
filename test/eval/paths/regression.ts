import { FATE_OF_LISTED, SHARED_FATE } from '../../../src/analyzer/paths/decide-slots.ts';
import { EVIDENCE, type Evidence } from '../../../src/analyzer/paths/evidence.ts';
import type { LabelledSet } from './decisions.ts';
import { HELD } from './first-estimates.ts';

/** One decision as the regression sees it. */
export interface Example {
  readonly row: Float64Array;
  readonly isValue: boolean;
  readonly weight: number;
}

/** What a name taken for a value costs, in values taken for names: an endpoint merged is one that nobody sees. */
export interface FitOptions {
  readonly cost: number;
  /** How strongly weights are drawn to the first estimates. */
  readonly pull: number;
}

/** The evidence on each sibling, mixed with that on those whose fate it shares, as the decision adds it up. */
export function examplesOf(set: LabelledSet, share: number): Example[] {
  const unknown = set.filter((each) => each.unknown);
  const fate = EVIDENCE.map(
    (name) => unknown.reduce((sum, each) => sum + each.evidence[name], 0) / Math.max(1, unknown.length),
  );
  const known = set.filter((each) => each.isValue !== null).length;
  return set.flatMap(({ evidence, isValue, listed }) => {
    if (isValue === null) return [];
    const shared = listed ? FATE_OF_LISTED : SHARED_FATE;
    const row = Float64Array.from(EVIDENCE, (name, at) =>
      HELD.has(name) ? 0 : (1 - shared) * evidence[name] + shared * (fate[at] ?? 0),
    );
    // Each set weighs as the root of its size.
    return { row, isValue, weight: share / Math.sqrt(known) };
  });
}

/** Logistic regression by Newton's method, drawn to `from`. */
export function fitWeights(
  examples: readonly Example[],
  { cost, pull }: FitOptions,
  from: Readonly<Record<Evidence, number>>,
): Record<Evidence, number> {
  const size = EVIDENCE.length;
  const start = Float64Array.from(EVIDENCE, (name) => from[name]);
  let weights = start.slice();
  for (let round = 0; round < 30; round += 1) {
    const slope = weights.map((weight, at) => pull * (weight - (start[at] ?? 0)));
    const curve = Array.from({ length: size }, (_, at) => {
      const row = new Float64Array(size);
      row[at] = pull;
      return row;
    });
    for (const { row, isValue, weight } of examples)
      addExample(slope, curve, weights, row, isValue, weight * (isValue ? 1 : cost));
    const step = solve(curve, slope);
    weights = weights.map((weight, at) => weight - (step[at] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-4) break;
  }
  return Object.fromEntries(
    EVIDENCE.map((name, at) => [name, Math.round((weights[at] ?? 0) * 100) / 100]),
  ) as Record<Evidence, number>;
}

function addExample(
  slope: Float64Array,
  curve: readonly Float64Array[],
  weights: Float64Array,
  row: Float64Array,
  isValue: boolean,
  weight: number,
): void {
  let odds = 0;
  for (let at = 0; at < row.length; at += 1) odds += (weights[at] ?? 0) * (row[at] ?? 0);
  const chance = 1 / (1 + Math.exp(-odds));
  const missed = weight * (chance - (isValue ? 1 : 0));
  const bend = weight * Math.max(1e-6, chance * (1 - chance));
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at] ?? 0;
    if (value === 0) continue;
    slope[at] = (slope[at] ?? 0) + missed * value;
    const line = curve[at];
    if (line === undefined) continue;
    for (let other = 0; other < row.length; other += 1)
      line[other] = (line[other] ?? 0) + bend * value * (row[other] ?? 0);
  }
}

/** Solves a symmetric positive system by elimination; changes its matrix. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const out = right.slice();
  for (let at = 0; at < size; at += 1) {
    const pivot = matrix[at];
    if (pivot === undefined) continue;
    for (let row = at + 1; row < size; row += 1) {
      const line = matrix[row];
      if (line === undefined) continue;
      const factor = (line[at] ?? 0) / (pivot[at] ?? 1);
      if (factor === 0) continue;
      for (let column = at; column < size; column += 1)
        line[column] = (line[column] ?? 0) - factor * (pivot[column] ?? 0);
      out[row] = (out[row] ?? 0) - factor * (out[at] ?? 0);
    }
  }
  for (let at = size - 1; at >= 0; at -= 1) {
    const line = matrix[at];
    let sum = out[at] ?? 0;
    for (let column = at + 1; column < size; column += 1) sum -= (line?.[column] ?? 0) * (out[column] ?? 0);
    out[at] = sum / (line?.[at] ?? 1);
  }
  return out;
}
