import { closeSync, mkdtempSync, openSync, readSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, type PackedSource } from './packed-source.ts';

/** Numbers of file systems that lie in memory (Linux, magic.h): tmpfs and ramfs. */
const IN_MEMORY: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);
/** What may be taken of the disk's free room, for others write there too: by what could as well be in memory, and by the rest. */
const PACKED_SHARE = 3 / 4;
const TAKEN_SHARE = 1 / 2;

/**
 * Keeps packed summaries out of memory, in a file that has no name any more: it goes with the process, however that
 * ends. Where no file can be written on a disk they are kept in memory.
 */
export class PackStore {
  #file: number | null = null;
  #isUsable = true;
  #end = 0;
  /** Of the disk, when the file was opened; none where it lies in memory. */
  #freeBytes = 0;

  add(bytes: Uint8Array): PackedSource {
    return this.#added(bytes, PACKED_SHARE) ?? bytesSource(bytes);
  }

  /** The same for what memory has no room for: null where the file lies in memory or would fill its disk. */
  addToDisk(bytes: Uint8Array): PackedSource | null {
    return this.#added(bytes, TAKEN_SHARE);
  }

  /** Nothing of it can be read afterwards. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#isUsable = false;
  }

  #added(bytes: Uint8Array, share: number): PackedSource | null {
    const start = this.#end;
    const { length } = bytes;
    if (!this.#isOpen() || start + length > this.#freeBytes * share || !this.#append(bytes)) return null;
    this.#end += length;
    return { length, read: (offset, part) => this.#read(start + offset, part) };
  }

  #append(bytes: Uint8Array): boolean {
    if (this.#file === null) return false;
    try {
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at);
      return true;
    } catch {
      // No room.
      return false;
    }
  }

  #isOpen(): boolean {
    if (this.#file !== null || !this.#isUsable) return this.#isUsable;
    try {
      const { file, freeBytes } = openNameless();
      this.#file = file;
      this.#freeBytes = freeBytes;
    } catch {
      // No folder, or one that may not be written to.
      this.#isUsable = false;
    }
    return this.#isUsable;
  }

  #read(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const read = this.#file === null ? 0 : readSync(this.#file, bytes, at, length - at, position + at);
      if (read === 0) throw new RangeError('a packed summary is gone');
      at += read;
    }
    return bytes;
  }
}

/** `freeBytes`: on its disk; none where it lies in memory. */
function openNameless(): { readonly file: number; readonly freeBytes: number } {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'));
  try {
    const { type, bavail, bsize } = statfsSync(folder);
    const file = openSync(join(folder, 'packed'), 'wx+', 0o600);
    return { file, freeBytes: IN_MEMORY.has(type) ? 0 : bavail * bsize };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
