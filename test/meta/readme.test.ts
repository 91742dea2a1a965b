import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT, readJson } from './source-files.ts';

/** npm's own commands that need no script. */
const BUILT_IN = new Set(['ci', 'install', 'pack', 'run', 'exec', 'version', 'i']);

describe('README', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8').catch(() => null);
  const manifest = (await readJson('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

  it('names only npm scripts that exist', {
    skip: readme === null ? 'there is no README yet' : false,
  }, () => {
    const text = readme ?? '';
    const run = [...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][a-z:-]*)/g)].map(
      ([, name = '']) => name,
    );
    const short = [...text.matchAll(/\bnpm (?!run\b)([a-z]+)\b/g)].map(([, name = '']) => name);
    const wanted = [...run, ...short.filter((name) => ['test', 'start'].includes(name))];

    assert.ok(wanted.length > 0, 'it names no command at all');
    assert.deepEqual(
      wanted.filter((name) => manifest.scripts[name] === undefined),
      [],
    );
    assert.deepEqual(
      short.filter((name) => !BUILT_IN.has(name) && !['test', 'start'].includes(name)),
      [],
    );
  });
});
