import assert from 'node:assert/strict';
import { before } from 'node:test';
import type { Report } from '../../../src/model/generated/report.ts';
import { type CliRun, runCli } from '../../support/cli.ts';
import { type QuickstartRun, testAgainstManifest } from '../../support/quickstart-manifest.ts';

/** The first command of the README; the fast suite holds the cycle of `run --once` against the same manifest. */

async function ok(args: readonly string[]): Promise<CliRun> {
  const run = await runCli(args);
  assert.equal(run.code, 0, run.stderr);
  return run;
}

let made: QuickstartRun;
before(async () => {
  const { stdout: table } = await ok(['quickstart', '--once']);
  const printed = await ok(['report', '-f', 'json', '-c', 'examples/quickstart/assay.yaml']);
  made = { table, report: JSON.parse(printed.stdout) as Report };
});

testAgainstManifest(() => made);
