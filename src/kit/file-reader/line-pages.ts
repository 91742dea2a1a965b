import type { DroppedRecords } from '../page.ts';

export interface LineLimits {
  /** Bytes of one page. */
  readonly pageBytes: number;
  readonly pageLines: number;
  /** A longer line is dropped as `too-long`, without being held in memory. At most `pageBytes`. */
  readonly lineBytes: number;
}

export const LINE_LIMITS: LineLimits = {
  pageBytes: 4 * 1024 * 1024,
  pageLines: 5_000,
  lineBytes: 1024 * 1024,
};

export interface LineStart {
  /** Unpacked bytes and lines that lie before the stream. */
  readonly offset: number;
  readonly lines: number;
}

export interface LineChunk {
  readonly chunk: Uint8Array<ArrayBuffer>;
  readonly lineCount: number;
  /** Where each line ends in the chunk, its newline included; in the buffer of the chunk. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  readonly dropped: readonly DroppedRecords[];
  /** Where the stream stands after this chunk. */
  readonly end: LineStart;
}

const NEWLINE = 0x0a;
/** How many line numbers of dropped lines are told. */
const SHOWN_LINES = 5;

/**
 * Cuts a byte stream into chunks of whole lines. Where the cuts fall depends on the bytes alone, not on how the stream
 * delivers them; memory is one page. A last line without newline is delivered only when `takeLastLine()` says so.
 */
export async function* linePages(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  start: LineStart,
  limits: LineLimits,
  takeLastLine: () => boolean,
): AsyncGenerator<LineChunk> {
  const builder = createBuilder(start, limits);
  try {
    for await (const piece of bytes) yield* builder.add(piece);
  } catch (error: unknown) {
    // Whole lines before the damage count; the reader of the file decides what the damage means.
    yield* builder.flush();
    throw error;
  }
  if (takeLastLine()) builder.endLine();
  yield* builder.flush();
}

interface Builder {
  add(piece: Uint8Array): Generator<LineChunk>;
  /** Takes the unfinished line as finished. */
  endLine(): void;
  flush(): Generator<LineChunk>;
}

function createBuilder(start: LineStart, limits: LineLimits): Builder {
  let page = newPage(limits);
  /** Bytes of whole lines in the page; those of the unfinished line follow them. */
  let whole = 0;
  let unfinished = 0;
  let lineCount = 0;
  /** Bytes of an unfinished line that is being skipped; 0 when none is. */
  let skipped = 0;
  let dropped: number[] = [];
  let droppedCount = 0;
  let offset = start.offset;
  let lines = start.lines;
  let firstLine = start.lines + 1;

  function* flush(): Generator<LineChunk> {
    if (lineCount === 0 && droppedCount === 0) return;
    const full = page;
    const bom = firstLine === 1 ? bomLength(full.bytes, whole) : 0;
    page = newPage(limits);
    page.bytes.set(full.bytes.subarray(whole, whole + unfinished));
    yield {
      chunk: full.bytes.subarray(bom, whole),
      lineCount,
      ends: endsAfter(full.ends.subarray(0, lineCount), bom),
      firstLine,
      dropped: droppedCount === 0 ? [] : [{ reason: 'too-long', count: droppedCount, lines: dropped }],
      end: { offset, lines },
    };
    firstLine = lines + 1;
    whole = 0;
    lineCount = 0;
    dropped = [];
    droppedCount = 0;
  }

  function drop(length: number): void {
    offset += length;
    lines += 1;
    droppedCount += 1;
    if (dropped.length < SHOWN_LINES) dropped.push(lines);
  }

  /** One line, or the part of one that the piece holds. */
  function* take(part: Uint8Array, isEnd: boolean): Generator<LineChunk> {
    const length = skipped + unfinished + part.length;
    if (length - (isEnd ? 1 : 0) > limits.lineBytes) {
      // A page never spans a dropped line: line numbers within a page stay consecutive.
      if (lineCount > 0) yield* flush();
      unfinished = 0;
      skipped = length;
      if (!isEnd) return;
      drop(length);
      skipped = 0;
      yield* flush();
      return;
    }
    if (whole + unfinished + part.length > limits.pageBytes) yield* flush();
    page.bytes.set(part, whole + unfinished);
    unfinished += part.length;
    if (!isEnd) return;
    finishLine();
    if (lineCount >= limits.pageLines) yield* flush();
  }

  function finishLine(): void {
    whole += unfinished;
    offset += unfinished;
    unfinished = 0;
    page.ends[lineCount] = whole;
    lineCount += 1;
    lines += 1;
  }

  /**
   * Takes the lines from `at` on that end in the piece and fit into the page, as one copy, and returns where they end.
   * `take` would do the same to each of them.
   */
  function takeFitting(piece: Uint8Array, at: number): number {
    if (skipped > 0) return at;
    const before = whole + unfinished;
    const room = limits.pageBytes - before;
    let end = at;
    let count = 0;
    while (lineCount + count < limits.pageLines) {
      const next = piece.indexOf(NEWLINE, end) + 1;
      const length = next - end + (count === 0 ? unfinished : 0);
      if (next === 0 || next - at > room || length - 1 > limits.lineBytes) break;
      end = next;
      page.ends[lineCount + count] = before + end - at;
      count += 1;
    }
    if (count === 0) return at;
    page.bytes.set(piece.subarray(at, end), before);
    whole = before + end - at;
    offset += unfinished + end - at;
    unfinished = 0;
    lineCount += count;
    lines += count;
    return end;
  }

  return {
    flush,
    endLine: () => {
      if (skipped > 0) drop(skipped);
      else if (unfinished > 0) finishLine();
    },
    *add(piece) {
      let at = 0;
      while (at < piece.length) {
        at = takeFitting(piece, at);
        if (lineCount >= limits.pageLines) yield* flush();
        if (at >= piece.length) break;
        const newline = piece.indexOf(NEWLINE, at);
        const end = newline < 0 ? piece.length : newline + 1;
        yield* take(piece.subarray(at, end), newline >= 0);
        at = end;
      }
    },
  };
}

/** Three when the text starts with a UTF-8 byte order mark, which no record format wants to see. */
function bomLength(page: Uint8Array, length: number): number {
  return length >= 3 && page[0] === 0xef && page[1] === 0xbb && page[2] === 0xbf ? 3 : 0;
}

function endsAfter(ends: Uint32Array<ArrayBuffer>, bom: number): Uint32Array<ArrayBuffer> {
  if (bom > 0) ends.forEach((end, line) => (ends[line] = end - bom));
  return ends;
}

interface NewPage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Its own allocation, never a part of a shared pool: the page may be transferred to a worker. */
function newPage({ pageBytes, pageLines }: LineLimits): NewPage {
  const endsBytes = pageLines * Uint32Array.BYTES_PER_ELEMENT;
  const { buffer } = Buffer.allocUnsafeSlow(endsBytes + pageBytes);
  return { bytes: new Uint8Array(buffer, endsBytes, pageBytes), ends: new Uint32Array(buffer, 0, pageLines) };
}
