import { isJsonArray, type JsonValue } from '../model/json.ts';
import { type Actors, emptyActors, mergeActors } from './actors/actors.ts';
import { actorsParts, addActorsPart } from './actors/codec.ts';
import type { KeyedHash } from './exchange.ts';
import { mergeRoot, type TrieFamily, trieFamily } from './paths/host-trie.ts';
import { addRootPart, decodePathNode, emptyPathNode, encodeRoot, type PathNode } from './paths/trie.ts';
import { type SummarySettings, summarySettings } from './settings.ts';
import { makeKeyedHash } from './sketch/keyed-hash.ts';

/**
 * Tries by what the server made of the call; each has its own caps, so a flood of failures evicts nothing real.
 * `fixed*` hold calls of named operations (GraphQL, SOAP, JSON-RPC, gRPC), whose paths are never templated by
 * statistics. The last four are whole calls that name no endpoint by themselves and are kept per host only.
 */
export const TRIES = [
  'accepted',
  'refused',
  'failed',
  'fixedAccepted',
  'fixedRefused',
  'fixedFailed',
  'noRoute',
  'preflight',
  'asset',
  'probe',
] as const;
export type TrieName = (typeof TRIES)[number];
/** Tries whose calls are kept at the host itself. */
export const PER_HOST: ReadonlySet<TrieName> = new Set(['noRoute', 'preflight', 'asset', 'probe']);

/** S: everything kept of the calls. A commutative monoid under `merge`; the children of a trie's root are hosts. */
export interface Summary {
  readonly settings: SummarySettings;
  readonly hash: KeyedHash;
  readonly family: TrieFamily;
  readonly tries: Readonly<Record<TrieName, PathNode>>;
  readonly actors: Actors;
  latestMs: number;
  /** Calls that were counted and are kept no longer, so that the books still balance. */
  forgottenCalls: number;
}

/** Summaries under one key share its hash and the memo of it, which is larger than many a summary. */
const HASHES = new WeakMap<Uint8Array, KeyedHash>();

function hashUnder(key: Uint8Array): KeyedHash {
  const known = HASHES.get(key);
  if (known !== undefined) return known;
  const hash = makeKeyedHash(key);
  HASHES.set(key, hash);
  return hash;
}

export function createSummary(given: Partial<SummarySettings> = {}): Summary {
  const settings = summarySettings(given);
  const hash = hashUnder(settings.hashKey);
  return {
    settings,
    hash,
    family: trieFamily({ ...settings, hash }),
    tries: {
      accepted: emptyPathNode(),
      refused: emptyPathNode(),
      failed: emptyPathNode(),
      fixedAccepted: emptyPathNode(),
      fixedRefused: emptyPathNode(),
      fixedFailed: emptyPathNode(),
      noRoute: emptyPathNode(),
      preflight: emptyPathNode(),
      asset: emptyPathNode(),
      probe: emptyPathNode(),
    },
    actors: emptyActors(),
    latestMs: 0,
    forgottenCalls: 0,
  };
}

/** Adds `from` to `into`; `from` is not used afterwards. Both must have been made with equal settings. */
export function merge(into: Summary, from: Summary): void {
  for (const trie of TRIES) mergeRoot(into.tries[trie], from.tries[trie], into.family);
  mergeActors(into.actors, from.actors);
  into.latestMs = Math.max(into.latestMs, from.latestMs);
  into.forgottenCalls += from.forgottenCalls;
}

const FORMAT = 2;
/** Tells the parts of the actors from those of the tries, which stand behind the place of their trie. */
const ACTORS = -1;

/**
 * The document part by part, each for one host or API: whoever writes them one by one never holds the whole. Equal
 * summaries give equal parts.
 */
function* encodeParts(summary: Summary): Generator<JsonValue> {
  const { latestMs, forgottenCalls } = summary;
  yield forgottenCalls === 0 ? [FORMAT, latestMs] : [FORMAT, latestMs, forgottenCalls];
  for (const [index, trie] of TRIES.entries()) {
    for (const part of encodeRoot(summary.tries[trie])) yield [index, part];
  }
  for (const part of actorsParts(summary.actors)) yield [ACTORS, part];
}

export function encodeSummary(summary: Summary): JsonValue {
  return [...encodeParts(summary)];
}

/** Exact reverse of `encodeParts`, for equal settings. Throws RangeError on anything else. */
export function decodeParts(parts: Iterable<JsonValue>, given: Partial<SummarySettings> = {}): Summary {
  const summary = createSummary(given);
  const { caps } = summary.settings;
  const roots: PathNode[] = [];
  let isHead = true;
  for (const part of parts) {
    if (!isJsonArray(part)) throw new RangeError('not a part of an encoded summary');
    const [place, value = null] = part;
    if (isHead) readHead(summary, part);
    else if (place === ACTORS) addActorsPart(summary.actors, value);
    else if (place === roots.length) roots.push(decodePathNode(value, caps));
    else if (place === roots.length - 1) addRootPart(roots[roots.length - 1] ?? emptyPathNode(), value, caps);
    else throw new RangeError('parts of an encoded summary are out of order');
    isHead = false;
  }
  if (roots.length !== TRIES.length) throw new RangeError('parts of an encoded summary are missing');
  const root = (trie: TrieName): PathNode => roots[TRIES.indexOf(trie)] ?? emptyPathNode();
  return {
    ...summary,
    tries: {
      accepted: root('accepted'),
      refused: root('refused'),
      failed: root('failed'),
      fixedAccepted: root('fixedAccepted'),
      fixedRefused: root('fixedRefused'),
      fixedFailed: root('fixedFailed'),
      noRoute: root('noRoute'),
      preflight: root('preflight'),
      asset: root('asset'),
      probe: root('probe'),
    },
  };
}

function readHead(summary: Summary, [format, latestMs, forgottenCalls = 0]: readonly JsonValue[]): void {
  if (format !== FORMAT || typeof latestMs !== 'number' || typeof forgottenCalls !== 'number')
    throw new RangeError('not an encoded summary');
  summary.latestMs = latestMs;
  summary.forgottenCalls = forgottenCalls;
}

export function decodeSummary(value: JsonValue, given: Partial<SummarySettings> = {}): Summary {
  if (!isJsonArray(value)) throw new RangeError('not an encoded summary');
  return decodeParts(value, given);
}
