import { AssayError, type ErrorKind } from '../model/errors.ts';

interface Classification {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly message: string;
  readonly fix?: string;
}

const UNREACHABLE: Classification = {
  code: 'HTTP_HOST_UNREACHABLE',
  kind: 'transient',
  message: 'The host could not be reached.',
  fix: 'Check the URL, name resolution, and the network path from here to the host.',
};
const INTERRUPTED: Classification = {
  code: 'HTTP_CONNECTION_LOST',
  kind: 'transient',
  message: 'The connection broke before the response was complete.',
};
const UNTRUSTED: Classification = {
  code: 'HTTP_CERTIFICATE_UNTRUSTED',
  kind: 'config',
  message: 'The certificate of the host is not trusted here.',
  fix: 'Add its issuer with NODE_EXTRA_CA_CERTS, or use the host name that the certificate names.',
};

/** What a failure below HTTP means, by errno or Node code. */
const BY_CODE: Readonly<Record<string, Classification>> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ECONNRESET: INTERRUPTED,
  ECONNABORTED: INTERRUPTED,
  EPIPE: INTERRUPTED,
  ERR_STREAM_PREMATURE_CLOSE: INTERRUPTED,
  ERR_BAD_RESPONSE: INTERRUPTED,
  Z_BUF_ERROR: INTERRUPTED,
  Z_DATA_ERROR: INTERRUPTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_HAS_EXPIRED: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: UNTRUSTED,
};

const OTHER_FAILURE: Classification = {
  code: 'HTTP_REQUEST_FAILED',
  kind: 'transient',
  message: 'The request failed below HTTP.',
};

/** What a status means; a class stands for every status of it that has no line of its own. */
const BY_STATUS: Readonly<Record<string, Classification>> = {
  '3xx': {
    code: 'HTTP_REDIRECT_REFUSED',
    kind: 'sourceContract',
    message: 'The host answered with a redirect that is not followed.',
    fix: 'Configure the URL that the redirect points to.',
  },
  '401': {
    code: 'HTTP_AUTH_REJECTED',
    kind: 'auth',
    message: 'The host rejected the credentials.',
    fix: 'Check the credentials that this entry refers to.',
  },
  '403': {
    code: 'HTTP_PERMISSION_MISSING',
    kind: 'auth',
    message: 'The credentials lack a permission.',
    fix: 'Grant the permissions listed on the page of the connector.',
  },
  '404': {
    code: 'HTTP_NOT_FOUND',
    kind: 'sourceContract',
    message: 'The host knows no such resource.',
    fix: 'Check the URL, its path included.',
  },
  '408': { code: 'HTTP_TIMEOUT', kind: 'transient', message: 'The host gave up waiting for the request.' },
  '409': { code: 'HTTP_CONFLICT', kind: 'conflict', message: 'The resource was changed by someone else.' },
  '412': { code: 'HTTP_CONFLICT', kind: 'conflict', message: 'The resource was changed by someone else.' },
  '400': { code: 'HTTP_REJECTED', kind: 'rejected', message: 'The host refused the request as invalid.' },
  '413': { code: 'HTTP_REJECTED', kind: 'rejected', message: 'The host refused the request as too large.' },
  '422': { code: 'HTTP_REJECTED', kind: 'rejected', message: 'The host refused the request as invalid.' },
  '425': { code: 'HTTP_UNAVAILABLE', kind: 'transient', message: 'The host is not ready for the request.' },
  '429': { code: 'HTTP_RATE_LIMITED', kind: 'rateLimited', message: 'The host limits the rate of requests.' },
  '4xx': {
    code: 'HTTP_STATUS_UNEXPECTED',
    kind: 'sourceContract',
    message: 'The host answered unexpectedly.',
  },
  '5xx': { code: 'HTTP_UNAVAILABLE', kind: 'transient', message: 'The host failed to answer the request.' },
};

const ODD_STATUS: Classification = {
  code: 'HTTP_STATUS_UNEXPECTED',
  kind: 'sourceContract',
  message: 'The host answered with a status that HTTP does not define.',
};

/** The error for a response that the caller does not accept. `where` is origin and path, without the query. */
export function statusError(status: number, where: string, retryAfterMs: number | null): AssayError {
  const found = BY_STATUS[String(status)] ?? BY_STATUS[`${Math.floor(status / 100)}xx`] ?? ODD_STATUS;
  return new AssayError({
    ...found,
    context: { status, url: where },
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** The error for a request that got no complete response. The foreign error stays here: it carries headers. */
export function failureError(error: unknown, where: string): AssayError {
  if (error instanceof AssayError) return error;
  const cause = errnoOf(error);
  const found = (cause === null ? undefined : BY_CODE[cause]) ?? OTHER_FAILURE;
  return new AssayError({ ...found, context: { cause, url: where } });
}

/** Codes are of a closed, upper-case form; anything else could be text from outside. */
function errnoOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const code: unknown = error.code;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : null;
}
