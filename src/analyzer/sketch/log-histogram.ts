import { isJsonArray, type JsonValue } from '../../model/json.ts';

/**
 * Integer counts in fixed log-scaled buckets: eight to each power of two, so a quantile is off by at most 1/16 of
 * its value. Values are non-negative integers; those beyond 2^32 - 1 count in the last bucket, `max` stays exact.
 * Kept as sorted parallel lists: a cell meets few distinct buckets.
 */
export interface LogHistogram {
  readonly buckets: number[];
  readonly counts: number[];
  total: number;
  max: number;
}

const SUB_BITS = 3;
const LINEAR_LIMIT = 1 << (SUB_BITS + 1);

export function emptyLogHistogram(): LogHistogram {
  return { buckets: [], counts: [], total: 0, max: 0 };
}

export function bucketOf(value: number): number {
  const clamped = value > 0xffffffff ? 0xffffffff : value;
  if (clamped < LINEAR_LIMIT) return clamped;
  const shift = 31 - Math.clz32(clamped) - SUB_BITS;
  return (shift << SUB_BITS) + (clamped >>> shift);
}

/** Middle of a bucket, the value that stands for its members. */
export function bucketMiddle(bucket: number): number {
  if (bucket < LINEAR_LIMIT) return bucket;
  const shift = (bucket >> SUB_BITS) - 1;
  const low = ((bucket & ((1 << SUB_BITS) - 1)) + (1 << SUB_BITS)) * 2 ** shift;
  return Math.floor(low + (2 ** shift - 1) / 2);
}

/** Counts one value; negative and fractional values are rounded to the nearest counted one. */
export function addValue(histogram: LogHistogram, value: number): void {
  const whole = value > 0 ? Math.round(value) : 0;
  addCount(histogram, bucketOf(whole), 1);
  if (whole > histogram.max) histogram.max = whole;
}

function addCount(histogram: LogHistogram, bucket: number, count: number): void {
  const { buckets, counts } = histogram;
  histogram.total += count;
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle] ?? 0) < bucket) low = middle + 1;
    else high = middle;
  }
  if (buckets[low] === bucket) {
    counts[low] = (counts[low] ?? 0) + count;
    return;
  }
  buckets.splice(low, 0, bucket);
  counts.splice(low, 0, count);
}

export function mergeLogHistogram(into: LogHistogram, from: LogHistogram): void {
  from.buckets.forEach((bucket, index) => {
    addCount(into, bucket, from.counts[index] ?? 0);
  });
  if (from.max > into.max) into.max = from.max;
}

/** The value below or at which the given share of the counted values lies; 0 when nothing was counted. */
export function quantile(histogram: LogHistogram, share: number): number {
  const rank = Math.max(1, Math.ceil(share * histogram.total));
  let seen = 0;
  for (let index = 0; index < histogram.buckets.length; index += 1) {
    seen += histogram.counts[index] ?? 0;
    if (seen >= rank) return Math.min(histogram.max, bucketMiddle(histogram.buckets[index] ?? 0));
  }
  return histogram.max;
}

export function encodeLogHistogram(histogram: LogHistogram): JsonValue {
  const flat: number[] = [histogram.max];
  histogram.buckets.forEach((bucket, index) => {
    flat.push(bucket, histogram.counts[index] ?? 0);
  });
  return flat;
}

export function decodeLogHistogram(value: JsonValue | undefined): LogHistogram {
  if (!isJsonArray(value)) throw new RangeError('not an encoded histogram');
  const flat = value.map((entry) => (typeof entry === 'number' ? entry : 0));
  const histogram = emptyLogHistogram();
  histogram.max = flat[0] ?? 0;
  for (let at = 1; at + 1 < flat.length; at += 2) addCount(histogram, flat[at] ?? 0, flat[at + 1] ?? 0);
  return histogram;
}
