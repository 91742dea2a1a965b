import { isJsonArray, type JsonValue } from '../../model/json.ts';

/**
 * The k entries with the smallest keyed hashes. What is kept depends on the set of hashes ever offered, never on
 * their order: an entry among the k smallest of all was among the k smallest at every moment since it came, so its
 * value misses nothing; every other value belongs in the caller's `other`.
 */
export interface BottomK<T> {
  readonly k: number;
  /** By hash, in no promised order: `sortedHashes` gives one. */
  readonly items: Map<number, T>;
  /** True once a hash was refused or pushed out. */
  overflowed: boolean;
  /** Largest kept hash while full, else infinity. */
  largest: number;
}

export function emptyBottomK<T>(k: number): BottomK<T> {
  return { k, items: new Map(), overflowed: false, largest: Number.POSITIVE_INFINITY };
}

/**
 * The value kept for `hash`, made on first sight, or null when the hash is not among the k smallest (the caller adds
 * to its `other`). `evicted` gets the value that had to leave for it.
 */
export function offer<T>(
  set: BottomK<T>,
  hash: number,
  make: () => T,
  evicted: (value: T) => void,
): T | null {
  const known = set.items.get(hash);
  if (known !== undefined) return known;
  if (set.items.size >= set.k) {
    set.overflowed = true;
    if (set.k === 0 || hash > set.largest) return null;
    const leaving = set.items.get(set.largest);
    set.items.delete(set.largest);
    if (leaving !== undefined) evicted(leaving);
  }
  const value = make();
  set.items.set(hash, value);
  if (set.items.size >= set.k) set.largest = largestHash(set.items);
  return value;
}

function largestHash<T>(items: ReadonlyMap<number, T>): number {
  let largest = 0;
  for (const hash of items.keys()) if (hash > largest) largest = hash;
  return largest;
}

/** Merges `from` (not used afterwards); `add` joins two values of one hash, `toOther` takes what does not fit. */
export function mergeBottomK<T>(
  into: BottomK<T>,
  from: BottomK<T>,
  add: (into: T, from: T) => void,
  toOther: (value: T) => void,
): void {
  if (from.overflowed) into.overflowed = true;
  for (const [hash, value] of from.items) {
    const known = into.items.get(hash);
    if (known !== undefined) add(known, value);
    else if (offer(into, hash, () => value, toOther) === null) toOther(value);
  }
}

export function sortedHashes<T>(set: BottomK<T>): number[] {
  return [...set.items.keys()].sort((a, b) => a - b);
}

export function encodeBottomK<T>(set: BottomK<T>, encodeItem: (value: T) => JsonValue): JsonValue {
  return [
    set.overflowed ? 1 : 0,
    sortedHashes(set).map((hash) => {
      const item = set.items.get(hash);
      return [hash, item === undefined ? null : encodeItem(item)];
    }),
  ];
}

export function decodeBottomK<T>(
  value: JsonValue | undefined,
  k: number,
  decodeItem: (value: JsonValue) => T,
): BottomK<T> {
  if (!isJsonArray(value)) throw new RangeError('not an encoded bottom-k set');
  const set = emptyBottomK<T>(k);
  const items = value[1];
  for (const pair of isJsonArray(items) ? items : []) {
    if (!isJsonArray(pair) || typeof pair[0] !== 'number') throw new RangeError('not a bottom-k entry');
    const item = decodeItem(pair[1] ?? null);
    offer(
      set,
      pair[0],
      () => item,
      () => undefined,
    );
  }
  set.overflowed = value[0] === 1;
  return set;
}

/** A set of hashes alone: who was seen, capped at k. Sorted ascending, so equal sets are equal lists. */
export type HashSet = number[];

/** Adds a hash to the k smallest. True when the list changed. */
export function addToHashSet(set: HashSet, hash: number, k: number): boolean {
  if (set.length >= k && hash >= (set[set.length - 1] ?? 0)) return false;
  let at = 0;
  while (at < set.length && (set[at] ?? 0) < hash) at += 1;
  if (set[at] === hash) return false;
  set.splice(at, 0, hash);
  if (set.length > k) set.pop();
  return true;
}

export function mergeHashSet(into: HashSet, from: HashSet, k: number): void {
  for (const hash of from) addToHashSet(into, hash, k);
}
