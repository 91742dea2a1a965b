import type { Readable } from 'node:stream';
import type { Page } from '../page.ts';
import type { FilesCursor } from './file-cursor.ts';
import { damaged, type FileSurroundings, isFileFault, unreadable } from './file-problems.ts';
import { findFiles, STDIN_PATH } from './find-files.ts';
import { guardUnpacking, type UnpackLimits } from './guard-unpacking.ts';
import { LINE_LIMITS, type LineChunk, type LineLimits, linePages } from './line-pages.ts';
import { openContent, type Probe, probeFile } from './open-content.ts';
import { type Scan, scanFiles, type TrackedFile } from './track-files.ts';

export interface LineFiles {
  /** Paths, directories, globs, or `-` for standard input. */
  readonly paths: readonly string[];
  /** Mapping of the lines; null for the one that the configuration names. */
  readonly mapping: string | null;
  readonly unpack: UnpackLimits;
  /** A last line without newline is held back until the file has not changed for this long. */
  readonly lastLineAfterMs: number;
  readonly lines?: LineLimits;
}

/**
 * Pages of whole lines of all files, from where the cursor stands. Rotated, copied, truncated and compressed files are
 * known again by identity; what cannot be read is reported and leaves the cursor where it was. A page without lines
 * only moves the cursor.
 */
export async function* readLineFiles(
  files: LineFiles,
  from: FilesCursor | null,
  around: FileSurroundings,
): AsyncGenerator<Page> {
  const paths = await findFiles(files.paths, around.report);
  const scan = await scanFiles(paths, from, (path) => around.report(unreadable(path)));
  for (const file of scan.files) {
    around.signal.throwIfAborted();
    yield* readTracked(file, scan, files, around);
  }
  if (files.paths.includes(STDIN_PATH) && around.stdin !== null) {
    const chunks = linePages(around.stdin, { offset: 0, lines: 0 }, files.lines ?? LINE_LIMITS, () => true);
    for await (const chunk of chunks) {
      around.signal.throwIfAborted();
      yield pageOf(chunk, STDIN_PATH, files.mapping, scan.cursor());
    }
  }
}

/**
 * As `readLineFiles`, but every path counts as given: no cursor, copies read as often as named, pipes allowed, the last
 * line taken as it is.
 */
export async function* readLineFilesOnce(
  files: Omit<LineFiles, 'lastLineAfterMs'>,
  around: FileSurroundings,
): AsyncGenerator<Page> {
  const nothing: FilesCursor = { files: [] };
  for (const pattern of files.paths) {
    const isStdin = pattern === STDIN_PATH;
    for (const path of isStdin ? [STDIN_PATH] : await findFiles([pattern], around.report)) {
      const chunks = isStdin
        ? linePages(around.stdin ?? [], { offset: 0, lines: 0 }, files.lines ?? LINE_LIMITS, () => true)
        : chunksOf(path, files, around);
      for await (const chunk of chunks) {
        around.signal.throwIfAborted();
        yield pageOf(chunk, path, files.mapping, nothing);
      }
    }
  }
}

async function* chunksOf(
  path: string,
  files: Omit<LineFiles, 'lastLineAfterMs'>,
  around: FileSurroundings,
): AsyncGenerator<LineChunk> {
  const probe = await probeFile(path).catch(() => null);
  const content = probe === null ? null : await openContent(probe, 0).catch(() => null);
  if (probe === null || content === null) {
    around.report(unreadable(path));
    return;
  }
  const start = { offset: 0, lines: 0 };
  yield* guarded(content, probe, start, { ...files, takeLastLine: true }, around);
}

async function* readTracked(
  file: TrackedFile,
  scan: Scan,
  files: LineFiles,
  around: FileSurroundings,
): AsyncGenerator<Page> {
  const { probe } = file;
  const { offset, lines, finishedAt } = scan.entryOf(file);
  const isPlain = probe.packing === 'plain';
  // Without a head there is no identity to keep a place under.
  if (probe.head.length === 0) {
    reportEmptyPack(probe, around);
    return;
  }
  if (isPlain ? probe.size <= offset : probe.size === finishedAt) return;
  const content = await openContent(probe, isPlain ? offset : 0).catch(() => null);
  // Replaced or removed since the scan: the next scan sees what became of it.
  if (content === null) return;
  const isIdle = around.clock.nowMs() - probe.modifiedMs >= files.lastLineAfterMs;
  const takeLastLine = !isPlain || isIdle;
  for await (const chunk of guarded(content, probe, { offset, lines }, { ...files, takeLastLine }, around)) {
    scan.advance(file, chunk.end);
    yield pageOf(chunk, probe.path, files.mapping, scan.cursor());
  }
  if (isPlain) return;
  // Also after damage: the same bytes would be damaged again, and a file that grows has another size.
  scan.advance(file, { finishedAt: probe.size });
  yield pageOf(emptyChunk(scan.entryOf(file)), probe.path, files.mapping, scan.cursor());
}

/** An empty plain file is a log that has just been rotated; an empty pack is a damaged one. */
function reportEmptyPack(probe: Probe, around: FileSurroundings): void {
  if (probe.packing !== 'plain' && probe.size > 0) around.report(damaged(null, probe.path, 1));
}

/** Chunks of one file until its end or its damage, which is reported. */
async function* guarded(
  content: Readable,
  probe: Probe,
  start: { readonly offset: number; readonly lines: number },
  files: Pick<LineFiles, 'unpack' | 'lines'> & { readonly takeLastLine: boolean },
  around: FileSurroundings,
): AsyncGenerator<LineChunk> {
  const isPlain = probe.packing === 'plain';
  const plan = {
    skip: isPlain ? 0 : start.offset,
    packedBytes: isPlain ? null : probe.size,
    limits: files.unpack,
  };
  const bytes = guardUnpacking(content, plan, around.signal);
  let line = start.lines;
  try {
    for await (const chunk of linePages(bytes, start, files.lines ?? LINE_LIMITS, () => files.takeLastLine)) {
      around.signal.throwIfAborted();
      line = chunk.end.lines;
      yield chunk;
    }
  } catch (error: unknown) {
    around.signal.throwIfAborted();
    if (!isFileFault(error)) throw error;
    around.report(damaged(error, probe.path, line + 1));
  }
}

function pageOf(chunk: LineChunk, file: string, mapping: string | null, cursor: FilesCursor): Page {
  return {
    records: { kind: 'lines', mapping, chunk: chunk.chunk, lineCount: chunk.lineCount, ends: chunk.ends },
    position: { file, firstLine: chunk.firstLine },
    dropped: chunk.dropped,
    cursor,
  };
}

function emptyChunk(end: { readonly offset: number; readonly lines: number }): LineChunk {
  const firstLine = end.lines + 1;
  return { chunk: new Uint8Array(), lineCount: 0, ends: new Uint32Array(), firstLine, dropped: [], end };
}
