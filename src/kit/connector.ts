import type { HttpClient } from '../http/http-client.ts';
import type { HttpSettings } from '../http/settings.ts';
import type { Clock } from '../model/clock.ts';
import type { ConnectorConfig } from '../model/connector-config.ts';
import type { ErrorKind } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { Logger } from '../model/logger.ts';
import type { RegisteredApi } from '../model/registered-api.ts';
import type { KafkaLog } from './kafka-log.ts';
import type { ConnectorManifest } from './manifest.ts';
import type { Cursor, Page } from './page.ts';
import type { OpenRegistry, RegistryDefinition } from './registry.ts';
import type { OpenResults, ResultsDefinition } from './results.ts';

/** Something the reader should know that loses no cursor: an unreadable file, a damaged archive, a skipped entry. */
export interface Problem {
  readonly code: string;
  readonly kind: ErrorKind;
  /** Static sentence; what varies stands in the other members. */
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** What a connector is given. It is all it may touch: no timers, no environment, no state of its own. */
export interface ConnectorContext<Config> {
  /** Id of the configuration entry: what a RegisteredApi carries as `gateway`. */
  readonly id: string;
  readonly config: Config;
  /** Secrets are revealed inside it only. */
  readonly http: HttpClient;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Standard input, for `-` as a path; null where there is none to read. */
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly report: (problem: Problem) => void;
}

export interface CheckItem {
  /** What was tried, in the reader's words: `Admin API answers`. */
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  /** The permission of the manifest that is missing, where that is the reason. */
  readonly missingPermission: string | null;
  readonly fix: string | null;
}

export interface CheckResult {
  readonly ok: boolean;
  readonly items: readonly CheckItem[];
}

export interface SourceDefinition<Config, C extends Cursor> {
  readonly cursorSchema: JsonObject;
  /**
   * Pages from the cursor on (null: from the beginning), until there is nothing more for now. Never ends early in
   * silence: what cannot be read is reported or thrown.
   */
  readCalls(context: ConnectorContext<Config>, from: C | null): AsyncIterable<Page>;
}

export interface GatewayDefinition<Config> {
  /** Only a pass that ends without an error is a snapshot. */
  readRegisteredApis(context: ConnectorContext<Config>): AsyncIterable<RegisteredApi>;
}

/** What a connector directory writes down; `defineConnector` makes a Connector of it. */
export interface ConnectorDefinition<Config extends ConnectorConfig, C extends Cursor> {
  readonly manifest: ConnectorManifest;
  /** Absent: it never talks to the network, and its client refuses every request. */
  readonly http?: (config: Config) => HttpSettings;
  readonly source?: SourceDefinition<Config, C>;
  /** In place of `source`: calls are read from this topic by the ingest. */
  readonly log?: (config: Config, id: string) => KafkaLog;
  readonly gateway?: GatewayDefinition<Config>;
  readonly registry?: RegistryDefinition<Config>;
  /** What the platform of a source found out by itself. */
  readonly results?: ResultsDefinition<Config>;
  /** Cheap and read-only; names the permission that is missing. */
  check(context: ConnectorContext<Config>): Promise<CheckResult>;
}

/** What the runtime hands to a connector when it opens it. */
export interface ConnectorHost {
  /** Id of the configuration entry. */
  readonly id: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly report: (problem: Problem) => void;
}

export interface OpenSource {
  /** Throws AssayError `CONNECTOR_CURSOR_INVALID` (kind `state`) for a cursor that its schema refuses. */
  readCalls(from: Cursor | null): AsyncIterable<Page>;
}

export interface OpenGateway {
  readRegisteredApis(): AsyncIterable<RegisteredApi>;
}

export interface OpenConnector {
  readonly source: OpenSource | null;
  /** Present in place of a source whose records stand in a topic. */
  readonly log?: KafkaLog;
  readonly gateway: OpenGateway | null;
  readonly registry: OpenRegistry | null;
  /** Present where the platform judges calls by itself. */
  readonly results?: OpenResults;
  check(): Promise<CheckResult>;
}

/** A connector, its types erased: what the registry lists and the runtime opens. */
export interface Connector {
  readonly manifest: ConnectorManifest;
  open(config: ConnectorConfig, host: ConnectorHost): OpenConnector;
}
