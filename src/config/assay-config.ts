import type { Hop } from '../model/api-call.ts';
import type { ConnectorConfig } from '../model/connector-config.ts';
import type { FiledRule } from '../model/correction-rules.ts';
import type { GradingBasis, PublishDetail } from '../model/registry.ts';
import type { Secret } from '../model/secret.ts';

export interface GatewayEntry {
  readonly id: string;
  readonly connector: string;
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly registers: boolean;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
  /** The properties of its connector. */
  readonly settings: ConnectorConfig;
}

export interface SourceEntry {
  readonly id: string;
  readonly connector: string;
  /** Id of a shipped mapping, or path of a mapping file. */
  readonly mapping: string;
  readonly observes: Hop;
  readonly defaults: SourceDefaults;
  /** Lists that the mapping reads, by name. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly settings: ConnectorConfig;
}

/** What the format does not state. */
export interface SourceDefaults {
  readonly host: string | null;
  readonly scheme: 'http' | 'https' | null;
  readonly zone: string | null;
}

export interface PublishSettings {
  readonly detail: PublishDetail;
  /** Whether observed definitions of unmanaged APIs leave the installation. */
  readonly definitions: boolean;
}

export interface RegistryEntry {
  readonly id: string;
  readonly connector: string;
  readonly publish: PublishSettings;
  readonly settings: ConnectorConfig;
}

export interface GroupingRule {
  readonly host: string;
  readonly segments: number;
}

export interface LabelRule {
  readonly host: string;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
}

/** The configuration, checked and typed: durations in ms, secrets wrapped, defaults filled in. */
export interface AssayConfig {
  readonly store: { readonly url: string; readonly password: Secret | null };
  readonly schedule: {
    readonly pull: string;
    readonly sync: string;
    readonly assess: string;
    readonly publish: string;
    readonly zone: string;
    readonly jitterMs: number;
  };
  readonly gateways: readonly GatewayEntry[];
  readonly sources: readonly SourceEntry[];
  readonly registries: readonly RegistryEntry[];
  readonly trustedProxies: readonly string[];
  readonly assessment: { readonly windowMs: number; readonly asOf: 'now' | 'latest-call' };
  readonly retention: {
    /** Never less than the assessment window. */
    readonly bucketsMs: number;
    readonly actorsMs: number;
    readonly samplesMs: number;
  };
  readonly publish: PublishSettings;
  readonly grading: { readonly basis: GradingBasis };
  readonly guards: { readonly maxLossShare: number };
  readonly grouping: readonly GroupingRule[];
  readonly labels: readonly LabelRule[];
  readonly lifecycle: { readonly deprecatedTags: readonly string[]; readonly retiredTags: readonly string[] };
  /** Absolute folder of the rules, and what stands in it: read with the configuration, so that both reload as one. */
  readonly rules: { readonly folder: string | null; readonly set: readonly FiledRule[] };
  readonly console: {
    readonly host: string;
    readonly port: number;
    readonly hosts: readonly string[];
    /** Without a slash at its end; null where people reach it at no address that others could follow. */
    readonly publicUrl: string | null;
  };
  readonly logging: { readonly level: 'error' | 'warn' | 'info' | 'debug' };
}
