import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './source-files.ts';

const PAGES = ['README.md', 'CHANGELOG.md', 'src/ARCHITECTURE.md', 'src/SIZING.md'].filter((page) =>
  existsSync(join(ROOT, page)),
);

/** Cells of a row: what stands between its bars; an escaped bar is text. */
function cellsOf(row: string): number {
  return row.replaceAll(String.raw`\|`, '').split('|').length - 2;
}

for (const page of PAGES) {
  const lines = readFileSync(join(ROOT, page), 'utf8').split('\n');

  test(`${page}: the rows of a table are as wide as its head, and a table has one head`, () => {
    let width: number | null = null;
    lines.forEach((line, index) => {
      if (!line.startsWith('|')) {
        width = null;
        return;
      }
      const isRule = /^\|(?:\s*:?-+:?\s*\|)+$/.test(line);
      assert.ok(!isRule || lines[index - 2]?.startsWith('|') !== true, `second head at line ${index + 1}`);
      width ??= cellsOf(line);
      assert.equal(cellsOf(line), width, `line ${index + 1}`);
    });
  });

  test(`${page}: files that it links to are there`, () => {
    for (const [, target = ''] of lines.join('\n').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      const from = page.includes('/') ? join(ROOT, page, '..') : ROOT;
      assert.ok(existsSync(join(from, target)), target);
    }
  });
}

test('the README answers what people ask first', () => {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
  for (const heading of ['Try it', 'Configuration', 'Connectors and formats', 'What is measured', 'Privacy'])
    assert.ok(text.includes(`\n## ${heading}\n`), heading);
});
