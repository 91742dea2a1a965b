/**
 * SipHash-2-4 with a 64-bit result (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012),
 * on pairs of 32-bit integers because the platform's 64-bit integers are an order of magnitude slower.
 * Held equal to the authors' published vectors by a test.
 */
export interface SipKey {
  readonly k0l: number;
  readonly k0h: number;
  readonly k1l: number;
  readonly k1h: number;
}

export const SIP_KEY_BYTES = 16;

/** Reads a 16-byte key. Throws RangeError for any other length. */
export function sipKey(key: Uint8Array): SipKey {
  if (key.length !== SIP_KEY_BYTES) throw new RangeError('a SipHash key has 16 bytes');
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  return {
    k0l: view.getInt32(0, true),
    k0h: view.getInt32(4, true),
    k1l: view.getInt32(8, true),
    k1h: view.getInt32(12, true),
  };
}

let scratch = new Int32Array(512);

function scratchFor(words: number): Int32Array {
  if (scratch.length < words) scratch = new Int32Array(words * 2);
  return scratch;
}

/** High and low half of the last result; a pair of module variables spares an allocation a call. */
let resultHigh = 0;
let resultLow = 0;

/** Hash of bytes, as [high, low] unsigned halves. For tests and for keys made of bytes. */
export function sipHashBytes(key: SipKey, bytes: Uint8Array): readonly [number, number] {
  const words = ((bytes.length >> 3) + 1) * 2;
  const block = scratchFor(words);
  block.fill(0, 0, words);
  for (let at = 0; at < bytes.length; at += 1) {
    block[at >> 2] = (block[at >> 2] ?? 0) | ((bytes[at] ?? 0) << ((at & 3) << 3));
  }
  block[words - 1] = (block[words - 1] ?? 0) | ((bytes.length & 0xff) << 24);
  sipBlocks(key, block, words);
  return [resultHigh >>> 0, resultLow >>> 0];
}

/**
 * Top 52 bits of the hash of a string's UTF-16 code units in little-endian order, as an exact integer.
 * Code units rather than UTF-8: lone surrogates stay distinct and nothing can throw.
 */
export function sipHashText(key: SipKey, text: string): number {
  const units = text.length;
  const words = ((units >> 2) + 1) * 2;
  const block = scratchFor(words);
  let word = 0;
  let at = 0;
  for (; at + 1 < units; at += 2) {
    block[word] = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    word += 1;
  }
  if (at < units) {
    block[word] = text.charCodeAt(at);
    word += 1;
  }
  for (; word < words; word += 1) block[word] = 0;
  block[words - 1] = (block[words - 1] ?? 0) | (((units * 2) & 0xff) << 24);
  sipBlocks(key, block, words);
  return (resultHigh >>> 0) * 0x100000 + (resultLow >>> 12);
}

/** Unrolled on purpose: four 64-bit lanes in eight locals keep the loop free of memory traffic. */
function sipBlocks(key: SipKey, block: Int32Array, words: number): void {
  let v0l = key.k0l ^ 0x70736575;
  let v0h = key.k0h ^ 0x736f6d65;
  let v1l = key.k1l ^ 0x6e646f6d;
  let v1h = key.k1h ^ 0x646f7261;
  let v2l = key.k0l ^ 0x6e657261;
  let v2h = key.k0h ^ 0x6c796765;
  let v3l = key.k1l ^ 0x79746573;
  let v3h = key.k1h ^ 0x74656462;
  const end = words + 2;
  for (let at = 0; at < end; at += 2) {
    const last = at >= words;
    const ml = last ? 0 : (block[at] ?? 0);
    const mh = last ? 0 : (block[at + 1] ?? 0);
    if (last) v2l ^= 0xff;
    v3l ^= ml;
    v3h ^= mh;
    for (let round = last ? 4 : 2; round > 0; round -= 1) {
      let low = (v0l + v1l) | 0;
      v0h = (v0h + v1h + (low >>> 0 < v0l >>> 0 ? 1 : 0)) | 0;
      v0l = low;
      let t = (v1l << 13) | (v1h >>> 19);
      v1h = (v1h << 13) | (v1l >>> 19);
      v1l = t;
      v1l ^= v0l;
      v1h ^= v0h;
      t = v0l;
      v0l = v0h;
      v0h = t;
      low = (v2l + v3l) | 0;
      v2h = (v2h + v3h + (low >>> 0 < v2l >>> 0 ? 1 : 0)) | 0;
      v2l = low;
      t = (v3l << 16) | (v3h >>> 16);
      v3h = (v3h << 16) | (v3l >>> 16);
      v3l = t;
      v3l ^= v2l;
      v3h ^= v2h;
      low = (v0l + v3l) | 0;
      v0h = (v0h + v3h + (low >>> 0 < v0l >>> 0 ? 1 : 0)) | 0;
      v0l = low;
      t = (v3l << 21) | (v3h >>> 11);
      v3h = (v3h << 21) | (v3l >>> 11);
      v3l = t;
      v3l ^= v0l;
      v3h ^= v0h;
      low = (v2l + v1l) | 0;
      v2h = (v2h + v1h + (low >>> 0 < v2l >>> 0 ? 1 : 0)) | 0;
      v2l = low;
      t = (v1l << 17) | (v1h >>> 15);
      v1h = (v1h << 17) | (v1l >>> 15);
      v1l = t;
      v1l ^= v2l;
      v1h ^= v2h;
      t = v2l;
      v2l = v2h;
      v2h = t;
    }
    v0l ^= ml;
    v0h ^= mh;
  }
  resultLow = v0l ^ v1l ^ v2l ^ v3l;
  resultHigh = v0h ^ v1h ^ v2h ^ v3h;
}
