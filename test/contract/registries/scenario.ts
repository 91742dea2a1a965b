import type { JsonObject } from '../../../src/kit/index.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Store } from '../../../src/store/store.ts';

/**
 * What the suite needs to test a registry connector: a platform to write to, and a hand on it. One file per connector,
 * `<id>-scenario.ts`, and one line in `scenarios.ts`. The platform may be a strict fake on 127.0.0.1, a real server or a
 * folder; whatever it is, every `start` gives an empty one of its own.
 */
export interface RegistryScenario {
  /** How many objects show the letter of one API: so many updates a changed letter makes, and no other change. */
  readonly letterUpdates: number;
  start(world: RegistryWorld): Promise<RunningRegistry>;
}

export interface RegistryWorld {
  /** The clock of the connector, which stands still between waits: tokens of the platform must be valid on it. */
  readonly clock: Clock;
  /** An empty folder of this run, removed afterwards: for key files and the like. */
  readonly folder: string;
  /** The store of this run; only the built-in registry lives in it. */
  readonly store: Store;
}

export interface RunningRegistry {
  /** The entry in the configuration without `id`, `connector` and `publish`; secrets by reference to `env` or files. */
  readonly config: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  /** Values that may never be seen again: in no log, error, plan, receipt or stored row. */
  readonly secrets: readonly string[];
  /** All that stands there, foreign objects too, without what the platform stamps on it (times, versions, ids). */
  objects(): Promise<readonly HeldObject[]>;
  /**
   * Puts somebody else's object there: with the very name that our object `inPlaceOf` would get, and without our mark;
   * anywhere when null.
   */
  foreignObject(inPlaceOf: string | null): Promise<Planted>;
  /** A person adds a field to our object `key`: a tag, an attribute, a label. */
  personEdit(key: string): Promise<Planted>;
  /** Takes our mark off the object `key`; needed where the connector can `adopt`. */
  readonly unmark?: (key: string) => Promise<void>;
  /** Null where nothing goes over a network: the checks of faults do not apply then. */
  readonly wire: Wire | null;
  stop(): Promise<void>;
}

export interface HeldObject {
  /** For ours the key that `plan` and `listOwned` use; for others any unique name. */
  readonly key: string;
  readonly body: JsonObject;
}

export interface Planted {
  /** Whether it stands as it was planted. */
  untouched(): Promise<boolean>;
}

/** The requests between connector and platform. Requests for tokens and heartbeats are neither reads nor writes. */
export interface Wire {
  /** Writing requests that arrived so far, refused ones too. */
  writes(): number;
  /**
   * The next `times` requests of this kind are answered so and have no effect; the body of the answer holds a secret.
   * A later call for the same kind takes the place of the one before; 0 times ends it.
   */
  failNext(fault: {
    readonly on: 'read' | 'write';
    readonly times: number;
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
  }): void;
  /** From now on every write of this object is refused as invalid (400 or 422); null: all are accepted again. */
  refuse(key: string | null): void;
}
