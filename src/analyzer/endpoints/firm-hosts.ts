import { fitsHost } from '../paths/host-glob.ts';
import { trieLeaves } from '../paths/infer.ts';
import type { PathNode } from '../paths/trie.ts';
import { emptyHyperLogLog, estimateDistinct, mergeHyperLogLog } from '../sketch/hyper-log-log.ts';

/**
 * Whether people wrote a host down, in full or by a glob. A glob without a letter or digit names no host: `*` in a
 * rule speaks of every host that a caller may think of.
 */
export function namedHosts(patterns: Iterable<string>): (host: string) => boolean {
  const names = new Set<string>();
  const globs: string[] = [];
  for (const pattern of patterns) {
    if (!pattern.includes('*')) names.add(pattern);
    else if (/[a-z0-9]/i.test(pattern)) globs.push(pattern);
  }
  return (host) => names.has(host) || globs.some((glob) => fitsHost(glob, host));
}

/**
 * Whether enough distinct clients wrote the host of these tries: what a server answered for one caller proves no more
 * than that this caller knows the name. All that is kept counts, not the window alone, as for literals of paths.
 */
export function hasEnoughClients(accepted: readonly PathNode[], clientsPerString: number): boolean {
  const clients = emptyHyperLogLog();
  for (const node of accepted) {
    for (const { leaf } of trieLeaves(node)) {
      for (const { cells } of leaf.operations.values()) {
        for (const hops of cells.values()) {
          for (const buckets of hops.values()) {
            for (const { traffic } of buckets.values()) {
              mergeHyperLogLog(clients, traffic.clients);
              if (estimateDistinct(clients) >= clientsPerString) return true;
            }
          }
        }
      }
    }
  }
  return false;
}
