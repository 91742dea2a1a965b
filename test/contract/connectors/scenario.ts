import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Which request an answer is for. */
export interface RequestMatch {
  /** Default GET. */
  readonly method?: Method;
  /** Path with its query, as it is asked for; an expression where a part of it cannot be foretold. */
  readonly path: string | RegExp;
  /** Only for a request with this body: an expression on its text, or the JSON object it must equal. */
  readonly request?: RegExp | JsonObject;
}

/** One answer of the platform, as recorded or written down from its reference. */
export interface Exchange extends RequestMatch {
  /** Where it answers; default the origin of the scenario. */
  readonly origin?: string;
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text and bytes as they are sent. */
  readonly body: JsonValue | Uint8Array;
  /** It hands out a token: it goes on answering while faults are put on all others. */
  readonly isSignIn?: true;
}

/** What the suite needs to test a connector that talks to a platform. */
export interface HttpScenario {
  readonly style: 'http';
  /** Tells it apart where a connector has several. */
  readonly name?: string;
  /** What is read of a connector that is both; default calls where it is a source. */
  readonly reads?: 'calls' | 'apis';
  readonly origin: string;
  /** Its entry in the configuration, without id and connector; secrets by reference to `env`. */
  readonly config: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  /** Value of the secret: it must never be seen again. */
  readonly secret: string;
  /** Every answer of one good pass, and of `check`; the listing has at least three pages. */
  readonly exchanges: readonly Exchange[];
  /** The first request of a reading pass (a path: by GET), where faults are put. */
  readonly first: string | RequestMatch;
  /** Identities of all that is read, in order. */
  readonly expected: readonly string[];
  /** In place of the exchange for the same request: its next link leads to another host. Null: `next-link` is skipped. */
  readonly hostileNext: Exchange | null;
  /** In place of the exchange for the same request: some of its items are broken. */
  readonly malformedRecord: Exchange;
  /** What is left then. */
  readonly expectedOfMalformed: readonly string[];
  /** In place of the exchange for the same request: another form. Null: `malformed-envelope` is skipped. */
  readonly malformedEnvelope: Exchange | null;
}

/** What the suite needs to test a connector that reads files. */
export interface FileScenario {
  readonly style: 'files';
  readonly name?: string;
  readonly reads?: 'calls' | 'apis';
  readonly config: (folder: string) => JsonObject;
  /** Configuration whose files are not there. */
  readonly missing: (folder: string) => JsonObject;
  /** Writes at least three pages. */
  readonly write: (folder: string) => Promise<void>;
  readonly expected: readonly string[];
  /** Writes records of which some are broken. */
  readonly writeMalformed: (folder: string) => Promise<void>;
  readonly expectedOfMalformed: readonly string[];
  readonly droppedOfMalformed: number;
  /** Writes a file of another format; null where a file has no envelope. */
  readonly writeOther: ((folder: string) => Promise<void>) | null;
}

export type Scenario = HttpScenario | FileScenario;
