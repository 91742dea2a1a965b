import type { Hop, NoiseReason } from '../../model/api-call.ts';
import type { Cell } from '../cell.ts';
import type { Leaf } from './leaf.ts';

/** Cells of one method and operation, by hop and bucket. */
export type HopCells = ReadonlyMap<Hop, ReadonlyMap<number, Cell>>;

/** 2xx, an upgrade, "not modified" and redirects that carry a flow; 301 and 308 only say where to ask instead. */
export function consents(status: number): boolean {
  return (
    status === 101 ||
    (status >= 200 && status < 300) ||
    status === 302 ||
    status === 303 ||
    status === 304 ||
    status === 307
  );
}

export function anyStatus(hops: HopCells, test: (status: number) => boolean): boolean {
  for (const buckets of hops.values()) {
    for (const cell of buckets.values())
      for (const status of cell.traffic.statuses.keys()) if (test(status)) return true;
  }
  return false;
}

/** A site that answers every path with its start page says nothing about a probed file. */
export function allPages(hops: HopCells): boolean {
  for (const buckets of hops.values()) {
    for (const { traffic } of buckets.values()) {
      const accepted = [...traffic.statuses].reduce(
        (sum, [status, count]) => sum + (status < 300 ? count : 0),
        0,
      );
      if (traffic.htmlResponses < accepted) return false;
    }
  }
  return true;
}

/** Refused with JSON, or nobody captured what it was refused with. */
export function answersLikeAnApi(leaf: Leaf): boolean {
  for (const node of leaf.operations.values()) {
    for (const hops of node.cells.values()) {
      for (const buckets of hops.values()) {
        for (const { traffic } of buckets.values()) {
          if (traffic.jsonResponses > 0 || traffic.htmlResponses === 0) return true;
        }
      }
    }
  }
  return false;
}

/** One reason for a path that only failed: the most telling status it was answered with. */
export function failureReason(hops: HopCells): NoiseReason {
  if (anyStatus(hops, (status) => status === 405)) return 'method-not-allowed';
  if (anyStatus(hops, (status) => status >= 200 && status < 500)) return 'not-found';
  return anyStatus(hops, (status) => status >= 500) ? 'server-error-only' : 'no-response';
}
