import type { NoiseReason } from '../../model/api-call.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Cell } from '../cell.ts';
import { trieLeaves } from '../paths/infer.ts';
import type { PathNode } from '../paths/trie.ts';
import type { SiteRules } from '../site-rules.ts';
import { emptyThreats, mergeThreats, type Threats, threatFacts } from '../threats/threats.ts';
import type { HostTries, NoiseCells } from './host-view.ts';
import type { Cells } from './leaf.ts';
import { failureReason, type HopCells } from './proof.ts';

/** Tries of calls that are noise as a whole, kept per host, and why. */
const WHOLE_CALL_NOISE = [
  ['noRoute', 'no-route'],
  ['preflight', 'cors-preflight'],
  ['asset', 'static-asset'],
  ['probe', 'scanner-probe'],
] as const;

export type WholeCallTrie = (typeof WHOLE_CALL_NOISE)[number][0];

export function wholeCallNoise(hostOf: (trie: WholeCallTrie) => PathNode | null): NoiseCells[] {
  const noise: NoiseCells[] = [];
  for (const [trie, reason] of WHOLE_CALL_NOISE) {
    for (const node of hostOf(trie)?.leaf?.operations.values() ?? []) {
      noise.push(...bucketsOf(node.cells).map((buckets) => ({ reason, buckets })));
    }
  }
  return noise;
}

/** Every call of a host that nobody vouches for: what it was answered with says why it is noise. */
export function hostNoise(tries: readonly HostTries[]): NoiseCells[] {
  const noise: NoiseCells[] = [];
  const add = (node: PathNode | null, reasonOf: (hops: HopCells) => NoiseReason): void => {
    for (const { leaf } of node === null ? [] : trieLeaves(node)) {
      for (const { cells } of leaf.operations.values()) {
        for (const hops of cells.values())
          for (const buckets of hops.values()) noise.push({ reason: reasonOf(hops), buckets });
      }
    }
  };
  for (const { accepted, refused, failed } of tries) {
    add(accepted, () => 'scanner-probe');
    add(refused, () => 'unauthorized-unknown');
    add(failed, failureReason);
  }
  return noise;
}

function bucketsOf(cells: Cells): NoiseCells['buckets'][] {
  return [...cells.values()].flatMap((hops) => [...hops.values()]);
}

/** Calls by reason over the buckets that count. */
export function countNoise(
  noise: readonly NoiseCells[],
  counts: (bucket: number) => boolean,
): ReadonlyMap<NoiseReason, number> {
  const totals = new Map<NoiseReason, number>();
  for (const { reason, buckets } of noise) {
    for (const [bucket, cell] of buckets) {
      if (counts(bucket)) totals.set(reason, (totals.get(reason) ?? 0) + cell.traffic.calls);
    }
  }
  return totals;
}

/** Threats on the noise of one host. */
export function threatsOf(
  host: string,
  noise: readonly NoiseCells[],
  counts: (bucket: number) => boolean,
  site: SiteRules | null,
  threatsIn: (cell: Cell) => Iterable<Threats>,
): Inventory['noiseThreats'][number][] {
  const joined = emptyThreats();
  for (const { buckets } of noise) {
    for (const [bucket, cell] of buckets) {
      if (counts(bucket)) for (const threats of threatsIn(cell)) mergeThreats(joined, threats);
    }
  }
  return threatFacts(joined, site).map((threat) => ({ host, threat }));
}
