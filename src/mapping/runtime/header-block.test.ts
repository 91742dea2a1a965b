import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitHeaders } from './header-block.ts';
import { toHeaders } from './headers.ts';
import { NO_NAMES } from './targets.ts';

const plain = (value: unknown): Record<string, unknown> => ({ ...splitHeaders(value) });

test('a block as sent: the start line apart, names in lower case, repeated and folded fields kept', () => {
  const block =
    'GET /a?b=c HTTP/1.1\r\nHost: api.shop.example:8065\r\nX-Tag: one\r\nX-Tag: two\r\nX-Long: first\r\n  second\r\nnonsense\r\n\r\n';
  assert.deepEqual(plain(block), {
    ':start-line': 'GET /a?b=c HTTP/1.1',
    host: 'api.shop.example:8065',
    'x-tag': ['one', 'two'],
    'x-long': 'first second',
  });
  assert.deepEqual(
    { ...toHeaders(splitHeaders(block)) },
    { host: 'api.shop.example:8065', 'x-tag': ['one', 'two'], 'x-long': 'first second' },
    'the start line is no header',
  );
});

test('a block without its start line, and one with bare line feeds', () => {
  assert.deepEqual(plain('Host: a.example\nAccept: */*\n'), { host: 'a.example', accept: '*/*' });
});

test('JSON text, a map, and a list of maps or of names and values', () => {
  const expected = { host: 'a.example', accept: ['x', 'y'] };
  assert.deepEqual(plain('{"Host":"a.example","Accept":["x","y"]}'), expected);
  assert.deepEqual(plain({ Host: 'a.example', Accept: ['x', 'y'] }), expected);
  assert.deepEqual(
    plain([{ Host: 'a.example' }, { name: 'Accept', value: 'x' }, { accept: 'y' }, 7]),
    expected,
  );
});

test(':authority is the host; other pseudo headers are none', () => {
  assert.deepEqual(plain('{":authority":"a.example",":path":"/x"}'), { host: 'a.example' });
});

test('what cannot be read has no parts, and is told apart from an empty map', () => {
  for (const value of [undefined, null, 7, '', '{"a":', '{}', '[1]', '\r\n']) {
    assert.equal(splitHeaders(value), NO_NAMES, JSON.stringify(value));
  }
  assert.equal(toHeaders(NO_NAMES), undefined);
});

test('names of inherited members are headers like any other', () => {
  assert.deepEqual(Object.entries(splitHeaders('{"__proto__":"a","constructor":"b"}')), [
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
});
