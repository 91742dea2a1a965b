import type { Clock } from '../../model/clock.ts';
import { AssayError } from '../../model/errors.ts';
import type { Problem } from '../connector.ts';

/** What reading files needs of its surroundings; a connector context has all of it. */
export interface FileSurroundings {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly report: (problem: Problem) => void;
}

export function unreadable(file: string): Problem {
  return {
    code: 'FILE_UNREADABLE',
    kind: 'transient',
    message: 'The file cannot be read.',
    file,
    line: null,
  };
}

/** Errors of the file system, of a decoder, and our own limits; anything else is a bug and passes on. */
export function isFileFault(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** `line` is the first that could not be read whole. */
export function damaged(error: Error | null, file: string, line: number): Problem {
  if (error instanceof AssayError)
    return { code: error.code, kind: 'record', message: error.message, file, line };
  return {
    code: 'FILE_DAMAGED',
    kind: 'record',
    message: 'The file is damaged or incomplete; the lines before the damage were read.',
    file,
    line,
  };
}
