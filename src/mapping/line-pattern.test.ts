import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupNumbers, unnamedGroups } from './line-pattern.ts';

const always = (): boolean => true;

test('groups keep their numbers and lose their names', () => {
  assert.equal(unnamedGroups('^(?<a>x)(?:y)(?<b_2>[(?<z>]+)$', always), '^(x)(?:y)([(?<z>]+)$');
});

test('a group that nobody reads keeps nothing', () => {
  const isRead = (field: string): boolean => field !== 'a';
  assert.equal(unnamedGroups('^(?<a>x)(?<ab>y)', isRead), '^(?:x)(y)');
});

test('what only looks like a named group stays', () => {
  for (const pattern of ['\\(?<a>', '(?<=a)b', '(?<!a)b', '[\\](?<a>]', '\\\\\\(?<a>'])
    assert.equal(unnamedGroups(pattern, always), pattern);
  assert.equal(unnamedGroups('\\\\(?<a>x)', always), '\\\\(x)');
});

test('both patterns match alike', () => {
  const pattern = '^(?<host>[^ ]+) \\[(?<time>[^\\]]*)\\](?: (?<rest>.*))?$';
  const numbers = groupNumbers(pattern);
  const plain = new RegExp(unnamedGroups(pattern, always));
  for (const line of ['a [b] c', 'a [b]', 'a b', '(?<host> [] x']) {
    const named = new RegExp(pattern).exec(line);
    const match = plain.exec(line);
    assert.equal(match === null, named === null);
    for (const [name, index] of Object.entries(numbers ?? {}))
      assert.equal(match?.[index], named?.groups?.[name]);
  }
});
