import { callsFile } from '../bench-input.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

/** The same input over one to N threads; the baseline gets as many. */
export async function workers(options: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers, runs } = options;
  const file = await callsFile({ calls, endpoints, identifiers, seed: 1 });
  for (let count = 1; count <= options.workers; count += 1)
    await printPairs(
      'workers',
      { endpoints, identifiers },
      { file, calls, workers: count, scratch: file },
      runs,
    );
}
