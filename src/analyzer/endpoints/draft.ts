import type { Hop } from '../../model/api-call.ts';
import { eraseSlotNames } from '../../model/ids.ts';
import type { SlotFacts } from '../../model/inventory.ts';
import type { Protocol } from '../../model/vocabulary.ts';
import type { Cell } from '../cell.ts';
import type { OperationNode } from './leaf.ts';

/** A template as it will be shown. */
export interface ShownPath {
  readonly path: string;
  readonly slots: readonly SlotFacts[];
  readonly provisional: boolean;
}

/** An endpoint in the making: whose cells it has, by hop and bucket number. */
export interface EndpointDraft {
  readonly host: string;
  readonly method: string;
  shown: ShownPath;
  readonly protocol: Protocol;
  readonly operation: string | null;
  readonly hops: Map<Hop, Map<number, Cell[]>>;
  /** True once some call proves that the endpoint exists. */
  proven: boolean;
}

/** The drafts of one host, by erased path, method, protocol and operation. */
export type Drafts = Map<string, EndpointDraft>;

export function draftKey(
  path: string,
  method: string,
  node: Pick<OperationNode, 'protocol' | 'operation'>,
): string {
  return `${eraseSlotNames(path)}\n${method}\n${node.protocol}\n${node.operation ?? ''}`;
}

export function addCells(draft: EndpointDraft, hops: ReadonlyMap<Hop, ReadonlyMap<number, Cell>>): void {
  for (const [hop, buckets] of hops) {
    const own = draft.hops.get(hop) ?? new Map<number, Cell[]>();
    draft.hops.set(hop, own);
    for (const [bucket, cell] of buckets) {
      const list = own.get(bucket);
      if (list === undefined) own.set(bucket, [cell]);
      else list.push(cell);
    }
  }
}

/** The hops whose sum is the headline: all gateways, else the edge, else the largest other hop (ties by name). */
export function headlineHops(callsByHop: ReadonlyMap<Hop, number>): Hop[] {
  const hops = [...callsByHop.keys()].sort();
  const gateways = hops.filter((hop) => hop.startsWith('gateway:'));
  if (gateways.length > 0) return gateways;
  if (hops.includes('edge')) return ['edge'];
  let best: Hop | null = null;
  for (const hop of hops) {
    if (best === null || (callsByHop.get(hop) ?? 0) > (callsByHop.get(best) ?? 0)) best = hop;
  }
  return best === null ? [] : [best];
}
