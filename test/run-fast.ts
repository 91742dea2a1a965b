import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * The fast suite, side by side: tests that share a process (starting one for each file costs more than the tests), and
 * those that start the program again and again. Ends non-zero when any fails.
 */
const ONE_PROCESS = '--test-isolation=none';
const REPORTER = '--test-reporter=./test/failures-reporter.ts';
const SUITES: readonly (readonly string[])[] = [
  [ONE_PROCESS, 'src/**/*.test.ts', 'examples/**/*.test.ts'],
  [ONE_PROCESS, 'connectors/**/*.test.ts', 'test/contract/{amplify-central,connectors,stores}.test.ts'],
  [ONE_PROCESS, 'test/{golden,property,meta,eval}/**/*.test.ts'],
  ['--test-timeout=600000', '--test-concurrency=1', 'test/e2e/*.test.ts'],
];

/** What starting the program compiles is kept between runs. Absolute, since programs are started in other folders too. */
const COMPILED = resolve(import.meta.dirname, '../node_modules/.cache/compile');

function runSuite(suite: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['--test', REPORTER, ...suite], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  return new Promise((end, reject) => {
    child.on('error', reject).on('close', (code) => {
      // The longest of them decides how long everybody waits: whoever moves tests between them looks here.
      process.stdout.write(`ℹ ${suite.at(-1)}: ${Math.round(performance.now() / 1000)} s\n`);
      end(code);
    });
  });
}

const codes = await Promise.all(SUITES.map((suite) => runSuite(suite)));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
