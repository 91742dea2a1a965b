import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leastCpuMs } from '../../../test/support/least-cpu-ms.ts';
import type { ApiCall } from '../../model/api-call.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { isMasked, parseExchange } from '../exchange-parser.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { isDynamicKey } from './dynamic-key.ts';
import { decodePayloads, emptyPayloads, encodePayloads, observePayloads } from './index.ts';
import { readXml } from './observe-xml.ts';
import { isShippedName, keepingOf } from './shipped-words.ts';
import { lexicalType, textFormat } from './text-format.ts';

const hash = makeKeyedHash(new Uint8Array(16));
const SIZE = 16_384;
const SEEDS = [
  'a',
  'A',
  '0',
  ' ',
  '-',
  '_',
  '.',
  ':',
  '::',
  '/',
  '=',
  '@',
  '%',
  '%E2',
  '%00',
  '+',
  '&',
  '&=',
  'a=',
  '[',
  '{',
  '<',
  '<a ',
  '<a>',
  '</a>',
  '<!--',
  '<![CDATA[',
  ' a="',
  " a='",
  '&lt',
  '--',
  '--\r\n',
  '\r\n\r\n',
  'a@',
  'a.',
  '1.',
  '1:',
  'aA',
  'a_',
  '"',
  '\\',
  '\ud800',
  '\u202e',
];

const texts = SEEDS.map((seed) => seed.repeat(Math.ceil(SIZE / seed.length)).slice(0, SIZE));

test('every reader of this folder is linear: 16 kB of hostile repeats under 50 ms', () => {
  const readers: Readonly<Record<string, (text: string) => unknown>> = {
    textFormat,
    lexicalType,
    isDynamicKey,
    isShippedName,
    keepingOf,
    isMasked,
    readXml,
  };
  for (const [name, reader] of Object.entries(readers)) {
    for (const text of [...texts, ...texts.map((one) => `<a ${one}`)]) {
      const ms = leastCpuMs(() => void reader(text), 50);
      assert.ok(ms < 50, `${name} took ${ms.toFixed(0)} ms on ${JSON.stringify(text.slice(0, 8))}`);
    }
  }
});

test('whole calls of hostile repeats, whatever type they claim', () => {
  const types = [
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=--',
    'text/xml',
    'text/plain',
    null,
  ];
  for (const text of texts) {
    for (const type of types) {
      const ms = leastCpuMs(() => void observeOne(callOf(text, type)), 250);
      assert.ok(
        ms < 250,
        `${type ?? 'untyped'} took ${ms.toFixed(0)} ms on ${JSON.stringify(text.slice(0, 8))}`,
      );
    }
  }
});

test('a body of a megabyte and one of sixty-four levels are read', () => {
  const wide = JSON.stringify(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at % 9000}x${at}`, at])),
  );
  const deep = `${'{"a":['.repeat(31)}"mia@shop.example"${']}'.repeat(31)}`;
  for (const body of [wide, deep, `"${'x'.repeat(1_000_000)}"`]) {
    const stored = JSON.stringify(encodePayloads(observeOne(callOf(body, 'application/json'))));
    assert.ok(stored.length < 100_000, `${stored.length}`);
    if (body === deep) assert.ok(stored.includes('"email"'), 'a class below the depth cap is found');
  }
});

test('a broken encoding is refused with a fixed text', () => {
  for (const broken of [1, 'x', null, [], [[1]], [[1, 2, 3, 4, 5], 7, 0], [[1, 2, 3, 4, 'x'], 0, 0]]) {
    assert.throws(() => decodePayloads(broken), /^RangeError: encoded payload: an? \w+ is missing$/);
  }
});

function observeOne(call: ApiCall) {
  const payloads = emptyPayloads();
  observePayloads(payloads, parseExchange(call), {
    hash,
    caps: DEFAULT_CAPS,
    accepted: true,
    refused: false,
    clientHash: 1,
  });
  return payloads;
}

function callOf(text: string, type: string | null): ApiCall {
  const headers = type === null ? {} : { 'content-type': type };
  return {
    id: null,
    timeMs: 0,
    method: 'POST',
    scheme: 'https',
    host: 'api.shop.example',
    path: `/${text}`,
    query: text,
    status: 200,
    client: { address: null, id: null },
    latencyMs: null,
    request: {
      headers: { ...headers, cookie: text, 'x-note': text, [text]: 'x' },
      body: text,
      sizeBytes: null,
    },
    response: { headers: { ...headers, 'set-cookie': text }, body: text, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}
