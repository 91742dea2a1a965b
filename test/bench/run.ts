import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commitRatio, committedRatio, KEPT_SHARE } from './committed-ratios.ts';
import { machineText, median, printFigure, rounded } from './figures.ts';
import { PARTS, runFull } from './full/index.ts';
import { recordsDigest, writeLines } from './generate-calls.ts';
import { buildPackage } from './measured-process.ts';
import { pairFigure } from './pair-figure.ts';
import { type Pair, runPair } from './paired-runs.ts';
import { parseBaseline } from './parse-baseline.ts';

/**
 * Speed of `assay analyze` of the built package as a ratio to the parse baseline, in paired runs. Prints JSON lines.
 *
 *   npm run bench                    three pairs on 1,000,000 calls
 *   npm run bench -- --ci            five pairs on 200,000, and up to ten more while they stay below 0.8 of the ratio
 *                                    committed for that size; fails when all of them do
 *   npm run bench -- --ci --commit   writes the median of the size as its committed ratio
 *   npm run bench -- --full [--only workers,work,…]   everything else that is measured, by hand; `full/index.ts`
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string' },
    endpoints: { type: 'string' },
    identifiers: { type: 'string' },
    runs: { type: 'string' },
    workers: { type: 'string' },
    floor: { type: 'string' },
    ci: { type: 'boolean', default: false },
    commit: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    'scale-calls': { type: 'string' },
    'scale-together': { type: 'string' },
    'scale-flat': { type: 'string' },
    'scale-endpoints': { type: 'string' },
    'scale-identifiers': { type: 'string' },
    listed: { type: 'string' },
    clean: { type: 'boolean', default: false },
    /** Takes dist/ as it is. */
    built: { type: 'boolean', default: false },
  },
});

const CI_ROUNDS = 3;
/** For sizes without a committed ratio. */
const LEAST_RATIO = 0.06;

const numberOf = (given: string | undefined, otherwise: number): number =>
  given === undefined ? otherwise : Number(given);
const numbersOf = (given: string | undefined, otherwise: readonly number[]): readonly number[] =>
  given === undefined ? otherwise : given === '' ? [] : given.split(',').map(Number);

const size = {
  calls: numberOf(values.calls, values.ci ? 200_000 : 1_000_000),
  endpoints: numberOf(values.endpoints, 100),
  identifiers: numberOf(values.identifiers, 100_000),
};

if (!values.built) buildPackage();
if (values.full || values.only !== undefined) {
  process.exitCode = await runFull({
    ...size,
    workers: numberOf(values.workers, availableParallelism()),
    runs: numberOf(values.runs, 3),
    scaleCalls: numbersOf(values['scale-calls'], [100_000, 1_000_000, 10_000_000]),
    scaleTogether: numbersOf(values['scale-together'], [100_000, 1_000_000]),
    scaleFlat: numbersOf(values['scale-flat'], [100_000, 300_000, 1_000_000, 3_000_000]),
    scaleEndpoints: numbersOf(values['scale-endpoints'], [100, 1000, 10_000, 100_000]),
    scaleIdentifiers: numbersOf(values['scale-identifiers'], [10_000, 100_000, 1_000_000]),
    listed: numberOf(values.listed, 100_000),
    only: values.only?.split(',') ?? Object.keys(PARTS),
    clean: values.clean,
  });
} else process.exitCode = (await comparePairs()) ? 0 : 1;

async function comparePairs(): Promise<boolean> {
  const sized = { ...size, records: recordsDigest({ ...size, seed: 1 }) };
  const committed = committedRatio(sized);
  if (values.ci && !values.commit && committed === null)
    throw new Error('no ratio is committed for these records: --commit');
  // The ratio depends on how many threads there are, so that a comparison takes as many as the committed run did.
  const workers = numberOf(values.workers, committed?.workers ?? availableParallelism());
  const runs = numberOf(values.runs, values.ci ? 5 : 3);
  const expected = committed === null ? LEAST_RATIO : rounded(committed.ratio * KEPT_SHARE);
  const floor = numberOf(values.floor, values.commit ? 0 : expected);
  // Others use the machine too: what is slower than it may be is measured again before it counts.
  for (let round = values.ci ? CI_ROUNDS : 1; ; round -= 1) {
    const pairs = await measurePairs(workers, runs);
    const ratio = rounded(median(pairs.map((pair) => pair.ratio)));
    const cpuRatio = rounded(median(pairs.map((pair) => pair.cpuRatio)));
    if (values.commit) {
      const on = new Date().toISOString().slice(0, 10);
      commitRatio({ ...sized, workers, ratio, cpuRatio, pairs: runs, machine: machineText(), on });
    }
    const passed = ratio >= floor;
    printFigure({
      bench: 'analyze',
      medianRatio: ratio,
      medianCpuRatio: cpuRatio,
      committed: committed?.ratio ?? null,
      floor,
      passed,
    });
    if (passed || round <= 1) return passed;
  }
}

async function measurePairs(workers: number, runs: number): Promise<readonly Pair[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const pairs: Pair[] = [];
  try {
    const file = join(folder, 'calls.ndjson');
    await writeLines(file, { ...size, seed: 1 });
    // Not counted: the file comes into the system's cache.
    await parseBaseline(file, workers);
    for (let index = 0; index < runs; index += 1) {
      const pair = await runPair({ file, calls: size.calls, workers, scratch: file });
      pairs.push(pair);
      printFigure({
        bench: 'analyze',
        calls: size.calls,
        workers,
        ...pairFigure(pair),
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return pairs;
}
