import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  forEachLine,
  forEachLineByLikeness,
  hostLikeness,
  type LineTable,
  type LineVisitor,
  likeness,
  tableOfPage,
} from './lines.ts';

type Walk = (lines: LineTable, visit: LineVisitor) => void;

function visited(walk: Walk, text: string): string[] {
  const table = tableOfPage({ chunk: new TextEncoder().encode(text) });
  const lines: string[] = [];
  walk(table, (start, end, index) => lines.push(`${index}:${table.bytes.toString('utf8', start, end)}`));
  return lines;
}

const byIndex = (a: string, b: string): number => Number.parseInt(a, 10) - Number.parseInt(b, 10);

describe('lines of a chunk', () => {
  for (const walk of [forEachLine, forEachLineByLikeness]) {
    test(`${walk.name} gives every line that is not empty once, with its number`, () => {
      assert.deepEqual(visited(walk, ''), []);
      assert.deepEqual(visited(walk, 'a'), ['0:a']);
      assert.deepEqual(visited(walk, 'a\n'), ['0:a']);
      const text = '{"path":"/a/1"}\n\n- /b/x - \r\n{"path":"/a/2"}\nno path\n"/a/3?q=1"\n\n';
      const expected = text
        .split('\n')
        .map((line, index) => `${index}:${line}`)
        .filter((line) => !line.endsWith(':'));
      assert.deepEqual(visited(walk, text).sort(byIndex), expected);
    });
  }

  test('by likeness: paths that differ in segments with digits follow each other, in whatever format', () => {
    const lines = Array.from({ length: 300 }, (_, index) => {
      const resource = ['orders', 'customers', 'invoices'][index % 3] ?? '';
      const path = `/v1/${resource}/${index}${index % 2 === 0 ? '' : '?page=2'}`;
      return index < 150
        ? `{"method":"GET","path":"${path}","status":200}`
        : `192.0.2.1 - - [x] "GET ${path} HTTP/1.1" 200`;
    });
    const resources = visited(forEachLineByLikeness, lines.join('\n')).map(
      (line) => /\/(orders|customers|invoices)\//.exec(line)?.[1],
    );
    const turns = resources.filter((resource, at) => resource !== resources[at - 1]).length;
    assert.equal(turns, 3);
  });

  test('path and host are found wherever they stand, and nowhere else', () => {
    const bothOf = (line: string): readonly number[] => {
      const bytes = Buffer.from(`\n${line}`);
      return [likeness, hostLikeness].map((like) => like(bytes, 1, bytes.length));
    };
    const [path, host] = bothOf('{"host":"a.example","path":"/v1/orders"}');
    assert.ok(path !== 0 && host !== 0);
    for (let length = 0; length < 20; length += 1) {
      // Beginnings of what is looked for stand before it.
      for (const before of ['x', 'o', 'hos', 'host', '"', '":', ' ', 'a/']) {
        const note = `"note":"${before.repeat(length)}x",`;
        assert.deepEqual(bothOf(`{${note}"host":"a.example","path":"/v1/orders"}`), [path, host], note);
        assert.deepEqual(bothOf(`{"path":"/v1/orders",${note}"Host": "a.example"}`), [path, host], note);
        assert.deepEqual(bothOf(`{${note}"ghosts":"a.example","post":"v1/orders"}`), bothOf('{}'), note);
      }
    }
  });

  test('lists are many: words of real APIs seldom share one', () => {
    const words = Array.from({ length: 200 }, (_, index) => {
      const word = index.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
      return `"/api/${word}s/list"`;
    });
    assert.equal(new Set(words).size, 200);
    const lines = [...words, ...words];
    const order = visited(forEachLineByLikeness, lines.join('\n')).map((line) => line.split(':')[1] ?? '');
    const together = order.filter((line, at) => line === order[at - 1]).length;
    assert.ok(together > 150, `${together} of 200 stand beside their like`);
  });
});
