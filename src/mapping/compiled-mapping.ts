import type { Framing } from './mapping-file.ts';
import type { MapMeta } from './runtime/meta.ts';
import type { Dropped, MapOutcome } from './runtime/outcome.ts';

export type RequiredOption = 'host' | 'zone';

/** One log format, ready to run. Shipped formats are generated code, a site's own run as closures. */
export interface CompiledMapping {
  readonly id: string;
  readonly title: string;
  readonly framing: Framing;
  /** Names of the lists that a source can set for this format. */
  readonly options: readonly string[];
  /**
   * What the records never carry, so that the source must. `unlessOption`: not required when this option's list
   * has this word (HAProxy prints the host only where it captures it).
   */
  readonly required: readonly RequiredSetting[];
  /** The log prints only headers that somebody chose: one that is missing says nothing. */
  readonly chosenHeaders: boolean;
  /** The records of one JSON value or line; null says that it is itself the one record. */
  readonly recordsOf: (unit: unknown) => readonly unknown[] | Dropped | null;
  /** Never throws, whatever the record. */
  readonly map: (record: unknown, meta: MapMeta) => MapOutcome;
}

export interface RequiredSetting {
  readonly option: RequiredOption;
  readonly unlessOption: { readonly name: string; readonly word: string } | null;
}
