import type { ChangeFacts } from '../../model/inventory.ts';
import { authFacts, emptyAuth, mergeAuth } from '../auth/auth.ts';
import {
  authDifferences,
  type BucketCells,
  classDifferences,
  type Difference,
  endpointAdded,
  endpointVanished,
  payloadDifferences,
  type Rhythm,
  serviceDifferences,
  unexplainedAt,
} from '../changes/index.ts';
import { emptyPayloads, mergePayloads, type Payloads } from '../payloads/index.ts';
import { nameRule } from '../payloads/name-rule.ts';
import type { EndpointDraft } from './draft.ts';
import { type FactsContext, idOf, keptClasses, type SeenCells, seenCells } from './endpoint-facts.ts';

/** The time that is compared, in buckets. */
export interface ChangeSpan {
  readonly bucketMs: number;
  /** The first and the last moment that was observed. */
  readonly fromMs: number;
  readonly asOfMs: number;
  /** First and last bucket with any call of the input. */
  readonly firstBucket: number;
  readonly lastBucket: number;
}

/** What one endpoint did from bucket to bucket: little of it, and enough to compare it with what was observed at all. */
export interface EndpointHistory {
  readonly named: Named;
  readonly presence: Presence | null;
  /** Between the buckets in which it was called. */
  readonly changes: readonly ChangeFacts[];
}

type Named = Parameters<typeof endpointAdded>[0];

/** When it was called. */
interface Presence {
  readonly first: number;
  readonly last: number;
  readonly buckets: number;
  readonly rhythm: Rhythm;
  readonly lastCallMs: number;
}

/**
 * The first bucket yields no change. A change is one where the counts of all buckets before and after it prove it; a
 * bucket in which it fell is of neither side. `seen` are the cells of all buckets that count.
 */
export function endpointHistory(
  draft: EndpointDraft,
  seen: SeenCells,
  context: FactsContext,
  bucketMs: number,
  counts: (bucket: number) => boolean,
): EndpointHistory {
  const named = { id: idOf(draft), method: draft.method, path: draft.shown.path, operation: draft.operation };
  const buckets = bucketsOf(draft, seen, context, counts);
  return {
    named,
    presence: presenceOf(buckets, bucketMs),
    changes: buckets.length < 2 ? [] : differencesOf(draft, buckets, context, bucketMs),
  };
}

/** What changed at one endpoint over what was observed. */
export function endpointChanges(
  { named, presence, changes }: EndpointHistory,
  span: ChangeSpan,
): readonly ChangeFacts[] {
  if (span.firstBucket === span.lastBucket) return [];
  return presence === null ? changes : [...cameAndWent(named, presence, span), ...changes];
}

function bucketsOf(
  draft: EndpointDraft,
  seen: SeenCells,
  { caps }: FactsContext,
  counts: (bucket: number) => boolean,
): BucketCells[] {
  const active = activeBuckets(draft, counts);
  const [only] = active;
  if (only !== undefined && active.length === 1) return [{ bucket: only, main: seen.main, rich: seen.rich }];
  return active.flatMap((bucket) => {
    const cells = seenCells(draft, caps, (each) => each === bucket);
    return cells === null ? [] : [{ bucket, main: cells.main, rich: cells.rich }];
  });
}

function differencesOf(
  draft: EndpointDraft,
  buckets: readonly BucketCells[],
  context: FactsContext,
  bucketMs: number,
): ChangeFacts[] {
  const endpoint = idOf(draft);
  const names = nameRule(context.isKnownName, context.caps.clientsPerString);
  const differences = [
    ...payloadDifferences(
      buckets.map(({ rich }) => rich.payloads),
      names,
    ),
    ...serviceDifferences(buckets.map(({ main }) => main.traffic)),
    ...authenticationDifferences(buckets, context),
    ...classDifferences(
      buckets.map(({ rich }) => rich.traffic),
      (from, to, named) => {
        const names = named ? { ...context, isKnownName: () => true } : context;
        return keptClasses(draft, names, payloadsOf(buckets, from, to));
      },
    ),
  ];
  return differences.map(({ at, ...difference }) => {
    const bucket = (buckets[at] ?? buckets[0])?.bucket ?? 0;
    return { ...difference, endpoint, atMs: bucket * bucketMs };
  });
}

function activeBuckets(draft: EndpointDraft, counts: (bucket: number) => boolean): number[] {
  const active = new Set<number>();
  for (const buckets of draft.hops.values()) {
    for (const bucket of buckets.keys()) if (counts(bucket)) active.add(bucket);
  }
  return [...active].sort((a, b) => a - b);
}

function authenticationDifferences(buckets: readonly BucketCells[], { site }: FactsContext): Difference[] {
  // The hops that count say whether credentials were asked for, unless they could not see them.
  const seen = buckets.map(({ main, rich }) =>
    authFacts(main.auth).state === 'undetected' ? rich.auth : main.auth,
  );
  return authDifferences(
    seen.map((auth) => authFacts(auth, site)),
    ({ from, to }) => {
      const sum = emptyAuth();
      for (const auth of seen.slice(from, to)) mergeAuth(sum, auth);
      return authFacts(sum).state;
    },
  );
}

/** Payloads of some buckets together. One is its own sum: not copied, so not to be changed. */
function payloadsOf(buckets: readonly BucketCells[], from: number, to: number): Payloads {
  const [only, ...more] = buckets.slice(from, to);
  if (only !== undefined && more.length === 0) return only.rich.payloads;
  const sum = emptyPayloads();
  for (const { rich } of buckets.slice(from, to)) mergePayloads(sum, rich.payloads);
  return sum;
}

function presenceOf(buckets: readonly BucketCells[], bucketMs: number): Presence | null {
  const [head] = buckets;
  const tail = buckets.at(-1);
  if (head === undefined || tail === undefined) return null;
  return {
    first: head.bucket,
    last: tail.bucket,
    buckets: buckets.length,
    rhythm: rhythmOf(buckets, head.bucket, tail.bucket, bucketMs),
    lastCallMs: tail.main.traffic.lastMs,
  };
}

function cameAndWent(named: Named, presence: Presence, span: ChangeSpan): ChangeFacts[] {
  const { first, last, rhythm, lastCallMs } = presence;
  const observed = { fromMs: span.fromMs, toMs: span.asOfMs };
  const changes: ChangeFacts[] = [];
  const earlier = bucketsAway(first - 1, span.firstBucket, -1);
  if (unexplainedAt(rhythm, { ...observed, buckets: earlier, lastCallMs: null }) !== null)
    changes.push(endpointAdded(named, first * span.bucketMs));
  const later = bucketsAway(last + 1, span.lastBucket, 1);
  // What was called in one bucket of several has no rhythm that its silence could break.
  const vanished =
    presence.buckets === 1 && span.lastBucket - last > 1
      ? null
      : unexplainedAt(rhythm, { ...observed, buckets: later, lastCallMs });
  if (vanished !== null) changes.push(endpointVanished(named, vanished * span.bucketMs));
  return changes;
}

/** From the nearest to the farthest. No list: where one clock was wrong, years lie between, at every endpoint. */
function bucketsAway(nearest: number, farthest: number, step: 1 | -1): Iterable<number> {
  return {
    *[Symbol.iterator]() {
      for (let bucket = nearest; (farthest - bucket) * step >= 0; bucket += step) yield bucket;
    },
  };
}

function rhythmOf(buckets: readonly BucketCells[], first: number, last: number, bucketMs: number): Rhythm {
  const calls = Array.from({ length: last - first + 1 }, () => 0);
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { bucket, main } of buckets) {
    calls[bucket - first] = main.traffic.operations;
    for (let at = 0; at < main.traffic.hours.length; at += 2) {
      const hour = main.traffic.hours[at] ?? 0;
      hours[hour] = (hours[hour] ?? 0) + (main.traffic.hours[at + 1] ?? 0);
    }
  }
  return { bucketMs, firstBucket: first, calls, hours };
}
