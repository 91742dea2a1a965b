import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** The file that a name stands for: a link is followed, so that what it points to is replaced and not the link. */
export function targetOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/**
 * Where a file is written until all of it is there: beside its target, on the same disk, so that it can take the
 * target's place at once. Each process has its own.
 */
export function hiddenBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
}
