import { isJsonArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { KeyedHash } from '../exchange.ts';
import { addToHashSet, type HashSet } from '../sketch/bottom-k.ts';

/** Wider objects are maps with dynamic keys: their keys say nothing about the handler. */
const MAX_KEYS = 64;
/** Envelopes look alike on the outside; what they hold does not. */
const DEPTH = 3;
const SPAN = 2 ** 52;
const MIX = 0xffffffff;
const ARRAY = 7;

/**
 * A key path met before: its hash and the paths below it. Which paths are remembered changes nothing but the speed.
 */
interface KeyPath {
  readonly hash: number;
  /** Paths by key. */
  readonly below: Map<string, KeyPath>;
  /** Keys of the object that came last and their paths: a handler's objects mostly have the same keys in one order. */
  readonly keys: string[];
  readonly paths: KeyPath[];
  /** The same for the objects in an array here. */
  items: KeyPath | null;
}

/** Keys are chosen by traffic: the memory is emptied when full. */
const MAX_PATHS = 16_384;
let pathCount = 0;
let root: KeyPath = keyPath(1);
let rootHash: KeyedHash | null = null;

function keyPath(hash: number): KeyPath {
  return { hash, below: new Map(), keys: [], paths: [], items: null };
}

function rootFor(hash: KeyedHash): KeyPath {
  if (rootHash !== hash || pathCount > MAX_PATHS) {
    root = keyPath(1);
    rootHash = hash;
    pathCount = 0;
  }
  return root;
}

/**
 * Adds the hashes of a JSON body's key paths to a sketch of the k smallest. Order, values, array lengths and optional
 * members hardly matter, so sketches of one handler's answers are alike and those of two handlers are not.
 */
export function addBodyKeys(into: HashSet, value: JsonValue, hash: KeyedHash, k: number): void {
  addKeys(into, value, hash, k, rootFor(hash), DEPTH);
}

function addKeys(
  into: HashSet,
  value: JsonValue,
  hash: KeyedHash,
  k: number,
  parent: KeyPath,
  depth: number,
): void {
  if (isJsonArray(value)) {
    const first = value[0];
    if (typeof first === 'object' && first !== null) addKeys(into, first, hash, k, itemsOf(parent), depth);
    return;
  }
  if (typeof value !== 'object' || value === null || isWide(value)) return;
  let at = 0;
  for (const key in value) {
    const path = pathAt(parent, at, key, hash);
    at += 1;
    if (into.length < k || path.hash < (into[into.length - 1] ?? 0)) addToHashSet(into, path.hash, k);
    const member = value[key];
    if (depth > 1 && typeof member === 'object' && member !== null) {
      addKeys(into, member, hash, k, path, depth - 1);
    }
  }
}

function isWide(value: JsonObject): boolean {
  let keys = 0;
  for (const _ in value) {
    keys += 1;
    if (keys > MAX_KEYS) return true;
  }
  return false;
}

function itemsOf(parent: KeyPath): KeyPath {
  if (parent.items === null) {
    parent.items = keyPath(parent.hash * ARRAY);
    pathCount += 1;
  }
  return parent.items;
}

function pathAt(parent: KeyPath, at: number, key: string, hash: KeyedHash): KeyPath {
  if (at < parent.keys.length && parent.keys[at] === key) {
    const expected = parent.paths[at];
    if (expected !== undefined) return expected;
  }
  let path = parent.below.get(key);
  if (path === undefined) {
    path = keyPath((hash(key) + (parent.hash % MIX) * 1021) % SPAN);
    parent.below.set(key, path);
    pathCount += 1;
  }
  if (at <= parent.keys.length) {
    parent.keys[at] = key;
    parent.paths[at] = path;
  }
  return path;
}

/** Estimated share of common key paths, 0 to 1; null when either says nothing. */
export function keyLikeness(a: HashSet, b: HashSet, k: number): number | null {
  if (a.length === 0 || b.length === 0) return null;
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, k);
  const inBoth = union.filter((hash) => a.includes(hash) && b.includes(hash));
  return inBoth.length / union.length;
}
