import type { Cell } from '../cell.ts';
import { type Cells, isCapped, type Leaf } from '../endpoints/leaf.ts';
import { changeStructure, type PathNode } from '../paths/trie.ts';
import { HOUR_MS } from '../settings.ts';
import type { BottomK } from '../sketch/bottom-k.ts';
import type { Summary } from '../summary.ts';

/** From when on each kind of fact is kept, epoch ms. A bucket or hour in which a limit falls stays whole. */
export interface KeptFrom {
  readonly bucketsMs: number;
  /** What single actors did, by hour. */
  readonly actorsMs: number;
  /** Redacted texts that stand for evidence; what they stand for stays counted. */
  readonly samplesMs: number;
}

/** What was forgotten. */
export interface Forgotten {
  readonly cells: number;
  readonly actorHours: number;
  readonly samples: number;
}

/**
 * Takes out of a summary what is older than its limits; the calls stay in its books. What is counted by time does not
 * change, whether it is forgotten before a merge or after it, as long as no cap is reached: a path that only old calls
 * asked for makes room for another. Sketches of a place (distinct values of a slot, the breadth of a host) have no time:
 * they stay as long as their place and leave with it.
 */
export function forgetOld(summary: Summary, from: KeptFrom): Forgotten {
  const count = { cells: 0, actorHours: 0, samples: 0, calls: 0 };
  const { bucketMs } = summary.settings;
  const limits: CellLimits = {
    cellsFrom: Math.floor(from.bucketsMs / bucketMs),
    samplesFrom: Math.floor(from.samplesMs / bucketMs),
    count,
  };
  for (const root of Object.values(summary.tries)) forgetBelow(root, limits);
  changeStructure();
  summary.forgottenCalls += limits.count.calls;
  forgetActorHours(summary, from.actorsMs, count);
  return { cells: count.cells, actorHours: count.actorHours, samples: count.samples };
}

interface CellLimits {
  /** Numbers of buckets. */
  readonly cellsFrom: number;
  readonly samplesFrom: number;
  readonly count: { cells: number; samples: number; calls: number };
}

/** Whether anything is left at the node or below it. */
function forgetBelow(node: PathNode, limits: CellLimits): boolean {
  for (const [text, child] of node.literals) {
    if (forgetBelow(child, limits)) continue;
    node.literals.delete(text);
    if (!child.exempt) node.capped -= 1;
    node.last = null;
  }
  for (const [token, child] of node.slots) if (!forgetBelow(child, limits)) node.slots.delete(token);
  if (node.other !== null && !forgetBelow(node.other, limits)) node.other = null;
  if (node.leaf !== null && !forgetCells(node.leaf, limits)) node.leaf = null;
  return node.leaf !== null || node.other !== null || node.literals.size + node.slots.size > 0;
}

/** Whether the leaf still holds an operation. */
function forgetCells(leaf: Leaf, limits: CellLimits): boolean {
  leaf.recent = null;
  for (const [key, operation] of leaf.operations) {
    forgetBuckets(operation.cells, limits);
    if (operation.cells.size > 0) continue;
    leaf.operations.delete(key);
    if (isCapped(operation)) leaf.named -= 1;
    leaf.last = null;
  }
  return leaf.operations.size > 0;
}

function forgetBuckets(cells: Cells, { cellsFrom, samplesFrom, count }: CellLimits): void {
  for (const [method, hops] of cells) {
    for (const [hop, buckets] of hops) {
      for (const [bucket, cell] of buckets) {
        if (bucket < samplesFrom) count.samples += forgetSamples(cell);
        if (bucket >= cellsFrom) continue;
        buckets.delete(bucket);
        count.cells += 1;
        count.calls += cell.traffic.calls;
      }
      if (buckets.size === 0) hops.delete(hop);
    }
    if (hops.size === 0) cells.delete(method);
  }
}

export function forgetSamples({ threats, signals }: Cell): number {
  let forgotten = signals.verboseSamples === null ? 0 : emptied(signals.verboseSamples);
  for (const tally of threats.values()) forgotten += emptied(tally.samples);
  return forgotten;
}

/** A set that says it is not all: what was taken out may not come back as "all there was". */
function emptied(samples: BottomK<string>): number {
  const { length } = samples.items;
  if (length === 0) return 0;
  samples.hashes = [];
  samples.items = [];
  samples.overflowed = true;
  return length;
}

function forgetActorHours({ actors }: Summary, fromMs: number, count: { actorHours: number }): void {
  if (actors.sites === null) return;
  const { hashes, items } = actors.sites;
  for (const site of items) {
    for (const start of site.hours.keys()) {
      if (start + HOUR_MS > fromMs) continue;
      site.hours.delete(start);
      count.actorHours += 1;
    }
  }
  const kept = items.map((site) => site.hours.size > 0);
  actors.sites.hashes = hashes.filter((_, at) => kept[at]);
  actors.sites.items = items.filter((_, at) => kept[at]);
}
