import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  type DividedSummary,
  decodeHead,
  type Head,
  type LineSink,
  STREAMS,
  type Stream,
} from '../analyzer/counting.ts';
import { isJsonArray, type JsonValue } from '../model/json.ts';
import { bytesSource, joinedSource, type KeepBytes, type PackedSource } from './packed-source.ts';

/**
 * Divided summaries as bytes: a mark, the length of the packed head, the head (with where every block is), the blocks.
 * A block is some lines of one stream under zstd, so that a line is read without unpacking the others.
 */
const MARK = Buffer.from('ASY3');
const HEADER_BYTES = 8;
const NEWLINE = 0x0a;
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Unpacked. Larger blocks pack better: whole cells in blocks of 64 KB take a third more. */
const BLOCK_BYTES: Readonly<Record<Stream, number>> = {
  nodes: 1 << 17,
  rows: 1 << 17,
  bodies: 1 << 18,
  actors: 1 << 17,
};
/** Blocks of a stream that stay unpacked: an endpoint has cells in some, by time and by what was answered. */
const BLOCKS_KEPT: Readonly<Record<Stream, number>> = { nodes: 1, rows: 1, bodies: 8, actors: 2 };

export function isPackedLines(packed: PackedSource): boolean {
  return packed.length > HEADER_BYTES && MARK.equals(packed.read(0, MARK.length));
}

interface Block {
  readonly firstLine: number;
  readonly offset: number;
  readonly length: number;
}

/** Packs lines as they come, and gives every block away as soon as it is full. */
export class LinePacker implements LineSink {
  readonly #keep: KeepBytes;
  readonly #open: Record<Stream, OpenBlock> = {
    nodes: emptyBlock(),
    rows: emptyBlock(),
    bodies: emptyBlock(),
    actors: emptyBlock(),
  };
  readonly #packed: PackedSource[] = [];
  #bytes = 0;

  constructor(keep: KeepBytes) {
    this.#keep = keep;
  }

  write(stream: Stream, line: string | Uint8Array): number {
    const open = this.#open[stream];
    const bytes = typeof line === 'string' ? Buffer.from(line) : Buffer.from(line);
    open.lines.push(bytes);
    open.bytes += bytes.length + 1;
    open.next += 1;
    if (open.bytes >= BLOCK_BYTES[stream]) this.#close(open);
    return open.next - 1;
  }

  /** All that was written, under its head. */
  finish(head: JsonValue): PackedSource {
    const blocks = STREAMS.map((stream): JsonValue => {
      const open = this.#open[stream];
      this.#close(open);
      return open.blocks.flatMap(({ firstLine, offset, length }) => [firstLine, offset, length]);
    });
    const packedHead = pack(Buffer.from(JSON.stringify([head, blocks])));
    const start = new Uint8Array(HEADER_BYTES + packedHead.length);
    start.set(MARK);
    new DataView(start.buffer).setUint32(MARK.length, packedHead.length, true);
    start.set(packedHead, HEADER_BYTES);
    return joinedSource([bytesSource(start), ...this.#packed]);
  }

  #close(open: OpenBlock): void {
    if (open.lines.length === 0) return;
    const packed = pack(joined(open.lines, open.bytes));
    open.blocks.push({
      firstLine: open.next - open.lines.length,
      offset: this.#bytes,
      length: packed.length,
    });
    this.#packed.push(this.#keep(packed));
    this.#bytes += packed.length;
    open.lines = [];
    open.bytes = 0;
  }
}

interface OpenBlock {
  lines: Buffer[];
  bytes: number;
  /** Number of the next line. */
  next: number;
  readonly blocks: Block[];
}

function emptyBlock(): OpenBlock {
  return { lines: [], bytes: 0, next: 0, blocks: [] };
}

function pack(bytes: Buffer): Buffer {
  return zstdCompressSync(bytes, FAST);
}

/** Every line with its end. */
function joined(lines: readonly Buffer[], length: number): Buffer {
  const all = Buffer.allocUnsafe(length);
  let at = 0;
  for (const line of lines) {
    all.set(line, at);
    at += line.length;
    all[at++] = NEWLINE;
  }
  return all;
}

/** Reads what `LinePacker` wrote. Throws RangeError or the error of zlib on anything else. */
export function openPackedLines(packed: PackedSource): DividedSummary {
  const header = packed.read(0, HEADER_BYTES);
  const length = new DataView(header.buffer, header.byteOffset).getUint32(MARK.length, true);
  const start = HEADER_BYTES + length;
  const document = JSON.parse(zstdDecompressSync(packed.read(HEADER_BYTES, length)).toString()) as JsonValue;
  if (!isJsonArray(document)) throw new RangeError('not the head of packed lines');
  const [head = null, blocks] = document;
  return new PackedLines(decodeHead(head), blocksOf(blocks), packed, start);
}

function blocksOf(value: JsonValue | undefined): Readonly<Record<Stream, readonly Block[]>> {
  const [nodes, rows, bodies, actors] = isJsonArray(value) ? value.map(blockList) : [];
  return { nodes: nodes ?? [], rows: rows ?? [], bodies: bodies ?? [], actors: actors ?? [] };
}

function blockList(value: JsonValue): Block[] {
  const numbers = isJsonArray(value) ? value.map((each) => (typeof each === 'number' ? each : 0)) : [];
  const blocks: Block[] = [];
  for (let at = 0; at < numbers.length; at += 3) {
    blocks.push({ firstLine: numbers[at] ?? 0, offset: numbers[at + 1] ?? 0, length: numbers[at + 2] ?? 0 });
  }
  return blocks;
}

/** The lines of a block, unpacked. */
interface OpenLines {
  readonly firstLine: number;
  readonly text: Buffer;
  /** Where each line starts, and where the last one ends. */
  readonly starts: readonly number[];
}

class PackedLines implements DividedSummary {
  readonly head: Head;
  readonly #blocks: Readonly<Record<Stream, readonly Block[]>>;
  readonly #packed: PackedSource;
  readonly #start: number;
  /** The latest last. */
  readonly #open: Readonly<Record<Stream, OpenLines[]>> = { nodes: [], rows: [], bodies: [], actors: [] };

  constructor(
    head: Head,
    blocks: Readonly<Record<Stream, readonly Block[]>>,
    packed: PackedSource,
    start: number,
  ) {
    this.head = head;
    this.#blocks = blocks;
    this.#packed = packed;
    this.#start = start;
  }

  line(stream: Stream, number: number): JsonValue {
    const { text, start, end } = this.#find(stream, number);
    return JSON.parse(text.toString('utf8', start, end)) as JsonValue;
  }

  bytes(stream: Stream, number: number): Uint8Array {
    const { text, start, end } = this.#find(stream, number);
    return text.subarray(start, end);
  }

  #find(
    stream: Stream,
    number: number,
  ): { readonly text: Buffer; readonly start: number; readonly end: number } {
    const { text, starts, firstLine } = this.#lines(stream, number);
    const start = starts[number - firstLine];
    const next = starts[number - firstLine + 1];
    if (start === undefined || next === undefined) throw new RangeError('not a line of packed lines');
    return { text, start, end: next - 1 };
  }

  #lines(stream: Stream, number: number): OpenLines {
    const open = this.#open[stream];
    const at = open.findLastIndex(
      ({ firstLine, starts }) => number >= firstLine && number - firstLine < starts.length - 1,
    );
    const known = open[at];
    if (known !== undefined) {
      if (at < open.length - 1) open.push(...open.splice(at, 1));
      return known;
    }
    const block = blockAt(this.#blocks[stream], number);
    const text = zstdDecompressSync(this.#packed.read(this.#start + block.offset, block.length));
    const lines = { firstLine: block.firstLine, text, starts: startsOf(text) };
    if (open.length >= BLOCKS_KEPT[stream]) open.shift();
    open.push(lines);
    return lines;
  }
}

function blockAt(blocks: readonly Block[], line: number): Block {
  let low = 0;
  let high = blocks.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.firstLine ?? 0) <= line) low = middle;
    else high = middle;
  }
  const found = blocks[low];
  if (found === undefined) throw new RangeError('not a line of packed lines');
  return found;
}

function startsOf(text: Buffer): number[] {
  const starts = [0];
  for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE, end + 1)) starts.push(end + 1);
  return starts;
}
