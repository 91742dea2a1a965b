import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import type { PackStore } from './pack-store.ts';
import type { PackedSource } from './packed-source.ts';
import { type PartUnit, releaseBytes } from './unit.ts';

const compress = promisify(zstdCompress);
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const CIPHER = 'aes-256-ctr';
const KEY_BYTES = 32;
const BLOCK_BYTES = 16;

interface KeptUnit {
  /** Its bytes were given back. */
  readonly unit: PartUnit;
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

  /** How many records were not taken yet. */
  get records(): number {
    return this.#lines;
  }

  /** Units of a part that were not taken yet. */
  left(part: number): number {
    return this.#parts[part]?.length ?? 0;
  }

  /** Resolves to false where the unit cannot be kept, and leaves it as it is. Of one without lines nothing is kept. */
  async put(part: number, unit: PartUnit): Promise<boolean> {
    const { records } = unit;
    const kept = this.#parts[part];
    if (this.#isFull || kept === undefined) return false;
    if (records.lineCount === 0) return true;
    const number = this.#count++;
    const packed = await compress(new Uint8Array(records.buffer), FAST);
    const cipher = createCipheriv(CIPHER, this.#key, counterOf(number));
    const source = this.#packs.addToDisk(cipher.update(packed));
    if (source === null) {
      this.#isFull = true;
      return false;
    }
    releaseBytes(unit);
    this.#lines += records.lineCount;
    kept.push({ unit, source, bytes: packed.length, number });
    return true;
  }

  /** One unit of these parts: of the first choice, or else of the one of which most is left; null when none is. */
  takeOf(parts: readonly number[], choice: number): PartUnit | null {
    if (this.left(choice) > 0) return this.take(choice);
    return this.take(parts.reduce((most, part) => (this.left(part) > this.left(most) ? part : most), choice));
  }

  /** One unit of a part, in no order; null when none is left. */
  take(part: number): PartUnit | null {
    const kept = this.#parts[part]?.pop();
    if (kept === undefined) return null;
    const { unit, source, bytes, number } = kept;
    this.#lines -= unit.records.lineCount;
    const decipher = createDecipheriv(CIPHER, this.#key, counterOf(number));
    const buffer = ownBuffer(zstdDecompressSync(decipher.update(source.read(0, bytes))));
    return { ...unit, records: { ...unit.records, buffer } };
  }
}

/** Each unit has blocks of its own: none is used twice under one key (NIST SP 800-38A appendix B). */
function counterOf(number: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeUIntBE(number, 0, 6);
  return counter;
}

/** A buffer that can change its owner. */
function ownBuffer(bytes: Buffer): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = bytes;
  const isOwn = buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === byteLength;
  return isOwn ? buffer : new Uint8Array(bytes).buffer;
}
