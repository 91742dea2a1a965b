import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessSettings {
  /** In messages: `Apicurio Registry`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of the test. */
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
  /** Asked again and again until it says true; what it throws counts as false. */
  readonly ready: () => Promise<boolean>;
  readonly timeoutMs: number;
  /** What asks it to end in good order; default SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
}

export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** The last of what it printed. */
  readonly output: () => string;
  /** Asks it to end, and after ten seconds makes it. Twice is as good as once. */
  readonly stop: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
}

const PROBE_EVERY_MS = 150;
const STOP_GRACE_MS = 10_000;
const KEPT_CHARACTERS = 500_000;
const running = new Set<ChildProcess>();

/** Starts a server and waits until it answers; throws with the last of its output when it does not. */
export async function startProcess(settings: ProcessSettings): Promise<RunningProcess> {
  const { uid, gid, cwd } = settings;
  const child = spawn(settings.command, settings.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings.env },
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  killWithTest(child);
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-KEPT_CHARACTERS);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const ended = new Promise<string>((resolve) => {
    child
      .on('error', (error) => resolve(error.message))
      .on('close', (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await ended;
    clearTimeout(timer);
  };
  try {
    await untilReady(settings, ended);
  } catch (error) {
    await end('SIGKILL');
    throw new Error(
      `${settings.name}: ${error instanceof Error ? error.message : 'failed'}\n${output.slice(-4000)}`,
      {
        cause: error,
      },
    );
  }
  const stop = (): Promise<void> => end(settings.stopSignal ?? 'SIGTERM');
  return {
    pid: child.pid ?? 0,
    output: () => output,
    stop,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: stop,
  };
}

async function untilReady(settings: ProcessSettings, ended: Promise<string>): Promise<void> {
  const deadline = Date.now() + settings.timeoutMs;
  let gone: string | null = null;
  void ended.then((how) => (gone = how));
  while (Date.now() < deadline) {
    if (gone !== null) throw new Error(gone);
    if (await settings.ready().catch(() => false)) return;
    await delay(PROBE_EVERY_MS);
  }
  throw new Error(`not ready after ${settings.timeoutMs / 1000} s`);
}

/** A probe for servers over HTTP: true for the given status. */
export async function answers(url: string, status = 200): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await answer.body?.cancel();
  return answer.status === status;
}

let hooked = false;

/** No server outlives its test, however that ends; `kill -9` of the test is met by the runner, which ends the group. */
function killWithTest(child: ChildProcess): void {
  running.add(child);
  child.on('close', () => running.delete(child));
  if (hooked) return;
  hooked = true;
  const killAll = (): void => {
    for (const one of running) one.kill('SIGKILL');
  };
  process.on('exit', killAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      killAll();
      process.exit(1);
    });
}
