import type { Cell } from '../cell.ts';
import { fitsHost } from '../paths/host-glob.ts';
import { trieLeaves } from '../paths/infer.ts';
import type { PathNode } from '../paths/trie.ts';
import { emptyHyperLogLog, estimateDistinct, mergeHyperLogLog } from '../sketch/hyper-log-log.ts';

/** Hosts that somebody vouches for: registered, configured, or named by a rule of people. */
export interface VouchedHosts {
  /** Names and globs. */
  readonly patterns: readonly string[];
  /** Something registered answers at any host, so that a name alone proves nothing. */
  readonly anyHost: boolean;
}

export interface HostTrial {
  readonly host: string;
  /** What the server accepted there; no node where it accepted nothing. */
  readonly accepted: readonly PathNode[];
}

/** So many hosts that serve nothing but pages are the names under which one site was asked. */
const MOST_PAGE_HOSTS = 15;
/** So many hosts that were hardly asked at all are names that a scanner made up. */
const MOST_SPRAYED_HOSTS = 63;
/** Calls from which on an API is rated at all. */
const RATED_CALLS = 20;
/** Calls that were accepted at a host that was hardly asked at all. */
const HARDLY_ASKED = 4;

/** What speaks against a host; whether it counts depends on how many such there are. */
export interface Suspicion {
  readonly host: string;
  readonly onlyPages: boolean;
  readonly hardlyAsked: boolean;
}

/**
 * What speaks against a host that nobody vouches for; null where nothing does. Calls inside a mesh choose no host.
 */
export function suspicionOf(
  { host, accepted }: HostTrial,
  vouched: VouchedHosts,
  clientsPerString: number,
  counts: (bucket: number) => boolean,
): Suspicion | null {
  const { patterns } = vouched;
  if (patterns.some((pattern) => pattern === host || (pattern.includes('*') && fitsHost(pattern, host))))
    return null;
  const asked = howAsked(accepted, counts);
  if (asked === null || asked.inMesh) return null;
  const fewClients = asked.clients < clientsPerString;
  const onlyPages = asked.onlyPages && (fewClients || asked.calls < RATED_CALLS);
  const hardlyAsked = fewClients && asked.calls <= HARDLY_ASKED;
  return onlyPages || hardlyAsked ? { host, onlyPages, hardlyAsked } : null;
}

/**
 * Hosts that exist in the requests of a few callers only. A server that answers whatever Host it is sent makes an API
 * of every name that a scanner thinks of: a host is taken for one when others vouch for it, when enough clients used
 * it, or when there are few such names.
 */
export function forgedHosts(
  suspicions: readonly Suspicion[],
  { anyHost }: VouchedHosts,
): ReadonlySet<string> {
  const pages = suspicions.filter(({ onlyPages }) => onlyPages);
  const sprayed = suspicions.filter(({ hardlyAsked }) => hardlyAsked);
  return new Set(
    [
      ...(pages.length > MOST_PAGE_HOSTS ? pages : []),
      ...(sprayed.length > MOST_SPRAYED_HOSTS && !anyHost ? sprayed : []),
    ].map(({ host }) => host),
  );
}

interface Asked {
  readonly calls: number;
  readonly clients: number;
  readonly onlyPages: boolean;
  readonly inMesh: boolean;
}

/** null where nothing was accepted in the window. */
function howAsked(nodes: readonly PathNode[], counts: (bucket: number) => boolean): Asked | null {
  let [calls, successes, pages] = [0, 0, 0];
  let inMesh = false;
  const clients = emptyHyperLogLog();
  for (const [hop, cell] of cellsOf(nodes, counts)) {
    const { traffic } = cell;
    if (hop === 'mesh') inMesh = true;
    calls += traffic.calls;
    pages += traffic.htmlResponses;
    for (const [status, count] of traffic.statuses) if (status < 300) successes += count;
    mergeHyperLogLog(clients, traffic.clients);
  }
  if (calls === 0) return null;
  const onlyPages = pages > 0 && pages >= successes;
  return { calls, clients: Math.round(estimateDistinct(clients)), onlyPages, inMesh };
}

function* cellsOf(
  nodes: readonly PathNode[],
  counts: (bucket: number) => boolean,
): Generator<readonly [string, Cell]> {
  for (const node of nodes) {
    for (const { leaf } of trieLeaves(node)) {
      for (const { cells } of leaf.operations.values()) {
        for (const hops of cells.values()) {
          for (const [hop, buckets] of hops) {
            for (const [bucket, cell] of buckets) if (counts(bucket)) yield [hop, cell];
          }
        }
      }
    }
  }
}
