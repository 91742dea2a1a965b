import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, type PackedSource } from './packed-lines.ts';

/**
 * Keeps packed summaries out of memory, in a file that has no name any more: it goes with the process, however that
 * ends. Where no file can be written they are kept in memory.
 */
export class PackStore {
  #file: number | null = null;
  #isUsable = true;
  #end = 0;

  add(bytes: Uint8Array): PackedSource {
    const start = this.#end;
    if (!this.#append(bytes)) return bytesSource(bytes);
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
    if (!this.#isUsable) return false;
    try {
      this.#file ??= openNameless();
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#end + at);
      return true;
    } catch {
      // No folder, no room: memory may still have some.
      return false;
    }
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

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'));
  try {
    return openSync(join(folder, 'packed'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
