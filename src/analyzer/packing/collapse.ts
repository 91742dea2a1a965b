import type { NoiseReason } from '../../model/api-call.ts';
import type { Cell } from '../cell.ts';
import type { Leaf } from '../endpoints/leaf.ts';
import { failureReason } from '../endpoints/proof.ts';
import { type CellSpan, joinSpans } from '../host-facts.ts';
import { mergeTraffic } from '../traffic/traffic.ts';
import { type Assembly, wholeCellOf } from './host-assembly.ts';
import { leanCell, leanFacts, sumOfFacts } from './lean-cell.ts';
import type { LeanFacts } from './lean-facts.ts';

/** The time that counts, and when of it cells were met. */
export interface Window {
  readonly counts: (bucket: number) => boolean;
  span: CellSpan;
}

/** Stand for all buckets outside the window, and for those inside by why they would be noise. Real ones are positive. */
const OUTSIDE = -1;
const REASONS: readonly NoiseReason[] = [
  'method-not-allowed',
  'not-found',
  'server-error-only',
  'no-response',
];

/** Whether a bucket of collapsed cells stands for some inside the window. */
export function countsCollapsed(bucket: number): boolean {
  return bucket < OUTSIDE;
}

/**
 * Sums up the cells that were read into a leaf, so that it holds some for each method and hop, however many buckets
 * there are. Deciding about places never asks for a single bucket but for these; each of them must be complete.
 */
export function collapseLeaf(assembly: Assembly, leaf: Leaf, name: string | null, window: Window): void {
  for (const { cells } of leaf.operations.values()) {
    for (const hops of cells.values()) {
      for (const [hop, buckets] of hops) {
        const fresh = [...buckets].filter(([bucket]) => bucket >= 0);
        for (const [bucket, cell] of fresh) {
          buckets.delete(bucket);
          const isInside = window.counts(bucket);
          if (isInside) noteSpan(window, bucket, cell);
          const reason = failureReason(new Map([[hop, new Map([[bucket, cell]])]]));
          const place = isInside ? OUTSIDE - 1 - REASONS.indexOf(reason) : OUTSIDE;
          addTo(buckets, place, cell, factsOf(assembly, cell, name), isInside);
        }
      }
    }
  }
}

function noteSpan(window: Window, bucket: number, { traffic }: Cell): void {
  window.span = joinSpans(window.span, { firstBucket: bucket, lastBucket: bucket, fromMs: traffic.firstMs });
}

function factsOf(assembly: Assembly, { lean }: Cell, name: string | null): LeanFacts {
  if (lean === null) throw new RangeError('not a lean cell');
  return lean.facts ?? leanFacts(wholeCellOf(assembly, lean.refs), name, assembly.summary.hash);
}

/** Where the whole cells are is asked of the window only. */
function addTo(
  buckets: Map<number, Cell>,
  place: number,
  { traffic, lean }: Cell,
  facts: LeanFacts,
  isInside: boolean,
): void {
  const refs = isInside ? (lean?.refs ?? []) : [];
  const known = buckets.get(place);
  if (known === undefined || known.lean === null) {
    buckets.set(place, leanCell(traffic, { refs: [...refs], facts }));
    return;
  }
  mergeTraffic(known.traffic, traffic);
  known.lean.refs.push(...refs);
  known.lean.facts = sumOfFacts(known.lean.facts ?? facts, facts);
}
