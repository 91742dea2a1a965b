import type { JsonValue } from '../../model/json.ts';
import { encodeEmptyLeaf } from '../endpoints/leaf.ts';
import { encodePathNode, type PathNode, placedLeaves } from '../paths/trie.ts';
import { finished } from '../steps.ts';
import { type Summary, TRIES } from '../summary.ts';
import { encodeBareRoot, encodeHead, type HostEntry, type LineSink } from './divided-summary.ts';
import { divideSites } from './sites.ts';
import { type LeafOfTrie, wholeCell, writeLayers } from './write-layer.ts';

/** Writes a summary as lines; its head is given back. Equal summaries give equal lines. */
export function divideSummary(summary: Summary, sink: LineSink): JsonValue {
  const { latestMs, forgottenCalls, actors, hash } = summary;
  const hosts = [...hostNames(summary), null].flatMap((host): HostEntry[] => {
    const nodes = nodesOf(summary, host);
    if (nodes.length === 0) return [];
    const layers = finished(
      writeLayers(sink, leavesOf(nodes), ({ cell }, name) => wholeCell(cell, name, hash)),
    );
    return [{ host, ...writeNodes(sink, nodes), layers }];
  });
  return encodeHead({
    latestMs,
    forgottenCalls,
    roots: TRIES.map((trie) => encodeBareRoot(summary.tries[trie])),
    hosts,
    sitesCap: actors.sites?.k ?? null,
    sitesOverflowed: actors.sites?.overflowed ?? false,
    sites: divideSites(actors, sink),
  });
}

/** A host of one trie. */
export interface HostNode {
  readonly trie: number;
  readonly node: PathNode;
}

function hostNames(summary: Summary): string[] {
  return [...new Set(TRIES.flatMap((trie) => [...summary.tries[trie].literals.keys()]))].sort();
}

/** The nodes of a host, or of those beyond the cap for null. */
export function nodesOf(summary: Summary, host: string | null): HostNode[] {
  return TRIES.flatMap((trie, index) => {
    const { literals, other } = summary.tries[trie];
    const node = host === null ? other : (literals.get(host) ?? null);
    return node === null ? [] : [{ trie: index, node }];
  });
}

export function* leavesOf(nodes: readonly HostNode[]): Generator<LeafOfTrie> {
  for (const { trie, node } of nodes) for (const place of placedLeaves(node)) yield { trie, ...place };
}

/** What the root knows of a host is not repeated. */
export function writeNodes(
  sink: LineSink,
  nodes: readonly HostNode[],
): Pick<HostEntry, 'nodesFrom' | 'nodes'> {
  const numbers = nodes.map(({ trie, node }) => {
    const own = { ...node, values: null, breadth: null };
    return sink.write('nodes', JSON.stringify([trie, encodePathNode(own, encodeEmptyLeaf)]));
  });
  return { nodesFrom: numbers[0] ?? 0, nodes: numbers.length };
}
