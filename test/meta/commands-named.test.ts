import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { sourceFiles } from './source-files.ts';

const COMMENT = /^\s*(?:\*|\/\/|\/\*)/;

/** `assay WORD` in what people read: code without its comments. */
function namedCommands(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => !COMMENT.test(line));
  return lines.flatMap((line) => [...line.matchAll(/\bassay ([a-z][a-z-]+)/g)].map(([, word = '']) => word));
}

test('what a message tells people to run is a command', async () => {
  const files = (await sourceFiles()).filter(
    ({ path }) => /^(?:src|connectors)\//.test(path) && !path.endsWith('.test.ts'),
  );
  const named = files.flatMap(({ path, text }) => namedCommands(text).map((word) => ({ path, word })));
  assert.ok(named.length > 50, `${named.length} commands are named`);
  assert.deepEqual(
    named.filter(({ word }) => !Object.hasOwn(COMMANDS, word)),
    [],
  );
});
