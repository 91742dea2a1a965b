import type { JsonValue } from './json.ts';
import type { Secret } from './secret.ts';

/** A resolved configuration value: durations in ms, sizes in bytes, secrets wrapped. */
export type ConfigValue =
  | JsonValue
  | Secret
  | readonly ConfigValue[]
  | { readonly [key: string]: ConfigValue };

/** The properties of an entry that its connector's own schema describes. */
export type ConnectorConfig = Readonly<Record<string, ConfigValue>>;
