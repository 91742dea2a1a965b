import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredTexts } from './required-text.ts';

test('what stands in every match', () => {
  assert.deepEqual(requiredTexts('^(?<a>[^ ]+) \\[(?<b>[^\\]]*)\\] "x (?:y|z)*] ab?cd+ef'), [
    ' [',
    '] "x ',
    '] a',
    'ef',
  ]);
  assert.deepEqual(requiredTexts('\\] \\[[^\\]]*\\] $'), ['] [', '] ']);
});

test('what may be missing, and what is no text, is left out', () => {
  for (const pattern of [
    'ab|cd',
    '(ab|cd)',
    '(?:ab(c)[)])?',
    '\\d\\w',
    '[ab]',
    'a{2}b{0,3}',
    'a?b*',
    '^.$',
    '',
  ])
    assert.deepEqual(requiredTexts(pattern), []);
  assert.deepEqual(requiredTexts('xy{2,3}zw'), ['zw']);
});
