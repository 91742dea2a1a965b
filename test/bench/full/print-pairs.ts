import { type Figure, median, printFigure } from '../figures.ts';
import { pairFigure } from '../pair-figure.ts';
import { type Pair, type Paired, runPair } from '../paired-runs.ts';

/** Runs pairs, prints the one with the median ratio, and gives it back. */
export async function printPairs(bench: string, about: Figure, paired: Paired, runs: number): Promise<Pair> {
  const pairs: Pair[] = [];
  for (let index = 0; index < runs; index += 1) pairs.push(await runPair(paired));
  const middle = median(pairs.map((pair) => pair.ratio));
  const pair = pairs.find(({ ratio }) => ratio === middle);
  if (pair === undefined) throw new Error('no run was asked for');
  const { calls, workers } = paired;
  printFigure({ bench, ...about, calls, workers, runs, ...pairFigure(pair) });
  return pair;
}
