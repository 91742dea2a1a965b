import { parseBaseline } from './parse-baseline.ts';

export interface MeasuredBaseline {
  readonly callsPerSecond: number;
  readonly seconds: number;
  /** Processor time of all its threads. On a machine that others use too it tells more than the wall clock. */
  readonly cpuMicrosPerCall: number;
}

/** Runs the frozen baseline in threads of this process, which does nothing else meanwhile. */
export async function measureBaseline(file: string, workers: number): Promise<MeasuredBaseline> {
  const before = process.cpuUsage();
  const { calls, seconds } = await parseBaseline(file, workers);
  const { user, system } = process.cpuUsage(before);
  return { callsPerSecond: calls / seconds, seconds, cpuMicrosPerCall: (user + system) / calls };
}
