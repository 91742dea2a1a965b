import { statSync } from 'node:fs';
import { type BootedThread, bootAnalystThread } from './analyst-thread.ts';

/** Of more there is a second page for sure: a page is 4 MiB, packed files are longer still. */
const SECOND_PAGE_BYTES = 4 * 1024 ** 2;

/**
 * The threads that `workers` analysts of these files will ask for, loading their program already; none where it is not
 * sure that they will be. Whoever boots them ends them.
 */
export function bootEarlyThreads(files: readonly string[], workers: number): readonly BootedThread[] {
  if (workers <= 1 || totalBytes(files) <= SECOND_PAGE_BYTES) return [];
  return Array.from({ length: workers - 1 }, bootAnalystThread);
}

function totalBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + plainBytes(file), 0);
}

/** What cannot be looked at counts nothing: who reads it says what is wrong with it. */
function plainBytes(file: string): number {
  try {
    const found = statSync(file);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}
