import type { JsonObject, Slice } from '../../src/kit/index.ts';
import type { GraylogConfig } from './config.ts';

/** Every request but GET carries it; what it says does not matter (Graylog refuses others as forged). */
export const REQUESTED_BY = { 'x-requested-by': 'assay' } as const;

export function timerangeOf({ fromMs, toMs }: Slice): JsonObject {
  return { type: 'absolute', from: iso(fromMs), to: iso(toMs) };
}

/**
 * The query with the exact bounds in it: whether a message at the end of a time range belongs to it differs between
 * the search backends of Graylog (`lte` of Elasticsearch's, `lt` of OpenSearch's), brackets in a query do not.
 */
export function boundedQuery({ query }: GraylogConfig, { fromMs, toMs }: Slice): string {
  const bounds = `timestamp:["${stamp(fromMs)}" TO "${stamp(toMs - 1)}"]`;
  return query === '*' ? bounds : `(${query}) AND ${bounds}`;
}

/** What count and search have in common. */
export function searchOf(config: GraylogConfig, slice: Slice): JsonObject {
  const { streams } = config;
  return {
    query: boundedQuery(config, slice),
    ...(streams.length === 0 ? {} : { streams: [...streams] }),
    timerange: timerangeOf(slice),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `2026-01-15 10:00:00.000`, UTC: the format of the field `timestamp` in Graylog's index mapping. */
function stamp(ms: number): string {
  return iso(ms).replace('T', ' ').replace('Z', '');
}
