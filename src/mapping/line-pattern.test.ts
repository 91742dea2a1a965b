import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupNumbers, unnamedGroups } from './line-pattern.ts';

test('groups keep their numbers and lose their names', () => {
  assert.equal(unnamedGroups('^(?<a>x)(?:y)(?<b_2>[(?<z>]+)$'), '^(x)(?:y)([(?<z>]+)$');
});

test('what only looks like a named group stays', () => {
  for (const pattern of ['\\(?<a>', '(?<=a)b', '(?<!a)b', '[\\](?<a>]', '\\\\\\(?<a>'])
    assert.equal(unnamedGroups(pattern), pattern);
  assert.equal(unnamedGroups('\\\\(?<a>x)'), '\\\\(x)');
});

test('both patterns match alike', () => {
  const pattern = '^(?<host>[^ ]+) \\[(?<time>[^\\]]*)\\](?: (?<rest>.*))?$';
  const numbers = groupNumbers(pattern);
  const plain = new RegExp(unnamedGroups(pattern));
  for (const line of ['a [b] c', 'a [b]', 'a b', '(?<host> [] x']) {
    const named = new RegExp(pattern).exec(line);
    const match = plain.exec(line);
    assert.equal(match === null, named === null);
    for (const [name, index] of Object.entries(numbers ?? {}))
      assert.equal(match?.[index], named?.groups?.[name]);
  }
});
