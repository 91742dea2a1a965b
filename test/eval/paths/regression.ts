import { FATE_OF_LISTED, SHARED_FATE } from '../../../src/analyzer/paths/decide-slots.ts';
import { EVIDENCE, type Evidence } from '../../../src/analyzer/paths/evidence-kinds.ts';
import type { LabelledSet } from './decisions.ts';
import { HELD } from './first-estimates.ts';

/** One decision as the regression sees it. */
export interface Example {
  readonly row: Float32Array;
  readonly isValue: boolean;
  readonly weight: number;
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
    const row = Float32Array.from(EVIDENCE, (name, at) =>
      HELD.has(name) ? 0 : (1 - shared) * evidence[name] + shared * (fate[at] ?? 0),
    );
    // Each set weighs as the root of its size.
    return { row, isValue, weight: share / Math.sqrt(known) };
  });
}

/** What examples say of weights: the slope of the loss at them and its curve (row by row, upper half only). */
export interface Sums {
  readonly slope: Float64Array;
  readonly curve: Float64Array;
}

const SIZE = EVIDENCE.length;

/** @param cost what a name taken for a value costs */
export function sumsOf(examples: readonly Example[], weights: Float64Array, cost: number): Sums {
  const slope = new Float64Array(SIZE);
  const curve = new Float64Array(SIZE * SIZE);
  const set = new Int32Array(SIZE);
  for (const { row, isValue, weight } of examples) {
    let [odds, count] = [0, 0];
    for (let at = 0; at < SIZE; at += 1) {
      const value = row[at] ?? 0;
      if (value === 0) continue;
      odds += (weights[at] ?? 0) * value;
      set[count] = at;
      count += 1;
    }
    const chance = 1 / (1 + Math.exp(-odds));
    const share = weight * (isValue ? 1 : cost);
    const missed = share * (chance - (isValue ? 1 : 0));
    const bend = share * Math.max(1e-6, chance * (1 - chance));
    for (let first = 0; first < count; first += 1) {
      const at = set[first] ?? 0;
      const value = row[at] ?? 0;
      slope[at] = (slope[at] ?? 0) + missed * value;
      const line = at * SIZE;
      for (let second = first; second < count; second += 1) {
        const other = set[second] ?? 0;
        curve[line + other] = (curve[line + other] ?? 0) + bend * value * (row[other] ?? 0);
      }
    }
  }
  return { slope, curve };
}

export function noSums(): Sums {
  return { slope: new Float64Array(SIZE), curve: new Float64Array(SIZE * SIZE) };
}

export function addSums(into: Sums, from: Sums, share = 1): void {
  from.slope.forEach((value, at) => {
    into.slope[at] = (into.slope[at] ?? 0) + share * value;
  });
  from.curve.forEach((value, at) => {
    into.curve[at] = (into.curve[at] ?? 0) + share * value;
  });
}

const ROUNDS = 60;
/** In nats: where nearly all chances are close to 0 or 1 a whole step of Newton's goes far beyond, and back again. */
const LONGEST_STEP = 2;

/**
 * Logistic regression by Newton's method, drawn to the first estimates.
 *
 * @param sumsAt what all examples say of weights
 * @param pull how strongly weights are drawn to `from`
 * @param near weights to begin with: the nearer, the sooner it ends
 */
export async function fitWeights(
  sumsAt: (weights: Float64Array) => Promise<Sums>,
  pull: number,
  from: Readonly<Record<Evidence, number>>,
  near = from,
): Promise<Record<Evidence, number>> {
  const start = Float64Array.from(EVIDENCE, (name) => from[name]);
  let weights = Float64Array.from(EVIDENCE, (name) => near[name]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { slope, curve } = await sumsAt(weights);
    const pulled = slope.map((value, at) => value + pull * ((weights[at] ?? 0) - (start[at] ?? 0)));
    const matrix = Array.from({ length: SIZE }, (_, row) =>
      Float64Array.from({ length: SIZE }, (_, column) => {
        const at = row < column ? row * SIZE + column : column * SIZE + row;
        return (curve[at] ?? 0) + (row === column ? pull : 0);
      }),
    );
    const step = solve(matrix, pulled);
    const longest = step.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    const share = Math.min(1, LONGEST_STEP / longest);
    weights = weights.map((weight, at) => weight - share * (step[at] ?? 0));
    if (longest < 1e-4) break;
  }
  return Object.fromEntries(
    EVIDENCE.map((name, at) => [name, Math.round((weights[at] ?? 0) * 100) / 100]),
  ) as Record<Evidence, number>;
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
