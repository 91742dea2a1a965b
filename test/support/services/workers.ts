import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'main.ts');

/** A process of ours under test: started, watched, and ended in every way there is. */
export interface AssayProcess {
  readonly pid: number;
  isRunning(): boolean;
  /** The last of what it logged. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
}

const KEPT_CHARACTERS = 20_000;

export interface AssayCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export function startAssay({ args, cwd, env }: AssayCommand): AssayProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-KEPT_CHARACTERS);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  onExit(child);
  return {
    pid: child.pid ?? 0,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => output,
    kill: (signal) => void child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  };
}

const running = new Set<ChildProcess>();

function onExit(child: ChildProcess): void {
  if (running.size === 0) process.once('exit', killAll);
  running.add(child);
  child.once('close', () => running.delete(child));
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs a command to its end. */
export async function runAssay(
  command: AssayCommand,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const started = startAssay(command);
  const code = await started.ended;
  return { code, output: started.output() };
}
