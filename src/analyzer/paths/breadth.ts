import { isJsonArray, type JsonValue } from '../../model/json.ts';
import {
  addHash,
  decodeHyperLogLog,
  emptyHyperLogLog,
  encodeHyperLogLog,
  exceeds,
  type HyperLogLog,
  mergeHyperLogLog,
} from '../sketch/hyper-log-log.ts';

/**
 * How many distinct paths a host's trie would keep at each level of narrowness. Every call adds its path as each level
 * would see it (literals reduced to as many classes as the level keeps), so the measure is a function of the set of
 * calls and only grows; the level in force is the first whose measure stays within the limit. That makes narrowing
 * independent of order and split, which counting the nodes in memory would not be.
 */
export interface Breadth {
  /** By level; null once the level's limit was exceeded. The last level has no measure: it holds anything. */
  readonly measures: (HyperLogLog | null)[];
}

export const MEASURED_LEVELS = 3;

export function emptyBreadth(): Breadth {
  return { measures: Array.from({ length: MEASURED_LEVELS }, emptyHyperLogLog) };
}

export function levelOf(breadth: Breadth): number {
  const first = breadth.measures.findIndex((measure) => measure !== null);
  return first < 0 ? MEASURED_LEVELS : first;
}

/** Adds a path as the level sees it. */
export function addPath(breadth: Breadth, level: number, pathHash: number, limit: number): void {
  const measure = breadth.measures[level];
  if (measure === undefined || measure === null) return;
  if (addHash(measure, pathHash) && exceeds(measure, limit)) breadth.measures[level] = null;
}

export function mergeBreadth(into: Breadth, from: Breadth, limit: number): void {
  for (let level = 0; level < MEASURED_LEVELS; level += 1) {
    const own = into.measures[level];
    const other = from.measures[level];
    if (own === undefined || own === null) continue;
    if (other === undefined || other === null) into.measures[level] = null;
    else {
      mergeHyperLogLog(own, other);
      if (exceeds(own, limit)) into.measures[level] = null;
    }
  }
}

export function encodeBreadth(breadth: Breadth): JsonValue {
  return breadth.measures.map((measure) => (measure === null ? null : encodeHyperLogLog(measure)));
}

export function decodeBreadth(value: JsonValue): Breadth {
  if (!isJsonArray(value)) throw new RangeError('not an encoded breadth');
  return { measures: value.map((measure) => (measure === null ? null : decodeHyperLogLog(measure))) };
}

/** Joins the hash of one more step to that of the steps before (two rounds of the murmur3 finalizer). */
export function joinStep(before: number, step: number): number {
  let mixed = Math.imul(before ^ (step % 0xffffffff), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13) ^ Math.imul(before, 5)) | 0;
}

/** Spreads a 32-bit path hash over the 52 bits that a distinct-count sketch reads. */
export function spread(path: number): number {
  const high = finish(path);
  const low = finish(path ^ 0x5bd1e995);
  return (high >>> 0) * 0x100000 + (low >>> 12);
}

function finish(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
