import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { seededRandom } from '../../test/bench/generate-calls.ts';
import { inflateRaw } from './inflate.ts';
import { parseBody } from './message-body.ts';
import { gunzippedText } from './packed-text.ts';

const JSON_TYPE = 'application/json';
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const chunked = (...chunks: readonly string[]): string =>
  `${chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`;

/** Content type, body as logged, the JSON in it. */
const JSON_BODIES: readonly (readonly [string | null, string, unknown])[] = [
  [JSON_TYPE, '{"a":1}', { a: 1 }],
  ['application/json, application/json', '{"a":1}', { a: 1 }],
  ['application/x-amz-json-1.1', '{"a":1}', { a: 1 }],
  ['application/json-rpc', '{"a":1}', { a: 1 }],
  [JSON_TYPE, base64(gzipSync('{"a":"ö"}')), { a: 'ö' }],
  [null, base64(gzipSync('{"a":1}')), { a: 1 }],
  [JSON_TYPE, gzipSync('{"a":1}').toString('latin1'), { a: 1 }],
  [JSON_TYPE, base64('{"name":"ö"}'), { name: 'ö' }],
  [JSON_TYPE, chunked('{"na', 'me":"ö"', '}'), { name: 'ö' }],
  [JSON_TYPE, '7;x=1\n{"a":1}\n0\n\n', { a: 1 }],
  [JSON_TYPE, ')]}\',\n{"a":1}', { a: 1 }],
  [JSON_TYPE, 'for(;;);{"a":1}', { a: 1 }],
  [JSON_TYPE, 'cb({"a":1})', { a: 1 }],
  [JSON_TYPE, '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['application/javascript', '/**/jQuery1.cb[0]({"a":1});', { a: 1 }],
  ['text/javascript', 'cb([1]) ;', [1]],
  ['application/x-ndjson', '{"a":1}\r\n\r\n{"a":2}\n{"a"', [{ a: 1 }, { a: 2 }]],
  ['application/json-seq', '\u001e{"a":1}\n\u001e{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  [
    'text/event-stream',
    ': hi\nevent: tick\ndata: {"a":\ndata: 1}\n\ndata:{"a":2}\r\n\r\ndata: [DONE]\n\n',
    [{ a: 1 }, { a: 2 }],
  ],
];

test('JSON under the wrappings of logs', () => {
  for (const [type, text, expected] of JSON_BODIES) {
    const body = parseBody(text, type);
    assert.deepEqual(body.kind === 'json' ? body.value : body.kind, expected, `${type} ${text}`);
  }
});

test('near misses stay what they are', () => {
  const cases: readonly (readonly [string | null, string, string])[] = [
    [JSON_TYPE, 'H4sI is how it begins', 'undecodable'],
    [JSON_TYPE, base64('plain words, no document'), 'undecodable'],
    [JSON_TYPE, '7\r\n{"a":1\r\n', 'undecodable'],
    [JSON_TYPE, '{"a":1}\nnot json\n{"a":2}', 'undecodable'],
    [JSON_TYPE, 'cb({"a":1}', 'undecodable'],
    ['application/javascript', 'function f(){return {"a":1}}', 'text'],
    ['application/javascript', 'alert("x");', 'text'],
    ['text/event-stream', 'data: tick\n\n', 'text'],
    ['application/x-ndjson', 'not json', 'text'],
    ['application/x-protobuf', '\b\u0001', 'text'],
    ['application/msgpack', '\u0081\u00a1a\u0001', 'text'],
    ['text/csv', 'id,name\n1,a', 'text'],
    ['application/xml', chunked('<a>', '</a>'), 'xml'],
    ['application/vnd.shop+xml', '<a/>', 'xml'],
  ];
  for (const [type, text, kind] of cases) assert.equal(parseBody(text, type).kind, kind, `${type} ${text}`);
});

test('chunks of every type, and what only begins like one', () => {
  const form = parseBody(chunked('action=get', 'User&n=1'), 'application/x-www-form-urlencoded');
  assert.deepEqual(form.kind === 'form' ? form.fields.map(({ name, value }) => [name, value]) : form.kind, [
    ['action', 'getUser'],
    ['n', '1'],
  ]);
  const text = (body: string, type: string): string => {
    const parsed = parseBody(body, type);
    return parsed.kind === 'text' ? parsed.text : parsed.kind;
  };
  assert.equal(text(chunked('id,na', 'me\n1,a'), 'text/csv'), 'id,name\n1,a');
  for (const column of ['3\r\n4\r\n0\r\n', '10\n20\n30\n', '3\nabc', 'a\r\n0\r\n'])
    assert.equal(text(column, 'text/csv'), column, 'a column of numbers');
  const events = parseBody(chunked('data: {"a"', ':1}\n\n'), 'text/event-stream');
  assert.deepEqual(events.kind === 'json' ? events.value : events.kind, [{ a: 1 }]);
  const parts = parseBody(
    chunked('--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X--\r\n'),
    'multipart/form-data; boundary=X',
  );
  assert.deepEqual(
    parts.kind === 'multipart' ? parts.parts.map(({ name, value }) => [name, value]) : parts.kind,
    [['a', '1']],
  );
});

test('what unpacks to too much stays packed', () => {
  const bomb = base64(gzipSync(`[${'0,'.repeat(400_000)}0]`));
  assert.equal(gunzippedText(bomb), null);
  assert.equal(parseBody(bomb, JSON_TYPE).kind, 'undecodable');
  assert.equal(gunzippedText(base64(gzipSync(Buffer.from([0xff, 0xfe])))), null);
  const whole = base64(gzipSync('{"a":1}'));
  assert.equal(gunzippedText(whole.slice(0, 20)), null);
});

test('inflate undoes deflate at every level and never throws on what is broken', () => {
  const random = seededRandom(7);
  for (let run = 0; run < 60; run += 1) {
    const letters = 1 + Math.floor(random() * 256);
    const bytes = Buffer.from(
      Array.from({ length: Math.floor(random() * 4000) }, () => Math.floor(random() * letters)),
    );
    const packed = deflateRawSync(bytes, { level: run % 10 });
    assert.deepEqual(Buffer.from(inflateRaw(packed, 1 << 20) ?? []), bytes);
    if (bytes.length > 0) assert.equal(inflateRaw(packed, bytes.length - 1), null);
    const broken = Buffer.from(packed);
    const at = Math.floor(random() * broken.length);
    broken[at] = (broken[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    inflateRaw(broken, 1 << 16);
    inflateRaw(packed.subarray(0, at), 1 << 16);
  }
});

test('places in a list of a form are one field', () => {
  const body = parseBody(
    'user[name]=Ada&items[0][sku]=a&items[11][sku]=b&tags[]=c',
    'application/x-www-form-urlencoded',
  );
  assert.deepEqual(body.kind === 'form' ? body.fields.map(({ name }) => name) : null, [
    'user[name]',
    'items[][sku]',
    'items[][sku]',
    'tags[]',
  ]);
});
