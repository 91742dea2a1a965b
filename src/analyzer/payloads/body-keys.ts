import type { KeyedHash } from '../exchange.ts';
import { addToHashSet, type HashSet } from '../sketch/bottom-k.ts';
import type { Payloads } from './payloads.ts';
import type { SchemaNode } from './schema-node.ts';

/** Sixteen smallest hashes tell half alike from nothing alike. */
export const BODY_KEYS = 16;

/** Wider objects are maps with dynamic keys: their keys say nothing about the handler. */
const MAX_KEYS = 64;
/** Envelopes look alike on the outside; what they hold does not. */
const DEPTH = 3;
const SPAN = 2 ** 52;
const MIX = 0xffffffff;
const ARRAY = 7;
const ROOT = 1;

/**
 * The smallest hashes of the key paths of accepted JSON answers. Order, values and optional members hardly matter, so
 * sketches of one handler's answers are alike and those of two handlers are not.
 */
export function bodyKeysOf({ accepted }: Payloads, hash: KeyedHash): HashSet {
  const keys: HashSet = [];
  for (const [type, { root }] of accepted?.responses ?? []) {
    if (!type.includes('xml')) addKeys(keys, root, hash, BODY_KEYS, ROOT, DEPTH);
  }
  return keys;
}

/** Adds the key paths below a node that has the hash `parent`. */
export function addKeys(
  into: HashSet,
  { list, object }: SchemaNode,
  hash: KeyedHash,
  k: number,
  parent: number,
  depth: number,
): void {
  if (list !== null) addKeys(into, list.items, hash, k, (parent * ARRAY) % SPAN, depth);
  const properties = object?.properties ?? null;
  if (properties === null || properties.size > MAX_KEYS) return;
  for (const [key, { node }] of properties) {
    const path = keyPath(key, parent, hash);
    addToHashSet(into, path, k);
    if (depth > 1) addKeys(into, node, hash, k, path, depth - 1);
  }
}

function keyPath(key: string, parent: number, hash: KeyedHash): number {
  return (hash(key) + (parent % MIX) * 1021) % SPAN;
}

/** Names of members, those of objects below them behind a colon. */
export type KeyNames = { readonly [name: string]: KeyNames | null };

/** The hashes that answers with these names have, each object alone or in a list. */
export function hashesOf(names: KeyNames, hash: KeyedHash, parent = ROOT): ReadonlySet<number> {
  const hashes = new Set<number>();
  for (const [name, below] of Object.entries(names)) {
    const path = keyPath(name, parent, hash);
    hashes.add(path);
    if (below === null) continue;
    for (const under of [path, (path * ARRAY) % SPAN]) {
      for (const lower of hashesOf(below, hash, under)) hashes.add(lower);
    }
  }
  return hashes;
}

/** Estimated share of common key paths, 0 to 1; null when either says nothing. */
export function keyLikeness(a: HashSet, b: HashSet, k: number): number | null {
  if (a.length === 0 || b.length === 0) return null;
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, k);
  const inBoth = union.filter((hash) => a.includes(hash) && b.includes(hash));
  return inBoth.length / union.length;
}
