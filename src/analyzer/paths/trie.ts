import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { decodeLeaf, emptyLeaf, encodeLeaf, type Leaf, mergeLeaf } from '../endpoints/leaf.ts';
import type { Caps, KeyedHash } from '../exchange.ts';
import {
  addHash,
  decodeHyperLogLog,
  emptyHyperLogLog,
  encodeHyperLogLog,
  type HyperLogLog,
  mergeHyperLogLog,
} from '../sketch/hyper-log-log.ts';
import { type Breadth, decodeBreadth, encodeBreadth } from './breadth.ts';
import { isListedWord } from './path-words.ts';
import type { SegmentSlot } from './segment-class.ts';

/**
 * A node of a path trie. Literal children are capped: the ones smallest by keyed hash stay, the rest share `other`.
 * Words of the shipped list and reserved literals are outside the cap, so a flood of values below one node evicts no
 * route name. Slot children are named by their token.
 */
export interface PathNode {
  readonly literals: Map<string, PathNode>;
  readonly slots: Map<string, PathNode>;
  other: PathNode | null;
  leaf: Leaf | null;
  overflowed: boolean;
  /** Literal children that count against the cap. */
  capped: number;
  /** The capped child that would leave first; null until asked for. A cache, never encoded. */
  last: readonly [string, PathNode] | null;
  /** Keyed hash of the own literal; decides who stays. */
  readonly rank: number;
  readonly exempt: boolean;
  /** Distinct values seen at a slot or in `other`. */
  values: HyperLogLog | null;
  /** At roots and hosts only: how wide the tries below are, which decides their rules. */
  breadth: Breadth | null;
}

/** What decides about the admission of children at one depth. */
export interface TrieRules {
  readonly hash: KeyedHash;
  readonly caps: Caps;
  /** Cap of the literal children of one node. */
  readonly width: number;
  readonly reserved: ReadonlySet<string>;
  /** Whether words of the shipped list stand outside the cap. */
  readonly listed: boolean;
  /** True below the depth cap, where everything counts at one place. */
  readonly closed: boolean;
  /** Rules one level down; null where they are the same. */
  readonly below: TrieRules | null;
  /** How two children of one name are joined, where their own state decides about it; null for the plain way. */
  readonly mergeChild: ((into: PathNode, from: PathNode) => void) | null;
}

export function emptyPathNode(rank = 0, exempt = true): PathNode {
  return {
    literals: new Map(),
    slots: new Map(),
    other: null,
    leaf: null,
    overflowed: false,
    capped: 0,
    last: null,
    rank,
    exempt,
    values: null,
    breadth: null,
  };
}

export function leafOf(node: PathNode): Leaf {
  node.leaf ??= emptyLeaf();
  return node.leaf;
}

/** The child for a literal, made on first sight; `other` when the literal is not among those kept. */
export function literalChild(parent: PathNode, text: string, rules: TrieRules): PathNode {
  const known = parent.literals.get(text);
  if (known !== undefined) return known;
  const exempt = rules.reserved.has(text) || (rules.listed && isListedWord(text));
  return admit(parent, text, emptyPathNode(rules.hash(text), exempt), rules);
}

/** The child for a slot; one whose affix was chosen by traffic counts as a literal against the cap. */
export function slotChild(parent: PathNode, slot: SegmentSlot, text: string, rules: TrieRules): PathNode {
  if (slot.open) {
    const child = literalChild(parent, slot.token, rules);
    noteValue(child, text, rules);
    return child;
  }
  const child = slotNode(parent, slot.token);
  noteValue(child, text, rules);
  return child;
}

function slotNode(parent: PathNode, token: string): PathNode {
  const known = parent.slots.get(token);
  if (known !== undefined) return known;
  const child = emptyPathNode();
  parent.slots.set(token, child);
  return child;
}

/** Where everything below the depth cap is counted. */
export function depthOverflow(parent: PathNode): PathNode {
  parent.overflowed = true;
  return otherChild(parent);
}

function noteValue(node: PathNode, text: string, rules: TrieRules): void {
  node.values ??= emptyHyperLogLog();
  addHash(node.values, rules.hash(text));
}

function otherChild(parent: PathNode): PathNode {
  parent.other ??= emptyPathNode(0, false);
  return parent.other;
}

/** Adds a child and returns where it went: itself, or `other` when it is not among those kept. */
function admit(parent: PathNode, text: string, child: PathNode, rules: TrieRules): PathNode {
  if (child.exempt) {
    parent.literals.set(text, child);
    return child;
  }
  if (parent.capped >= rules.width) {
    parent.overflowed = true;
    const last = lastChild(parent);
    if (last === null || isLater(text, child, last)) return refuse(parent, text, rules);
    parent.literals.delete(last[0]);
    parent.capped -= 1;
    mergeChild(refuse(parent, last[0], rules), last[1], rules);
  }
  parent.literals.set(text, child);
  parent.capped += 1;
  parent.last = null;
  return child;
}

function refuse(parent: PathNode, text: string, rules: TrieRules): PathNode {
  const other = otherChild(parent);
  noteValue(other, text, rules);
  return other;
}

function lastChild(parent: PathNode): readonly [string, PathNode] | null {
  if (parent.last !== null) return parent.last;
  for (const entry of parent.literals) {
    if (entry[1].exempt) continue;
    if (parent.last === null || isLater(entry[0], entry[1], parent.last)) parent.last = entry;
  }
  return parent.last;
}

function isLater(text: string, node: PathNode, than: readonly [string, PathNode]): boolean {
  return node.rank > than[1].rank || (node.rank === than[1].rank && text > than[0]);
}

let version = 0;

/** Changes whenever a node may have lost its place or its cells: what remembers nodes asks for it. */
export function structureVersion(): number {
  return version;
}

/** For whoever takes nodes or cells out. */
export function changeStructure(): void {
  version += 1;
}

/**
 * Adds the subtree `from` (not used afterwards) under the rules of its place. Children are always rebuilt, never taken
 * over, because narrower rules may hold here than where they were made.
 */
export function mergePathNode(into: PathNode, from: PathNode, rules: TrieRules): void {
  changeStructure();
  if (from.leaf !== null) mergeLeafInto(into, from.leaf, rules);
  mergeValues(into, from);
  if (from.overflowed) into.overflowed = true;
  if (rules.closed) {
    for (const child of childrenOf(from)) collapse(depthOverflow(into), child, rules);
    return;
  }
  if (from.other !== null) mergeChild(otherChild(into), from.other, rules);
  for (const [token, child] of from.slots) mergeChild(slotNode(into, token), child, rules);
  for (const [text, child] of from.literals) {
    const exempt = rules.listed ? child.exempt : rules.reserved.has(text);
    const place = into.literals.get(text) ?? admit(into, text, emptyPathNode(child.rank, exempt), rules);
    mergeChild(place, child, rules);
  }
}

function mergeChild(into: PathNode, from: PathNode, rules: TrieRules): void {
  if (rules.mergeChild === null) mergePathNode(into, from, rules.below ?? rules);
  else rules.mergeChild(into, from);
}

function mergeLeafInto(into: PathNode, leaf: Leaf, rules: TrieRules): void {
  if (into.leaf === null) into.leaf = leaf;
  else mergeLeaf(into.leaf, leaf, rules.caps);
}

function childrenOf(node: PathNode): PathNode[] {
  const children = [...node.literals.values(), ...node.slots.values()];
  return node.other === null ? children : [...children, node.other];
}

/** Everything at and below `from` counts at one place. */
function collapse(into: PathNode, from: PathNode, rules: TrieRules): void {
  if (from.leaf !== null) mergeLeafInto(into, from.leaf, rules);
  for (const child of childrenOf(from)) collapse(into, child, rules);
}

function mergeValues(into: PathNode, from: PathNode): void {
  if (from.values === null) return;
  into.values ??= emptyHyperLogLog();
  mergeHyperLogLog(into.values, from.values);
}

/** A step down a trie as a text: a literal, a slot, or where values are not kept one by one. */
const LITERAL = 'l';
const SLOT = 's';
const OTHER = 'o';

export interface PlacedLeaf {
  /** From the host down. */
  readonly steps: readonly string[];
  /** The literal at the end of the path; null where it ends otherwise. */
  readonly name: string | null;
  readonly leaf: Leaf;
}

/** Every leaf at and below a node, children in the order of their names. */
export function* placedLeaves(
  node: PathNode,
  steps: readonly string[] = [],
  name: string | null = null,
): Generator<PlacedLeaf> {
  if (node.leaf !== null) yield { steps, name, leaf: node.leaf };
  for (const [text, child] of [...node.literals].sort(byText))
    yield* placedLeaves(child, [...steps, LITERAL + text], text);
  for (const [token, child] of [...node.slots].sort(byText))
    yield* placedLeaves(child, [...steps, SLOT + token], null);
  if (node.other !== null) yield* placedLeaves(node.other, [...steps, OTHER], null);
}

/** Where merging takes the leaf of a path, once the nodes are merged: a literal that is not among them was given up. */
export function placeOfSteps(
  host: PathNode,
  steps: readonly string[],
  top: TrieRules,
): Omit<PlacedLeaf, 'steps'> {
  let node = host;
  let rules = top;
  let name: string | null = null;
  for (const step of steps) {
    name = null;
    if (rules.closed) {
      node = depthOverflow(node);
      break;
    }
    const text = step.slice(1);
    const known: PathNode | undefined = step.startsWith(LITERAL) ? node.literals.get(text) : undefined;
    if (known !== undefined) name = text;
    node = known ?? (step.startsWith(SLOT) ? slotNode(node, text) : otherChild(node));
    rules = rules.below ?? rules;
  }
  return { name, leaf: leafOf(node) };
}

const byText = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;

/** A root without its literals, then each of them: parts are written and read one by one, so that none outlives its use. */
export function* encodeRoot(root: PathNode): Generator<JsonValue> {
  yield encodePathNode({ ...root, literals: new Map() });
  for (const [text, child] of [...root.literals].sort(byText)) yield [text, encodePathNode(child)];
}

/** Adds one part of `encodeRoot` after the first, which `decodePathNode` reads. */
export function addRootPart(root: PathNode, part: JsonValue, caps: Caps): void {
  addLiterals(root, [part], caps);
}

/** `leaf` encodes what stands at a node: in full, or without its cells. */
export function encodePathNode(node: PathNode, leaf: (leaf: Leaf) => JsonValue = encodeLeaf): JsonValue {
  return [
    (node.overflowed ? 1 : 0) + (node.exempt ? 2 : 0),
    node.rank,
    [...node.literals].sort(byText).map(([text, child]) => [text, encodePathNode(child, leaf)]),
    [...node.slots].sort(byText).map(([token, child]) => [token, encodePathNode(child, leaf)]),
    node.other === null ? null : encodePathNode(node.other, leaf),
    node.leaf === null ? null : leaf(node.leaf),
    node.values === null ? null : encodeHyperLogLog(node.values),
    node.breadth === null ? null : encodeBreadth(node.breadth),
  ];
}

export function decodePathNode(value: JsonValue | undefined, caps: Caps): PathNode {
  if (!isJsonArray(value)) throw new RangeError('not an encoded path node');
  const flags = typeof value[0] === 'number' ? value[0] : 0;
  const node = emptyPathNode(typeof value[1] === 'number' ? value[1] : 0, (flags & 2) !== 0);
  node.overflowed = (flags & 1) !== 0;
  addLiterals(node, value[2], caps);
  for (const [token, child] of childRows(value[3])) node.slots.set(token, decodePathNode(child, caps));
  if (isJsonArray(value[4])) node.other = decodePathNode(value[4], caps);
  if (isJsonArray(value[5])) node.leaf = decodeLeaf(value[5], caps);
  if (value[6] !== null && value[6] !== undefined) node.values = decodeHyperLogLog(value[6]);
  if (isJsonArray(value[7])) node.breadth = decodeBreadth(value[7]);
  return node;
}

function addLiterals(node: PathNode, rows: JsonValue | undefined, caps: Caps): void {
  for (const [text, child] of childRows(rows)) {
    const decoded = decodePathNode(child, caps);
    node.literals.set(text, decoded);
    if (!decoded.exempt) node.capped += 1;
  }
}

function childRows(value: JsonValue | undefined): [string, JsonValue][] {
  const rows: [string, JsonValue][] = [];
  for (const row of isJsonArray(value) ? value : []) {
    if (!isJsonArray(row) || typeof row[0] !== 'string') throw new RangeError('not a path child');
    rows.push([row[0], row[1] ?? null]);
  }
  return rows;
}
