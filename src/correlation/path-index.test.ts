import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literalPrefix, PathIndex } from './path-index.ts';

const prefixes: Readonly<Record<string, string>> = {
  '/items/\\d+': '/items/',
  '^/items/x': '/items/x',
  '/a/bc*': '/a/b',
  '/a/bc?d': '/a/b',
  '/a/bc{2}': '/a/b',
  '/a/bc+d': '/a/bc',
  '/a|/b': '',
  '/a(/x|/y)': '/a',
  '/a[|]b': '/a',
  '/v1\\.2/x': '/v1.2/x',
  '\\/a': '/a',
  '(?i)/a': '',
  '.*': '',
};
for (const [source, expected] of Object.entries(prefixes)) {
  test(`every match of ${source} starts with "${expected}"`, () => {
    assert.equal(literalPrefix(source), expected);
  });
}

test('candidates come longest prefix first', () => {
  const index = new PathIndex<string>();
  for (const prefix of ['/a', '', '/a/b', '/b', '/a']) index.add(prefix, `at ${prefix}`);
  assert.deepEqual([...index.candidates('/a/b/c')], ['at /a/b', 'at /a', 'at /a', 'at ']);
});
