import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceFiles } from './source-files.ts';

/** What only some installations need is loaded by them only: `await import`, beside types. */
const LAZY = ['pg', '@platformatic/kafka'];

describe('drivers of databases and brokers', async () => {
  const files = (await sourceFiles()).filter(
    ({ path }) => /^(?:src|connectors)\//.test(path) && !path.endsWith('.test.ts'),
  );

  for (const name of LAZY) {
    it(`${name} is imported where it is used, when it is used`, () => {
      const users = files.filter(({ text }) => text.includes(`'${name}'`));
      assert.ok(users.length > 0);
      assert.ok(users.some(({ text }) => text.includes(`await import('${name}')`)));
      const eager = new RegExp(`^(?:import|export) (?!type )[^;]*from '${name}'`, 'm');
      assert.deepEqual(
        users.filter(({ text }) => eager.test(text)).map(({ path }) => path),
        [],
      );
    });
  }
});
