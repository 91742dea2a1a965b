import { closeSync, mkdtempSync, openSync, readSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, type PackedSource } from './packed-lines.ts';

/** Numbers of file systems that lie in memory (Linux, magic.h): tmpfs and ramfs. */
const IN_MEMORY: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);
/** Of the disk's free room, what `addToDisk` may take. */
const TAKEN_SHARE = 1 / 2;

/**
 * Keeps packed summaries out of memory, in a file that has no name any more: it goes with the process, however that
 * ends. Where no file can be written they are kept in memory.
 */
export class PackStore {
  #file: number | null = null;
  #isUsable = true;
  #end = 0;
  /** Where `addToDisk` ends. */
  #diskEnd = 0;

  add(bytes: Uint8Array): PackedSource {
    const start = this.#end;
    if (!this.#append(bytes)) return bytesSource(bytes);
    this.#end += bytes.length;
    return { read: (offset, length) => this.#read(start + offset, length) };
  }

  /** The same for what memory has no room for: null where the file lies in memory or would fill its disk. */
  addToDisk(bytes: Uint8Array): PackedSource | null {
    const start = this.#end;
    if (!this.#isOpen() || start + bytes.length > this.#diskEnd || !this.#append(bytes)) return null;
    this.#end += bytes.length;
    return { read: (offset, length) => this.#read(start + offset, length) };
  }

  /** Nothing of it can be read afterwards. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#isUsable = false;
  }

  #append(bytes: Uint8Array): boolean {
    if (!this.#isOpen() || this.#file === null) return false;
    try {
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at);
      return true;
    } catch {
      // No room: memory may still have some.
      return false;
    }
  }

  #isOpen(): boolean {
    if (this.#file !== null || !this.#isUsable) return this.#isUsable;
    try {
      const { file, freeBytes } = openNameless();
      this.#file = file;
      this.#diskEnd = freeBytes * TAKEN_SHARE;
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
