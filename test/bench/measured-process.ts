import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
/** What users run: the package, not its sources. */
const MAIN = join(ROOT, 'dist/cli.js');

export interface MeasuredRun {
  readonly seconds: number;
  /** Processor time of all threads, in hundredths of a second. */
  readonly cpuSeconds: number;
  /** High-water mark of resident memory of the process, threads included. */
  readonly peakBytes: number;
}

export interface Program {
  readonly args: readonly string[];
  /** File that standard output goes to; thrown away where none is named. */
  readonly output?: string;
  readonly cwd?: string;
}

const SAMPLE_MS = 50;
/** `sysconf(_SC_CLK_TCK)` of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export function buildPackage(): void {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Runs the built package to its end. Throws when it does not end with 0. */
export function runPackage({ args, output, cwd }: Program): Promise<MeasuredRun> {
  const started = process.hrtime.bigint();
  const descriptor = output === undefined ? null : openSync(output, 'w');
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', descriptor ?? 'ignore', 'inherit'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const before = endedChildrenSeconds();
  let peakBytes = 0;
  const sampler = setInterval(() => {
    peakBytes = sampleOf(child.pid ?? 0)?.peakBytes ?? peakBytes;
  }, SAMPLE_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(sampler);
      if (descriptor !== null) closeSync(descriptor);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const cpuSeconds = endedChildrenSeconds() - before;
      if (code === 0) resolve({ seconds, cpuSeconds, peakBytes });
      else reject(new Error(`assay ${args[0] ?? ''} ended with ${code}`));
    });
  });
}

/** Processor time of the children of this process that have ended; one is measured at a time. */
function endedChildrenSeconds(): number {
  const fields = statFields('self');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

/** The fields of /proc/PID/stat behind the name, which stands in brackets and may hold anything: the third is first. */
function statFields(pid: number | 'self'): readonly string[] {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat)
    ? readFileSync(stat, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')
    : [];
}

/** Null where the process has ended, or the system has no /proc. */
export function sampleOf(pid: number): { readonly peakBytes: number; readonly cpuSeconds: number } | null {
  const status = `/proc/${pid}/status`;
  try {
    if (!existsSync(status)) return null;
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'latin1'));
    if (peak === null) return null;
    const fields = statFields(pid);
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { peakBytes: Number(peak[1]) * 1024, cpuSeconds: ticks / TICKS_PER_SECOND };
  } catch {
    // It ended between two reads.
    return null;
  }
}
