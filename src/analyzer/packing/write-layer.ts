import type { JsonValue } from '../../model/json.ts';
import { type Cell, encodeCell } from '../cell.ts';
import {
  type CellRow,
  type Leaf,
  type OperationNode,
  sortedCells,
  sortedOperations,
} from '../endpoints/leaf.ts';
import type { KeyedHash } from '../exchange.ts';
import type { PlacedLeaf } from '../paths/trie.ts';
import type { Steps } from '../steps.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { type Layer, type LineSink, layerOf } from './divided-summary.ts';
import { encodeLean, flagsOf, holdsSamples, leanFacts } from './lean-cell.ts';
import type { LeanFacts } from './lean-facts.ts';

/** A leaf of a host and the trie that it is in. */
export interface LeafOfTrie extends PlacedLeaf {
  readonly trie: number;
}

/** What of a leaf belongs to one layer. */
interface LeafRows {
  readonly place: LeafOfTrie;
  readonly operations: Map<OperationNode, CellRow[]>;
}

/** A cell as it is written. */
export interface WrittenCell {
  readonly traffic: Traffic;
  readonly facts: LeanFacts;
  readonly flags: number;
  readonly body: string | Uint8Array;
}

/** null: not written. */
export type WriteCell = (row: CellRow, name: string | null) => WrittenCell | null;

export function wholeCell(cell: Cell, name: string | null, hash: KeyedHash): WrittenCell {
  return {
    traffic: cell.traffic,
    facts: leanFacts(cell, name, hash),
    flags: flagsOf(cell),
    body: JSON.stringify(encodeCell(cell)),
  };
}

/** Writes every cell of the leaves, oldest layer first; a leaf of a layer a step. */
export function* writeLayers(
  sink: LineSink,
  leaves: Iterable<LeafOfTrie>,
  write: WriteCell,
): Steps<readonly Layer[]> {
  const byLayer = new Map<number, Map<Leaf, LeafRows>>();
  for (const place of leaves) {
    for (const operation of sortedOperations(place.leaf)) {
      for (const row of sortedCells(operation.cells)) {
        const rows = rowsAt(byLayer, layerOf(row.bucket), place).operations;
        const own = rows.get(operation);
        if (own === undefined) rows.set(operation, [row]);
        else own.push(row);
      }
    }
  }
  const layers: Layer[] = [];
  for (const [layer, rows] of [...byLayer].sort(([a], [b]) => a - b)) {
    const written = yield* writeLayer(sink, layer, rows.values(), write);
    if (written !== null) layers.push(written);
  }
  return layers;
}

function rowsAt(byLayer: Map<number, Map<Leaf, LeafRows>>, layer: number, place: LeafOfTrie): LeafRows {
  let leaves = byLayer.get(layer);
  if (leaves === undefined) {
    leaves = new Map();
    byLayer.set(layer, leaves);
  }
  let rows = leaves.get(place.leaf);
  if (rows === undefined) {
    rows = { place, operations: new Map() };
    leaves.set(place.leaf, rows);
  }
  return rows;
}

/** What of a layer is known before its end. */
interface OpenLayer {
  rowsFrom: number;
  rows: number;
  bodiesFrom: number;
  bodies: number;
  firstBucket: number;
  firstSamples: number | null;
  /** Of the row before, in the same line. */
  keys: readonly number[] | null;
}

/** null where nothing was written. */
function* writeLayer(
  sink: LineSink,
  layer: number,
  leaves: Iterable<LeafRows>,
  write: WriteCell,
): Steps<Layer | null> {
  const open: OpenLayer = {
    rowsFrom: 0,
    rows: 0,
    bodiesFrom: 0,
    bodies: 0,
    firstBucket: Number.MAX_SAFE_INTEGER,
    firstSamples: null,
    keys: null,
  };
  for (const { place, operations } of leaves) {
    const firstBody = open.bodies;
    open.keys = null;
    const written = [...operations].flatMap(([operation, rows]) =>
      writeOperation(sink, open, operation, rows, (row) => write(row, place.name)),
    );
    if (written.length === 0) continue;
    const number = sink.write('rows', JSON.stringify([place.trie, place.steps, firstBody, [0, written]]));
    if (open.rows === 0) open.rowsFrom = number;
    open.rows += 1;
    yield;
  }

  const { keys: _, ...written } = open;
  return open.rows === 0 ? null : { layer, ...written };
}

function writeOperation(
  sink: LineSink,
  open: OpenLayer,
  { protocol, operation, rank }: OperationNode,
  rows: readonly CellRow[],
  write: (row: CellRow) => WrittenCell | null,
): JsonValue[] {
  const encoded = rows.flatMap((row): JsonValue[] => {
    const written = write(row);
    if (written === null) return [];
    const number = sink.write('bodies', written.body);
    if (open.bodies === 0) open.bodiesFrom = number;
    open.bodies += 1;
    open.firstBucket = Math.min(open.firstBucket, row.bucket);
    if (holdsSamples(written.flags))
      open.firstSamples = Math.min(open.firstSamples ?? row.bucket, row.bucket);
    const { traffic, facts, flags } = written;
    const lean = encodeLean(traffic, facts, flags, open.keys);
    open.keys = facts.keys;
    return [[row.method, row.hop, row.bucket, lean]];
  });
  return encoded.length === 0 ? [] : [[protocol, operation, rank, encoded]];
}
