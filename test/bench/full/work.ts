import { callsFile, dropInput } from '../bench-input.ts';
import { printFigure, rounded } from '../figures.ts';
import type { Workload } from '../generate-calls.ts';
import type { Pair } from '../paired-runs.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

/** The size that the goal for memory names: 10,000 endpoints and a million distinct identifiers. */
const LARGE = { endpoints: 10_000, identifiers: 1_000_000 };
/** Calls of which each endpoint gets its share where both grow together: those of the size above. */
const CALLS_PER_ENDPOINT = 1000;

/**
 * More calls at equal variety, calls and endpoints together, more endpoints, more distinct identifiers; one run each,
 * since they are long.
 */
export async function work(options: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers } = options;
  let before: Measured | null = null;
  for (const count of options.scaleCalls) {
    const measured: Measured = await measure('calls', { ...LARGE, calls: count, seed: 1 }, options);
    if (before !== null) printFurther(before, measured);
    before = measured;
  }
  for (const count of options.scaleTogether) {
    const grown = Math.round(count / CALLS_PER_ENDPOINT);
    await measure('calls and endpoints', { ...LARGE, calls: count, endpoints: grown, seed: 1 }, options);
  }
  for (const count of options.scaleEndpoints)
    await measure('endpoints', { calls, endpoints: count, identifiers, seed: 1 }, options);
  for (const count of options.scaleIdentifiers)
    await measure('identifiers', { calls, endpoints, identifiers: count, seed: 1 }, options);
}

interface Measured {
  readonly calls: number;
  readonly pair: Pair;
}

async function measure(
  varied: string,
  workload: Workload,
  { workers, clean }: FullOptions,
): Promise<Measured> {
  const { calls, endpoints, identifiers } = workload;
  const file = await callsFile(workload);
  const paired = { file, calls, workers, scratch: file };
  const pair = await printPairs('work', { varied, endpoints, identifiers }, paired, 1);
  if (clean) dropInput(file);
  return { calls, pair };
}

/**
 * What a run costs for each call beyond those of a smaller one. Start-up and what each endpoint costs once, to be made
 * and to be viewed, are in both, so this is what a call costs by itself.
 */
function printFurther(from: Measured, to: Measured): void {
  const calls = to.calls - from.calls;
  const micros = ((to.pair.cpuSeconds - from.pair.cpuSeconds) * 1e6) / calls;
  printFigure({
    bench: 'work',
    varied: 'further calls',
    fromCalls: from.calls,
    calls: to.calls,
    cpuMicrosecondsPerFurtherCall: rounded(micros, 1),
    cpuRatio: rounded(to.pair.baseline.cpuMicrosPerCall / micros),
  });
}
