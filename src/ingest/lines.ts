/** A line of a chunk: its bytes from `start` to `end`, and how many lines are before it. */
export type LineVisitor = (start: number, end: number, index: number) => void;

const NEWLINE = 0x0a;
const BLANK = 0x20;
const QUOTE = 0x22;
const SLASH = 0x2f;
const NINE = 0x39;
const QUESTION = 0x3f;
const ZERO = 0x30;

/** Visits the lines in their order; what follows the last newline is one too. */
export function forEachLine(bytes: Buffer, visit: LineVisitor): void {
  let index = 0;
  for (let start = 0; start < bytes.length; index += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    visit(start, end, index);
    start = end + 1;
  }
}

/** A power of two: more would be more lists than a page has endpoints. */
const LISTS = 1024;

/**
 * Visits every line once, lines of like requests one after the other. For whom order says nothing: what they count for
 * lies close at hand then, because the call before was counted there as well (decision 0008). How well likeness is
 * guessed decides about speed alone.
 */
export function forEachLineByLikeness(bytes: Buffer, visit: LineVisitor): void {
  const heads = new Int32Array(LISTS).fill(-1);
  const tails = new Int32Array(LISTS);
  let count = 0;
  for (let start = 0; start < bytes.length; count += 1) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const list = likeness(bytes, start, end) & (LISTS - 1);
    const row = rowFor(count);
    ROWS[row] = start;
    ROWS[row + END] = end;
    ROWS[row + NEXT] = -1;
    if (heads[list] === -1) heads[list] = count;
    else ROWS[(tails[list] ?? 0) * ROW + NEXT] = count;
    tails[list] = count;
    start = end + 1;
  }
  const rows = ROWS;
  for (const head of heads) {
    for (let index = head; index >= 0; index = rows[index * ROW + NEXT] ?? -1) {
      visit(rows[index * ROW] ?? 0, rows[index * ROW + END] ?? 0, index);
    }
  }
}

/** Of each line where it starts, its end, and the next of its list, -1 at the end. */
const ROW = 3;
const END = 1;
const NEXT = 2;
const FIRST_ROWS = 8192;
let ROWS = new Int32Array(FIRST_ROWS * ROW);

function rowFor(line: number): number {
  const row = line * ROW;
  if (row === ROWS.length) {
    const longer = new Int32Array(ROWS.length * 2);
    longer.set(ROWS);
    ROWS = longer;
  }
  return row;
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
/** The end of a member's name, read from the back: `host"`. */
const HOST_NAME = [0x22, 0x74, 0x73, 0x6f];

/**
 * Equal for requests of one host where a line is JSON and has a member whose name ends in `host`; 0 elsewhere. Apart
 * from `likeness`, because lines of one path cost least one after the other whatever their host.
 */
export function hostLikeness(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + PATH_WITHIN);
  for (let at = start + HOST_NAME.length + 1; at < last; at += 1) {
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

/** Of `Host` as of `host`. */
function isHostName(bytes: Uint8Array, colon: number): boolean {
  for (const [back, byte] of HOST_NAME.entries()) if (bytes[colon - 1 - back] !== byte) return false;
  const first = bytes[colon - 1 - HOST_NAME.length];
  return first === 0x68 || first === 0x48;
}

function pathStart(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at += 1) {
    if (bytes[at] !== SLASH) continue;
    const before = bytes[at - 1];
    if (before === QUOTE || before === BLANK) return at;
  }
  return end;
}

/** Spreads over all bits, the low ones too (multiplication by the golden ratio, high bits folded in). */
function mixed(hash: number): number {
  const product = Math.imul(hash, 0x9e3779b1);
  return product ^ (product >>> 15);
}
