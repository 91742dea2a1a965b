import { AssayError } from '../../model/errors.ts';

/** Primary result codes of SQLite, as its documentation numbers them: https://sqlite.org/rescode.html. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** Beside a database lies an index of its log; it could not be made larger, and that is for want of room. */
const NO_ROOM_FOR_INDEX = 4874;
/** Extended codes carry the primary one in their low byte. */
const PRIMARY = 0xff;

/** Our words for a fault of SQLite. Its messages quote statements and stay here. */
export function classifyFault(error: unknown): AssayError {
  if (error instanceof AssayError) return error;
  const code = codeOf(error);
  const fault = code === null ? undefined : (FAULTS.get(code) ?? FAULTS.get(code & PRIMARY));
  return new AssayError({
    ...(fault ?? { code: 'STORE_FAULT', kind: 'bug', message: 'The store could not be used.' }),
    ...(code === null ? {} : { context: { fault: code } }),
    cause: error,
  });
}

/** The number that SQLite gives, extended; null for what did not come from it. */
function codeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

type Fault = Pick<ConstructorParameters<typeof AssayError>[0], 'code' | 'kind' | 'message' | 'fix'>;

const DISK: Fault = {
  code: 'STORE_DISK',
  kind: 'transient',
  message: 'The disk of the store could not be read or written.',
  fix: 'Check the disk, and who may write the folder of store.url; work goes on from what was committed.',
};

const HELD: Fault = {
  code: 'STORE_BUSY',
  kind: 'transient',
  message: 'Another process held the store for too long.',
  fix: 'Look what else uses the file of store.url; work goes on from what was committed.',
};

const DAMAGED: Fault = {
  code: 'STORE_DAMAGED',
  kind: 'state',
  message: 'The file of the store is damaged.',
  fix: 'Restore a backup of the file of store.url, or name another one.',
};

const NO_ROOM: Fault = {
  code: 'STORE_FULL',
  kind: 'transient',
  message: 'The disk of the store is full.',
  fix: 'Free some space where the file of store.url lies; work goes on from what was committed.',
};

const FAULTS: ReadonlyMap<number, Fault> = new Map([
  [FULL, NO_ROOM],
  [NO_ROOM_FOR_INDEX, NO_ROOM],
  [IO_ERROR, DISK],
  [READ_ONLY, DISK],
  [CANNOT_OPEN, DISK],
  [BUSY, HELD],
  [LOCKED, HELD],
  [CORRUPT, DAMAGED],
  [NOT_A_DATABASE, DAMAGED],
]);
