import type { AgentStatus, Change, OwnedObject, Plan, PublishedApi } from '../model/registry.ts';
import type { ConnectorContext } from './connector.ts';

export interface RegistryCapabilities {
  /** Takes definitions (OpenAPI documents) of APIs. */
  readonly definitions: boolean;
  /** Shows the state of the agent. */
  readonly status: boolean;
  /** Objects that exist there already can be taken over by `assay registry adopt`. */
  readonly adopt: boolean;
}

/**
 * A place where results go. It owns only what it created, by a marker that it writes and finds again; a person's
 * fields and foreign objects are never touched. Retry, limits, outbox and resumption belong to the platform.
 */
export interface RegistryDefinition<Config> {
  readonly capabilities: RegistryCapabilities;
  /** What we created there and still stands, retired ones included. Reads only. */
  listOwned(context: ConnectorContext<Config>): Promise<readonly OwnedObject[]>;
  /** Reads, compares, writes nothing. An equal state gives a plan without changes. Use `planChanges`. */
  plan(context: ConnectorContext<Config>, apis: readonly PublishedApi[]): Promise<Plan>;
  /**
   * One change; applying it twice leaves the same object. An object that exists already and is ours is adopted (409),
   * one that was changed meanwhile is read again and merged (412, 428). Throws kind `rejected` for what the registry
   * refuses: the entry is quarantined and the rest goes on.
   */
  apply(context: ConnectorContext<Config>, change: Change): Promise<void>;
  /** Takes over an object of ours that lost its marker, or that a person made for us. Null when unsupported. */
  readonly adopt?: (context: ConnectorContext<Config>, key: string) => Promise<OwnedObject>;
  /** What the platform fetches by itself, where this entry is set up so; null otherwise. Pure. */
  readonly document?: (
    context: ConnectorContext<Config>,
    apis: readonly PublishedApi[],
  ) => RegistryDocument | null;
  /** Writes the agent's state, where the platform shows it. */
  readonly reportStatus?: (context: ConnectorContext<Config>, status: AgentStatus) => Promise<void>;
}

/** A document that the console serves, without sign-in, at `/registry/<id of the entry>/<file>`. */
export interface RegistryDocument {
  readonly file: string;
  /** Media type, with its charset. */
  readonly type: string;
  readonly text: string;
}

export interface OpenRegistry {
  readonly capabilities: RegistryCapabilities;
  listOwned(): Promise<readonly OwnedObject[]>;
  plan(apis: readonly PublishedApi[]): Promise<Plan>;
  apply(change: Change): Promise<void>;
  /** Null where the platform has no such thing. */
  readonly adopt: ((key: string) => Promise<OwnedObject>) | null;
  readonly reportStatus: ((status: AgentStatus) => Promise<void>) | null;
  /** Absent where the platform is written to. */
  readonly document?: (apis: readonly PublishedApi[]) => RegistryDocument | null;
}
