import { joinStep, spread } from '../paths/breadth.ts';
import {
  addHash,
  emptyHyperLogLog,
  exceeds,
  type HyperLogLog,
  mergeHyperLogLog,
} from '../sketch/hyper-log-log.ts';

/**
 * How many places the schema of one body would have at each depth. Objects within the cap of their own still multiply:
 * a hundred keys at each of five depths make ten billion places. Every place that a body names adds to the measure of
 * its depth, with the keys of one object reduced to as many classes as an object may keep, so the measure is a function
 * of the set of bodies and only grows. From the first depth on whose measure exceeds the limit every object is a map.
 */
export interface PointerBreadth {
  /** By depth of the object whose keys they are. */
  readonly measures: HyperLogLog[];
  /** Objects at this depth and below are maps; `NO_MAPS` while every depth is within the limit. */
  mapDepth: number;
}

/** Beyond every depth that is walked. */
export const NO_MAPS = 255;

export function emptyPointerBreadth(): PointerBreadth {
  return { measures: [], mapDepth: NO_MAPS };
}

/** The place of the whole body. */
export const ROOT_POINTER = 1;
const DYNAMIC = 0;

/** The place of a key below that of its object; all dynamic keys share one. */
export function pointerBelow(parent: number, keyHash: number | null, properties: number): number {
  return joinStep(parent, keyHash === null ? DYNAMIC : 1 + (keyHash % properties));
}

export function addPointer(breadth: PointerBreadth, depth: number, pointer: number, limit: number): void {
  if (depth >= breadth.mapDepth) return;
  while (breadth.measures.length <= depth) breadth.measures.push(emptyHyperLogLog());
  const measure = breadth.measures[depth];
  if (measure !== undefined && addHash(measure, spread(pointer)) && exceeds(measure, limit))
    exceed(breadth, depth);
}

function exceed(breadth: PointerBreadth, depth: number): void {
  breadth.mapDepth = depth;
  breadth.measures.splice(depth);
}

export function mergePointerBreadth(into: PointerBreadth, from: PointerBreadth, limit: number): void {
  if (from.mapDepth < into.mapDepth) exceed(into, from.mapDepth);
  for (let depth = 0; depth < from.measures.length && depth < into.mapDepth; depth += 1) {
    while (into.measures.length <= depth) into.measures.push(emptyHyperLogLog());
    const [own, other] = [into.measures[depth], from.measures[depth]];
    if (own === undefined || other === undefined) continue;
    mergeHyperLogLog(own, other);
    if (exceeds(own, limit)) exceed(into, depth);
  }
}
