import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import type { PackStore } from './pack-store.ts';
import type { PackedSource } from './packed-lines.ts';
import { type AnalysisUnit, releaseBytes } from './unit.ts';

const compress = promisify(zstdCompress);
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const CIPHER = 'aes-256-ctr';
const KEY_BYTES = 32;
const BLOCK_BYTES = 16;

interface KeptUnit {
  /** Without its bytes. */
  readonly unit: AnalysisUnit;
  readonly source: PackedSource;
  readonly bytes: number;
  readonly number: number;
}

/**
 * Lines that are analyzed later, in parts, in a file that goes with the process. They are what callers sent, so they
 * are written under a key that is nowhere but in memory: nobody can read them there.
 */
export class SetAside {
  readonly #packs: PackStore;
  readonly #key = randomBytes(KEY_BYTES);
  readonly #parts: KeptUnit[][];
  #count = 0;
  #isFull = false;
  #lines = 0;

  constructor(packs: PackStore, parts: number) {
    this.#packs = packs;
    this.#parts = Array.from({ length: parts }, () => []);
  }

  /** No more can be kept. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** About how many records were not taken yet: units share the lines of a page. */
  get records(): number {
    return Math.round(this.#lines / this.#parts.length);
  }

  /** Units of a part that were not taken yet. */
  left(part: number): number {
    return this.#parts[part]?.length ?? 0;
  }

  /** Resolves to false where the unit cannot be kept, and leaves it as it is. */
  async put(part: number, unit: AnalysisUnit): Promise<boolean> {
    const { records } = unit;
    const kept = this.#parts[part];
    if (this.#isFull || records.kind !== 'lines' || kept === undefined) return false;
    const number = this.#count++;
    const packed = await compress(records.chunk, FAST);
    const cipher = createCipheriv(CIPHER, this.#key, counterOf(number));
    const source = this.#packs.addToDisk(cipher.update(packed));
    if (source === null) {
      this.#isFull = true;
      return false;
    }
    releaseBytes(unit);
    this.#lines += records.lineCount;
    const bare = { ...unit, records: { ...records, chunk: new Uint8Array(0) } };
    kept.push({ unit: bare, source, bytes: packed.length, number });
    return true;
  }

  /** One unit of a part, in no order; null when none is left. */
  take(part: number): AnalysisUnit | null {
    const kept = this.#parts[part]?.pop();
    if (kept === undefined) return null;
    const { unit, source, bytes, number } = kept;
    if (unit.records.kind !== 'lines') return null;
    this.#lines -= unit.records.lineCount;
    const decipher = createDecipheriv(CIPHER, this.#key, counterOf(number));
    const chunk = ownBytes(zstdDecompressSync(decipher.update(source.read(0, bytes))));
    return { ...unit, records: { ...unit.records, chunk } };
  }
}

/** Each unit has blocks of its own: none is used twice under one key (NIST SP 800-38A appendix B). */
function counterOf(number: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeUIntBE(number, 0, 6);
  return counter;
}

/** In a buffer that can change its owner. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  const isOwn = buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === byteLength;
  return isOwn ? new Uint8Array(buffer) : new Uint8Array(bytes);
}
