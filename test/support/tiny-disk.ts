import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NotRun } from './services/not-run.ts';

const execute = promisify(execFile);

/** A disk of a few MB that a test may fill up. */
export interface TinyDisk {
  readonly path: string;
  /** Takes what room there is left, to the last block. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  unmount(): Promise<void>;
}

export async function mountTinyDisk(bytes: number): Promise<TinyDisk | NotRun> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return new NotRun(
      'a full disk is made by mounting a small one, for which the test has to be root on Linux',
    );
  const path = mkdtempSync(join(tmpdir(), 'assay-disk-'));
  try {
    await execute('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'assay-test', path]);
  } catch {
    rmSync(path, { recursive: true });
    return new NotRun('a full disk is made by mounting a small one, and this system mounts none');
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: () => fillFile(ballast),
    free: () => rmSync(ballast, { force: true }),
    unmount: async () => {
      // Lazily: a process that did not end in time must not keep it in the table of mounts.
      await execute('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function fillFile(path: string): void {
  const file = openSync(path, 'a');
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}
