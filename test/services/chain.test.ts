import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChain } from './chain/chain.ts';

/** The same as `npm run chain`: what it prints stands above, each check is a test. */

const { checks } = await runChain((text) => void process.stdout.write(text));

describe('the compliance chain', () => {
  for (const { name, ok, detail } of checks) it(name, () => assert.ok(ok, detail));
});
