import type { DropReason } from '../model/api-call.ts';
import type { DropSample, Tally } from './store.ts';

const MAX_SAMPLES = 5;

export const EMPTY_TALLY: Tally = { received: 0, mapped: 0, dropped: {}, samples: [], lastCallMs: null };

/** Commutative and associative: the samples kept are the smallest positions, not the first that arrived. */
export function mergeTallies(a: Tally, b: Tally): Tally {
  const dropped: Partial<Record<DropReason, number>> = { ...a.dropped };
  for (const [reason, count] of dropEntries(b.dropped)) dropped[reason] = (dropped[reason] ?? 0) + count;
  return {
    received: a.received + b.received,
    mapped: a.mapped + b.mapped,
    dropped,
    samples: firstSamples([...a.samples, ...b.samples]),
    lastCallMs: latest(a.lastCallMs, b.lastCallMs),
  };
}

function dropEntries(dropped: Tally['dropped']): readonly [DropReason, number][] {
  return Object.entries(dropped) as [DropReason, number][];
}

function latest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.max(a, b);
}

/** Of these samples the few of smallest position: what is kept does not depend on the order of arrival. */
export function firstSamples(samples: readonly DropSample[]): readonly DropSample[] {
  return [...samples].sort(comparePositions).slice(0, MAX_SAMPLES);
}

function comparePositions(a: DropSample, b: DropSample): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}
