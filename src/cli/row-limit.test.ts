import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command } from './command.ts';
import { parseInvocation } from './parse.ts';
import { rowLimit } from './row-limit.ts';

const COMMAND: Command = {
  name: 'list',
  summary: 'List things.',
  usage: ['list [--limit N]'],
  options: { limit: { type: 'string', hint: 'N', description: 'How many rows.' } },
  words: 0,
  examples: ['list'],
  run: () => Promise.resolve(0),
};

const limitOf = (...args: readonly string[]): number =>
  rowLimit(COMMAND, { invocation: parseInvocation(COMMAND, args) }, 20);

describe('--limit', () => {
  test('is a whole number from 1 to 10,000, or what the command has without it', () => {
    assert.equal(limitOf(), 20);
    assert.equal(limitOf('--limit', '1'), 1);
    assert.equal(limitOf('--limit', '10000'), 10_000);
  });

  for (const typed of ['0', '10001', '1.5', '1e3', '0x10', 'all', ''])
    test(`refuses "${typed}" in words`, () => {
      assert.throws(() => limitOf('--limit', typed), /Write --limit as a whole number from 1 to 10000\./);
    });
});
