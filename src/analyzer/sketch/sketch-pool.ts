import { type HyperLogLog, REGISTERS, SPARSE_LIMIT } from './hyper-log-log.ts';

/**
 * Distinct counts of many owners in one buffer, each equal to the `HyperLogLog` of the same entries. As objects with
 * lists a million of them took 200 MB, and each new entry made a list anew; here one takes twenty bytes, and the whole
 * changes its owner with its buffer.
 *
 * A sketch is a block of units: their number, then so many entries, ascending; or `DENSE`, then a byte for each
 * register. A block that is full moves to a larger one, so a sketch may stand elsewhere after each change.
 */
export interface SketchPool {
  units: Uint16Array<ArrayBuffer>;
  /** The same buffer. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Units taken. */
  end: number;
  /** By kind of block the first of those given back, each of which names the next; 0 for none. */
  readonly free: number[];
}

/** Units of a block, by its kind: the first five double, then comes the longest list, then all registers. */
const SIZES = [4, 8, 16, 32, 64, 1 + SPARSE_LIMIT, 1 + REGISTERS / 2];
const LONGEST_LIST = 5;
const ALL_REGISTERS = 6;
/** In place of a number of entries. */
const DENSE = 0xffff;
/** No sketch stands at 0. */
const FIRST = 4;
const FIRST_ROOM = 64;

export function emptySketchPool(): SketchPool {
  const units = new Uint16Array(FIRST_ROOM);
  return { units, bytes: new Uint8Array(units.buffer), end: FIRST, free: SIZES.map(() => 0) };
}

/** Where an empty sketch stands: above 0. */
export function newSketch(pool: SketchPool): number {
  const at = takeBlock(pool, 0);
  pool.units[at] = 0;
  return at;
}

/** Adds what `entryOf` made of a hash, and returns where the sketch stands then. */
export function addToSketch(pool: SketchPool, at: number, entry: number): number {
  const { units } = pool;
  const count = units[at] ?? 0;
  if (count === DENSE) {
    raise(pool, at, entry);
    return at;
  }
  const end = at + 1 + count;
  const place = placeOf(units, at + 1, end, entry);
  const found = units[place] ?? 0;
  if (place < end && found >> 6 === entry >> 6) {
    if (found < entry) units[place] = entry;
    return at;
  }
  if (count === SPARSE_LIMIT) {
    const dense = denseOf(pool, at);
    raise(pool, dense, entry);
    return dense;
  }
  const kind = kindOf(count);
  const to = count + 1 === SIZES[kind] ? moved(pool, at, kind) : at;
  insert(pool.units, to, to + place - at, entry);
  return to;
}

/** Gives the block of a sketch back. */
export function dropSketch(pool: SketchPool, at: number): void {
  const count = pool.units[at] ?? 0;
  giveBack(pool, at, count === DENSE ? ALL_REGISTERS : kindOf(count));
}

/** How many entries `entryAt` can be asked for: no fewer than registers that are used. */
export function entryCount({ units }: SketchPool, at: number): number {
  const count = units[at] ?? 0;
  return count === DENSE ? REGISTERS : count;
}

/** One of the entries; 0 where there is none. */
export function entryAt({ units, bytes }: SketchPool, at: number, index: number): number {
  if (units[at] !== DENSE) return units[at + 1 + index] ?? 0;
  const rank = bytes[2 * (at + 1) + index] ?? 0;
  return rank === 0 ? 0 : index * 64 + rank;
}

/** A copy. */
export function sketchAt({ units, bytes }: SketchPool, at: number): HyperLogLog {
  const count = units[at] ?? 0;
  const first = at + 1;
  if (count === DENSE) return { sparse: null, dense: bytes.slice(2 * first, 2 * first + REGISTERS) };
  return { sparse: [...units.subarray(first, first + count)], dense: null };
}

/** Where the entry of this register is, or belongs. */
function placeOf(units: Uint16Array, from: number, to: number, entry: number): number {
  const least = entry & ~63;
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Into a list with room. */
function insert(units: Uint16Array, at: number, place: number, entry: number): void {
  const count = units[at] ?? 0;
  for (let last = at + 1 + count; last > place; last -= 1) units[last] = units[last - 1] ?? 0;
  units[place] = entry;
  units[at] = count + 1;
}

function raise({ bytes }: SketchPool, at: number, entry: number): void {
  const register = 2 * (at + 1) + (entry >> 6);
  const rank = entry & 63;
  if ((bytes[register] ?? 0) < rank) bytes[register] = rank;
}

/** Of the block of a list: 3 entries are the most of the first kind, 7 of the second… */
function kindOf(count: number): number {
  return count > 63 ? LONGEST_LIST : 30 - Math.clz32(count | 3);
}

/** The same list in a block of the next kind. */
function moved(pool: SketchPool, at: number, kind: number): number {
  const to = takeBlock(pool, kind + 1);
  pool.units.copyWithin(to, at, at + (SIZES[kind] ?? 0));
  giveBack(pool, at, kind);
  return to;
}

/** The entries of the longest list as registers. */
function denseOf(pool: SketchPool, at: number): number {
  const to = takeBlock(pool, ALL_REGISTERS);
  const { units } = pool;
  units.fill(0, to, to + (SIZES[ALL_REGISTERS] ?? 0));
  units[to] = DENSE;
  for (let index = 1; index <= SPARSE_LIMIT; index += 1) raise(pool, to, units[at + index] ?? 0);
  giveBack(pool, at, LONGEST_LIST);
  return to;
}

/** Whatever it held before is still there. */
function takeBlock(pool: SketchPool, kind: number): number {
  const free = pool.free[kind] ?? 0;
  if (free > 0) {
    pool.free[kind] = (pool.units[free] ?? 0) + 0x10000 * (pool.units[free + 1] ?? 0);
    return free;
  }
  const at = pool.end;
  const end = at + (SIZES[kind] ?? 0);
  if (end > pool.units.length) grow(pool, end);
  pool.end = end;
  return at;
}

function giveBack(pool: SketchPool, at: number, kind: number): void {
  const next = pool.free[kind] ?? 0;
  pool.units[at] = next & 0xffff;
  pool.units[at + 1] = next >>> 16;
  pool.free[kind] = at;
}

function grow(pool: SketchPool, least: number): void {
  const units = new Uint16Array(Math.max(least, pool.units.length * 2));
  units.set(pool.units);
  pool.units = units;
  pool.bytes = new Uint8Array(units.buffer);
}
