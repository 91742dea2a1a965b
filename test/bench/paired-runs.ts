import { readFileSync, rmSync } from 'node:fs';
import { type MeasuredBaseline, measureBaseline } from './measured-baseline.ts';
import { type MeasuredRun, runPackage } from './measured-process.ts';

/** The baseline and the program on the same input, one right after the other. */
export interface Pair extends MeasuredRun {
  readonly baseline: MeasuredBaseline;
  readonly callsPerSecond: number;
  /** Of the speeds. */
  readonly ratio: number;
  readonly cpuMicrosPerCall: number;
  /** Of the processor times a call; above the ratio of speeds where threads waited for each other. */
  readonly cpuRatio: number;
  readonly endpoints: number;
}

export interface Paired {
  /** Input of the program. */
  readonly file: string;
  /** Input of the baseline, where the program reads another format of the same calls. */
  readonly baselineFile?: string;
  readonly calls: number;
  readonly workers: number;
  /** Further arguments of `assay analyze`. */
  readonly args?: readonly string[];
  /** Where the report may be written. */
  readonly scratch: string;
}

/**
 * Runs the parse baseline, then `assay analyze` of the built package as a whole process, start-up included, bytes on
 * disk to report. Throws when a call is missing in the report.
 */
export async function runPair(paired: Paired): Promise<Pair> {
  const { file, calls, workers, scratch } = paired;
  const baseline = await measureBaseline(paired.baselineFile ?? file, workers);
  const output = `${scratch}.report.json`;
  const args = ['analyze', file, '--json', '-q', '--workers', String(workers), ...(paired.args ?? [])];
  try {
    const run = await runPackage({ args, output });
    const { analyzed, endpoints } = countsOf(output);
    if (analyzed !== calls) throw new Error(`analyzed ${analyzed} of ${calls} calls`);
    const callsPerSecond = calls / run.seconds;
    const cpuMicrosPerCall = (run.cpuSeconds * 1e6) / calls;
    return {
      ...run,
      baseline,
      callsPerSecond,
      ratio: callsPerSecond / baseline.callsPerSecond,
      cpuMicrosPerCall,
      cpuRatio: baseline.cpuMicrosPerCall / cpuMicrosPerCall,
      endpoints,
    };
  } finally {
    rmSync(output, { force: true });
  }
}

function countsOf(path: string): { readonly analyzed: number; readonly endpoints: number } {
  const report = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly calls: { readonly analyzed: number };
    readonly endpoints: readonly unknown[];
  };
  return { analyzed: report.calls.analyzed, endpoints: report.endpoints.length };
}
