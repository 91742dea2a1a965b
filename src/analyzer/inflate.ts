/** Decompression of the DEFLATE format (RFC 1951), in plain script because nothing here may touch the system. */

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
  bits: number;
  count: number;
}

/** A canonical Huffman code: how many codes there are of each length, and the symbols in the order of their codes. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

interface Output {
  bytes: Uint8Array;
  length: number;
  readonly limit: number;
}

const LONGEST_CODE = 15;
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
/** Order in which the lengths of the code length code are sent (section 3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;

/** The unpacked bytes; null when the data is broken, ends early, or would be longer than `limit` bytes. */
export function inflateRaw(bytes: Uint8Array, limit: number): Uint8Array | null {
  const reader: Reader = { bytes, at: 0, bits: 0, count: 0 };
  const output: Output = { bytes: new Uint8Array(Math.min(limit, bytes.length * 4 + 64)), length: 0, limit };
  for (let last = 0; last === 0; ) {
    last = take(reader, 1);
    const kind = take(reader, 2);
    const isWhole =
      kind === 0 ? stored(reader, output) : kind === 3 ? false : compressed(reader, output, kind === 1);
    if (!isWhole || last < 0) return null;
  }
  return output.bytes.subarray(0, output.length);
}

/** The next `wanted` bits, at most 16; -1 past the end. */
function take(reader: Reader, wanted: number): number {
  while (reader.count < wanted) {
    const byte = reader.bytes[reader.at];
    if (byte === undefined) return -1;
    reader.at += 1;
    reader.bits |= byte << reader.count;
    reader.count += 8;
  }
  const value = reader.bits & ((1 << wanted) - 1);
  reader.bits >>>= wanted;
  reader.count -= wanted;
  return value;
}

function put(output: Output, byte: number): boolean {
  if (output.length >= output.limit) return false;
  if (output.length === output.bytes.length) {
    const larger = new Uint8Array(Math.min(output.limit, output.bytes.length * 2));
    larger.set(output.bytes);
    output.bytes = larger;
  }
  output.bytes[output.length] = byte;
  output.length += 1;
  return true;
}

function stored(reader: Reader, output: Output): boolean {
  reader.bits = 0;
  reader.count = 0;
  const length = take(reader, 16);
  const complement = take(reader, 16);
  if (length < 0 || complement < 0 || (length ^ complement) !== 0xffff) return false;
  for (let index = 0; index < length; index += 1) {
    const byte = take(reader, 8);
    if (byte < 0 || !put(output, byte)) return false;
  }
  return true;
}

function compressed(reader: Reader, output: Output, isFixed: boolean): boolean {
  const codes = isFixed ? FIXED : dynamicCodes(reader);
  if (codes === null) return false;
  for (;;) {
    const symbol = decode(reader, codes.lengths);
    if (symbol === END_OF_BLOCK) return true;
    if (symbol < 0) return false;
    if (symbol < END_OF_BLOCK) {
      if (!put(output, symbol)) return false;
    } else if (!copy(reader, output, symbol - END_OF_BLOCK - 1, codes.distances)) return false;
  }
}

function copy(reader: Reader, output: Output, index: number, distances: Code): boolean {
  const length = extended(reader, index, LENGTH_BASE, LENGTH_EXTRA);
  const distance = extended(reader, decode(reader, distances), DISTANCE_BASE, DISTANCE_EXTRA);
  if (length < 0 || distance < 0 || distance > output.length) return false;
  for (let copied = 0; copied < length; copied += 1) {
    if (!put(output, output.bytes[output.length - distance] ?? 0)) return false;
  }
  return true;
}

function extended(reader: Reader, index: number, base: readonly number[], extra: readonly number[]): number {
  const from = base[index];
  const bits = extra[index];
  if (from === undefined || bits === undefined) return -1;
  const more = take(reader, bits);
  return more < 0 ? -1 : from + more;
}

/** The next symbol; -1 when no code fits. */
function decode(reader: Reader, { counts, symbols }: Code): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    const bit = take(reader, 1);
    if (bit < 0) return -1;
    code |= bit;
    const count = counts[length] ?? 0;
    if (code - count < first) return symbols[index + code - first] ?? -1;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

/** null when there are more codes of a length than fit. */
function codeOf(lengths: readonly number[]): Code | null {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(LONGEST_CODE + 2);
  let left = 1;
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    left = left * 2 - (counts[length] ?? 0);
    if (left < 0) return null;
    offsets[length + 1] = (offsets[length] ?? 0) + (counts[length] ?? 0);
  }
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const at = offsets[length] ?? 0;
    symbols[at] = symbol;
    offsets[length] = at + 1;
  }
  return { counts, symbols };
}

interface Codes {
  readonly lengths: Code;
  readonly distances: Code;
}

function codesOf(lengths: readonly number[], distances: readonly number[]): Codes | null {
  const first = codeOf(lengths);
  const second = codeOf(distances);
  return first === null || second === null ? null : { lengths: first, distances: second };
}

const FIXED: Codes | null = codesOf(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  Array.from({ length: 30 }, () => 5),
);

function dynamicCodes(reader: Reader): Codes | null {
  const literals = take(reader, 5) + 257;
  const distances = take(reader, 5) + 1;
  const given = take(reader, 4) + 4;
  const ordered = Array.from({ length: LENGTH_ORDER.length }, () => 0);
  for (let index = 0; index < given; index += 1) {
    const length = take(reader, 3);
    if (length < 0) return null;
    ordered[LENGTH_ORDER[index] ?? 0] = length;
  }
  const lengthCode = codeOf(ordered);
  if (lengthCode === null) return null;
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    if (!addLengths(reader, lengthCode, lengths)) return null;
  }
  if (lengths.length > literals + distances) return null;
  return codesOf(lengths.slice(0, literals), lengths.slice(literals));
}

/** One length, or a run of the last one (16) or of zeros (17, 18). */
function addLengths(reader: Reader, code: Code, lengths: number[]): boolean {
  const symbol = decode(reader, code);
  if (symbol < 0) return false;
  if (symbol < 16) {
    lengths.push(symbol);
    return true;
  }
  const repeated = symbol === 16 ? lengths.at(-1) : 0;
  const more = symbol === 16 ? take(reader, 2) : take(reader, symbol === 17 ? 3 : 7);
  if (repeated === undefined || more < 0) return false;
  const times = more + (symbol === 18 ? 11 : 3);
  for (let index = 0; index < times; index += 1) lengths.push(repeated);
  return true;
}
