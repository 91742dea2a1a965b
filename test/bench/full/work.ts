import { callsFile, dropInput } from '../bench-input.ts';
import type { Workload } from '../generate-calls.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

/** The size that the goal for memory names: 10,000 endpoints and a million distinct identifiers. */
const LARGE = { endpoints: 10_000, identifiers: 1_000_000 };

/** More calls at equal variety, more endpoints, more distinct identifiers; one run each, since they are long. */
export async function work(options: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers } = options;
  for (const count of options.scaleCalls)
    await measure('calls', { ...LARGE, calls: count, seed: 1 }, options);
  for (const count of options.scaleEndpoints)
    await measure('endpoints', { calls, endpoints: count, identifiers, seed: 1 }, options);
  for (const count of options.scaleIdentifiers)
    await measure('identifiers', { calls, endpoints, identifiers: count, seed: 1 }, options);
}

async function measure(varied: string, workload: Workload, { workers, clean }: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers } = workload;
  const file = await callsFile(workload);
  await printPairs('work', { varied, endpoints, identifiers }, { file, calls, workers, scratch: file }, 1);
  if (clean) dropInput(file);
}
