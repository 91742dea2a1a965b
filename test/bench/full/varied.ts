import { inputFile, workloadName } from '../bench-input.ts';
import { writeLines } from '../generate-calls.ts';
import { generateVariedCall } from '../generate-varied.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

/** Records of which hardly two in a row have the same members: what is gained by likeness is gained least here. */
export async function varied({ calls, endpoints, identifiers, workers, runs }: FullOptions): Promise<void> {
  const workload = { calls, endpoints, identifiers, seed: 1 };
  const file = await inputFile(`${workloadName(workload)}.varied.ndjson`, (path) =>
    writeLines(path, workload, generateVariedCall),
  );
  await printPairs('varied', { endpoints, identifiers }, { file, calls, workers, scratch: file }, runs);
}
