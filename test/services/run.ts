import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NOT_RUN } from '../support/services/not-run.ts';

/**
 * Every suite of this folder against the real servers it starts, one after another, then a table and, last of all, what
 * failed and why. Ends with 1 when a suite failed, or tested nothing without saying why. `--only NAME` (repeatable)
 * runs that one; `--strict` counts what was not run as failed; `--records N` is how many records go through the
 * exactly-once suite, which takes a third of a millisecond or more for each.
 */
interface SuiteResult {
  readonly name: string;
  readonly state: 'ran' | 'not run' | 'failed';
  readonly tests: number;
  readonly seconds: number;
  readonly reasons: readonly string[];
  /** Of a suite that failed: what it said of that. */
  readonly failure: string;
}

const ENDING = '.test.ts';
const SUITE_TIMEOUT_MS = 15 * 60_000;
const RECORD_TIMEOUT_MS = 1.5;
const CLOSE_MS = 10_000;
const FAILING_TESTS = '✖ failing tests:';
/** Logs of CI are cut to their end: what failed has to fit there. */
const TOLD_LINES = 60;

async function runSuite(name: string): Promise<SuiteResult> {
  process.stdout.write(`=== ${name}\n`);
  const started = Date.now();
  const { code, output, wasStopped } = await runFile(join(import.meta.dirname, `${name}${ENDING}`));
  const tests = Number(/^ℹ pass (\d+)$/m.exec(output)?.[1] ?? 0);
  const reasons = output
    .split('\n')
    .filter((line) => line.startsWith(NOT_RUN))
    .map((line) => line.slice(NOT_RUN.length));
  const state = stateOf(code, tests, reasons);
  const stopped = wasStopped ? 'It was stopped: it took too long.\n' : '';
  return {
    name,
    state,
    tests,
    seconds: (Date.now() - started) / 1000,
    reasons,
    failure: state === 'failed' ? `${stopped}${failureIn(output)}` : '',
  };
}

/** What the reporter says of failed tests at its end, or else the last lines: a suite may die before it has a test. */
function failureIn(output: string): string {
  const at = output.lastIndexOf(FAILING_TESTS);
  if (at < 0) return output.trimEnd().split('\n').slice(-TOLD_LINES).join('\n');
  return output.slice(at).split('\n').slice(0, TOLD_LINES).join('\n');
}

/** A suite that tested nothing and gave no reason has failed: silence is no success. */
function stateOf(code: number | null, tests: number, reasons: readonly string[]): SuiteResult['state'] {
  if (code !== 0) return 'failed';
  if (reasons.length > 0) return 'not run';
  return tests > 0 ? 'ran' : 'failed';
}

/** The suite leads a process group of its own, so that nothing it started outlives it. */
function runFile(path: string): Promise<{ code: number | null; output: string; wasStopped: boolean }> {
  const child = spawn(process.execPath, ['--test-reporter=spec', path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    // Downloads go through the proxy of the environment; the servers stand on this machine.
    env: {
      ...process.env,
      NODE_USE_ENV_PROXY: '1',
      NO_PROXY: withLoopback(process.env['NO_PROXY']),
      NO_COLOR: '1',
      ...(records === 0 ? {} : { ASSAY_KAFKA_RECORDS: String(records) }),
    },
  });
  let output = '';
  let wasStopped = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  const endGroup = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };
  const timer = setTimeout(
    () => {
      wasStopped = true;
      endGroup('SIGTERM');
    },
    SUITE_TIMEOUT_MS + records * RECORD_TIMEOUT_MS,
  );
  stopCurrent = () => endGroup('SIGTERM');
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (code) => {
      clearTimeout(timer);
      // Who is left holds the streams open; what was printed has arrived once they are closed.
      endGroup('SIGKILL');
      const end = (): void => resolve({ code, output, wasStopped });
      child.once('close', end);
      setTimeout(end, CLOSE_MS).unref();
    });
  });
}

let stopCurrent = (): void => undefined;

function withLoopback(noProxy: string | undefined): string {
  return [noProxy ?? '', '127.0.0.1', 'localhost'].filter((host) => host !== '').join(',');
}

function printTable(results: readonly SuiteResult[]): void {
  const width = Math.max(...results.map((result) => result.name.length), 'suite'.length);
  const line = (name: string, state: string, tests: string, seconds: string): string =>
    `${name.padEnd(width)}  ${state.padEnd(7)}  ${tests.padStart(5)}  ${seconds.padStart(7)}\n`;
  process.stdout.write(`\n${line('suite', 'state', 'tests', 'seconds')}`);
  for (const result of results) {
    process.stdout.write(line(result.name, result.state, String(result.tests), result.seconds.toFixed(1)));
    for (const reason of result.reasons)
      process.stdout.write(`${' '.repeat(width + 2)}${NOT_RUN}${reason}\n`);
  }
  const count = (state: SuiteResult['state']): number =>
    results.filter((result) => result.state === state).length;
  process.stdout.write(`${count('ran')} ran, ${count('not run')} not run, ${count('failed')} failed\n`);
  for (const { name, failure } of results)
    if (failure !== '') process.stdout.write(`\n=== FAILED ${name}\n${failure}\n`);
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    strict: { type: 'boolean', default: false },
    records: { type: 'string', default: '0' },
  },
});
const records = Number(values.records);
if (!Number.isInteger(records) || records < 0) {
  process.stderr.write('--records takes a whole number.\n');
  process.exit(2);
}
const suites = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort();
const unknown = (values.only ?? []).filter((name) => !suites.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No suite ${unknown.join(', ')}; there are: ${suites.join(', ')}\n`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopCurrent();
    process.exitCode = 1;
  });
const results: SuiteResult[] = [];
for (const name of suites) {
  if (values.only !== undefined && !values.only.includes(name)) continue;
  if (process.exitCode === 1) break;
  results.push(await runSuite(name));
}
printTable(results);
const bad = results.filter((one) => one.state === 'failed' || (values.strict && one.state === 'not run'));
if (bad.length > 0) process.exitCode = 1;
