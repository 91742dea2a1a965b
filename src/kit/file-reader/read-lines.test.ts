import assert from 'node:assert/strict';
import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { compileSchema } from '../../schema/index.ts';
import type { Problem } from '../connector.ts';
import type { LineRecords, Page } from '../page.ts';
import { FILES_CURSOR_SCHEMA, type FileEntry, type FilesCursor } from './file-cursor.ts';
import { readLineFiles, readLineFilesOnce } from './read-lines.ts';
import { keptEntries } from './track-files.ts';

const NOW_MS = Date.UTC(2026, 0, 10);
const cursors = compileSchema<FilesCursor>(FILES_CURSOR_SCHEMA);

let folder = '';
let cursor: FilesCursor | null = null;
let problems: Problem[] = [];

interface PullOptions {
  readonly paths?: readonly string[];
  readonly pageLines?: number;
  readonly pageBytes?: number;
  readonly stopAfter?: number;
  readonly lastLineAfterMs?: number;
  readonly lineBytes?: number;
  readonly onPage?: (page: Page) => Promise<void>;
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** One pull as the runtime does it: every page is committed with its cursor; a stop is a kill after that commit. */
async function pull(options: PullOptions = {}): Promise<readonly string[]> {
  const around = {
    clock: { nowMs: () => NOW_MS, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
    stdin: options.stdin ?? null,
    report: (problem: Problem): number => problems.push(problem),
  };
  const files = {
    paths: options.paths ?? [join(folder, '*.log*')],
    mapping: null,
    unpack: { ratio: 100, bytes: 64 * 1024 * 1024 },
    lastLineAfterMs: options.lastLineAfterMs ?? Infinity,
    lines: {
      pageBytes: options.pageBytes ?? 64 * 1024,
      pageLines: options.pageLines ?? 100,
      lineBytes: options.lineBytes ?? 16 * 1024,
    },
  };
  const lines: string[] = [];
  let pages = 0;
  for await (const page of readLineFiles(files, cursor, around)) {
    lines.push(...linesOf(page));
    // Through JSON and its schema, as a store does it.
    cursor = cursors.parse(JSON.parse(JSON.stringify(page.cursor)), {
      code: 'X',
      kind: 'state',
      message: 'x',
    });
    pages += 1;
    await options.onPage?.(page);
    if (pages === options.stopAfter) break;
  }
  return lines;
}

function linesOf(page: Page): readonly string[] {
  assert.equal(page.records.kind, 'lines');
  if (page.records.kind !== 'lines') return [];
  const text = Buffer.from(page.records.chunk).toString('utf8');
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  assert.equal(lines.length, page.records.lineCount, 'lineCount is the number of physical lines');
  assertEnds(page.records);
  return lines;
}

function assertEnds({ chunk, lineCount, ends }: LineRecords): void {
  const newlines = [...chunk].flatMap((byte, at) => (byte === 0x0a ? [at + 1] : []));
  const expected = newlines.length < lineCount ? [...newlines, chunk.length] : newlines;
  assert.deepEqual(ends, Uint32Array.from(expected), 'each line ends there');
  if (lineCount > 0) assert.equal(ends?.buffer, chunk.buffer, 'both can be transferred as one');
}

/** Lines as a log has them: long enough to tell files apart by their head, each different. */
function makeLines(name: string, from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, index) => `${name} line ${from + index} ${'.'.repeat(40)}`);
}

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const path = (name: string): string => join(folder, name);

describe('line files', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-files-'));
    cursor = null;
    problems = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads files by name order, in pages, then nothing more until something is added', async () => {
    const [a, b] = [makeLines('a', 0, 250), makeLines('b', 0, 10)];
    await writeFile(path('b.log'), text(b));
    await writeFile(path('a.log'), text(a));

    assert.deepEqual(await pull(), [...a, ...b]);
    assert.deepEqual(await pull(), []);
    const more = makeLines('a', 250, 260);
    await appendFile(path('a.log'), text(more));
    assert.deepEqual(await pull(), more);
    assert.deepEqual(problems, []);
  });

  it('resumes after a kill at any page without loss or repetition', async () => {
    const a = makeLines('a', 0, 730);
    const b = makeLines('b', 0, 330);
    await writeFile(path('a.log'), text(a));
    await writeFile(path('b.log.gz'), gzipSync(text(b)));
    for (const stopAfter of [1, 2, 5, 8, 9, 10]) {
      cursor = null;
      const before = await pull({ stopAfter });
      assert.deepEqual([...before, ...(await pull())], [...a, ...b]);
    }
  });

  it('numbers lines across pages and kills', async () => {
    await writeFile(path('a.log'), text(makeLines('a', 0, 250)));
    const first: number[] = [];
    const onPage = (page: Page): Promise<void> => Promise.resolve(void first.push(page.position.firstLine));

    await pull({ stopAfter: 1, onPage });
    await pull({ onPage });

    assert.deepEqual(first, [1, 101, 201]);
  });

  it('holds back a last line without line end, and takes it once the file has been still', async () => {
    await writeFile(path('a.log'), 'one\ntwo-half');
    assert.deepEqual(await pull(), ['one']);
    await appendFile(path('a.log'), '-done\nthree');
    assert.deepEqual(await pull(), ['two-half-done']);
    await utimes(path('a.log'), NOW_MS / 1000 - 601, NOW_MS / 1000 - 601);

    assert.deepEqual(await pull({ lastLineAfterMs: 600_000 }), ['three']);
    assert.deepEqual(await pull({ lastLineAfterMs: 600_000 }), []);
  });

  it('finishes a file that is renamed while it is read, then reads the new one', async () => {
    const old = makeLines('old', 0, 300);
    const fresh = makeLines('fresh', 0, 50);
    const late = makeLines('old', 300, 320);
    await writeFile(path('a.log'), text(old));
    let rotated = false;
    const rotate = async (): Promise<void> => {
      if (rotated) return;
      rotated = true;
      await rename(path('a.log'), path('a.log.1'));
      await appendFile(path('a.log.1'), text(late));
      await writeFile(path('a.log'), text(fresh));
    };

    assert.deepEqual(await pull({ onPage: rotate }), old);
    assert.deepEqual(await pull(), [...fresh, ...late]);
    assert.deepEqual(await pull(), []);
  });

  it('follows rotation by renaming and compressing, however far it had read', async () => {
    for (const stopAfter of [1, 3, 99]) {
      cursor = null;
      const lines = makeLines(`run${stopAfter}`, 0, 400);
      await writeFile(path('a.log'), text(lines));
      const before = await pull({ stopAfter });
      await writeFile(path('a.log.2.gz'), gzipSync(text(lines)));
      await unlink(path('a.log'));
      const fresh = makeLines(`fresh${stopAfter}`, 0, 5);
      await writeFile(path('a.log'), text(fresh));

      const after = await pull();

      assert.deepEqual([...before, ...after].sort(), [...lines, ...fresh].sort());
      assert.deepEqual(await pull(), []);
      await rm(path('a.log.2.gz'));
      await rm(path('a.log'));
    }
  });

  it('does not read a packed file twice while its original is still there', async () => {
    const lines = makeLines('a', 0, 150);
    await writeFile(path('a.log'), text(lines));
    await writeFile(path('a.log.1.gz'), gzipSync(text(lines)));

    assert.deepEqual(await pull(), lines);
    await unlink(path('a.log'));
    assert.deepEqual(await pull(), []);
  });

  it('goes on with a file that grows while a copy of it lies beside it', async () => {
    const lines = makeLines('a', 0, 60);
    await writeFile(path('a.log'), text(lines));
    await copyFile(path('a.log'), path('a.log.bak'));
    assert.deepEqual(await pull(), lines);
    for (const from of [60, 70, 80]) {
      const more = makeLines('a', from, from + 10);
      await appendFile(path('a.log'), text(more));
      assert.deepEqual(await pull(), more);
    }
    assert.deepEqual(await pull(), []);
  });

  it('does not take files for copies that have nothing in common but their header', async () => {
    const header = `#Fields: ${'field '.repeat(60)}`;
    await writeFile(path('a.log'), text([header]));
    await writeFile(path('b.log'), text([header, 'b1']));
    await writeFile(path('c.log'), text([header, ...makeLines('c', 0, 90)]));
    assert.deepEqual(
      (await pull()).filter((line) => line !== header),
      ['b1', ...makeLines('c', 0, 90)],
    );
    await writeFile(path('d.log'), text([header, ...makeLines('d', 0, 90)]));
    await appendFile(path('a.log'), text(makeLines('a', 0, 90)));
    assert.deepEqual(
      (await pull()).filter((line) => line !== header),
      [...makeLines('a', 0, 90), ...makeLines('d', 0, 90)],
    );
    await rename(path('c.log'), path('c.log.1'));
    await copyFile(path('d.log'), path('d.log.bak'));
    await appendFile(path('c.log.1'), 'c90\n');
    assert.deepEqual(await pull(), ['c90']);
    assert.deepEqual(await pull(), []);
  });

  it('reads links to files in a directory, and no directory behind a link', async () => {
    await mkdir(path('pods'));
    await mkdir(path('containers'));
    await writeFile(path('pods/0.log'), text(makeLines('pod', 0, 5)));
    await symlink(path('pods/0.log'), path('containers/shop.log'));
    await symlink(path('containers'), path('containers/round'));
    await symlink(path('nowhere'), path('containers/gone.log'));
    assert.deepEqual(await pull({ paths: [path('containers')] }), makeLines('pod', 0, 5));
    assert.deepEqual(problems, []);
  });

  it('forgets no file that is there, however many there are, and of those that are gone the longest absent', () => {
    const entryOf = (node: string, absent: number): FileEntry => ({
      node,
      head: 'f'.repeat(32),
      headBytes: 300,
      offset: 400,
      lines: 1,
      finishedAt: null,
      absent,
    });
    const present = Array.from({ length: 12_000 }, (_, at) => entryOf(`1:${at}`, 0));
    const gone = Array.from({ length: 12_000 }, (_, at) => entryOf(`2:${at}`, 1 + (at % 900)));
    const kept = keptEntries([...gone, ...present]);
    assert.equal(kept.filter(({ absent }) => absent === 0).length, 12_000);
    const absences = kept.filter(({ absent }) => absent > 0).map(({ absent }) => absent);
    assert.deepEqual([absences.length, Math.max(...absences)], [10_000, 747]);
  });

  it('starts again at the top of a file that was cut short of what was read, its beginning unchanged', async () => {
    const lines = makeLines('a', 0, 100);
    await writeFile(path('a.log'), text(lines));
    await pull();
    await truncate(path('a.log'), text(lines.slice(0, 40)).length);
    const fresh = makeLines('fresh', 0, 5);
    await appendFile(path('a.log'), text(fresh));

    assert.deepEqual(await pull(), [...lines.slice(0, 40), ...fresh]);
  });

  it('follows copytruncate: the rest from the copy, then the truncated file from its start', async () => {
    const old = makeLines('old', 0, 120);
    await writeFile(path('a.log'), text(old));
    assert.deepEqual(await pull(), old);
    const late = makeLines('old', 120, 140);
    await appendFile(path('a.log'), text(late));
    await copyFile(path('a.log'), path('a.log.1'));
    await truncate(path('a.log'), 0);
    const fresh = makeLines('fresh', 0, 30);
    await appendFile(path('a.log'), text(fresh));

    assert.deepEqual([...(await pull())].sort(), [...fresh, ...late].sort());
    assert.deepEqual(await pull(), []);
  });

  it('starts again at the top of a file that was truncated and grew beyond where it had been', async () => {
    await writeFile(path('a.log'), text(makeLines('old', 0, 20)));
    await pull();
    const fresh = makeLines('fresh', 0, 90);
    await truncate(path('a.log'), 0);
    await appendFile(path('a.log'), text(fresh));

    assert.deepEqual(await pull(), fresh);
  });

  it('is not misled by an inode that is used again', async () => {
    await writeFile(path('a.log'), text(makeLines('old', 0, 20)));
    await pull();
    const [entry] = cursor?.files ?? [];
    assert.ok(entry);
    const fresh = makeLines('fresh', 0, 40);
    await writeFile(path('b.log'), text(fresh));
    await pull();
    await unlink(path('a.log'));
    const node = cursor?.files.find((file) => file.offset > entry.offset)?.node ?? '';
    // The cursor now claims that the inode of b.log belongs to what was a.log.
    cursor = { files: [{ ...entry, node }] };

    assert.deepEqual(await pull(), fresh);
  });

  it('reads a very young file once although it is rotated before it is long', async () => {
    await writeFile(path('a.log'), 'first\n');
    assert.deepEqual(await pull(), ['first']);
    await copyFile(path('a.log'), path('a.log.1'));
    await truncate(path('a.log'), 0);
    await appendFile(path('a.log'), 'second\n');

    assert.deepEqual(await pull(), ['second']);
    assert.deepEqual(await pull(), []);
  });

  it('reads gzip of several members and zstd of several frames, whatever the names say', async () => {
    const [a, b] = [makeLines('a', 0, 60), makeLines('b', 0, 60)];
    await writeFile(path('1.log'), Buffer.concat([gzipSync(text(a)), gzipSync(text(b))]));
    const [c, d] = [makeLines('c', 0, 60), makeLines('d', 0, 60)];
    // A skippable frame, as parallel packers put before each frame.
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
    const frames = [
      skippable,
      zstdCompressSync(text(c)),
      skippable,
      zstdCompressSync(text(d)),
      zstdCompressSync(''),
    ];
    await writeFile(path('2.log'), Buffer.concat(frames));

    assert.deepEqual(await pull(), [...a, ...b, ...c, ...d]);
    assert.deepEqual(await pull(), []);
    assert.deepEqual(problems, []);
  });

  it('keeps the lines before the damage of a truncated gzip, reports it once, and reads on when it is whole', async () => {
    const lines = Array.from({ length: 4000 }, (_, index) => `${index} ${(index * 2654435761) % 4294967291}`);
    const packed = gzipSync(text(lines));
    await writeFile(path('a.log.gz'), packed.subarray(0, Math.floor(packed.length * 0.7)));

    const before = await pull();

    assert.ok(before.length > 1000 && before.length < 4000, String(before.length));
    assert.deepEqual(before, lines.slice(0, before.length));
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [['FILE_DAMAGED', before.length + 1]],
    );
    assert.deepEqual(await pull(), []);
    assert.equal(problems.length, 1);
    await writeFile(path('a.log.gz'), packed);
    assert.deepEqual(await pull(), lines.slice(before.length));
  });

  it('stops a decompression bomb at a hundred times its size', async () => {
    await writeFile(path('a.log.gz'), gzipSync(`${'0'.repeat(100)}\n`.repeat(300_000)));
    await writeFile(path('b.log'), text(makeLines('b', 0, 3)));

    const lines = await pull();

    assert.deepEqual(
      problems.map(({ code }) => code),
      ['FILE_UNPACKS_TOO_LARGE'],
    );
    assert.ok(lines.length < 110_000, String(lines.length));
    assert.deepEqual(lines.slice(-3), makeLines('b', 0, 3));
  });

  it('drops lines that are too long, counts them with their numbers, and goes on', async () => {
    const long = 'x'.repeat(16 * 1024 + 1);
    const fits = 'y'.repeat(16 * 1024);
    await writeFile(path('a.log'), `one\n${long}\n${fits}\n${long.repeat(30)}\nfive\n${long}`);
    const dropped: unknown[] = [];
    const onPage = (page: Page): Promise<void> => Promise.resolve(void dropped.push(...page.dropped));

    assert.deepEqual(await pull({ onPage }), ['one', fits, 'five']);
    assert.deepEqual(dropped, [
      { reason: 'too-long', count: 1, lines: [2] },
      { reason: 'too-long', count: 1, lines: [4] },
    ]);
    assert.deepEqual(await pull(), []);
  });

  it('passes on NUL bytes, blank lines and what is not UTF-8, and takes off a byte order mark', async () => {
    await writeFile(
      path('a.log'),
      Buffer.concat([Buffer.from('\ufeffone\n\n\0two\n'), Buffer.from([0xff, 0x0a])]),
    );

    assert.deepEqual(await pull(), ['one', '', '\0two', '\ufffd']);
  });

  it('reports what cannot be read and goes on with the rest', async () => {
    const lines = makeLines('a', 0, 2);
    await writeFile(path('a.log'), text(lines));
    await symlink(path('nowhere'), path('b.log'));

    assert.deepEqual(await pull({ paths: [path('a.log'), path('none*.log'), '/dev/null'] }), lines);
    assert.deepEqual(
      problems.map(({ code, file }) => [code, file]),
      [
        ['FILE_NONE_MATCHES', path('none*.log')],
        ['FILE_UNREADABLE', '/dev/null'],
      ],
    );
  });

  it('reads a folder with those below, without hidden files, and a name that looks like a pattern', async () => {
    await mkdir(path('sub'));
    await writeFile(path('sub/[1].txt'), 'inner\n');
    await writeFile(path('.hidden'), 'hidden\n');
    await writeFile(path('outer'), 'outer\n');

    assert.deepEqual(await pull({ paths: [folder] }), ['outer', 'inner']);
    cursor = null;
    assert.deepEqual(await pull({ paths: [path('sub/[1].txt')] }), ['inner']);
  });

  it('reads standard input to its end, the last line included', async () => {
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one\ntw');
      yield Buffer.from('o\nthree');
    }

    assert.deepEqual(await pull({ paths: ['-'], stdin: stdin() }), ['one', 'two', 'three']);
  });

  it('gives every page memory of its own, so that it can be handed to a worker', async () => {
    await writeFile(path('a.log'), text(makeLines('a', 0, 250)));
    const buffers = new Set<ArrayBufferLike>();
    const onPage = (page: Page): Promise<void> => {
      if (page.records.kind === 'lines') {
        buffers.add(page.records.chunk.buffer);
        structuredClone(page.records.chunk, { transfer: [page.records.chunk.buffer] });
      }
      return Promise.resolve();
    };

    assert.equal((await pull({ onPage })).length, 250);
    assert.equal(buffers.size, 3);
  });

  it('cuts pages by content alone, not by how the bytes arrive', async () => {
    const content = text([...makeLines('a', 0, 600), 'x'.repeat(20_000), ...makeLines('b', 0, 600)]);
    const shapes: unknown[] = [];
    for (const size of [1, 7, 1000, 65_536, 1 << 20]) {
      const pieces = Array.from({ length: Math.ceil(content.length / size) }, (_, index) =>
        Buffer.from(content.slice(index * size, (index + 1) * size)),
      );
      async function* stdin(): AsyncGenerator<Uint8Array> {
        yield* pieces;
      }
      const shape: unknown[] = [];
      await pull({
        paths: ['-'],
        stdin: stdin(),
        pageBytes: 17 * 1024,
        pageLines: 10_000,
        onPage: (page) => {
          const lines = linesOf(page);
          shape.push([page.position.firstLine, lines.length, lines[0], page.dropped]);
          return Promise.resolve();
        },
      });
      shapes.push(shape);
    }
    assert.ok(Array.isArray(shapes[0]) && shapes[0].length >= 4, `cut by size: ${JSON.stringify(shapes[0])}`);
    for (const shape of shapes) assert.deepEqual(shape, shapes[0]);
  });

  it('counts every path as given when it reads once', async () => {
    await writeFile(path('a.log'), 'one\ntwo');
    const around = {
      clock: { nowMs: () => NOW_MS, sleep: () => Promise.resolve() },
      signal: new AbortController().signal,
      stdin: null,
      report: (problem: Problem): number => problems.push(problem),
    };
    const lines: string[] = [];
    const files = {
      paths: [path('a.log'), path('a.log'), path('none')],
      mapping: null,
      unpack: { ratio: 100, bytes: 1e9 },
    };

    for await (const page of readLineFilesOnce(files, around)) lines.push(...linesOf(page));

    assert.deepEqual(lines, ['one', 'two', 'one', 'two']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['FILE_NONE_MATCHES'],
    );
  });

  it('stops within a page when the run is aborted, and closes what it opened', async () => {
    await writeFile(path('a.log'), text(makeLines('a', 0, 900)));
    const controller = new AbortController();
    const around = {
      clock: { nowMs: () => NOW_MS, sleep: () => Promise.resolve() },
      signal: controller.signal,
      stdin: null,
      report: () => undefined,
    };
    const files = {
      paths: [path('a.log')],
      mapping: null,
      unpack: { ratio: 100, bytes: 1e9 },
      lastLineAfterMs: 0,
      lines: { pageBytes: 4096, pageLines: 10, lineBytes: 1024 },
    };
    let pages = 0;

    await assert.rejects(async () => {
      for await (const _page of readLineFiles(files, null, around)) {
        pages += 1;
        controller.abort(new Error('stopped'));
      }
    }, /stopped/);
    assert.ok(pages < 90);
  });
});
