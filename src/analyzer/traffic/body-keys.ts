import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
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
 * Adds the hashes of a JSON body's key paths to a sketch of the k smallest. Order, values, array lengths and optional
 * members hardly matter, so sketches of one handler's answers are alike and those of two handlers are not.
 */
export function addBodyKeys(into: HashSet, value: JsonValue, hash: KeyedHash, k: number): void {
  addKeys(into, value, hash, k, 1, DEPTH);
}

function addKeys(
  into: HashSet,
  value: JsonValue,
  hash: KeyedHash,
  k: number,
  parent: number,
  depth: number,
): void {
  if (isJsonArray(value)) {
    const first = value[0];
    if (typeof first === 'object' && first !== null) addKeys(into, first, hash, k, parent * ARRAY, depth);
    return;
  }
  if (!isJsonObject(value)) return;
  const keys = Object.keys(value);
  if (keys.length > MAX_KEYS) return;
  for (const key of keys) {
    const path = (hash(key) + (parent % MIX) * 1021) % SPAN;
    addToHashSet(into, path, k);
    const member = value[key];
    if (depth > 1 && typeof member === 'object' && member !== null) {
      addKeys(into, member, hash, k, path, depth - 1);
    }
  }
}

/** Estimated share of common key paths, 0 to 1; null when either says nothing. */
export function keyLikeness(a: HashSet, b: HashSet, k: number): number | null {
  if (a.length === 0 || b.length === 0) return null;
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, k);
  const inBoth = union.filter((hash) => a.includes(hash) && b.includes(hash));
  return inBoth.length / union.length;
}
