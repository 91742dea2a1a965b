import type { HttpLimits } from '../http/settings.ts';
import type { JsonObject } from '../model/json.ts';

export type ConnectorKind = 'source' | 'gateway' | 'registry';

export type Stability = 'experimental' | 'beta' | 'stable';

/** A host that a connector talks to: a fixed one, or the one that a configuration property names. */
export type HostRule =
  | { readonly kind: 'fixed'; readonly host: string }
  | { readonly kind: 'property'; readonly property: string; readonly description: string };

export interface Permission {
  readonly name: string;
  /** What cannot be read without it. */
  readonly why: string;
}

export interface RateLimit extends HttpLimits {
  /** Where the number comes from: the vendor's page, or why we chose it. */
  readonly reason: string;
}

/** A check of the contract suite that does not apply; at most two, each with its reason in the generated page. */
export interface SkippedCheck {
  readonly check: string;
  readonly reason: string;
  /** Only for what it reads this way, where it reads both from files and from a platform. */
  readonly only?: 'files' | 'http';
}

/** What a connector says about itself; documentation, configuration check and tests are made from it. */
export interface ConnectorManifest {
  /** Equals the name of its directory. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what it reads, from where. */
  readonly description: string;
  readonly kinds: readonly ConnectorKind[];
  readonly stability: Stability;
  /**
   * JSON Schema of the connector's own properties: an object, `additionalProperties: false`, every property described,
   * secrets marked `secret: true`. Properties that every entry has (id, connector, hosts…) are not repeated here.
   */
  readonly configSchema: JsonObject;
  /** Mapping of its records where the configuration names none; null when the configuration must. */
  readonly mapping: string | null;
  readonly hosts: readonly HostRule[];
  readonly permissions: readonly Permission[];
  readonly rateLimit: RateLimit | null;
  readonly skips?: readonly SkippedCheck[];
  /** What a reader should know it does not do. */
  readonly gaps?: readonly string[];
}
