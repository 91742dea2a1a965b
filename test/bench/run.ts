import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeWorkload } from './generate-calls.ts';
import { parseBaseline } from './parse-baseline.ts';

/**
 * Speed of `assay analyze` of the built package as a whole process, start-up included, bytes on disk to report, as a
 * ratio to the parse baseline of the same run. Prints JSON lines; fails when the median ratio is below the floor.
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    endpoints: { type: 'string', default: '100' },
    identifiers: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
    workers: { type: 'string', default: String(availableParallelism()) },
    floor: { type: 'string', default: '0.06' },
  },
});
const CALLS = Number(values.calls);
const WORKERS = Number(values.workers);
const ROOT = join(import.meta.dirname, '../..');
/** What users run: the package, not its sources. */
const MAIN = join(ROOT, 'dist/cli.js');

interface AnalyzeRun {
  readonly seconds: number;
  /** High-water mark of resident memory of the process, workers included. */
  readonly peakBytes: number;
}

function analyzeOnce(file: string, folder: string): Promise<AnalyzeRun> {
  const started = process.hrtime.bigint();
  const output = openSync(join(folder, 'report.json'), 'w');
  const child = spawn(
    process.execPath,
    [MAIN, 'analyze', file, '--json', '-q', '--workers', String(WORKERS)],
    { stdio: ['ignore', output, 'inherit'] },
  );
  let peakBytes = 0;
  const sampler = setInterval(() => {
    peakBytes = Math.max(peakBytes, highWaterMark(child.pid ?? 0));
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      clearInterval(sampler);
      closeSync(output);
      if (code === 0) resolve({ seconds: Number(process.hrtime.bigint() - started) / 1e9, peakBytes });
      else reject(new Error(`analyze ended with ${code}`));
    });
  });
}

function highWaterMark(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'latin1'));
  return Number(match?.[1] ?? 0) * 1024;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
try {
  const file = join(folder, 'calls.ndjson');
  await writeWorkload(file, {
    calls: CALLS,
    endpoints: Number(values.endpoints),
    identifiers: Number(values.identifiers),
    seed: 1,
  });
  await parseBaseline(file, WORKERS);
  const ratios: number[] = [];
  for (let index = 0; index < Number(values.runs); index += 1) {
    const baseline = await parseBaseline(file, WORKERS);
    const analyzed = await analyzeOnce(file, folder);
    const received = (
      JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { calls: { analyzed: number } }
    ).calls.analyzed;
    if (received !== CALLS) throw new Error(`analyzed ${received} of ${CALLS} calls`);
    const baselineRate = baseline.calls / baseline.seconds;
    const rate = CALLS / analyzed.seconds;
    ratios.push(rate / baselineRate);
    process.stdout.write(
      `${JSON.stringify({ bench: 'analyze', calls: CALLS, workers: WORKERS, baselinePerSecond: Math.round(baselineRate), callsPerSecond: Math.round(rate), ratio: Number((rate / baselineRate).toFixed(3)), peakMiB: Math.round(analyzed.peakBytes / 1024 ** 2) })}\n`,
    );
  }
  const ratio = median(ratios);
  const passed = ratio >= Number(values.floor);
  process.stdout.write(
    `${JSON.stringify({ bench: 'analyze', medianRatio: Number(ratio.toFixed(3)), floor: Number(values.floor), passed })}\n`,
  );
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
