import type { SummarySettings } from '../analyzer/index.ts';
import type { FiledRule } from '../model/correction-rules.ts';
import { compileSite } from '../rules/compile-site.ts';
import type { SummaryBudget } from './bounded-summary.ts';
import { networkMatcher } from './client-address.ts';
import type { SiteMapping } from './find-mapping.ts';
import type { HeldIds } from './known-ids.ts';
import { unpackBytes } from './unpack-bytes.ts';

/** What an analyst is made with; plain data, so that it can be handed to a worker thread. */
export interface AnalystSettings {
  readonly hashKey: Uint8Array;
  readonly bucketMs: number;
  readonly reservedSegments: readonly string[];
  readonly reservedHosts: readonly string[];
  readonly gatewayAddresses: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Calls outside are dropped as `time-out-of-range`. */
  readonly earliestMs: number;
  readonly latestMs: number;
  /** Removes records of equal id among everything this analyst sees. */
  readonly dedupe: boolean;
  /** How many ids stay in memory for it; for tests. */
  readonly heldIds?: HeldIds;
  readonly siteMappings: readonly SiteMapping[];
  /** What people told the analyzer; checked. */
  readonly rules?: readonly FiledRule[];
  /** For whoever releases a summary of everything; what is harvested is packed anyway. */
  readonly budget?: SummaryBudget;
}

/** Earliest call time that is believed: 2000-01-01. */
export const EARLIEST_MS = Date.UTC(2000, 0, 1);
/** Clocks of others may run ahead by a day. */
export const AHEAD_MS = 86_400_000;

/** The settings of a summary, compiled: what cannot be handed to a worker thread. */
export function summarySettingsOf(settings: AnalystSettings): Partial<SummarySettings> {
  return {
    hashKey: settings.hashKey,
    bucketMs: settings.bucketMs,
    reservedSegments: new Set(settings.reservedSegments),
    reservedHosts: new Set(settings.reservedHosts),
    isGatewayAddress: networkMatcher(settings.gatewayAddresses),
    site: compileSite((settings.rules ?? []).map(({ rule }) => rule)),
    unpack: unpackBytes,
  };
}
