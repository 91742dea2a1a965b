import type { HopFacts } from '../model/inventory.ts';

type Counts = Readonly<Record<string, number>>;

/** Adds counts member by member; the result's keys are sorted, so equal inputs give equal bytes. */
export function addCounts(...all: readonly Counts[]): Counts {
  const sums = new Map<string, number>();
  for (const counts of all) {
    for (const [key, count] of Object.entries(counts)) sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function callsByHop(hops: readonly HopFacts[]): Counts {
  return addCounts(...hops.map((hop) => ({ [hop.hop]: hop.calls })));
}

/** Which level counts: the gateways, else the edge, else the largest other hop. Never across levels. */
export function headlineHops(counts: Counts): readonly string[] {
  const hops = Object.keys(counts).filter((hop) => (counts[hop] ?? 0) > 0);
  const gateways = hops.filter((hop) => hop.startsWith('gateway:'));
  if (gateways.length > 0) return gateways;
  if (hops.includes('edge')) return ['edge'];
  const largest = hops.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1))[0];
  return largest === undefined ? [] : [largest];
}

export function headlineCalls(counts: Counts): number {
  return headlineHops(counts).reduce((sum, hop) => sum + (counts[hop] ?? 0), 0);
}

/**
 * Of the calls of an endpoint those that may stand for it: its own where the public API itself is seen; else also what
 * was seen behind the gateway, except by a log that has both legs of a call.
 */
export function countedHops(own: readonly HopFacts[], views: readonly HopFacts[]): readonly HopFacts[] {
  const counts = callsByHop(own);
  if (hasFrontHop(counts)) return own;
  return [...own, ...views.filter((view) => (counts[view.hop] ?? 0) === 0)];
}

/** Is it one at which the public API itself is seen? */
export function isFrontHop(hop: string): boolean {
  return hop === 'edge' || hop.startsWith('gateway:');
}

/** Is the level that counts one at which the public API itself is seen? */
export function hasFrontHop(counts: Counts): boolean {
  return Object.entries(counts).some(([hop, calls]) => calls > 0 && isFrontHop(hop));
}

/** Statuses of the hops that make the headline. */
export function headlineStatuses(hops: readonly HopFacts[], counts: Counts): Counts {
  const shown = new Set(headlineHops(counts));
  return addCounts(...hops.filter((hop) => shown.has(hop.hop)).map((hop) => hop.statuses));
}
