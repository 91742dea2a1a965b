import type { ApiCall, Hop } from '../model/api-call.ts';
import { isJsonArray, type JsonValue } from '../model/json.ts';
import type { Protocol } from '../model/vocabulary.ts';
import { actorSite } from './actor-site.ts';
import { type Actors, emptyActors, mergeActors, observeActors } from './actors/actors.ts';
import { actorsParts, addActorsPart } from './actors/codec.ts';
import { observeCell } from './cell.ts';
import { siteClassifier } from './data-classes/site-classes.ts';
import { leafCell } from './endpoints/leaf.ts';
import type { Exchange, KeyedHash, ObserveContext } from './exchange.ts';
import { parseExchange } from './exchange-parser.ts';
import { withSafeNames } from './open-names.ts';
import {
  hostNode,
  mergeRoot,
  type PathStep,
  pathNode,
  pathSteps,
  type TrieFamily,
  trieFamily,
} from './paths/host-trie.ts';
import { isProbePath, isStaticAsset } from './paths/noise-paths.ts';
import {
  addRootPart,
  decodePathNode,
  emptyPathNode,
  encodeRoot,
  leafOf,
  type PathNode,
} from './paths/trie.ts';
import { protocolCall } from './protocols/operations.ts';
import { outcomeStatus } from './protocols/outcome.ts';
import { headerOf, type ProtocolCall } from './protocols/protocol-call.ts';
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

/** Adds one accepted call. The order of calls changes nothing. */
export function observe(summary: Summary, call: ApiCall, hop: Hop): void {
  observeCall(summary, readCall(summary, call), hop);
}

function observeCall(summary: Summary, { exchange, asked, steps }: ReadCall, hop: Hop): void {
  const { call } = exchange;
  const context = contextOf(summary, exchange, asked);
  const trie = trieOf(exchange, context, asked);
  const root = summary.tries[trie];
  const node = PER_HOST.has(trie)
    ? hostNode(root, call.host, summary.family)
    : pathNode(root, call.host, steps, summary.family);
  const site = PER_HOST.has(trie) ? null : actorSite(exchange, steps, hop);
  if (site !== null) observeActors(summary.actors, exchange, context, site);
  if (call.timeMs > summary.latestMs) summary.latestMs = call.timeMs;
  observeAt(summary, node, exchange, context, asked, hop);
}

/** A call as it is counted: names that hold values replaced. */
export interface ReadCall {
  readonly exchange: Exchange;
  readonly asked: ProtocolCall;
  readonly steps: readonly PathStep[];
}

export function readCall({ settings }: Summary, call: ApiCall): ReadCall {
  const isValue = siteClassifier(settings.site)?.holds ?? null;
  const exchange = withSafeNames(parseExchange(call), settings.reservedHosts, isValue);
  const asked = protocolCall(exchange);
  return {
    exchange,
    asked: isValue === null ? asked : withoutValues(asked, isValue),
    steps: pathSteps(exchange.segments, settings.reservedSegments, isValue),
  };
}

/** An operation whose name holds a value has none. */
function withoutValues(asked: ProtocolCall, isValue: (text: string) => boolean): ProtocolCall {
  const operations = asked.operations.map((name) => (name !== null && isValue(name) ? null : name));
  return { protocol: asked.protocol, operations };
}

/** What every component gets beside the exchange. */
export function contextOf(summary: Summary, exchange: Exchange, asked: ProtocolCall): ObserveContext {
  const { call } = exchange;
  const status = outcomeStatus(exchange, asked.protocol);
  const client = call.client.id ?? call.client.address;
  return {
    hash: summary.hash,
    caps: summary.settings.caps,
    accepted: status >= 200 && status < 400,
    refused: status === 401 || status === 403,
    clientHash: client === null ? 0 : summary.hash(client),
    site: summary.settings.site,
  };
}

/** The trie that a call counts in. */
export function trieOf(exchange: Exchange, context: ObserveContext, asked: ProtocolCall): TrieName {
  const call = exchange.call;
  if (call.gateway?.unrouted === true) return 'noRoute';
  if (isPreflight(exchange)) return 'preflight';
  if (!isTemplated(asked.protocol)) {
    return context.accepted ? 'fixedAccepted' : context.refused ? 'fixedRefused' : 'fixedFailed';
  }
  if (isStaticAsset(call.method, exchange.segments) && exchange.responseBody.kind !== 'json') return 'asset';
  if (context.accepted) return 'accepted';
  if (isProbePath(exchange.segments)) return 'probe';
  return context.refused ? 'refused' : 'failed';
}

/** Whether paths hold values: those of operations do not. */
function isTemplated(protocol: Protocol): boolean {
  return protocol === 'rest' || protocol === 'websocket';
}

/** A browser's question before a cross-origin call (Fetch standard); where the header may be missing every OPTIONS is taken for one. */
function isPreflight(exchange: Exchange): boolean {
  if (exchange.call.method !== 'OPTIONS') return false;
  const headers = exchange.requestHeaders;
  if (exchange.call.chosenHeaders === true) return true;
  return headers === null || headerOf(headers, 'access-control-request-method') !== null;
}

function observeAt(
  summary: Summary,
  node: PathNode,
  exchange: Exchange,
  context: ObserveContext,
  asked: ProtocolCall,
  hop: Hop,
): void {
  const { settings, hash } = summary;
  const call = exchange.call;
  const bucket = Math.floor(call.timeMs / settings.bucketMs);
  const method = knownMethod(call.method);
  const fromGateway = call.client.address !== null && settings.isGatewayAddress(call.client.address);
  const leaf = leafOf(node);
  const single = asked.operations.length === 1;
  const counted = single ? null : countNames(asked.operations);
  const first = counted === null ? null : [...counted.keys()].sort(byName)[0];
  for (const operation of counted === null ? asked.operations : counted.keys()) {
    const cell = leafCell(leaf, asked.protocol, operation, hash, method, hop, bucket, settings.caps);
    const operations = counted?.get(operation) ?? 1;
    observeCell(cell, exchange, context, {
      operations,
      calls: single || operation === first ? 1 : 0,
      fromGateway,
    });
  }
}

/** Order of the operations of a batch; the call itself counts at the first. */
export const byName = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;

function countNames(names: readonly (string | null)[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The registered methods in use (IANA HTTP Method Registry) and PURGE; all others share one name. */
const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK SEARCH REPORT QUERY LINK UNLINK ACL BIND MERGE PURGE'.split(
    ' ',
  ),
);
const OTHER_METHOD = 'OTHER';

/** The method as it is counted. */
export function knownMethod(method: string): string {
  return METHODS.has(method) ? method : OTHER_METHOD;
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
export function* encodeParts(summary: Summary): Generator<JsonValue> {
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
