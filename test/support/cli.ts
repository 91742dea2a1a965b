import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const MAIN = join(ROOT, 'src/cli/main.ts');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The most memory that the process held (VmHWM), as last seen; 0 where the system does not tell. */
  readonly peakBytes: number;
}

export interface CliSettings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sent to standard input, which ends with it. */
  readonly stdin?: string | Uint8Array;
}

/** Runs one command line as a user would, in a process of its own. */
export function runCli(args: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: settings.cwd ?? ROOT,
    env: { ...process.env, NO_COLOR: '1', ...settings.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that refuses its arguments is gone before it has read anything.
  child.stdin.on('error', () => undefined).end(settings.stdin ?? '');
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
  }, WATCH_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      clearInterval(watch);
      resolve({ code, stdout, stderr, peakBytes });
    });
  });
}

const WATCH_MS = 20;

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    // Gone, or a system without /proc.
    return 0;
  }
}
