import type { Hop } from '../../model/api-call.ts';
import type { Cell } from '../cell.ts';
import { findOperation } from '../endpoints/leaf.ts';
import { byName } from '../observe.ts';
import { hostRules, type PathStep } from '../paths/host-trie.ts';
import type { PathNode, TrieRules } from '../paths/trie.ts';
import { contextOf, knownMethod, type ReadCall, trieOf } from '../read-call.ts';
import { PER_HOST, type Summary } from '../summary.ts';

/** Where one call of a summary was counted. */
export interface CountedAt {
  /** One entry an operation, in the order of the call. */
  readonly cells: readonly Cell[];
  /** The one at which the call itself counts. */
  readonly main: Cell;
}

/**
 * Finds the cells that a call was added to: the same steps as adding it, but nothing is made. Null when the summary
 * never saw the call.
 */
export function findCells(
  summary: Summary,
  { exchange, asked, steps }: ReadCall,
  hop: Hop,
): CountedAt | null {
  const { call } = exchange;
  const trie = trieOf(exchange, contextOf(summary, exchange, asked), asked);
  const root = summary.tries[trie];
  const host = root.literals.get(call.host) ?? root.other;
  if (host === null) return null;
  const leaf =
    findNode(host, PER_HOST.has(trie) ? [] : steps, hostRules(root, host, summary.family))?.leaf ?? null;
  if (leaf === null) return null;
  const bucket = Math.floor(call.timeMs / summary.settings.bucketMs);
  const method = knownMethod(call.method);
  const first = [...asked.operations].sort(byName)[0] ?? null;
  const cells: Cell[] = [];
  let main: Cell | null = null;
  for (const operation of asked.operations) {
    const node = findOperation(leaf, asked.protocol, operation);
    const cell = node?.cells.get(method)?.get(hop)?.get(bucket);
    if (cell === undefined) return null;
    cells.push(cell);
    if (operation === first) main = cell;
  }
  return main === null ? null : { cells, main };
}

function findNode(host: PathNode, steps: readonly PathStep[], from: TrieRules): PathNode | null {
  let rules = from;
  let node: PathNode | null = host;
  for (const { text, slot } of steps) {
    if (rules.closed) return node.other;
    const literal = slot === null ? text : slot.open ? slot.token : null;
    const next: PathNode | null | undefined =
      literal === null ? node.slots.get(slot?.token ?? '') : (node.literals.get(literal) ?? node.other);
    if (next === null || next === undefined) return null;
    node = next;
    rules = rules.below ?? rules;
  }
  return node;
}
