import type { Hop } from '../../model/api-call.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { PROTOCOLS, type Protocol } from '../../model/vocabulary.ts';
import { type Cell, decodeCell, emptyCell, encodeCell, mergeCell } from '../cell.ts';
import type { Caps, KeyedHash } from '../exchange.ts';

/** By method, then hop, then bucket number. */
export type Cells = Map<string, Map<Hop, Map<number, Cell>>>;

/** One operation at a path: REST has one without a name. */
export interface OperationNode {
  readonly protocol: Protocol;
  readonly operation: string | null;
  readonly rank: number;
  readonly cells: Cells;
}

/** What was called at exactly one path of the trie. */
export interface Leaf {
  /** By protocol and name; the capped ones are those with a name. */
  readonly operations: Map<string, OperationNode>;
  named: number;
  overflowed: boolean;
  /** The capped one that would leave first; null until asked for. A cache, never encoded. */
  last: readonly [string, OperationNode] | null;
  /** Where the last call was counted: the next one mostly belongs there too. A cache, never encoded. */
  recent: RecentCell | null;
}

interface RecentCell {
  readonly protocol: Protocol;
  readonly operation: string | null;
  readonly method: string;
  readonly hop: Hop;
  readonly bucket: number;
  readonly cell: Cell;
}

export const OTHER_OPERATION = '*';

export function emptyLeaf(): Leaf {
  return { operations: new Map(), named: 0, overflowed: false, last: null, recent: null };
}

function operationKey(protocol: Protocol, operation: string | null): string {
  return operation === null ? protocol : `${protocol}\n${operation}`;
}

/** The node of an operation; past the cap the ones smallest by hash stay and the rest share `*`. */
function operationNode(
  leaf: Leaf,
  protocol: Protocol,
  operation: string | null,
  rank: number,
  caps: Caps,
): OperationNode {
  const key = operationKey(protocol, operation);
  const known = leaf.operations.get(key);
  if (known !== undefined) return known;
  const node: OperationNode = { protocol, operation, rank, cells: new Map() };
  return admit(leaf, key, node, caps);
}

/** Where calls of an operation were counted; null when there was none. Changes nothing. */
export function findOperation(
  leaf: Leaf,
  protocol: Protocol,
  operation: string | null,
): OperationNode | null {
  return (
    leaf.operations.get(operationKey(protocol, operation)) ??
    leaf.operations.get(operationKey(protocol, OTHER_OPERATION)) ??
    null
  );
}

/** The cell of a call, made on first sight. */
export function leafCell(
  leaf: Leaf,
  protocol: Protocol,
  operation: string | null,
  hash: KeyedHash,
  method: string,
  hop: Hop,
  bucket: number,
  caps: Caps,
): Cell {
  const { recent } = leaf;
  if (
    recent !== null &&
    recent.bucket === bucket &&
    recent.operation === operation &&
    recent.method === method &&
    recent.protocol === protocol &&
    recent.hop === hop
  ) {
    return recent.cell;
  }
  const rank = operation === null ? 0 : hash(operation);
  const { cells } = operationNode(leaf, protocol, operation, rank, caps);
  const cell = cellAt(cells, method, hop, bucket, caps);
  leaf.recent = { protocol, operation, method, hop, bucket, cell };
  return cell;
}

/** Whether the operation counts against the cap. */
export function isCapped(node: OperationNode): boolean {
  return node.operation !== null && node.operation !== OTHER_OPERATION;
}

/** Adds an operation without calls and returns where it went: itself, or `*` when it is not among those kept. */
function admit(leaf: Leaf, key: string, node: OperationNode, caps: Caps): OperationNode {
  if (!isCapped(node)) {
    leaf.operations.set(key, node);
    return node;
  }
  if (leaf.named >= caps.operationsPerPath) {
    leaf.overflowed = true;
    const last = lastOperation(leaf);
    if (last === null || isLater([key, node], last)) return otherNode(leaf, node.protocol);
    leaf.operations.delete(last[0]);
    leaf.named -= 1;
    mergeCells(otherNode(leaf, last[1].protocol).cells, last[1].cells);
  }
  leaf.operations.set(key, node);
  leaf.named += 1;
  leaf.last = null;
  return node;
}

function otherNode(leaf: Leaf, protocol: Protocol): OperationNode {
  const key = operationKey(protocol, OTHER_OPERATION);
  const known = leaf.operations.get(key);
  if (known !== undefined) return known;
  const node: OperationNode = { protocol, operation: OTHER_OPERATION, rank: 0, cells: new Map() };
  leaf.operations.set(key, node);
  return node;
}

function lastOperation(leaf: Leaf): readonly [string, OperationNode] | null {
  if (leaf.last !== null) return leaf.last;
  for (const entry of leaf.operations) {
    if (isCapped(entry[1]) && (leaf.last === null || isLater(entry, leaf.last))) leaf.last = entry;
  }
  return leaf.last;
}

function isLater(a: readonly [string, OperationNode], b: readonly [string, OperationNode]): boolean {
  return a[1].rank > b[1].rank || (a[1].rank === b[1].rank && a[0] > b[0]);
}

function cellAt(cells: Cells, method: string, hop: Hop, bucket: number, caps: Caps): Cell {
  const buckets = bucketsAt(cells, method, hop);
  let cell = buckets.get(bucket);
  if (cell === undefined) {
    cell = emptyCell(caps);
    buckets.set(bucket, cell);
  }
  return cell;
}

function bucketsAt(cells: Cells, method: string, hop: Hop): Map<number, Cell> {
  let hops = cells.get(method);
  if (hops === undefined) {
    hops = new Map();
    cells.set(method, hops);
  }
  let buckets = hops.get(hop);
  if (buckets === undefined) {
    buckets = new Map();
    hops.set(hop, buckets);
  }
  return buckets;
}

/** `from` is not used afterwards: its cells may be taken over. */
function mergeCells(into: Cells, from: Cells): void {
  for (const [method, hops] of from) {
    for (const [hop, buckets] of hops) {
      const own = bucketsAt(into, method, hop);
      for (const [bucket, cell] of buckets) {
        const known = own.get(bucket);
        if (known === undefined) own.set(bucket, cell);
        else {
          mergeCell(known, cell);
          cell.mergedInto = known;
        }
      }
    }
  }
}

export function mergeLeaf(into: Leaf, from: Leaf, caps: Caps): void {
  into.recent = null;
  if (from.overflowed) into.overflowed = true;
  for (const [key, node] of from.operations) {
    const known = into.operations.get(key);
    if (known !== undefined) mergeCells(known.cells, node.cells);
    else {
      const fresh: OperationNode = { ...node, cells: new Map() };
      mergeCells(admit(into, key, fresh, caps).cells, node.cells);
    }
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function encodeLeaf(leaf: Leaf): JsonValue {
  return encodeOperations(leaf, ({ cells }) => encodeCells(cells));
}

/** A leaf without what was counted there. */
export function encodeEmptyLeaf(leaf: Leaf): JsonValue {
  return encodeOperations(leaf, () => []);
}

function encodeOperations(leaf: Leaf, cells: (node: OperationNode) => JsonValue): JsonValue {
  return [
    leaf.overflowed ? 1 : 0,
    sortedOperations(leaf).map((node) => [node.protocol, node.operation, node.rank, cells(node)]),
  ];
}

export function sortedOperations(leaf: Leaf): OperationNode[] {
  return [...leaf.operations].sort((a, b) => byText(a[0], b[0])).map(([, node]) => node);
}

/** One cell and where it stands among those of its operation. */
export interface CellRow {
  readonly method: string;
  readonly hop: Hop;
  readonly bucket: number;
  readonly cell: Cell;
}

export function sortedCells(cells: Cells): CellRow[] {
  const rows: CellRow[] = [];
  for (const [method, hops] of cells) {
    for (const [hop, buckets] of hops) {
      for (const [bucket, cell] of buckets) rows.push({ method, hop, bucket, cell });
    }
  }
  return rows.sort((a, b) => byText(a.method, b.method) || byText(a.hop, b.hop) || a.bucket - b.bucket);
}

function encodeCells(cells: Cells): JsonValue {
  return sortedCells(cells).map(({ method, hop, bucket, cell }) => [method, hop, bucket, encodeCell(cell)]);
}

/** Reads the cell of a row, in the order of the rows. */
export type DecodeCell = (value: JsonValue | undefined, bucket: number) => Cell;

export function decodeLeaf(value: JsonValue | undefined, caps: Caps): Leaf {
  return decodeLeafWith(value, (cell) => decodeCell(cell, caps));
}

export function decodeLeafWith(value: JsonValue | undefined, decode: DecodeCell): Leaf {
  if (!isJsonArray(value)) throw new RangeError('not an encoded leaf');
  const leaf = emptyLeaf();
  const operations = value[1];
  for (const row of isJsonArray(operations) ? operations : []) {
    if (!isJsonArray(row)) throw new RangeError('not an encoded operation');
    const protocol = PROTOCOLS.find((each) => each === row[0]);
    if (protocol === undefined) throw new RangeError('not a known protocol');
    const operation = typeof row[1] === 'string' ? row[1] : null;
    const rank = typeof row[2] === 'number' ? row[2] : 0;
    const node: OperationNode = { protocol, operation, rank, cells: decodeCells(row[3], decode) };
    leaf.operations.set(operationKey(protocol, operation), node);
    if (isCapped(node)) leaf.named += 1;
  }
  leaf.overflowed = value[0] === 1;
  return leaf;
}

function decodeCells(value: JsonValue | undefined, decode: DecodeCell): Cells {
  const cells: Cells = new Map();
  for (const row of isJsonArray(value) ? value : []) {
    if (!isJsonArray(row)) throw new RangeError('not an encoded cell row');
    const [method, hop, bucket, cell] = row;
    if (typeof method !== 'string' || typeof bucket !== 'number') throw new RangeError('not a cell row');
    bucketsAt(cells, method, hopOf(hop)).set(bucket, decode(cell, bucket));
  }
  return cells;
}

/** Narrows a decoded text to a hop. Throws RangeError when it is none. */
function hopOf(value: JsonValue | undefined): Hop {
  if (value === 'edge' || value === 'mesh') return value;
  if (typeof value === 'string') {
    if (value.startsWith('gateway:')) return `gateway:${value.slice('gateway:'.length)}`;
    if (value.startsWith('behind:')) return `behind:${value.slice('behind:'.length)}`;
  }
  throw new RangeError('not a hop');
}
