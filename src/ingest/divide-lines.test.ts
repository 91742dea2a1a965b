import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineRecords } from '../kit/index.ts';
import { divideLines } from './divide-lines.ts';
import { type LinePart, tableOfPart } from './line-part.ts';
import { forEachLine, forEachLineByLikeness, tableOfPage } from './lines.ts';

const line = (path: string): string => JSON.stringify({ method: 'GET', path, note: 'é' });
const WORDS = 'orders customers carts payments devices routes parcels refunds'.split(' ');

function pageOf(lines: readonly string[]): LineRecords {
  const chunk = new TextEncoder().encode(lines.join('\n'));
  return { kind: 'lines', mapping: 'a-mapping', chunk, lineCount: lines.length };
}

/** As whoever found the lines tells where they end. */
function withEnds(page: LineRecords): LineRecords {
  const ends = Uint32Array.from(tableOfPage(page).ends);
  return { ...page, ends };
}

/** The lines of a part by the number that they have in the page. */
function linesOf(part: LinePart): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  const table = tableOfPart(part);
  forEachLine(table, (start, end, index) => lines.set(index, table.bytes.toString('utf8', start, end)));
  assert.equal(lines.size, part.lineCount);
  return lines;
}

const textOf = (part: LinePart): string => [...linesOf(part).values()].join('\n');

test('every line is in one part, with the number that it had, and empty lines are in none', () => {
  const lines = Array.from({ length: 40 }, (_, at) => line(`/v1/${WORDS[at % WORDS.length]}/${at}`));
  for (const all of [lines, [...lines, ''], ['', ...lines, '', 'no record'], ['', '\r', '', '']]) {
    for (const count of [1, 2, 3, 300]) {
      const parts = divideLines(pageOf(all), count);
      assert.equal(parts.length, count);
      const found = parts.map(linesOf);
      for (const [at, each] of all.entries()) {
        const texts = found.flatMap((part) => part.get(at) ?? []);
        assert.deepEqual(texts, each === '' ? [] : [each]);
      }
      for (const { mapping } of parts) assert.equal(mapping, 'a-mapping');
    }
  }
});

test('a page that tells where its lines end is divided as one that does not', () => {
  const lines = Array.from({ length: 100 }, (_, at) => line(`/v1/${WORDS[at % WORDS.length]}/${at}`));
  for (const all of [lines, ['', ...lines, '']]) {
    assert.deepEqual(divideLines(withEnds(pageOf(all)), 3), divideLines(pageOf(all), 3));
  }
});

test('lists that a part tells are those that would be made of its lines', () => {
  const lines = Array.from({ length: 200 }, (_, at) => line(`/v1/${WORDS[(at * 3) % WORDS.length]}/${at}`));
  for (const part of divideLines(pageOf(lines), 2)) {
    const { lists: _, ...untold } = tableOfPart(part);
    const [told, made] = [tableOfPart(part), untold].map((table) => {
      const order: number[] = [];
      forEachLineByLikeness(table, (_start, _end, index) => order.push(index));
      return order;
    });
    assert.equal(told?.length, part.lineCount);
    assert.deepEqual(told, made);
    assert.notDeepEqual(
      told,
      told?.toSorted((a, b) => a - b),
    );
  }
});

test('like requests come to one part, and the parts share the work', () => {
  const lines = Array.from({ length: 400 }, (_, at) => line(`/v1/${WORDS[at % WORDS.length]}/${at}`));
  const words = divideLines(pageOf(lines), 2).map((part) => new Set(textOf(part).match(/(?<=v1\/)\w+/g)));
  assert.equal((words[0]?.size ?? 0) + (words[1]?.size ?? 0), WORDS.length);
  for (const part of words) assert.ok(part.size >= 2, 'each part has several kinds of requests');
});

test('nothing is divided into nothing', () => {
  for (const part of divideLines(pageOf([]), 2))
    assert.deepEqual([part.lineCount, part.buffer.byteLength], [0, 0]);
});

test('one path at many hosts is shared, too, and a host of it comes to one part', () => {
  for (const name of ['host', 'Host', 'http_host']) {
    for (const space of ['', ' ']) {
      const lines = Array.from({ length: 400 }, (_, at) => {
        const host = `svc${at % 40}.shop.example`;
        return `{"time":${at},"${name}":${space}"${host}","path":"/v1/orders/${at}"}`;
      });
      const parts = divideLines(pageOf(lines), 4).map((part) => new Set(textOf(part).match(/svc\d+/g) ?? []));
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
