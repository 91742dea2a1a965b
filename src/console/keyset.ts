/** One order of a list: ascending by key, ties by id. */
export interface Order<T> {
  readonly items: readonly T[];
  readonly key: (item: T) => string | number;
  readonly id: (item: T) => string;
}

export interface PageRequest<T> {
  readonly descending: boolean;
  /** Cursor of the page before, or null for the first page. */
  readonly after: Cursor | null;
  readonly limit: number;
  readonly accepts: (item: T) => boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Null when there is no further row. */
  readonly next: string | null;
}

/** The place after one row: stands wherever that row is, even when it is gone. */
export interface Cursor {
  readonly key: string | number;
  readonly id: string;
}

export function orderBy<T>(
  items: readonly T[],
  key: (item: T) => string | number,
  id: (item: T) => string,
): Order<T> {
  const sorted = [...items].sort((a, b) => compare(key(a), id(a), key(b), id(b)));
  return { items: sorted, key, id };
}

/** Finds the place by binary search and reads on from there: a page costs what it shows, plus what it skips. */
export function pageOf<T>(order: Order<T>, request: PageRequest<T>): Page<T> {
  const { items } = order;
  const { after, descending, limit, accepts } = request;
  const step = descending ? -1 : 1;
  let at = after === null ? (descending ? items.length - 1 : 0) : placeAfter(order, after, descending);
  const found: T[] = [];
  for (; at >= 0 && at < items.length; at += step) {
    const item = items[at];
    if (item === undefined || !accepts(item)) continue;
    if (found.length === limit) return { items: found, next: encodeCursor(order, found.at(-1)) };
    found.push(item);
  }
  return { items: found, next: null };
}

/** Ascending: the first row behind the cursor; descending: the last row before it. */
function placeAfter<T>(order: Order<T>, cursor: Cursor, descending: boolean): number {
  let low = 0;
  let high = order.items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = order.items[middle];
    const place = item === undefined ? 1 : compare(order.key(item), order.id(item), cursor.key, cursor.id);
    if (place < 0 || (place === 0 && !descending)) low = middle + 1;
    else high = middle;
  }
  return descending ? low - 1 : low;
}

function compare(aKey: string | number, aId: string, bKey: string | number, bId: string): number {
  if (aKey !== bKey) {
    if (typeof aKey === typeof bKey) return aKey < bKey ? -1 : 1;
    return typeof aKey === 'number' ? -1 : 1;
  }
  if (aId === bId) return 0;
  return aId < bId ? -1 : 1;
}

function encodeCursor<T>(order: Order<T>, item: T | undefined): string | null {
  if (item === undefined) return null;
  return Buffer.from(JSON.stringify([order.key(item), order.id(item)]), 'utf8').toString('base64url');
}

/** Null for anything that is not a cursor of ours. */
export function decodeCursor(text: string): Cursor | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!isList(value) || value.length !== 2) return null;
  const [key, id] = value;
  if ((typeof key !== 'string' && typeof key !== 'number') || typeof id !== 'string') return null;
  return { key, id };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
