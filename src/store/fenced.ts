import { AssayError } from '../model/errors.ts';

/** The refusal of a write by someone who no longer holds the lease that it was begun under. */
export function fenced(lease: string): AssayError {
  return new AssayError({
    code: STORE_FENCED,
    kind: 'conflict',
    message: 'Another process took this work over; what was begun here is not committed.',
    context: { lease },
  });
}

const STORE_FENCED = 'STORE_FENCED';

export function isFenced(error: unknown): boolean {
  return error instanceof AssayError && error.code === STORE_FENCED;
}
