import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  brotliCompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { seededRandom } from '../../test/bench/generate-calls.ts';
import { unpackBytes } from '../ingest/unpack-bytes.ts';
import type { ApiCall, HeaderMap } from '../model/api-call.ts';
import { unpackedText } from './content-coding.ts';
import type { Body } from './exchange.ts';
import { parseExchange } from './exchange-parser.ts';

const CONTENT = '{"customer":{"name":"Ångström","city":"Århus"},"items":[{"sku":"a-1"},{"sku":"a-2"}]}';
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function answered(body: string, headers: HeaderMap, unpack: typeof unpackBytes | null = unpackBytes): Body {
  const call: ApiCall = {
    id: null,
    timeMs: 0,
    method: 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: '/orders',
    query: null,
    status: 200,
    client: { address: null, id: null },
    latencyMs: null,
    request: { headers: null, body: null, sizeBytes: null },
    response: { headers, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
  return parseExchange(call, unpack).responseBody;
}

const json = (encoding: string): HeaderMap => ({
  'Content-Type': 'application/json',
  'Content-Encoding': encoding,
});

test('JSON in every coding of HTTP, as base64 and byte by byte', () => {
  const packed: readonly (readonly [string, Uint8Array])[] = [
    ['br', brotliCompressSync(CONTENT)],
    ['BR', brotliCompressSync(CONTENT, { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } })],
    ['identity, br', brotliCompressSync(CONTENT)],
    ['gzip, br', brotliCompressSync(gzipSync(CONTENT))],
    ['zstd', zstdCompressSync(CONTENT)],
    ['deflate', deflateSync(CONTENT)],
    ['deflate', deflateRawSync(CONTENT)],
    ['x-gzip', gzipSync(CONTENT)],
  ];
  for (const [encoding, bytes] of packed) {
    for (const shown of [base64(bytes), latin1(bytes)]) {
      const body = answered(shown, json(encoding));
      assert.deepEqual(body.kind === 'json' ? body.value : body.kind, JSON.parse(CONTENT), encoding);
    }
  }
  const unnamed = answered(base64(zstdCompressSync(CONTENT)), { 'content-type': 'application/json' });
  assert.equal(unnamed.kind, 'json');
});

test('packed, then cut into chunks: as it went over the wire', () => {
  const framed = (bytes: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from('a\r\n'),
      bytes.subarray(0, 10),
      Buffer.from(`\r\n${(bytes.length - 10).toString(16)};x=1\r\n`),
      bytes.subarray(10),
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
  for (const [encoding, bytes] of [
    ['gzip', gzipSync(CONTENT)],
    ['br', brotliCompressSync(CONTENT)],
    ['deflate', deflateSync(CONTENT)],
    ['zstd', zstdCompressSync(CONTENT)],
  ] as const) {
    for (const shown of [base64(framed(bytes)), latin1(framed(bytes))]) {
      const body = answered(shown, json(encoding));
      assert.deepEqual(body.kind === 'json' ? body.value : body.kind, JSON.parse(CONTENT), encoding);
    }
  }
});

test('any Brotli stream of a small document is found, whatever its first bytes', () => {
  const random = seededRandom(11);
  for (let run = 0; run < 200; run += 1) {
    const document = JSON.stringify({ id: Math.floor(random() * 1e9), name: 'n'.repeat(run % 40) });
    const bytes = brotliCompressSync(document, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: run % 12,
        [constants.BROTLI_PARAM_LGWIN]: 10 + (run % 15),
      },
    });
    for (const shown of [base64(bytes), latin1(bytes)])
      assert.equal(unpackedText(shown, 'br', unpackBytes), document, `${run}`);
  }
});

test('other types are read under their coding too', () => {
  const packed = (text: string, type: string): Body =>
    answered(base64(brotliCompressSync(text)), { 'content-type': type, 'content-encoding': 'br' });
  assert.equal(packed('<order><id>7</id></order>', 'application/xml').kind, 'xml');
  assert.deepEqual(packed('a=1&b=2', 'application/x-www-form-urlencoded'), {
    kind: 'form',
    contentType: 'application/x-www-form-urlencoded',
    fields: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ],
    text: 'a=1&b=2',
  });
  const page = packed('<html>Hello</html>', 'text/html');
  assert.equal(page.kind === 'text' ? page.text : page.kind, '<html>Hello</html>');
});

test('a body that its log shows unpacked, and a coding nobody knows, stay as they are', () => {
  const packed = brotliCompressSync(CONTENT);
  const near: readonly (readonly [string, string | null])[] = [
    ['<html>Hello</html>', 'br'],
    ['Hello, this is a text', 'br'],
    ['aGVsbG8gd29ybGQh', 'br'],
    [base64(packed), null],
    [base64(packed), ''],
    [base64(packed), 'compress'],
    [base64(packed), 'br, compress'],
    [base64(packed), 'identity'],
    [base64(packed), 'gzip'],
    [base64(packed), 'br, br, br, br'],
    [latin1(packed).replace('\u0003', '\u2603'), 'br'],
  ];
  for (const [text, encoding] of near) assert.equal(unpackedText(text, encoding, unpackBytes), null, text);
  assert.equal(answered(CONTENT, json('br')).kind, 'json');
  assert.equal(answered(base64(packed), json('br'), null).kind, 'undecodable');
});

test('what unpacks to too much, is cut or broken stays packed', () => {
  const zeros = `[${'0,'.repeat(400_000)}0]`;
  const bombs: readonly (readonly [string, Uint8Array])[] = [
    ['br', brotliCompressSync(zeros)],
    ['zstd', zstdCompressSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br, br', brotliCompressSync(brotliCompressSync(zeros))],
    ['br', brotliCompressSync(Buffer.from([0xff, 0xfe]))],
    ['br', brotliCompressSync(CONTENT).subarray(0, 30)],
    ['zstd', zstdCompressSync(CONTENT).subarray(0, 30)],
  ];
  for (const [encoding, bytes] of bombs) {
    assert.equal(unpackedText(base64(bytes), encoding, unpackBytes), null, encoding);
    assert.equal(answered(base64(bytes), json(encoding)).kind, 'undecodable', encoding);
  }
  const wide = zstdCompressSync(CONTENT, { params: { [constants.ZSTD_c_windowLog]: 27 } });
  assert.equal(typeof unpackedText(base64(wide), 'zstd', unpackBytes), 'string');
});

test('bytes that are broken anywhere are no error', () => {
  const random = seededRandom(5);
  const packed = brotliCompressSync(CONTENT);
  for (let run = 0; run < 200; run += 1) {
    const broken = Buffer.from(packed);
    const at = Math.floor(random() * broken.length);
    broken[at] = (broken[at] ?? 0) ^ (1 << (run % 8));
    const text = unpackedText(base64(broken), 'br', unpackBytes);
    assert.ok(text === null || text.length <= 100 * broken.length);
  }
});
