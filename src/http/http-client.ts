import type { JsonValue } from '../model/json.ts';

export type QueryValue = string | number | boolean | null | undefined;

export interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the base URL (`/services`), or absolute at an allowed origin. */
  readonly url: string;
  /** Parameters that are null or undefined are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: JsonValue;
  /** A body that is not JSON; excludes `json`. */
  readonly content?: { readonly type: string; readonly text: string };
  /** True for a POST that only reads (a search); otherwise only GET, HEAD, PUT and DELETE are tried again. */
  readonly isSafeToRepeat?: boolean;
  /** True for a download of what is stored, byte by byte: its content coding is left as it is. */
  readonly keepsCoding?: boolean;
  /**
   * It ends something on the host (a query, a cursor, a session) and goes out although the run was stopped: one attempt
   * that takes five seconds at most.
   */
  readonly isFarewell?: boolean;
  /** In place of the deadline of the client, for a request whose answer takes long by nature. */
  readonly timeoutMs?: number;
  /** Statuses outside 2xx that the caller understands; they are returned instead of thrown. */
  readonly accept?: readonly number[];
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated fields joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8, byte order mark removed; at most the client's size cap. */
  readonly text: string;
  /** The absolute URL that answered. */
  readonly url: string;
}

/** A response whose body is read piece by piece; the deadline bounds the time to the first byte and between pieces. */
export interface Download {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as sent, content coding undone unless the request keeps it. Throws AssayError; must be read or returned. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Turns a parsed body into what the caller needs, or throws AssayError `sourceContract`. */
export type Decode<T> = (body: unknown) => T;

/** One page of a listing: its items, and where the next one is (relative or absolute), or null at the end. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * The only way to the network. Authentication, limits, retries, deadline, size cap, redaction and the list of allowed
 * origins are inside; every failure is an AssayError whose kind says what to do.
 */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** For large bodies: no size cap, retried only until the response begins. */
  download(request: HttpRequest): Promise<Download>;
  getJson<T>(request: HttpRequest, decode: Decode<T>): Promise<T>;
  /** Follows next links: same origin only, no link twice, at most `maxPages`. */
  paginate<T>(request: HttpRequest, decode: Decode<ListPage<T>>): AsyncIterable<readonly T[]>;
  /**
   * Now by the clock of the configured host, by the `Date` field of its last answer (RFC 9110 section 6.6.1, whole
   * seconds); null where it has told none.
   */
  serverNowMs(): number | null;
}
