import { AssayError } from '../../src/kit/index.ts';

/** The `error` member of an answer, as far as it is read: the message of the server quotes queries and data. */
export interface TrinoFailure {
  readonly errorName?: string;
  readonly errorType?: string;
}

interface Meaning {
  readonly code: string;
  readonly kind: AssayError['kind'];
  readonly message: string;
  readonly fix: string;
}

const NOT_FOUND: Meaning = {
  code: 'LAKE_TABLE_MISSING',
  kind: 'config',
  message: 'The server has no such catalog, schema or table.',
  fix: 'Check catalog, schema and table of this entry against SHOW TABLES on the server.',
};
const DENIED: Meaning = {
  code: 'LAKE_PERMISSION_MISSING',
  kind: 'auth',
  message: 'The account may not read this table.',
  fix: 'Give the account the right to SELECT from it.',
};
const STOPPED: Meaning = {
  code: 'LAKE_QUERY_STOPPED',
  kind: 'transient',
  message: 'The server ended the query before it was done.',
  fix: 'Where this goes on, lower queryRows or window of this entry.',
};
const BUSY: Meaning = {
  code: 'LAKE_RESOURCES',
  kind: 'transient',
  message: 'The server lacks the resources for this query.',
  fix: 'Lower queryRows or window of this entry, or give the server more memory.',
};
const REFUSED: Meaning = {
  code: 'LAKE_QUERY_REFUSED',
  kind: 'sourceContract',
  message: 'The server refused the query.',
  fix: 'The version of the server may be one that this connector does not know; assay doctor tells its columns.',
};
const FAILED: Meaning = {
  code: 'LAKE_QUERY_FAILED',
  kind: 'transient',
  message: 'The query failed inside the server.',
  fix: 'The log of the server tells why.',
};

/** Names of Trino's StandardErrorCode. */
const BY_NAME: Readonly<Record<string, Meaning>> = {
  CATALOG_NOT_FOUND: NOT_FOUND,
  SCHEMA_NOT_FOUND: NOT_FOUND,
  TABLE_NOT_FOUND: NOT_FOUND,
  MISSING_CATALOG_NAME: NOT_FOUND,
  MISSING_SCHEMA_NAME: NOT_FOUND,
  PERMISSION_DENIED: DENIED,
  USER_CANCELED: STOPPED,
  ABANDONED_QUERY: STOPPED,
  ABANDONED_TASK: STOPPED,
  ADMINISTRATIVELY_KILLED: STOPPED,
  ADMINISTRATIVELY_PREEMPTED: STOPPED,
  EXCEEDED_TIME_LIMIT: STOPPED,
  SERVER_SHUTTING_DOWN: STOPPED,
  SERVER_STARTING_UP: STOPPED,
};

/** Names of errors that pass by themselves: of a cluster that starts, loses a worker or is full for the moment. */
const PASSING: ReadonlySet<string> = new Set([
  'NO_NODES_AVAILABLE',
  'SERVER_STARTING_UP',
  'SERVER_SHUTTING_DOWN',
  'REMOTE_TASK_ERROR',
  'REMOTE_TASK_MISMATCH',
  'REMOTE_HOST_GONE',
  'PAGE_TRANSPORT_ERROR',
  'PAGE_TRANSPORT_TIMEOUT',
  'TOO_MANY_REQUESTS_FAILED',
  'QUERY_QUEUE_FULL',
  'CLUSTER_OUT_OF_MEMORY',
]);

/** Whether a query that failed so may succeed some seconds later. */
export function isPassing({ context }: AssayError): boolean {
  const name = context['errorName'];
  return typeof name === 'string' && PASSING.has(name);
}

const BY_TYPE: Readonly<Record<string, Meaning>> = {
  INSUFFICIENT_RESOURCES: BUSY,
  USER_ERROR: REFUSED,
  INTERNAL_ERROR: FAILED,
  EXTERNAL: FAILED,
};

/** The error for a query that failed, by the closed names of the server. */
export function failureOf({ errorName, errorType }: TrinoFailure): AssayError {
  const name = closedName(errorName);
  const type = closedName(errorType);
  return new AssayError({
    ...(BY_NAME[name] ?? BY_TYPE[type] ?? FAILED),
    context: { errorName: name, errorType: type },
  });
}

/** Names are of a closed form; anything else could be text from outside. */
function closedName(text: string | undefined): string {
  return text !== undefined && /^[A-Z][A-Z0-9_]{1,60}$/.test(text) ? text : 'UNKNOWN';
}
