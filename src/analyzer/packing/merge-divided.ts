import type { JsonValue } from '../../model/json.ts';
import { isCapped, type OperationNode } from '../endpoints/leaf.ts';
import type { PathNode } from '../paths/trie.ts';
import type { NamedClient } from '../retention/forget-client.ts';
import { type Forgotten, forgetSamples, type KeptFrom } from '../retention/forget-old.ts';
import { DAY_MS, HOUR_MS, type SummarySettings, summarySettings } from '../settings.ts';
import type { Steps } from '../steps.ts';
import { TRIES } from '../summary.ts';
import { leavesOf, nodesOf, writeNodes } from './divide.ts';
import {
  type DividedSummary,
  encodeBareRoot,
  encodeHead,
  type HostEntry,
  type Layer,
  type LineSink,
  type SiteEntry,
  type Stream,
} from './divided-summary.ts';
import {
  type Assembly,
  assemble,
  layersOf,
  type PlacedHost,
  readLayer,
  readNodes,
  releaseHost,
  wholeCellOf,
} from './host-assembly.ts';
import { holdsSamples, readRef } from './lean-cell.ts';
import { rewriteSite } from './sites.ts';
import { type WriteCell, type WrittenCell, wholeCell, writeLayers } from './write-layer.ts';

/** What merging leaves out: what is older than its limits, and what one client did. */
export interface LeftOut extends KeptFrom {
  readonly client?: NamedClient;
}

/** Everything that was ever counted. */
export const KEEP_ALL: KeptFrom = {
  bucketsMs: Number.NEGATIVE_INFINITY,
  actorsMs: Number.NEGATIVE_INFINITY,
  samplesMs: Number.NEGATIVE_INFINITY,
};

/** Whether merging with these limits may forget something. Reads the heads only. */
export function holdsOlder(
  sources: readonly DividedSummary[],
  from: KeptFrom,
  settings: Partial<SummarySettings>,
): boolean {
  const { cellsFrom, samplesFrom } = bucketLimits(from, summarySettings(settings));
  return sources.some(
    ({ head }) =>
      head.sites.some(({ days }) => days.some(([day]) => day * DAY_MS + HOUR_MS <= from.actorsMs)) ||
      head.hosts.some(({ layers }) =>
        layers.some(
          ({ firstBucket, firstSamples }) =>
            firstBucket < cellsFrom || (firstSamples !== null && firstSamples < samplesFrom),
        ),
      ),
  );
}

function bucketLimits(
  from: KeptFrom,
  { bucketMs }: SummarySettings,
): Pick<Merging, 'cellsFrom' | 'samplesFrom'> {
  return {
    cellsFrom: Math.floor(from.bucketsMs / bucketMs),
    samplesFrom: Math.floor(from.samplesMs / bucketMs),
  };
}

export interface MergedDivided {
  readonly head: JsonValue;
  readonly forgotten: Forgotten;
  /** Hours of an API in which the client stood. */
  readonly clientHours: number;
}

interface Merging {
  readonly assembly: Assembly;
  readonly sink: LineSink;
  /** Numbers of buckets. */
  readonly cellsFrom: number;
  readonly samplesFrom: number;
  readonly count: { cells: number; samples: number; calls: number; actorHours: number; clientHours: number };
}

/**
 * Writes the merge of divided summaries, without what is older than its limits, host by host and layer by layer: the
 * same as forgetting in their merge. A cell that one of them has alone is copied as it is.
 */
export function* mergeDivided(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
  from: LeftOut,
  sink: LineSink,
): Steps<MergedDivided> {
  const assembly = assemble(sources, settings);
  const { summary } = assembly;
  const merging: Merging = {
    assembly,
    sink,
    ...bucketLimits(from, summary.settings),
    count: { cells: 0, samples: 0, calls: 0, actorHours: 0, clientHours: 0 },
  };
  const hosts: HostEntry[] = [];
  for (const host of assembly.hosts) {
    const entry = yield* mergeHost(merging, host);
    if (entry !== null) hosts.push(entry);
  }
  const { cap, overflowed, sites } = assembly.sites;
  const { count } = merging;
  const forget = { fromMs: from.actorsMs, client: from.client ?? null, hash: summary.hash, count };
  const entries: SiteEntry[] = [];
  for (const site of sites) {
    const entry = rewriteSite(sources, site, forget, sink);
    if (entry !== null) entries.push(entry);
    yield;
  }
  const { calls, clientHours, ...forgotten } = count;
  const head = encodeHead({
    latestMs: summary.latestMs,
    forgottenCalls: summary.forgottenCalls + calls,
    roots: TRIES.map((trie) => encodeBareRoot(summary.tries[trie])),
    hosts,
    sitesCap: cap,
    sitesOverflowed: overflowed,
    sites: entries,
  });
  return { head, forgotten, clientHours };
}

/** null where nothing of the host is left. */
function* mergeHost(merging: Merging, placed: PlacedHost): Steps<HostEntry | null> {
  const { assembly, sink } = merging;
  const { host } = placed;
  readNodes(assembly, placed);
  const alive = new Set<OperationNode>();
  const forgets = forgetsAt(merging, placed);
  const layers: Layer[] = [];
  for (const layer of layersOf(placed)) {
    const copied = forgets ? null : copiedLayer(merging, placed, layer);
    if (copied === null) layers.push(...(yield* rewrittenLayers(merging, placed, layer, alive)));
    else layers.push(copied);
    yield;
  }
  if (forgets) pruneHost(assembly, host, alive);
  const nodes = nodesOf(assembly.summary, host);
  const entry = nodes.length === 0 ? null : { host, ...writeNodes(sink, nodes), layers };
  releaseHost(assembly, host);
  return entry;
}

/** Operations of which something is left are `alive` then. */
function* rewrittenLayers(
  merging: Merging,
  placed: PlacedHost,
  layer: number,
  alive: Set<OperationNode>,
): Steps<readonly Layer[]> {
  const { assembly, sink, cellsFrom } = merging;
  const filled = yield* readLayer(assembly, placed, layer);
  const leaves = leavesOf(nodesOf(assembly.summary, placed.host));
  const written = yield* writeLayers(sink, leaves, (row, name) => rewrittenCell(merging, row, name));
  for (const leaf of filled.keys()) {
    for (const operation of leaf.operations.values()) {
      for (const hops of operation.cells.values())
        for (const buckets of hops.values())
          for (const bucket of buckets.keys()) if (bucket >= cellsFrom) alive.add(operation);
      operation.cells.clear();
    }
  }
  return written;
}

/** Whether the host holds cells that are kept no longer. */
function forgetsAt({ cellsFrom }: Merging, { pieces }: PlacedHost): boolean {
  return pieces.some(({ entry }) => entry.layers.some(({ firstBucket }) => firstBucket < cellsFrom));
}

/**
 * A layer that one source has alone, as it is: even where the paths were narrowed since, it is a summary of its own.
 * null where it has to be read.
 */
function copiedLayer(
  { assembly, sink, samplesFrom }: Merging,
  placed: PlacedHost,
  layer: number,
): Layer | null {
  const found = placed.pieces.flatMap((piece) =>
    piece.entry.layers.flatMap((each) => (each.layer === layer ? [{ piece, each }] : [])),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const { piece, each } = only;
  const source = assembly.sources[piece.source];
  const loses = each.firstSamples !== null && each.firstSamples < samplesFrom;
  if (source === undefined || piece.isSplit || loses) return null;
  const rowsFrom = copyLines(source, 'rows', each.rowsFrom, each.rows, sink);
  return { ...each, rowsFrom, bodiesFrom: copyLines(source, 'bodies', each.bodiesFrom, each.bodies, sink) };
}

function copyLines(
  source: DividedSummary,
  stream: Stream,
  from: number,
  count: number,
  sink: LineSink,
): number {
  let first = 0;
  for (let at = 0; at < count; at += 1) {
    const number = sink.write(stream, source.bytes(stream, from + at));
    if (at === 0) first = number;
  }
  return first;
}

function rewrittenCell(
  { assembly, cellsFrom, samplesFrom, count }: Merging,
  { bucket, cell }: Parameters<WriteCell>[0],
  name: string | null,
): WrittenCell | null {
  const refs = cell.lean?.refs ?? [];
  if (bucket < cellsFrom) {
    count.cells += 1;
    count.calls += cell.traffic.calls;
  }
  const { hash } = assembly.summary;
  const loses = bucket < samplesFrom && hasSamples(refs);
  if (loses) {
    const whole = wholeCellOf(assembly, refs);
    count.samples += forgetSamples(whole);
    return bucket < cellsFrom ? null : wholeCell(whole, name, hash);
  }
  if (bucket < cellsFrom) return null;
  const facts = cell.lean?.facts ?? null;
  const only = facts === null || refs.length !== 2 ? null : readRef(refs[1] ?? 0);
  const body = only === null ? undefined : assembly.sources[only.source]?.bytes('bodies', only.line);
  if (facts === null || only === null || body === undefined)
    return wholeCell(wholeCellOf(assembly, refs), name, hash);
  return { traffic: cell.traffic, facts, flags: only.flags, body };
}

function hasSamples(refs: readonly number[]): boolean {
  for (let at = 1; at < refs.length; at += 2) if (holdsSamples(readRef(refs[at] ?? 0).flags)) return true;
  return false;
}

/** Takes out the paths at which nothing is left. */
function pruneHost({ summary }: Assembly, host: string | null, alive: ReadonlySet<OperationNode>): void {
  for (const trie of TRIES) {
    const root = summary.tries[trie];
    const node = host === null ? root.other : (root.literals.get(host) ?? null);
    if (node === null || pruneBelow(node, alive)) continue;
    if (host === null) root.other = null;
    else {
      root.literals.delete(host);
      if (!node.exempt) root.capped -= 1;
      root.last = null;
    }
  }
}

/** Whether anything is left at the node or below it. */
function pruneBelow(node: PathNode, alive: ReadonlySet<OperationNode>): boolean {
  for (const [text, child] of node.literals) {
    if (pruneBelow(child, alive)) continue;
    node.literals.delete(text);
    if (!child.exempt) node.capped -= 1;
    node.last = null;
  }
  for (const [token, child] of node.slots) if (!pruneBelow(child, alive)) node.slots.delete(token);
  if (node.other !== null && !pruneBelow(node.other, alive)) node.other = null;
  const { leaf } = node;
  for (const [key, operation] of leaf?.operations ?? []) {
    if (leaf === null || alive.has(operation)) continue;
    leaf.operations.delete(key);
    if (isCapped(operation)) leaf.named -= 1;
    leaf.last = null;
  }
  if (leaf?.operations.size === 0) node.leaf = null;
  return node.leaf !== null || node.other !== null || node.literals.size + node.slots.size > 0;
}
