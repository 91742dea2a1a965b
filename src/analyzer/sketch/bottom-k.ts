import { isJsonArray, type JsonValue } from '../../model/json.ts';

/**
 * The k entries with the smallest keyed hashes. What is kept depends on the set of hashes ever offered, never on
 * their order: an entry among the k smallest of all was among the k smallest at every moment since it came, so its
 * value misses nothing; every other value belongs in the caller's `other`.
 */
export interface BottomK<T> {
  readonly k: number;
  /** Ascending; `items` lies beside it. Lists, not a Map: most sets hold one or two entries. */
  hashes: number[];
  items: T[];
  /** True once a hash was refused or pushed out. */
  overflowed: boolean;
}

export function emptyBottomK<T>(k: number): BottomK<T> {
  return { k, hashes: [], items: [], overflowed: false };
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
  const at = placeOf(set.hashes, hash);
  if (set.hashes[at] === hash) {
    const known = set.items[at];
    if (known !== undefined) return known;
  }
  const isFull = set.hashes.length >= set.k;
  if (isFull) {
    set.overflowed = true;
    if (at >= set.hashes.length) return null;
  }
  const value = make();
  if (isFull) {
    set.hashes.pop();
    const leaving = set.items.pop();
    if (leaving !== undefined) evicted(leaving);
  }
  set.hashes = inserted(set.hashes, at, hash);
  set.items = inserted(set.items, at, value);
  return value;
}

/** The value kept for a hash, or null. Spares `offer` its closures where the hash was met before. */
export function keptItem<T>(set: BottomK<T>, hash: number): T | null {
  const at = placeOf(set.hashes, hash);
  return set.hashes[at] === hash ? (set.items[at] ?? null) : null;
}

/** Where the hash is, or where it belongs. */
function placeOf(hashes: readonly number[], hash: number): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Longer lists grow in place. */
const EXACT_LENGTH = 16;

/**
 * The list with one more item; the given one is not used afterwards. Growing in place reserves room for seventeen
 * items at once, far more than most lists ever hold.
 */
export function inserted<T>(list: T[], at: number, item: T): T[] {
  if (list.length === 0) return [item];
  if (list.length < EXACT_LENGTH) return list.toSpliced(at, 0, item);
  list.splice(at, 0, item);
  return list;
}

/**
 * Adds `from` to `into`; nothing that can change is shared afterwards. `add` joins two values of one hash, `copy`
 * makes a value of its own, `toOther` takes what does not fit.
 */
export function mergeBottomK<T>(
  into: BottomK<T>,
  from: BottomK<T>,
  add: (into: T, from: T) => void,
  copy: (value: T) => T,
  toOther: (value: T) => void,
): void {
  if (from.overflowed) into.overflowed = true;
  from.items.forEach((value, index) => {
    const hash = from.hashes[index] ?? 0;
    const at = placeOf(into.hashes, hash);
    const known = into.hashes[at] === hash ? into.items[at] : undefined;
    if (known !== undefined) add(known, value);
    else if (offer(into, hash, () => copy(value), toOther) === null) toOther(value);
  });
}

export function encodeBottomK<T>(set: BottomK<T>, encodeItem: (value: T) => JsonValue): JsonValue {
  return [set.overflowed ? 1 : 0, [...set.hashes], set.items.map(encodeItem)];
}

export function decodeBottomK<T>(
  value: JsonValue | undefined,
  k: number,
  decodeItem: (value: JsonValue) => T,
): BottomK<T> {
  if (!isJsonArray(value)) throw new RangeError('not an encoded bottom-k set');
  const [overflowed, hashes, items] = value;
  if (!isJsonArray(hashes) || !isJsonArray(items) || hashes.length !== items.length) {
    throw new RangeError('not the entries of a bottom-k set');
  }
  return {
    k,
    hashes: hashes.map((hash) => (typeof hash === 'number' ? hash : 0)),
    items: items.map(decodeItem),
    overflowed: overflowed === 1,
  };
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
