import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiCall, HeaderMap } from '../model/api-call.ts';
import { isMasked, MAX_BODY_CHARS, MAX_JSON_DEPTH, parseExchange } from './exchange-parser.ts';

function call(parts: {
  path?: string;
  query?: string | null;
  headers?: HeaderMap | null;
  body?: string | null;
}): ApiCall {
  return {
    id: null,
    timeMs: 0,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: parts.path ?? '/',
    query: parts.query ?? null,
    status: 200,
    client: { address: null, id: null },
    latencyMs: null,
    request: { headers: parts.headers ?? null, body: parts.body ?? null, sizeBytes: null },
    response: { headers: null, body: null, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

const requestBody = (body: string | null, contentType: string | null) =>
  parseExchange(call({ body, headers: contentType === null ? {} : { 'content-type': contentType } }))
    .requestBody;

test('segments are decoded once, empty ones dropped, broken escapes kept', () => {
  assert.deepEqual(parseExchange(call({ path: '/v1//items/a%2Fb/%E2%82%AC/%2541/' })).segments, [
    'v1',
    'items',
    'a/b',
    '€',
    '%41',
  ]);
  assert.deepEqual(parseExchange(call({ path: '/%zz/%E4bc/%C3%A4%FF/%C0%AF/%ED%A0%80/%' })).segments, [
    '%zz',
    '%E4bc',
    'ä%FF',
    '%C0%AF',
    '%ED%A0%80',
    '%',
  ]);
  assert.deepEqual(parseExchange(call({ path: '/' })).segments, []);
});

test('query pairs keep order and repetition, plus is space', () => {
  assert.deepEqual(parseExchange(call({ query: 'a=1&a=2&&b&c=x=y+z%20w&=v' })).query, [
    { name: 'a', value: '1' },
    { name: 'a', value: '2' },
    { name: 'b', value: '' },
    { name: 'c', value: 'x=y z w' },
    { name: '', value: 'v' },
  ]);
});

test('headers are lower-cased fields, cookies come out of them, null stays null', () => {
  const exchange = parseExchange(
    call({ headers: { 'X-Trace': ['1', '2'], cookie: 'sid=abc; theme="dark"; broken; =x' } }),
  );
  assert.deepEqual(exchange.requestHeaders?.slice(0, 2), [
    { name: 'x-trace', value: '1' },
    { name: 'x-trace', value: '2' },
  ]);
  assert.deepEqual(exchange.cookies, [
    { name: 'sid', value: 'abc' },
    { name: 'theme', value: 'dark' },
  ]);
  assert.equal(exchange.responseHeaders, null);
});

test('bodies by content type and by sniffing', () => {
  assert.equal(requestBody(null, null).kind, 'not-captured');
  assert.equal(requestBody('', null).kind, 'empty');
  assert.equal(requestBody('***', 'application/json').kind, 'not-captured');
  const json = requestBody('\ufeff{"a":[1]}', 'application/problem+json; charset=utf-8');
  assert.ok(json.kind === 'json' && json.contentType === 'application/problem+json');
  assert.equal(requestBody('[1,2]', null).kind, 'json');
  assert.equal(requestBody('{oops', 'application/json').kind, 'undecodable');
  assert.equal(requestBody('{oops', 'text/plain').kind, 'text');
  assert.equal(requestBody('<a>1</a>', null).kind, 'xml');
  assert.equal(requestBody('no xml', 'text/xml').kind, 'undecodable');
  assert.equal(requestBody('<!doctype html><p>', null).kind, 'text');
  const form = requestBody('a=1&b=x+y', null);
  assert.ok(form.kind === 'form');
  assert.deepEqual(form.fields, [
    { name: 'a', value: '1' },
    { name: 'b', value: 'x y' },
  ]);
});

test('multipart parts, also with LF and without the closing boundary', () => {
  const text =
    '--B7\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--B7\r\n' +
    'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nline1\r\nline2\r\n--B7--\r\n';
  const expected = [
    { name: 'note', fileName: null, contentType: null, value: 'hello' },
    { name: 'file', fileName: 'a.txt', contentType: 'text/plain', value: 'line1\r\nline2' },
  ];
  const body = requestBody(text, 'multipart/form-data; boundary=B7');
  assert.ok(body.kind === 'multipart');
  assert.deepEqual(body.parts, expected);
  const cut = requestBody('--B7\nContent-Disposition: form-data; name=q\n\nv', 'multipart/form-data');
  assert.ok(cut.kind === 'multipart');
  assert.deepEqual(cut.parts, [{ name: 'q', fileName: null, contentType: null, value: 'v' }]);
  assert.equal(requestBody('nothing', 'multipart/form-data').kind, 'undecodable');
});

test('caps: depth is undecodable, size is text, neither throws', () => {
  const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  assert.equal(requestBody(nest(MAX_JSON_DEPTH), 'application/json').kind, 'json');
  assert.equal(requestBody(nest(MAX_JSON_DEPTH + 1), 'application/json').kind, 'undecodable');
  assert.equal(requestBody(nest(200_000), 'application/json').kind, 'undecodable');
  assert.equal(requestBody(`"${'a'.repeat(MAX_BODY_CHARS)}"`, 'application/json').kind, 'text');
});

test('lone surrogates and __proto__ keys survive', () => {
  const body = requestBody('{"__proto__":{"x":"\\ud800"},"a":"\\udc00"}', 'application/json');
  assert.ok(body.kind === 'json');
  assert.deepEqual(Object.keys(body.value as object), ['__proto__', 'a']);
  assert.deepEqual(parseExchange(call({ path: '/\ud800%20' })).segments, ['\ud800 ']);
});

test('masks are recognised, ordinary values are not', () => {
  for (const mask of [
    '***',
    'REDACTED',
    '[FILTERED]',
    '<redacted>',
    'Bearer ***',
    'xxxx',
    '######',
    '{{MASKED}}',
  ]) {
    assert.equal(isMasked(mask), true, mask);
  }
  for (const value of ['', 'x', 'xxx', 'redact', '**', 'abc***', 'masked ball', 'Bearer abc']) {
    assert.equal(isMasked(value), false, value);
  }
});
