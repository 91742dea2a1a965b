import type { CoverageFacts, NativeRefFacts, QuantileFacts, TrafficFacts } from '../../model/inventory.ts';
import { estimateDistinct } from '../sketch/hyper-log-log.ts';
import { type LogHistogram, quantile } from '../sketch/log-histogram.ts';
import { COVERAGE, type Traffic } from './traffic.ts';

const MICROSECONDS = 1000;
const HOURS = 24;

export function trafficFacts(traffic: Traffic): TrafficFacts {
  const hours = Array.from({ length: HOURS }, () => 0);
  for (let at = 0; at < traffic.hours.length; at += 2)
    hours[traffic.hours[at] ?? 0] = traffic.hours[at + 1] ?? 0;
  return {
    latencyMs: quantileFacts(traffic.latencyUs, MICROSECONDS),
    requestBytes: quantileFacts(traffic.requestBytes, 1),
    responseBytes: quantileFacts(traffic.responseBytes, 1),
    clients: estimateDistinct(traffic.clients),
    hours,
  };
}

/** Quantiles in `unit`s of the counted value, rounded to three decimals. */
function quantileFacts(histogram: LogHistogram, unit: number): QuantileFacts | null {
  if (histogram.total === 0) return null;
  const scaled = (value: number): number => Math.round((value / unit) * 1000) / 1000;
  return {
    count: histogram.total,
    p50: scaled(quantile(histogram, 0.5)),
    p95: scaled(quantile(histogram, 0.95)),
    p99: scaled(quantile(histogram, 0.99)),
    max: scaled(histogram.max),
  };
}

export function coverageFacts(traffic: Traffic): CoverageFacts {
  const of = (field: keyof typeof COVERAGE): number => traffic.coverage[COVERAGE[field]] ?? 0;
  return {
    requestHeaders: of('requestHeaders'),
    responseHeaders: of('responseHeaders'),
    requestBodies: of('requestBodies'),
    responseBodies: of('responseBodies'),
    clientAddresses: of('clientAddresses'),
    schemes: of('schemes'),
  };
}

/** Statuses as text; `0` stands for "no response". */
export function statusFacts(traffic: Traffic): Record<string, number> {
  const facts: Record<string, number> = {};
  for (const [status, count] of [...traffic.statuses].sort((a, b) => a[0] - b[0]))
    facts[String(status)] = count;
  return facts;
}

export function nativeFacts(traffic: Traffic): NativeRefFacts[] {
  const key = (ref: NativeRefFacts): string => JSON.stringify([ref.gateway, ref.api, ref.route]);
  return traffic.native.items
    .map((ref) => ({ gateway: ref.gateway, api: ref.api, route: ref.route, calls: ref.calls }))
    .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
