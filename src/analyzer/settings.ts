import { DEFAULT_CAPS } from './caps.ts';
import type { Unpack } from './content-coding.ts';
import type { Caps } from './exchange.ts';
import type { SiteRules } from './site-rules.ts';
import { PUBLISHED_KEY } from './sketch/keyed-hash.ts';

/** What a summary is made with. Summaries merge only when these agree. */
export interface SummarySettings {
  /** 16 bytes: the installation key, or the published one where nothing is persisted. */
  readonly hashKey: Uint8Array;
  readonly caps: Caps;
  /**
   * Distinct paths of one host and outcome, as the trie would keep them, beyond which it narrows: fewer siblings, then
   * less depth. A server that answers every path would otherwise let its callers choose our memory.
   */
  readonly pathsPerHost: number;
  /** The same over all hosts that are not registered: callers choose the host too. */
  readonly pathsOfAll: number;
  /** Unit of statistics and change: a UTC day or hour. */
  readonly bucketMs: number;
  /** Literals of registered and pinned templates: outside the caps and never taken for values. */
  readonly reservedSegments: ReadonlySet<string>;
  /** Hosts of registered APIs: outside the cap. */
  readonly reservedHosts: ReadonlySet<string>;
  /** Whether a client address is one from which a gateway calls its upstreams. */
  readonly isGatewayAddress: (address: string) => boolean;
  /**
   * Rules of the site that work while calls are observed; null where there are none. Summaries made under different
   * rules merge: what a rule counts is kept under a key of its own.
   */
  readonly site: SiteRules | null;
  /** Unpacks bodies in codings that plain script does not know; null leaves them packed. */
  readonly unpack: Unpack | null;
}

/** Above the largest public APIs (some thousands of operations), with room for values not yet folded. */
const PATHS_PER_HOST = 20_000;
/** Several times the endpoints of a large estate; each costs some kilobytes. */
const PATHS_OF_ALL = 60_000;
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

const noAddress = (): boolean => false;

export function summarySettings(given: Partial<SummarySettings> = {}): SummarySettings {
  return {
    hashKey: given.hashKey ?? PUBLISHED_KEY,
    caps: given.caps ?? DEFAULT_CAPS,
    pathsPerHost: given.pathsPerHost ?? PATHS_PER_HOST,
    pathsOfAll: given.pathsOfAll ?? PATHS_OF_ALL,
    bucketMs: given.bucketMs ?? DAY_MS,
    reservedSegments: given.reservedSegments ?? new Set(),
    reservedHosts: given.reservedHosts ?? new Set(),
    isGatewayAddress: given.isGatewayAddress ?? noAddress,
    site: given.site ?? null,
    unpack: given.unpack ?? null,
  };
}
