import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { AssayError } from '../model/errors.ts';
import type { Annotation } from './annotate-pages.ts';
import { hiddenBeside, targetOf } from './hidden-file.ts';
import { unwritten } from './unwritten.ts';

/** Annotations on their way into a file. */
export interface AnnotationFile {
  /** Appends; resolves when the bytes are handed to the system, so that memory stays bounded. */
  readonly write: (annotations: readonly Annotation[]) => Promise<void>;
  /** Everything was written: the file appears under its name. */
  readonly commit: () => Promise<void>;
  /** Nothing was: what stood there before stays. */
  readonly discard: () => Promise<void>;
}

/** Enough for the first line of any annotation, a batch of 64 operations included. */
const HEAD_BYTES = 64 * 1024;

/**
 * Checks the inputs and the target before anything is read. The lines go into a hidden file beside the target, which
 * takes its place at the end: nobody ever sees half of them. Throws AssayError `config`.
 */
export async function openAnnotationFile(path: string, inputs: readonly string[]): Promise<AnnotationFile> {
  await assertReadTwice(inputs);
  const target = await targetOf(path);
  await assertNoInput(path, target, inputs);
  const existing = await stat(target).catch(() => null);
  // A device takes lines as they come: it has no place to be taken.
  if (existing !== null && !existing.isFile() && !existing.isDirectory()) return plainFile(path, target);
  if (existing !== null && !(await isReplaceable(target))) {
    throw refused(
      'ANNOTATE_FILE_EXISTS',
      `${path} exists and holds no annotations, so it is not overwritten.`,
      'Name another file for --annotate, or remove this one.',
    );
  }
  const hidden = hiddenBeside(target);
  const file = await plainFile(path, hidden);
  return {
    write: file.write,
    commit: async () => {
      await file.commit();
      await named(path, rename(hidden, target));
    },
    discard: async () => {
      await file.discard();
      await rm(hidden, { force: true });
    },
  };
}

async function assertReadTwice(inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    const isStream = input === '-' || (await stat(input).catch(() => null))?.isFIFO() === true;
    if (!isStream) continue;
    throw refused(
      'ANNOTATE_STREAM',
      `--annotate reads its input twice, and ${input === '-' ? 'standard input' : input} can be read once only.`,
      'Save it first: … > calls.log && assay analyze calls.log --annotate FILE.',
    );
  }
}

async function assertNoInput(path: string, target: string, inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    const real = await realpath(input).catch(() => null);
    if (real === null || (real !== target && !target.startsWith(`${real}${sep}`))) continue;
    throw refused(
      'ANNOTATE_FILE_IS_INPUT',
      `${path} is among the files to analyze.`,
      'Name a file elsewhere for --annotate.',
    );
  }
}

/** Empty, or what an earlier run wrote. */
async function isReplaceable(target: string): Promise<boolean> {
  const handle = await open(target, 'r').catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    if (bytesRead === 0) return true;
    const [first = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    return isAnnotation(first);
  } catch {
    // A folder, or a file that may not be read.
    return false;
  } finally {
    await handle.close();
  }
}

function isAnnotation(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return (
      typeof value === 'object' &&
      value !== null &&
      'endpoint' in value &&
      'threats' in value &&
      'dataClasses' in value &&
      ('id' in value || 'at' in value)
    );
  } catch {
    // Not JSON, so not ours.
    return false;
  }
}

async function plainFile(path: string, place: string): Promise<AnnotationFile> {
  const handle: FileHandle = await named(path, open(place, 'w'));
  return {
    write: async (annotations) => {
      if (annotations.length === 0) return;
      await named(path, handle.writeFile(linesOf(annotations)));
    },
    commit: () => named(path, handle.close()),
    discard: () => handle.close(),
  };
}

function linesOf(annotations: readonly Annotation[]): string {
  return `${annotations.map((annotation) => JSON.stringify(annotation)).join('\n')}\n`;
}

/** Names our file in place of the system's message. */
async function named<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unwritten(path, error, 'ANNOTATE_UNWRITABLE');
  }
}

function refused(code: string, message: string, fix: string): AssayError {
  return new AssayError({ code, kind: 'config', message, fix });
}
