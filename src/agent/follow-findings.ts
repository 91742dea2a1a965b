import type { FindingId } from '../model/ids.ts';
import type { FindingTrace, Store } from '../store/store.ts';

export type FormerIds = ReadonlyMap<FindingId, readonly FindingId[]>;

/**
 * What people decided on a finding moves to its present id when its endpoint or API was re-keyed, expired decisions
 * too: reopening and accepting then find it where the report shows it.
 */
export async function moveDecisions(store: Store, formerIds: FormerIds): Promise<void> {
  if (formerIds.size === 0) return;
  const decisions = await store.findingDecisions();
  for (const [id, former] of formerIds) {
    const moved = former.flatMap((each) => decisions.get(each) ?? []);
    const [first] = moved;
    if (first !== undefined && !decisions.has(id)) await store.decideFinding({ ...first, finding: id });
    for (const { finding } of moved) await store.reopenFinding(finding);
  }
}

/** The trace of a finding under any of its ids; the earliest sight counts. */
export function traceOf(
  id: FindingId,
  traces: ReadonlyMap<string, FindingTrace>,
  formerIds: FormerIds,
): FindingTrace | undefined {
  const own = traces.get(id);
  const [first] = (formerIds.get(id) ?? [])
    .flatMap((former) => traces.get(former) ?? [])
    .sort((a, b) => a.firstSeenMs - b.firstSeenMs);
  if (own === undefined || first === undefined) return own ?? first;
  return {
    ...own,
    firstSeenMs: Math.min(own.firstSeenMs, first.firstSeenMs),
    present: own.present || first.present,
  };
}
