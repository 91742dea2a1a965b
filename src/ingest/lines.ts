import type { LineRecords } from '../kit/index.ts';

/** A line of a table: its bytes from `start` to `end`, and how many lines are before it in its page. */
export type LineVisitor = (start: number, end: number, index: number) => void;

/** Lines, one after the other, and what is known of each. */
export interface LineTable {
  readonly bytes: Buffer;
  /** Where it ends, its newline included. */
  readonly ends: Uint32Array;
  /** How many lines are before it in its page. Absent: as many as here. */
  readonly numbers?: Uint32Array;
  /** Its list by likeness. Absent: to be found out. */
  readonly lists?: Uint16Array;
}

const NEWLINE = 0x0a;
const BLANK = 0x20;
const QUOTE = 0x22;
const SLASH = 0x2f;
const NINE = 0x39;
const QUESTION = 0x3f;
const ZERO = 0x30;

export function tableOfPage({ chunk, ends }: Pick<LineRecords, 'chunk' | 'ends'>): LineTable {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return { bytes, ends: ends ?? findEnds(bytes) };
}

/** What follows the last newline is a line, too. */
function findEnds(bytes: Buffer): Uint32Array {
  const ends: number[] = [];
  for (let end = 0; end < bytes.length; ends.push(end)) {
    const newline = bytes.indexOf(NEWLINE, end);
    end = newline === -1 ? bytes.length : newline + 1;
  }
  return Uint32Array.from(ends);
}

/** The end of a line without its newline, which the last one may lack. */
export function textEnd(bytes: Uint8Array, end: number): number {
  return bytes[end - 1] === NEWLINE ? end - 1 : end;
}

/** Visits the lines that are not empty in their order: empty ones are no records in any format. */
export function forEachLine({ bytes, ends, numbers }: LineTable, visit: LineVisitor): void {
  let start = 0;
  for (let line = 0; line < ends.length; line += 1) {
    const next = ends[line] ?? 0;
    const end = textEnd(bytes, next);
    if (end > start) visit(start, end, numbers?.[line] ?? line);
    start = next;
  }
}

/** A power of two: more would be more lists than a page has endpoints. */
const LISTS = 1024;

/** The list of lines of this likeness. */
export function listOf(like: number): number {
  return like & (LISTS - 1);
}

/**
 * Visits the same lines, those of like requests one after the other. For whom order says nothing: what they count for
 * lies close at hand then, because the call before was counted there as well (decision 0008). How well likeness is
 * guessed decides about speed alone.
 */
export function forEachLineByLikeness(table: LineTable, visit: LineVisitor): void {
  const { bytes, ends, numbers } = table;
  const { heads, nexts } = listsOf(table);
  for (const head of heads) {
    for (let line = head; line >= 0; line = nexts[line] ?? -1) {
      const start = line === 0 ? 0 : (ends[line - 1] ?? 0);
      const next = nexts[line] ?? -1;
      if (next > 0) fetchLine(bytes, ends[next - 1] ?? 0, ends[next] ?? 0);
      visit(start, textEnd(bytes, ends[line] ?? 0), numbers?.[line] ?? line);
    }
  }
}

/** Bytes of a line of the processor's cache. */
const CACHE_LINE = 64;
/** Farther bytes of a line are fetched by the processor itself, which sees where reading goes. */
const FETCHED_BYTES = 2048;
/** What was touched last: a read that nothing comes of the platform leaves out. */
const TOUCHED = new Uint8Array(1);

/** Touches the bytes of a line that is visited soon: they come from memory while another one is counted. */
function fetchLine(bytes: Uint8Array, start: number, end: number): void {
  const last = Math.min(end, start + FETCHED_BYTES);
  let touched = 0;
  for (let at = start; at < last; at += CACHE_LINE) touched ^= bytes[at] ?? 0;
  TOUCHED[0] = touched;
}

/** Of each list its first line, and of each line the next of its list; -1 where there is none. */
function listsOf({ bytes, ends, lists }: LineTable): {
  readonly heads: Int32Array;
  readonly nexts: Int32Array;
} {
  const heads = new Int32Array(LISTS).fill(-1);
  const nexts = nextsFor(ends.length);
  // From the last on: each comes before the others of its list.
  for (let line = ends.length - 1; line >= 0; line -= 1) {
    const start = line === 0 ? 0 : (ends[line - 1] ?? 0);
    const end = textEnd(bytes, ends[line] ?? 0);
    if (end <= start) continue;
    const list = lists?.[line] ?? listOf(likeness(bytes, start, end));
    nexts[line] = heads[list] ?? -1;
    heads[list] = line;
  }
  return { heads, nexts };
}

let NEXTS = new Int32Array(8192);

/** The same for every page: one is visited at a time. */
function nextsFor(lines: number): Int32Array {
  if (lines > NEXTS.length) NEXTS = new Int32Array(lines);
  return NEXTS;
}

/** Bytes of a line in which its path is looked for, and bytes of the path that are looked at. */
const PATH_WITHIN = 512;
const PATH_BYTES = 64;

/**
 * Equal for requests of one path but for the segments that hold a digit: a mixed hash of the others. The path is what
 * begins with a slash after a quote or a blank, as in every log of requests; 0 where there is none.
 */
export function likeness(bytes: Uint8Array, start: number, end: number): number {
  const path = pathStart(bytes, start, Math.min(end, start + PATH_WITHIN));
  const last = Math.min(end, path + PATH_BYTES);
  let hash = 0;
  let segment = 0;
  let isWord = true;
  for (let at = path; at < last; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === SLASH) {
      if (isWord) hash = mixed(hash ^ segment);
      segment = 0;
      isWord = true;
    } else if (byte === QUOTE || byte === BLANK || byte === QUESTION) break;
    else {
      if (byte >= ZERO && byte <= NINE) isWord = false;
      segment = Math.imul(segment, 31) + byte;
    }
  }
  return isWord ? mixed(hash ^ segment) : hash;
}

const COLON = 0x3a;
/** What ends the name of the member, `ost":`, whether it is `host` or `Host`. */
const NAME_END = [0x6f, 0x73, 0x74, QUOTE, COLON];
/** By how many bytes one can go on where a byte is found instead of the last one (Horspool 1980). */
const STEPS = new Uint8Array(256).fill(NAME_END.length);
for (const [at, byte] of NAME_END.slice(0, -1).entries()) STEPS[byte] = NAME_END.length - 1 - at;

/**
 * Equal for requests of one host where a line is JSON and has a member whose name ends in `host`; 0 elsewhere. Apart
 * from `likeness`, because lines of one path cost least one after the other whatever their host.
 */
export function hostLikeness(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + PATH_WITHIN);
  for (let at = start + NAME_END.length; at < last; at += STEPS[bytes[at] ?? 0] ?? 1) {
    if (bytes[at] !== COLON || !isHostName(bytes, at)) continue;
    let value = at + 1;
    if (bytes[value] === BLANK) value += 1;
    if (bytes[value] !== QUOTE) continue;
    let hash = 0;
    for (value += 1; value < last && bytes[value] !== QUOTE; value += 1)
      hash = Math.imul(hash, 31) + (bytes[value] ?? 0);
    return mixed(hash);
  }
  return 0;
}

function isHostName(bytes: Uint8Array, colon: number): boolean {
  const [o, s, t, quote] = NAME_END;
  const first = bytes[colon - NAME_END.length];
  return (
    bytes[colon - 1] === quote &&
    bytes[colon - 2] === t &&
    bytes[colon - 3] === s &&
    bytes[colon - 4] === o &&
    (first === 0x68 || first === 0x48)
  );
}

function pathStart(bytes: Uint8Array, start: number, end: number): number {
  // Every second byte is one of the two.
  for (let at = start + 1; at < end; at += 2) {
    const byte = bytes[at];
    if (byte === SLASH) {
      const before = bytes[at - 1];
      if (before === QUOTE || before === BLANK) return at;
    } else if ((byte === QUOTE || byte === BLANK) && bytes[at + 1] === SLASH && at + 1 < end) return at + 1;
  }
  return end;
}

/** Spreads over all bits, the low ones too (multiplication by the golden ratio, high bits folded in). */
function mixed(hash: number): number {
  const product = Math.imul(hash, 0x9e3779b1);
  return product ^ (product >>> 15);
}
