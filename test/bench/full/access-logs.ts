import { callsFile, inputFile, workloadName } from '../bench-input.ts';
import { ACCESS_LOG_ARGS, ACCESS_LOGS, generateAccessLine } from '../generate-access-log.ts';
import { writeLines } from '../generate-calls.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

/** Access logs of the same calls; the baseline parses the full records of as many calls. */
export async function accessLogs(options: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers, workers, runs } = options;
  const workload = { calls, endpoints, identifiers, seed: 1 };
  const baselineFile = await callsFile(workload);
  for (const format of ACCESS_LOGS) {
    const file = await inputFile(`${workloadName(workload)}.${format}.log`, (path) =>
      writeLines(path, workload, (index, of, random) => generateAccessLine(format, index, of, random)),
    );
    const args = ['--format', format, ...ACCESS_LOG_ARGS[format]];
    await printPairs(
      'access-logs',
      { format, endpoints, identifiers },
      { file, baselineFile, calls, workers, args, scratch: file },
      runs,
    );
  }
}
