import { AssayError } from '../model/errors.ts';

/** No room on the disk, or none left for this user. */
const NO_ROOM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

export function isNoRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_ROOM.has(error.code);
}

/** Our words for a file that the person named and that could not be written; the system's message stays here. */
export function unwritten(path: string, cause: unknown, code: string): AssayError {
  if (isNoRoom(cause))
    return new AssayError({
      code: 'OUTPUT_DISK_FULL',
      kind: 'transient',
      message: `${path} was not written: its disk is full.`,
      fix: 'Free some space there, or name a file elsewhere; what stood there before is as it was.',
      cause,
    });
  return new AssayError({
    code,
    kind: 'config',
    message: `${path} cannot be written.`,
    fix: 'Check that its folder exists and may be written.',
    cause,
  });
}
