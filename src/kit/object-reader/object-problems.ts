import { AssayError, ERROR_POLICY } from '../../model/errors.ts';
import type { Problem } from '../connector.ts';
import type { ObjectAbsence } from './object-store.ts';

const ABSENCES: Readonly<Record<ObjectAbsence, { readonly code: string; readonly message: string }>> = {
  gone: { code: 'OBJECT_GONE', message: 'The object was removed before it could be read.' },
  changed: {
    code: 'OBJECT_CHANGED',
    message: 'The object was replaced while it was read; what follows in it was not read.',
  },
  archived: {
    code: 'OBJECT_ARCHIVED',
    message: 'The object lies in an archive tier and was passed over; restore it and store it anew.',
  },
};

export function absent(key: string, why: ObjectAbsence): Problem {
  return { ...ABSENCES[why], kind: 'record', file: key, line: null };
}

/** An object that is done was stored again under its key: it is never read twice. */
export function rewritten(key: string): Problem {
  return {
    code: 'OBJECT_REWRITTEN',
    kind: 'record',
    message: 'An object that was read before has other content now; it was not read again.',
    file: key,
    line: null,
  };
}

/** `line` is the first line or record that could not be read. */
export function unreadableObject(error: unknown, key: string, line: number): Problem {
  if (error instanceof AssayError)
    return { code: error.code, kind: 'record', message: error.message, file: key, line };
  return {
    code: 'OBJECT_DAMAGED',
    kind: 'record',
    message: 'The object is damaged or of another format; what stands before the damage was read.',
    file: key,
    line,
  };
}

/**
 * Whether an error is about the content of one object, so that the next can be read. What the network or the platform
 * did is not, nor is a bug in our own code.
 */
export function isContentFault(error: unknown): boolean {
  if (error instanceof AssayError) return ERROR_POLICY[error.kind].cursor === 'advances';
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?:Z_|ERR_|ZSTD_|CSV_)/.test(error.code)
  );
}
