import type { JsonValue } from '../../model/json.ts';
import { type Cell, decodeCell, mergeCell } from '../cell.ts';
import { type DecodeCell, decodeLeafWith, type Leaf, mergeLeaf } from '../endpoints/leaf.ts';
import { hostRules, mergeRoot } from '../paths/host-trie.ts';
import { decodePathNode, mergePathNode, type PathNode, placeOfSteps } from '../paths/trie.ts';
import type { SummarySettings } from '../settings.ts';
import type { Steps } from '../steps.ts';
import { createSummary, type Summary, TRIES } from '../summary.ts';
import { type DividedSummary, type HostEntry, type Layer, listOf } from './divided-summary.ts';
import { decodeLean, readRef } from './lean-cell.ts';
import { type PlacedSites, placeSites } from './sites.ts';

/** Where the parts of one source that belong to a host are. */
export interface HostPiece {
  readonly source: number;
  readonly entry: HostEntry;
  /** By number of the trie: a host may be beyond the cap in one and not in another. */
  readonly tries: readonly boolean[];
  /** Whether some of the parts belong to another place. */
  readonly isSplit: boolean;
}

/** One host of several divided summaries, or those beyond the cap. */
export interface PlacedHost {
  readonly host: string | null;
  readonly pieces: readonly HostPiece[];
}

/** Several divided summaries as one, of which one host at a time is read into `summary`. */
export interface Assembly {
  readonly sources: readonly DividedSummary[];
  /** The merge of all, of hosts and actors only what admits and bounds them. */
  readonly summary: Summary;
  /** By name, those beyond the cap last. */
  readonly hosts: readonly PlacedHost[];
  readonly sites: PlacedSites;
}

export function assemble(sources: readonly DividedSummary[], settings: Partial<SummarySettings>): Assembly {
  const summary = createSummary(settings);
  const { caps } = summary.settings;
  const hostsOf = sources.map(({ head }) => {
    summary.latestMs = Math.max(summary.latestMs, head.latestMs);
    summary.forgottenCalls += head.forgottenCalls;
    return TRIES.map((trie, index): ReadonlySet<string> => {
      const root = decodePathNode(head.roots[index], caps);
      const hosts = new Set(root.literals.keys());
      mergeRoot(summary.tries[trie], root, summary.family);
      return hosts;
    });
  });
  return { sources, summary, hosts: placeHosts(sources, summary, hostsOf), sites: placeSites(sources) };
}

/** `hostsOf`: by source and trie. */
function placeHosts(
  sources: readonly DividedSummary[],
  summary: Summary,
  hostsOf: readonly (readonly ReadonlySet<string>[])[],
): PlacedHost[] {
  const placed = new Map<string | null, HostPiece[]>();
  const add = (host: string | null, piece: HostPiece): void => {
    if (!piece.tries.includes(true)) return;
    const pieces = placed.get(host);
    if (pieces === undefined) placed.set(host, [piece]);
    else pieces.push(piece);
  };
  sources.forEach(({ head }, source) => {
    for (const entry of head.hosts) {
      const { host } = entry;
      if (host === null) {
        add(null, { source, entry, tries: TRIES.map(() => true), isSplit: false });
        continue;
      }
      const kept = TRIES.map((trie) => summary.tries[trie].literals.has(host));
      const had = TRIES.map((_, trie) => hostsOf[source]?.[trie]?.has(host) === true);
      const given = had.map((each, trie) => each && kept[trie] !== true);
      const isSplit = given.includes(true);
      add(host, { source, entry, tries: had.map((each, trie) => each && kept[trie] === true), isSplit });
      add(null, { source, entry, tries: given, isSplit });
    }
  });
  // A host of which nothing was kept but its name has no pieces.
  const names = TRIES.flatMap((trie) => [...summary.tries[trie].literals.keys()]);
  const sorted: (string | null)[] = [...new Set(names)].sort();
  return [...sorted, null].map((host) => ({ host, pieces: placed.get(host) ?? [] }));
}

/** The node that a host has in a trie; null where it has none. */
export function nodeAt({ summary }: Assembly, host: string | null, trie: number): PathNode | null {
  const root = summary.tries[TRIES[trie] ?? 'accepted'];
  return host === null ? root.other : (root.literals.get(host) ?? null);
}

function ownNode(assembly: Assembly, host: string | null, trie: number): PathNode {
  const node = nodeAt(assembly, host, trie);
  if (node === null) throw new RangeError('a host without a place');
  return node;
}

function rulesAt({ summary }: Assembly, trie: number, node: PathNode): ReturnType<typeof hostRules> {
  return hostRules(summary.tries[TRIES[trie] ?? 'accepted'], node, summary.family);
}

/** Reads the paths of a host, without what was counted at them. */
export function readNodes(assembly: Assembly, { host, pieces }: PlacedHost): void {
  const { caps } = assembly.summary.settings;
  for (const { source, entry, tries } of pieces) {
    for (let at = 0; at < entry.nodes; at += 1) {
      const [trie, node] = listOf(assembly.sources[source]?.line('nodes', entry.nodesFrom + at));
      if (typeof trie !== 'number' || tries[trie] !== true) continue;
      const own = ownNode(assembly, host, trie);
      mergePathNode(own, decodePathNode(node, caps), rulesAt(assembly, trie, own));
    }
  }
}

/** The numbers of the layers that a host has, oldest first. */
export function layersOf({ pieces }: PlacedHost): number[] {
  const numbers = pieces.flatMap(({ entry }) => entry.layers.map(({ layer }) => layer));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** A leaf into which a layer was read, and the literal at the end of its path. */
export type FilledLeaves = Map<Leaf, string | null>;

/** Reads the cells of a layer to the paths of its host, as `cellOf` makes them of their rows; a row a step. */
export function* readLayer(
  assembly: Assembly,
  { host, pieces }: PlacedHost,
  layer: number,
  cellOf: CellOf = decodeLean,
): Steps<FilledLeaves> {
  const filled: FilledLeaves = new Map();
  for (const { source, entry, tries } of pieces) {
    for (const each of entry.layers) {
      if (each.layer !== layer) continue;
      for (let at = 0; at < each.rows; at += 1) {
        const row = assembly.sources[source]?.line('rows', each.rowsFrom + at) ?? null;
        readRow(assembly, host, tries, source, each, row, filled, cellOf);
        yield;
      }
    }
  }
  return filled;
}

/** Makes a cell of its row; the whole cell is at a line of a source, and `before` stands in the row before. */
type CellOf = typeof decodeLean;

function readRow(
  assembly: Assembly,
  host: string | null,
  tries: readonly boolean[],
  source: number,
  layer: Layer,
  row: JsonValue,
  filled: FilledLeaves,
  cellOf: CellOf,
): void {
  const [trie, steps, firstBody, encoded] = listOf(row);
  if (typeof trie !== 'number' || typeof firstBody !== 'number') throw new RangeError('not a row');
  if (tries[trie] !== true) return;
  let line = layer.bodiesFrom + firstBody;
  let before: Cell | null = null;
  const decode: DecodeCell = (lean, bucket) => (before = cellOf(lean, bucket, source, line++, before));
  const own = ownNode(assembly, host, trie);
  const names = listOf(steps).map((step) => (typeof step === 'string' ? step : ''));
  const place = placeOfSteps(own, names, rulesAt(assembly, trie, own));
  mergeLeaf(place.leaf, decodeLeafWith(encoded, decode), assembly.summary.settings.caps);
  filled.set(place.leaf, place.name);
}

/** The whole cell of some references, pairs as a lean cell has them. */
export function wholeCellOf({ sources, summary }: Assembly, refs: readonly number[]): Cell {
  const { caps } = summary.settings;
  let whole: Cell | null = null;
  for (let at = 1; at < refs.length; at += 2) {
    const { source, line } = readRef(refs[at] ?? 0);
    const part = decodeCell(sources[source]?.line('bodies', line), caps);
    if (whole === null) whole = part;
    else mergeCell(whole, part);
  }
  if (whole === null) throw new RangeError('a cell without a body');
  return whole;
}

/** Lets go of what was read of a host. */
export function releaseHost(assembly: Assembly, host: string | null): void {
  TRIES.forEach((_, trie) => {
    const node = nodeAt(assembly, host, trie);
    if (node === null) return;
    node.literals.clear();
    node.slots.clear();
    node.other = null;
    node.leaf = null;
    node.overflowed = false;
    node.capped = 0;
    node.last = null;
  });
}
