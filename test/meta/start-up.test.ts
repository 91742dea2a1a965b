import assert from 'node:assert/strict';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { sourceFiles } from './source-files.ts';

/**
 * What no command may load before it knows that it needs it: somebody waits for the first line of `assay apis list`,
 * and of every mistyped option.
 */
const HEAVY: readonly RegExp[] = [
  /^connectors\/[^/]+\//,
  /^src\/(?:analyzer|assessment|console|correlation|http|kit\/index|rules|store\/postgres)\b/,
  /^src\/agent\/(?:cycle|daemon|assess)/,
  /^mappings\/calls\/(?!ids\.)/,
  /^(?:@platformatic\/kafka|ajv|axios|graphql|pg|re2js|winston)\b/,
];

/** Commands that are about one of these. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  grade: /^src\/assessment\/grade\//,
  mappings: /^(?:mappings\/calls\/|src\/mapping\/|re2js)/,
  next: /^src\/assessment\/grade\//,
  ...Object.fromEntries(['plan', 'publish', 'registry'].map((name) => [name, /^src\/(?:kit|http)\//])),
};

const STATIC_IMPORT = /^(?:import|export)\s(?!type\s)(?:[^;'"]*?\sfrom\s)?'([^']+)'/gm;

describe('starting a command', async () => {
  const texts = new Map((await sourceFiles()).map(({ path, text }) => [path, text]));

  /** Everything that is loaded with a file: paths of ours, names of packages. */
  function loadedWith(entry: string): ReadonlySet<string> {
    const seen = new Set([entry]);
    for (const path of seen) {
      for (const [, wanted = ''] of (texts.get(path) ?? '').matchAll(STATIC_IMPORT))
        seen.add(wanted.startsWith('.') ? normalize(join(dirname(path), wanted)) : wanted);
    }
    return seen;
  }

  for (const name of Object.keys(COMMANDS)) {
    it(`${name} loads nothing that it may not need`, () => {
      const loaded = loadedWith(`src/cli/commands/${name}.ts`);
      assert.ok(loaded.has('src/cli/exit-code.ts'), 'the imports are followed');
      assert.deepEqual(
        [...loaded].filter((each) => HEAVY.some((heavy) => heavy.test(each)) && !ABOUT[name]?.test(each)),
        [],
      );
    });
  }

  for (const entry of ['src/ingest/worker.ts', 'src/agent/analyze-files.ts']) {
    it(`${entry} counts before it loads what views the counts`, () => {
      const loaded = loadedWith(entry);
      assert.ok(loaded.has('src/analyzer/counting.ts'), 'the imports are followed');
      assert.deepEqual(
        [...loaded].filter((each) => /^src\/(?:analyzer\/(?:index|view|changes)|assessment)\b/.test(each)),
        [],
      );
    });
  }

  it('is told apart from what has the whole agent in it', () => {
    const loaded = [...loadedWith('src/agent/cycle.ts')];
    for (const heavy of ['src/analyzer/index.ts', 'src/assessment/', 'src/http/client.ts'])
      assert.ok(
        loaded.some((each) => each.startsWith(heavy)),
        heavy,
      );
  });
});
