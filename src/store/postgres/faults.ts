import { AssayError } from '../../model/errors.ts';

/** What the driver throws when a socket fails or a pool waits in vain; no SQLSTATE goes with these. */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * SQLSTATE classes after which the same work may succeed: 08 connection, 40 rolled back (serialization, deadlock),
 * 53 resources (disk full, too many connections), 55P03 lock not available, 57 intervention (shutdown, cannot connect
 * now), 58 system; 25P03 a session that was ended because this process stood still inside a transaction, 25006 a server
 * that only reads, as one does that is not promoted yet. From the table of error codes in the PostgreSQL manual, appendix A.
 */
const TRANSIENT_STATE = /^(?:08|40|53|57|58)|^(?:55P03|25P03|25006)$/;
const STATE = /^[0-9A-Z]{5}$/;

/** Our words for a fault of the driver or the server. Their messages quote statements and values and stay here. */
export function classifyFault(error: unknown): AssayError {
  if (error instanceof AssayError) return error;
  const code = codeOf(error);
  if (code !== null && STATE.test(code)) return faultOfState(code, error);
  // The driver reports a lost connection without any code; everything of ours has one.
  if (code === null ? error instanceof Error && !(error instanceof TypeError) : NETWORK_CODES.has(code)) {
    return new AssayError({
      code: 'STORE_UNAVAILABLE',
      kind: 'transient',
      message: 'The PostgreSQL store does not answer.',
      fix: 'Check that it runs and can be reached; work goes on from what was committed.',
      ...(code === null ? {} : { context: { fault: code } }),
      cause: error,
    });
  }
  return fault('STORE_FAULT', 'bug', 'The PostgreSQL store could not be used.', null, code, error);
}

function faultOfState(state: string, error: unknown): AssayError {
  if (state.startsWith('28'))
    return fault(
      'STORE_AUTH',
      'auth',
      'PostgreSQL refused the user or the password of the store.',
      'Check the user in store.url and the reference in store.password.',
      state,
      error,
    );
  if (state === '3D000')
    return fault(
      'STORE_MISSING',
      'config',
      'The database of the store does not exist.',
      'Create it, or name another one in store.url.',
      state,
      error,
    );
  if (state === '42501')
    return fault(
      'STORE_PERMISSION',
      'auth',
      'PostgreSQL does not let this user write to the store.',
      'Let it create tables in the database of store.url.',
      state,
      error,
    );
  return TRANSIENT_STATE.test(state)
    ? fault(
        'STORE_UNAVAILABLE',
        'transient',
        'The PostgreSQL store could not do the work now.',
        'Check that it runs and has room; work goes on from what was committed.',
        state,
        error,
      )
    : fault('STORE_FAULT', 'bug', 'PostgreSQL refused a statement of ours.', null, state, error);
}

function fault(
  code: string,
  kind: AssayError['kind'],
  message: string,
  fix: string | null,
  state: string | null,
  cause: unknown,
): AssayError {
  return new AssayError({
    code,
    kind,
    message,
    ...(fix === null ? {} : { fix }),
    ...(state === null ? {} : { context: { fault: state } }),
    cause,
  });
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
