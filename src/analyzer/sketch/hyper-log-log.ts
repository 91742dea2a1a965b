import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { inserted } from './bottom-k.ts';

/**
 * Distinct counts at one precision for the whole product: 2^10 registers, standard error 1.04/sqrt(1024) = 3.25 %.
 * Few registers are kept as a sorted list of `register * 64 + rank`, many as bytes; the change of form depends on
 * the number of registers used alone, so equal sets have equal forms whatever the order was.
 */
export interface HyperLogLog {
  sparse: number[] | null;
  dense: Uint8Array | null;
}

export const REGISTERS = 1024;
/** Beyond this the byte form is smaller than the list. */
export const SPARSE_LIMIT = 128;
/** A keyed hash has 52 bits: 10 choose the register, 42 give the rank. */
const RANK_BITS = 42;
const RANK_SPAN = 2 ** RANK_BITS;

/** Shared by all that are empty: the first entry makes a list of its own. */
const NO_ENTRIES: number[] = [];

export function emptyHyperLogLog(): HyperLogLog {
  return { sparse: NO_ENTRIES, dense: null };
}

/** Adds a keyed hash (52 bits). True when the sketch changed. */
export function addHash(sketch: HyperLogLog, hash: number): boolean {
  const register = Math.floor(hash / RANK_SPAN);
  return raise(sketch, register, rankOf(hash - register * RANK_SPAN));
}

/** What a keyed hash adds to any sketch, in sixteen bits: never 0. */
export function entryOf(hash: number): number {
  const register = Math.floor(hash / RANK_SPAN);
  return register * 64 + rankOf(hash - register * RANK_SPAN);
}

/** The sketch of one entry; of none for 0. */
export function sketchOfEntry(entry: number): HyperLogLog {
  return { sparse: entry > 0 ? [entry] : NO_ENTRIES, dense: null };
}

function rankOf(rest: number): number {
  const high = Math.floor(rest / 0x100000000);
  if (high > 0) return Math.clz32(high) - (32 - (RANK_BITS - 32)) + 1;
  return RANK_BITS - 32 + Math.clz32(rest >>> 0) + 1;
}

function raise(sketch: HyperLogLog, register: number, rank: number): boolean {
  if (sketch.dense !== null) {
    if ((sketch.dense[register] ?? 0) >= rank) return false;
    sketch.dense[register] = rank;
    return true;
  }
  const list = sketch.sparse ?? [];
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) >> 6 < register) low = middle + 1;
    else high = middle;
  }
  const entry = register * 64 + rank;
  const found = list[low];
  if (found !== undefined && found >> 6 === register) {
    if (found >= entry) return false;
    list[low] = entry;
    return true;
  }
  const longer = inserted(list, low, entry);
  if (longer.length > SPARSE_LIMIT) toDense(sketch, longer);
  else sketch.sparse = longer;
  return true;
}

function toDense(sketch: HyperLogLog, list: readonly number[]): void {
  const dense = new Uint8Array(REGISTERS);
  for (const entry of list) dense[entry >> 6] = entry & 63;
  sketch.dense = dense;
  sketch.sparse = null;
}

export function mergeHyperLogLog(into: HyperLogLog, from: HyperLogLog): void {
  const { sparse, dense } = from;
  if (sparse !== null) {
    if (into.sparse !== null) mergeSparse(into, into.sparse, sparse);
    else for (const entry of sparse) raise(into, entry >> 6, entry & 63);
    return;
  }
  if (dense === null) return;
  if (into.dense === null) toDense(into, into.sparse ?? []);
  const own = into.dense;
  if (own === null) return;
  for (let register = 0; register < REGISTERS; register += 1) {
    const rank = dense[register] ?? 0;
    if (rank > (own[register] ?? 0)) own[register] = rank;
  }
}

/** Lists in the order of their registers; one pass, where inserting entry by entry would make a list for each. */
function mergeSparse(into: HyperLogLog, own: readonly number[], other: readonly number[]): void {
  if (other.length === 0) return;
  const joined: number[] = [];
  let at = 0;
  for (const entry of other) {
    const register = entry >> 6;
    for (; at < own.length && (own[at] ?? 0) >> 6 < register; at += 1) joined.push(own[at] ?? 0);
    const known = own[at] ?? 0;
    if (at < own.length && known >> 6 === register) {
      joined.push(Math.max(known, entry));
      at += 1;
    } else joined.push(entry);
  }
  for (; at < own.length; at += 1) joined.push(own[at] ?? 0);
  if (joined.length > SPARSE_LIMIT) toDense(into, joined);
  else into.sparse = joined;
}

/** Registers by rank, rank 0 left out. One for all: nothing runs between filling and reading it. */
const RANKS = new Uint16Array(RANK_BITS + 2);

/** Fills `RANKS`; gives the number of registers used. */
function countRanks(sketch: HyperLogLog): number {
  RANKS.fill(0);
  for (const entry of sketch.sparse ?? []) RANKS[entry & 63] = (RANKS[entry & 63] ?? 0) + 1;
  const { dense } = sketch;
  if (dense === null) return sketch.sparse?.length ?? 0;
  for (let register = 0; register < REGISTERS; register += 1) {
    const rank = dense[register] ?? 0;
    RANKS[rank] = (RANKS[rank] ?? 0) + 1;
  }
  const used = REGISTERS - (RANKS[0] ?? 0);
  RANKS[0] = 0;
  return used;
}

/** By the number of used registers; NaN until asked for. */
const SIGMA = new Float64Array(REGISTERS + 1).fill(Number.NaN);

function sigmaOf(used: number): number {
  let known = SIGMA[used] ?? 0;
  if (Number.isNaN(known)) {
    known = sigma((REGISTERS - used) / REGISTERS);
    SIGMA[used] = known;
  }
  return known;
}

/** Estimate by O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), algorithm 6. */
export function estimateDistinct(sketch: HyperLogLog): number {
  const used = countRanks(sketch);
  if (used === 0) return 0;
  let z = REGISTERS * tau(1 - (RANKS[RANK_BITS + 1] ?? 0) / REGISTERS);
  for (let rank = RANK_BITS; rank >= 1; rank -= 1) z = 0.5 * (z + (RANKS[rank] ?? 0));
  z += REGISTERS * sigmaOf(used);
  return Math.round((REGISTERS * REGISTERS) / (2 * Math.LN2 * z));
}

/** Bias factor of the harmonic estimate for 1,024 registers (Flajolet et al. 2007). */
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

/**
 * Whether more than about `limit` distinct hashes were added. Unlike a comparison of estimates this only ever turns
 * from false to true as hashes come, because it compares sums that never grow: exact multiples of 2^-43.
 */
export function exceeds(sketch: HyperLogLog, limit: number): boolean {
  const used = countRanks(sketch);
  if (limit <= REGISTERS) return used > REGISTERS * (1 - Math.exp(-limit / REGISTERS));
  let sum = REGISTERS - used;
  for (let rank = 1; rank <= RANK_BITS + 1; rank += 1) sum += (RANKS[rank] ?? 0) * 2 ** -rank;
  return sum < (ALPHA * REGISTERS * REGISTERS) / limit;
}

function sigma(share: number): number {
  let x = share;
  let y = 1;
  let z = x;
  for (let before = -1; z !== before; ) {
    before = z;
    x *= x;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let x = share;
  let y = 1;
  let z = 1 - x;
  for (let before = -1; z !== before; ) {
    before = z;
    x = Math.sqrt(x);
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** One number alone, a list of numbers while sparse; one base-62 digit a register (a rank is at most 43) when dense. */
export function encodeHyperLogLog(sketch: HyperLogLog): JsonValue {
  const { sparse } = sketch;
  if (sketch.dense === null) return sparse?.length === 1 ? (sparse[0] ?? 0) : (sparse?.slice() ?? []);
  let text = '';
  for (const rank of sketch.dense) text += DIGITS.charAt(rank);
  return text;
}

export function decodeHyperLogLog(value: JsonValue | undefined): HyperLogLog {
  if (typeof value === 'number') return { sparse: [value], dense: null };
  if (typeof value === 'string') {
    const dense = new Uint8Array(REGISTERS);
    for (let register = 0; register < REGISTERS; register += 1) {
      dense[register] = Math.max(0, DIGITS.indexOf(value.charAt(register)));
    }
    return { sparse: null, dense };
  }
  if (!isJsonArray(value)) throw new RangeError('not an encoded distinct-count sketch');
  return { sparse: value.map((entry) => (typeof entry === 'number' ? entry : 0)), dense: null };
}
