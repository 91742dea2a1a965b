import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divideLines } from './divide-lines.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));
const line = (path: string): string => JSON.stringify({ method: 'GET', path, note: 'é' });
const WORDS = 'orders customers carts payments devices routes parcels refunds'.split(' ');

function pathsOf(part: Uint8Array): string[] {
  return text(part)
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => (JSON.parse(each) as { readonly path: string }).path);
}

test('every line is in one part, at the number that it had, and other lines are empty there', () => {
  const lines = Array.from({ length: 40 }, (_, at) => line(`/v1/${WORDS[at % WORDS.length]}/${at}`));
  for (const all of [lines, [...lines, ''], ['', ...lines, '', 'no record']]) {
    for (const count of [1, 2, 3]) {
      const parts = divideLines(bytesOf(all), count).map((part) => text(part).split('\n'));
      assert.equal(parts.length, count);
      all.forEach((each, at) => {
        const found = parts.map((part) => part[at] ?? '').filter((other) => other !== '');
        assert.deepEqual(found, each === '' ? [] : [each]);
      });
    }
  }
});

test('like requests come to one part, and the parts share the work', () => {
  const lines = Array.from({ length: 400 }, (_, at) => line(`/v1/${WORDS[at % WORDS.length]}/${at}`));
  const parts = divideLines(bytesOf(lines), 2).map(pathsOf);
  const words = parts.map((paths) => new Set(paths.map((path) => path.split('/')[2] ?? '')));
  assert.equal((words[0]?.size ?? 0) + (words[1]?.size ?? 0), WORDS.length);
  for (const part of words) assert.ok(part.size >= 2, 'each part has several kinds of requests');
});

test('nothing is divided into nothing', () => {
  assert.deepEqual(divideLines(new Uint8Array(0), 2), [new Uint8Array(0), new Uint8Array(0)]);
});

test('one path at many hosts is shared, too, and a host of it comes to one part', () => {
  for (const name of ['host', 'Host', 'http_host']) {
    for (const space of ['', ' ']) {
      const lines = Array.from({ length: 400 }, (_, at) => {
        const host = `svc${at % 40}.shop.example`;
        return `{"time":${at},"${name}":${space}"${host}","path":"/v1/orders/${at}"}`;
      });
      const parts = divideLines(bytesOf(lines), 4).map((part) => new Set(text(part).match(/svc\d+/g) ?? []));
      const sizes = parts.map(({ size }) => size);
      assert.equal(
        sizes.reduce((sum, size) => sum + size, 0),
        40,
        name,
      );
      for (const size of sizes) assert.ok(size >= 3, `${name}: ${sizes.join(' ')}`);
    }
  }
});
