import type { ChangeFacts } from '../../model/inventory.ts';
import {
  type ComparedFacts,
  diffFacts,
  endpointAdded,
  endpointVanished,
  isVanished,
} from '../changes/index.ts';
import type { EndpointDraft } from './draft.ts';
import { bucketFacts, type FactsContext, idOf } from './endpoint-facts.ts';

/** The time that is compared, in buckets. */
export interface ChangeSpan {
  readonly bucketMs: number;
  readonly asOfMs: number;
  /** First and last bucket with any call of the input. */
  readonly firstBucket: number;
  readonly lastBucket: number;
  readonly counts: (bucket: number) => boolean;
}

/** What changed at one endpoint from each bucket in which it was called to the next; the first bucket yields none. */
export function endpointChanges(
  draft: EndpointDraft,
  context: FactsContext,
  span: ChangeSpan,
): ChangeFacts[] {
  if (span.firstBucket === span.lastBucket) return [];
  const active = activeBuckets(draft, span);
  const changes: ChangeFacts[] = [];
  let calls = 0;
  const id = idOf(draft);
  let before: ComparedFacts | null = null;
  for (const bucket of active) {
    const after = bucketFacts(draft, context, id, bucket);
    if (after === null) continue;
    const atMs = bucket * span.bucketMs;
    if (before !== null) changes.push(...diffFacts(before, after, atMs));
    else if (bucket > span.firstBucket) changes.push(endpointAdded(after, atMs));
    calls += after.calls;
    before = after;
  }
  const vanished = before === null ? null : vanishedAt(active, calls, span);
  if (before !== null && vanished !== null) changes.push(endpointVanished(before, vanished));
  return changes;
}

function activeBuckets(draft: EndpointDraft, span: ChangeSpan): number[] {
  const active = new Set<number>();
  for (const buckets of draft.hops.values()) {
    for (const bucket of buckets.keys()) if (span.counts(bucket)) active.add(bucket);
  }
  return [...active].sort((a, b) => a - b);
}

/** Start of the first silent bucket whose silence the endpoint's rhythm no longer explains; null while it does. */
function vanishedAt(active: readonly number[], calls: number, span: ChangeSpan): number | null {
  const first = active[0] ?? 0;
  const last = active.at(-1) ?? 0;
  const buckets = last - first + 1;
  const rhythm = { calls, observedMs: buckets * span.bucketMs, activeBuckets: active.length, buckets };
  for (let silent = last + 1; silent <= span.lastBucket; silent += 1) {
    const silentMs = Math.min(span.asOfMs, (silent + 1) * span.bucketMs) - (last + 1) * span.bucketMs;
    if (isVanished(rhythm, silentMs, silent - last)) return silent * span.bucketMs;
  }
  return null;
}
