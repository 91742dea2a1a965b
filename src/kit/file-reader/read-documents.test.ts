import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AssayError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json.ts';
import { compileSchema } from '../../schema/index.ts';
import type { Problem } from '../connector.ts';
import { DOCUMENTS_CURSOR_SCHEMA, type DocumentsCursor } from './document-cursor.ts';
import { readDocumentFiles } from './read-documents.ts';

const cursors = compileSchema<DocumentsCursor>(DOCUMENTS_CURSOR_SCHEMA);
let folder = '';
let cursor: DocumentsCursor | null = null;
let problems: Problem[] = [];
let parsed = 0;
let pages = 0;

/** A document is a list of numbers, one a line; `!` makes it another format. */
function recordsOf(bytes: Uint8Array): readonly JsonValue[] {
  parsed += 1;
  const text = Buffer.from(bytes).toString('utf8');
  if (text.startsWith('!'))
    throw new AssayError({ code: 'X_FORMAT', kind: 'sourceContract', message: 'Another format.' });
  return text.split('\n').filter(Boolean).map(Number);
}

async function pull(stopAfter = Infinity): Promise<readonly JsonValue[]> {
  const around = {
    clock: { nowMs: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
    stdin: null,
    report: (problem: Problem): number => problems.push(problem),
  };
  const files = {
    paths: [join(folder, '*')],
    mapping: null,
    unpack: { ratio: 100, bytes: 10_000 },
    pageRecords: 10,
    recordsOf,
  };
  const records: JsonValue[] = [];
  pages = 0;
  for await (const page of readDocumentFiles(files, cursor, around)) {
    assert.equal(page.records.kind, 'records');
    if (page.records.kind === 'records') records.push(...page.records.records);
    cursor = cursors.parse(JSON.parse(JSON.stringify(page.cursor)), {
      code: 'X',
      kind: 'state',
      message: 'x',
    });
    pages += 1;
    if (pages === stopAfter) break;
  }
  return records;
}

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);
const document = (from: number, to: number): string => numbers(from, to).join('\n');
const path = (name: string): string => join(folder, name);

describe('document files', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-documents-'));
    cursor = null;
    problems = [];
    parsed = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads each once, resumes after a kill at any page, and leaves untouched ones closed', async () => {
    await writeFile(path('a'), document(0, 35));
    await writeFile(path('b'), gzipSync(document(35, 50)));
    for (const stopAfter of [1, 3, 4, 5]) {
      cursor = null;
      assert.deepEqual([...(await pull(stopAfter)), ...(await pull())], numbers(0, 50));
    }
    parsed = 0;

    assert.deepEqual(await pull(), []);
    assert.equal(parsed, 0);
  });

  it('knows a document again that was moved or packed', async () => {
    await writeFile(path('a'), document(0, 15));
    assert.equal((await pull(1)).length, 10);
    await rename(path('a'), path('b'));
    assert.deepEqual(await pull(), numbers(10, 15));
    await writeFile(path('c'), gzipSync(document(0, 15)));

    assert.deepEqual(await pull(), []);
    assert.equal(pages, 0, 'nothing to commit');
  });

  it('takes changed content as a new document', async () => {
    await writeFile(path('a'), document(0, 3));
    await pull();
    await writeFile(path('a'), document(0, 5));

    assert.deepEqual(await pull(), numbers(0, 5));
  });

  it('remembers a document without records, and reports one of another format each time', async () => {
    await writeFile(path('a'), '\n');
    await writeFile(path('b'), '! something else');

    await pull();
    await pull();

    assert.equal(parsed, 3);
    assert.deepEqual(
      problems.map(({ code, kind }) => [code, kind]),
      [
        ['X_FORMAT', 'sourceContract'],
        ['X_FORMAT', 'sourceContract'],
      ],
    );
  });

  it('refuses what is larger than its limit, plain or unpacked', async () => {
    await writeFile(path('a'), document(0, 5_000));
    await writeFile(path('b'), gzipSync('1\n'.repeat(4_000)));
    await writeFile(path('c'), '7');

    assert.deepEqual(await pull(), [7]);
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [
        ['FILE_UNPACKS_TOO_LARGE', path('a')],
        ['FILE_UNPACKS_TOO_LARGE', path('b')],
      ],
    );
  });

  it('reports a damaged one and goes on', async () => {
    await writeFile(path('a'), gzipSync(document(0, 500)).subarray(0, 200));
    await writeFile(path('b'), '7');

    assert.deepEqual(await pull(), [7]);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['FILE_DAMAGED'],
    );
  });

  it('forgets no document that is there, however many are gone', async () => {
    await writeFile(path('a'), document(0, 3));
    assert.deepEqual(await pull(), numbers(0, 3));
    const [here] = cursor?.documents ?? [];
    assert.ok(here);
    const gone = Array.from({ length: 10_050 }, (_, at) => ({
      ...here,
      digest: at.toString(16).padStart(64, '0'),
      node: `1:${at}`,
    }));
    cursor = { documents: [here, ...gone] };
    await writeFile(path('b'), document(3, 6));
    assert.deepEqual(await pull(), numbers(3, 6));
    assert.equal(cursor.documents.length, 10_002);
    assert.deepEqual(await pull(), []);
  });
});
