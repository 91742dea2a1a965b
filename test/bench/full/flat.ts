import { callsFile, dropInput } from '../bench-input.ts';
import { load, median, printFigure, rounded } from '../figures.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

/** The costs of further calls may differ by so much between the sizes. */
const FLAT_WITHIN = 0.15;

/** Processor time of whole runs of one size, and of the baseline on the same calls: medians. */
interface Sized {
  readonly calls: number;
  readonly cpuSeconds: number;
  readonly baselineSeconds: number;
}

/**
 * Whether a call costs the same however many there are. The start, the compiling of what is hot and the last stage are
 * paid once, so that the cost of a whole run by its calls falls with its size and says nothing; what each call beyond
 * those of the next smaller run costs is told for each step, and how far the dearest step is from the cheapest.
 * Endpoints and identifiers are the same in all sizes, few enough that the smallest has met most of them.
 */
export async function flat(options: FullOptions): Promise<void> {
  const sizes: Sized[] = [];
  for (const calls of [...options.scaleFlat].sort((a, b) => a - b)) sizes.push(await measure(calls, options));
  const steps = sizes.slice(1).map((to, at) => furtherCost(sizes[at] ?? to, to));
  for (const step of steps) printFigure({ bench: 'flat', ...step });
  if (steps.length < 2) return;
  const spread = spreadOf(steps.map((step) => step.cpuMicrosecondsPerFurtherCall));
  printFigure({
    bench: 'flat',
    spread: rounded(spread),
    /** The same as shares of what the baseline took for these calls: a machine that others use is slow for both. */
    spreadOfRatios: rounded(spreadOf(steps.map((step) => step.cpuRatio))),
    flatWithin: FLAT_WITHIN,
    flat: spread <= FLAT_WITHIN,
    load: load(),
  });
}

async function measure(
  calls: number,
  { endpoints, identifiers, workers, runs, clean }: FullOptions,
): Promise<Sized> {
  const file = await callsFile({ calls, endpoints, identifiers, seed: 1 });
  const paired = { file, calls, workers, scratch: file };
  const own: number[] = [];
  const baseline: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const pair = await printPairs('flat', { endpoints, identifiers }, paired, 1);
    own.push(pair.cpuSeconds);
    baseline.push((pair.baseline.cpuMicrosPerCall * calls) / 1e6);
  }
  if (clean) dropInput(file);
  return { calls, cpuSeconds: median(own), baselineSeconds: median(baseline) };
}

function furtherCost(from: Sized, to: Sized) {
  const further = to.calls - from.calls;
  const seconds = to.cpuSeconds - from.cpuSeconds;
  return {
    fromCalls: from.calls,
    calls: to.calls,
    cpuMicrosecondsPerCall: rounded((to.cpuSeconds * 1e6) / to.calls, 1),
    cpuMicrosecondsPerFurtherCall: rounded((seconds * 1e6) / further, 1),
    cpuRatio: rounded((to.baselineSeconds - from.baselineSeconds) / seconds),
  };
}

/** How much larger the largest is than the smallest. */
function spreadOf(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values) - 1;
}
