import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';

/** One answer of the platform, as recorded or written down from its reference. */
export interface Exchange {
  /** Path with its query, as it is asked for. */
  readonly path: string;
  readonly body: JsonValue;
}

/** What the suite needs to test a connector that talks to a platform. */
export interface HttpScenario {
  readonly style: 'http';
  readonly origin: string;
  /** Its entry in the configuration, without id and connector; secrets by reference to `env`. */
  readonly config: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  /** Value of the secret: it must never be seen again. */
  readonly secret: string;
  /** Every answer of one good pass, and of `check`; the listing has at least three pages. */
  readonly exchanges: readonly Exchange[];
  /** Path of the first request of a reading pass, where faults are put. */
  readonly first: string;
  /** Identities of all that is read, in order. */
  readonly expected: readonly string[];
  /** In place of the exchange with the same path: its next link leads to another host. */
  readonly hostileNext: Exchange;
  /** In place of the exchange with the same path: some of its items are broken. */
  readonly malformedRecord: Exchange;
  /** What is left then. */
  readonly expectedOfMalformed: readonly string[];
  /** In place of the exchange with the same path: valid JSON of another form. */
  readonly malformedEnvelope: Exchange;
}

/** What the suite needs to test a connector that reads files. */
export interface FileScenario {
  readonly style: 'files';
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
