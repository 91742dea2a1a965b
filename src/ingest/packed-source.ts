/** Packed bytes that need not be in memory. */
export interface PackedSource {
  readonly length: number;
  read(offset: number, length: number): Uint8Array;
}

/** Takes bytes into keeping; they must not be changed afterwards. */
export type KeepBytes = (bytes: Uint8Array) => PackedSource;

/** In memory. */
export function bytesSource(bytes: Uint8Array): PackedSource {
  return {
    length: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** Pieces one behind the other, wherever each is kept, read as one. */
export function joinedSource(pieces: readonly PackedSource[]): PackedSource {
  const starts: number[] = [];
  let end = 0;
  for (const { length } of pieces) {
    starts.push(end);
    end += length;
  }
  return {
    length: end,
    read: (offset, length) => readAcross(pieces, starts, offset, Math.min(length, end - offset)),
  };
}

function readAcross(
  pieces: readonly PackedSource[],
  starts: readonly number[],
  offset: number,
  length: number,
): Uint8Array {
  const first = pieceAt(starts, offset);
  const inside = offset - (starts[first] ?? 0);
  const piece = pieces[first];
  if (piece !== undefined && inside + length <= piece.length) return piece.read(inside, length);
  const bytes = new Uint8Array(Math.max(0, length));
  for (let at = 0, index = first; at < length; index += 1) {
    const next = pieces[index];
    if (next === undefined) throw new RangeError('not inside of packed bytes');
    const from = at === 0 ? inside : 0;
    const read = next.read(from, Math.min(next.length - from, length - at));
    bytes.set(read, at);
    at += read.length;
  }
  return bytes;
}

/** The last piece that starts at the offset or before it. */
function pieceAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** All of it, in parts of at most so many bytes. */
export function* partsOf(packed: PackedSource, partBytes: number): Generator<Uint8Array> {
  for (let offset = 0; offset < packed.length; offset += partBytes)
    yield packed.read(offset, Math.min(partBytes, packed.length - offset));
}

const COPIED_BYTES = 1_048_576;

/** All of it in one piece of memory. */
export function bytesOf(packed: PackedSource): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(packed.length);
  let at = 0;
  for (const part of partsOf(packed, COPIED_BYTES)) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
