import { statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { callsFile, withScratch } from '../bench-input.ts';
import { load, mebibytes, printFigure, rounded } from '../figures.ts';
import type { Workload } from '../generate-calls.ts';
import { measureBaseline } from '../measured-baseline.ts';
import { runPackage } from '../measured-process.ts';
import type { FullOptions } from './options.ts';

/** The window of an assessment by default: counts are kept by endpoint and day. */
const MONTH = { calls: 300_000, of: { endpoints: 1000, days: 30 } };

/** The days that are kept by default, most of them outside the window. */
const YEAR = { calls: 160_000, of: { endpoints: 200, days: 400 } };

/** The agent over SQLite: what a pull and an assessment cost, each a process of its own. */
export async function daemon(options: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers } = options;
  await measure({ calls, endpoints, identifiers, days: 2, seed: 1 });
  for (const estate of [MONTH, YEAR])
    await measure({ calls: Math.min(calls, estate.calls), ...estate.of, identifiers, seed: 1 });
}

async function measure(workload: Required<Omit<Workload, 'clients'>>): Promise<void> {
  const { calls, endpoints, identifiers, days } = workload;
  const file = await callsFile(workload);
  // As many as the agent takes by itself.
  const workers = Math.min(8, availableParallelism());
  await withScratch(async (folder) => {
    const config = join(folder, 'assay.yaml');
    writeFileSync(
      config,
      `version: 1
store: { url: "sqlite:./assay.db" }
assessment: { asOf: latest-call }
sources:
  - { id: calls, connector: files, mapping: assay-call, paths: ["${file}"] }
`,
    );
    const database = join(folder, 'assay.db');
    for (const job of ['pull', 'assess']) {
      const baseline = await measureBaseline(file, workers);
      const run = await runPackage({ args: ['run', '--once', '--only', job, '-q', '-c', config] });
      if (job === 'pull') await assertCounted(database, calls);
      printFigure({
        bench: 'daemon',
        job,
        calls,
        endpoints,
        identifiers,
        days,
        workers,
        baselinePerSecond: Math.round(baseline.callsPerSecond),
        callsPerSecond: Math.round(calls / run.seconds),
        ratio: rounded(baseline.seconds / run.seconds),
        baselineCpuMicrosecondsPerCall: rounded(baseline.cpuMicrosPerCall, 1),
        cpuMicrosecondsPerCall: rounded((run.cpuSeconds * 1e6) / calls, 1),
        seconds: rounded(run.seconds, 1),
        peakMiB: mebibytes(run.peakBytes),
        databaseBytes: statSync(database).size,
        load: load(),
      });
    }
  });
}

async function assertCounted(database: string, calls: number): Promise<void> {
  const store = openSqliteStore(database);
  const tallies = await store.tallies();
  await store.close();
  const mapped = tallies.get('calls')?.mapped ?? 0;
  if (mapped !== calls) throw new Error(`counted ${mapped} of ${calls} calls`);
}
