import { chanceOfNone, UNLIKELY } from './chance.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How an endpoint is called: calls of each bucket from the first to the last that has any. */
export interface Rhythm {
  readonly bucketMs: number;
  /** Number of the bucket that `calls[0]` belongs to. */
  readonly firstBucket: number;
  readonly calls: readonly number[];
  /** Calls of each hour of the day, over all of that time. */
  readonly hours: readonly number[];
}

/** Buckets without a call, next to the rhythm. */
export interface Silence {
  /** In the order away from the rhythm; gone through more than once. */
  readonly buckets: Iterable<number>;
  /** The time that was observed at all. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Last call of the rhythm, where the silence begins in its bucket; null where that part says nothing. */
  readonly lastCallMs: number | null;
}

/**
 * The first bucket of a silence that the endpoint's own rhythm no longer explains; null while it does. Explained is
 * what its rate, its days of the week and its hours make likely (chance of none at least one in a thousand), and what
 * is no longer than silences that it had before.
 */
export function unexplainedAt(rhythm: Rhythm, silence: Silence): number | null {
  const longest = longestGap(rhythm);
  const [nearest = 0] = silence.buckets;
  const recent = recentRate(rhythm, nearest > rhythm.firstBucket);
  let expected = restOfBucket(rhythm, silence, recent);
  let silent = chanceOfNone(expected) < UNLIKELY ? 1 : 0;
  for (const bucket of silence.buckets) {
    expected += Math.min(recent, usualCalls(rhythm, bucket)) * observedShare(rhythm, bucket, silence);
    if (!isRest(rhythm, bucket)) silent += 1;
    if (silent > longest && chanceOfNone(expected) < UNLIKELY) return bucket;
  }
  return null;
}

/** Days end earlier and later: what is left of one weighs less than a whole one. */
const REST_WEIGHT = 0.25;

/** Calls that the rest of the bucket of the last call should have had. */
function restOfBucket(rhythm: Rhythm, { lastCallMs, toMs }: Silence, recent: number): number {
  if (lastCallMs === null) return 0;
  const bucket = Math.floor(lastCallMs / rhythm.bucketMs);
  const rest = observedShare(rhythm, bucket, { fromMs: lastCallMs, toMs });
  return Math.min(recent, usualCalls(rhythm, bucket)) * rest * REST_WEIGHT;
}

function dayOf(bucket: number, bucketMs: number): number {
  // 1 January 1970 was a Thursday; 0 is Sunday.
  return (Math.floor((bucket * bucketMs) / DAY_MS) + 4) % 7;
}

function isWeekend(bucket: number, bucketMs: number): boolean {
  const day = dayOf(bucket, bucketMs);
  return day === 0 || day === 6;
}

const hourOf = (bucket: number, bucketMs: number): number => Math.floor((bucket * bucketMs) / HOUR_MS) % 24;

/** The mean of the same day of the week (and hour), else of days of its kind, working or not; unknown kinds are silent. */
function usualCalls({ bucketMs, firstBucket, calls }: Rhythm, bucket: number): number {
  const isHourly = bucketMs < DAY_MS;
  const same = (other: number): boolean => !isHourly || hourOf(other, bucketMs) === hourOf(bucket, bucketMs);
  const day = dayOf(bucket, bucketMs);
  const weekend = isWeekend(bucket, bucketMs);
  const ofDay = meanOf(calls, (at) => same(firstBucket + at) && dayOf(firstBucket + at, bucketMs) === day);
  if (ofDay !== null) return ofDay;
  return (
    meanOf(calls, (at) => same(firstBucket + at) && isWeekend(firstBucket + at, bucketMs) === weekend) ?? 0
  );
}

function meanOf(calls: readonly number[], counts: (at: number) => boolean): number | null {
  let sum = 0;
  let buckets = 0;
  for (const [at, count] of calls.entries()) {
    if (!counts(at)) continue;
    sum += count;
    buckets += 1;
  }
  return buckets === 0 ? null : sum / buckets;
}

/** Buckets beside the silence that tell whether calls were fading out or had yet to come. */
const RECENT = 3;

/** Mean of the buckets beside the silence that are no rest: a burst of long ago says little. */
function recentRate(rhythm: Rhythm, isAfter: boolean): number {
  const working = rhythm.calls.filter((_, at) => !isRest(rhythm, rhythm.firstBucket + at));
  if (rhythm.bucketMs < DAY_MS) return Number.POSITIVE_INFINITY;
  const beside = isAfter ? working.slice(-RECENT) : working.slice(0, RECENT);
  return meanOf(beside, () => true) ?? 0;
}

/** A bucket of a weekend, where weekends had no call, or were never seen. */
function isRest({ bucketMs, firstBucket, calls }: Rhythm, bucket: number): boolean {
  if (!isWeekend(bucket, bucketMs)) return false;
  return calls.every((count, at) => count === 0 || !isWeekend(firstBucket + at, bucketMs));
}

function longestGap(rhythm: Rhythm): number {
  let longest = 0;
  let gap = 0;
  for (const [at, count] of rhythm.calls.entries()) {
    if (count > 0) gap = 0;
    else if (!isRest(rhythm, rhythm.firstBucket + at)) gap += 1;
    longest = Math.max(longest, gap);
  }
  return longest;
}

/** Share of a bucket's usual calls that fall into the part of it that was observed, by the hours of the endpoint. */
function observedShare(
  { bucketMs, hours }: Rhythm,
  bucket: number,
  { fromMs, toMs }: Pick<Silence, 'fromMs' | 'toMs'>,
): number {
  const start = bucket * bucketMs;
  const from = Math.max(start, fromMs);
  const to = Math.min(start + bucketMs, toMs);
  if (to - from >= bucketMs) return 1;
  if (to <= from) return 0;
  if (bucketMs !== DAY_MS) return (to - from) / bucketMs;
  const all = hours.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [hour, count] of hours.entries()) {
    const begin = start + hour * HOUR_MS;
    seen += count * Math.max(0, Math.min(1, (to - begin) / HOUR_MS) - Math.max(0, (from - begin) / HOUR_MS));
  }
  return all === 0 ? 0 : seen / all;
}
