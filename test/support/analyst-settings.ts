import { PUBLISHED_KEY } from '../../src/analyzer/index.ts';
import { AHEAD_MS, type AnalystSettings, EARLIEST_MS } from '../../src/ingest/analyst-settings.ts';

/** Days as buckets and nothing set by people, for calls until a day after `nowMs`. */
export function analystSettings(nowMs: number): AnalystSettings {
  return {
    hashKey: PUBLISHED_KEY,
    bucketMs: 86_400_000,
    reservedSegments: [],
    reservedHosts: [],
    gatewayAddresses: [],
    trustedProxies: [],
    earliestMs: EARLIEST_MS,
    latestMs: nowMs + AHEAD_MS,
    dedupe: false,
    siteMappings: [],
  };
}
