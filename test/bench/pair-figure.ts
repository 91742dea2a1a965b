import { type Figure, load, mebibytes, rounded } from './figures.ts';
import type { Pair } from './paired-runs.ts';

/** What is told of every pair. */
export function pairFigure(pair: Pair): Figure {
  return {
    baselinePerSecond: Math.round(pair.baseline.callsPerSecond),
    callsPerSecond: Math.round(pair.callsPerSecond),
    ratio: rounded(pair.ratio),
    baselineCpuMicrosecondsPerCall: rounded(pair.baseline.cpuMicrosPerCall, 1),
    cpuMicrosecondsPerCall: rounded(pair.cpuMicrosPerCall, 1),
    cpuRatio: rounded(pair.cpuRatio),
    seconds: rounded(pair.seconds, 1),
    peakMiB: mebibytes(pair.peakBytes),
    endpointsFound: pair.endpoints,
    load: load(),
  };
}
