import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toHeaders } from './headers.ts';

/** Headers have no prototype: as entries they compare, their order too. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(toHeaders(value) ?? {});
}

describe('headers of values that follow each other', () => {
  test('the same value gives the same headers', () => {
    const value = { Accept: '*/*' };
    assert.equal(toHeaders(value), toHeaders(value));
    const like = { Accept: 'text/html' };
    assert.equal(toHeaders(like), toHeaders(like));
  });

  test('a value with the names of the one before gives headers of its own', () => {
    const before = toHeaders({ 'X-Request-Id': 'a', Server: 'edge' });
    assert.deepEqual(entriesOf({ 'X-Request-Id': 'b', Server: 'core' }), [
      ['x-request-id', 'b'],
      ['server', 'core'],
    ]);
    assert.deepEqual(Object.entries(before ?? {}), [
      ['x-request-id', 'a'],
      ['server', 'edge'],
    ]);
  });

  const AFTER: readonly (readonly [string, object, object, readonly (readonly [string, unknown])[]])[] = [
    ['fewer names', { a: '1', b: '2' }, { a: '3' }, [['a', '3']]],
    [
      'more names',
      { c: '1' },
      { c: '2', d: '3' },
      [
        ['c', '2'],
        ['d', '3'],
      ],
    ],
    [
      'another order',
      { e: '1', f: '2' },
      { f: '3', e: '4' },
      [
        ['f', '3'],
        ['e', '4'],
      ],
    ],
    ['another case', { g: '1' }, { G: '2' }, [['g', '2']]],
    ['a number', { h: '1' }, { h: 2 }, [['h', '2']]],
    ['several values', { i: '1' }, { i: ['2', '3'] }, [['i', ['2', '3']]]],
    ['no value', { j: '1' }, { j: null }, []],
    ['an object', { k: '1' }, { k: {} }, []],
    ['one name in two cases', { l: '1', L: '2' }, { l: '3', L: '4' }, [['l', ['3', '4']]]],
    ['a pseudo header', { ':path': '/a', m: '1' }, { ':path': '/b', m: '2' }, [['m', '2']]],
    ['a name with blanks', { ' n ': '1' }, { ' n ': '2' }, [['n', '2']]],
    [
      'a name that is a number without its blanks',
      { q: '1', ' 1': '2' },
      { q: '3', ' 1': '4' },
      [
        ['1', '4'],
        ['q', '3'],
      ],
    ],
    ['a list of texts after a name of digits', { '0': 'a' }, ['b'], []],
    ['a list of pairs', [{ name: 'o', value: '1' }], [{ name: 'O', value: '2' }], [['o', '2']]],
    [
      '__proto__ is a header like any other',
      JSON.parse('{"__proto__":"1","p":"2"}'),
      JSON.parse('{"__proto__":"3","p":"4"}'),
      [
        ['__proto__', '3'],
        ['p', '4'],
      ],
    ],
  ];
  for (const [name, before, value, expected] of AFTER) {
    test(name, () => {
      toHeaders(before);
      assert.deepEqual(entriesOf(value), expected);
    });
  }
});
