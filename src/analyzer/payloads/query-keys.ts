import { addToHashSet, type HashSet } from '../sketch/bottom-k.ts';
import type { Payloads } from './payloads.ts';

/** So many of a set of query keys are kept. */
export const QUERY_KEYS = 16;

/** Hashes of the query keys of accepted calls, the smallest sixteen: an operation asks for some of its own. */
export function queryKeysOf({ accepted }: Payloads): HashSet {
  const keys: HashSet = [];
  for (const { hash } of accepted?.query.fields.values() ?? []) addToHashSet(keys, hash, QUERY_KEYS);
  return keys;
}
