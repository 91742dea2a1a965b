import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { runCli } from '../../support/cli.ts';

describe('every command explains itself', { concurrency: 2 }, () => {
  for (const name of Object.keys(COMMANDS)) {
    test(`${name} --help`, async () => {
      const { code, stdout, stderr } = await runCli([name, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`Usage: assay ${name}`));
      assert.match(stdout, /--help/);
      assert.match(stdout, /Exit codes: 0 ok · 1 gate failed · 2 usage/);
      assert.equal(stderr, '');
    });
  }
});
