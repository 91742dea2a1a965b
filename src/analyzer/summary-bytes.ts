import type { Cell } from './cell.ts';
import type { PathNode } from './paths/trie.ts';
import { type Summary, TRIES } from './summary.ts';

/** So many cells are measured; the others are taken to be like them. */
const MEASURED_CELLS = 48;
/** An actor of an hour beside its rows: an object, its place in two lists, its share of what few rows have. */
const ACTOR_BYTES = 120;

/** About how much memory a summary takes. */
export interface SummaryBytes {
  /** Cells, and actors beside their rows. */
  readonly objects: number;
  /** Rows of actors. They are handed over as they are, and what they let go of is free at once. */
  readonly buffers: number;
}

export const NO_BYTES: SummaryBytes = { objects: 0, buffers: 0 };

/** What died among objects stays resident until the platform collects. */
const RESIDENT_OBJECTS = 1.5;

/**
 * The cells, of which every n-th is measured, and the actors, which are counted. Good to a third, and far cheaper than
 * measuring. For deciding when to pack, which changes no result.
 */
export function summaryBytes(summary: Summary): SummaryBytes {
  const cells: Cell[] = [];
  for (const trie of TRIES) gatherCells(summary.tries[trie], cells);
  const { objects, buffers } = actorBytes(summary);
  return { objects: cellBytes(cells) + objects, buffers };
}

/** What a process grows by for it. */
export function residentBytes({ objects, buffers }: SummaryBytes): number {
  return objects * RESIDENT_OBJECTS + buffers;
}

function gatherCells(node: PathNode, cells: Cell[]): void {
  for (const { cells: methods } of node.leaf?.operations.values() ?? []) {
    for (const hops of methods.values())
      for (const buckets of hops.values()) for (const cell of buckets.values()) cells.push(cell);
  }
  for (const child of node.literals.values()) gatherCells(child, cells);
  for (const child of node.slots.values()) gatherCells(child, cells);
  if (node.other !== null) gatherCells(node.other, cells);
}

function cellBytes(cells: readonly Cell[]): number {
  const step = Math.max(1, Math.floor(cells.length / MEASURED_CELLS));
  const seen = new Set<object>();
  let bytes = 0;
  let measured = 0;
  for (let at = 0; at < cells.length; at += step) {
    bytes += bytesOf(cells[at], seen);
    measured += 1;
  }
  return measured === 0 ? 0 : (bytes / measured) * cells.length;
}

function actorBytes({ actors }: Summary): SummaryBytes {
  let buffers = 0;
  let actorCount = 0;
  for (const { hours } of actors.sites?.items ?? []) {
    for (const { walkers, logins } of hours.values()) {
      const { ints, chains, values } = walkers.table;
      buffers += ints.byteLength + chains.byteLength + (values?.bytes.byteLength ?? 0);
      actorCount += walkers.actors.items.length + logins.items.length;
    }
  }
  return { objects: actorCount * ACTOR_BYTES, buffers };
}

/** Sizes of the platform's objects: a header of three words, a word for each field, and what tables keep in reserve. */
const HEADER_BYTES = 24;
const WORD_BYTES = 8;
const ENTRY_BYTES = 40;
const TABLE_BYTES = 120;

/** What an object holds that was not seen before. */
function bytesOf(root: object | undefined, seen: Set<object>): number {
  let bytes = 0;
  const open: object[] = [];
  const add = (value: unknown): void => {
    if (typeof value === 'string') bytes += HEADER_BYTES + value.length;
    else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      open.push(value);
    }
  };
  add(root);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (ArrayBuffer.isView(value)) bytes += TABLE_BYTES + value.byteLength;
    else if (value instanceof Map || value instanceof Set) {
      bytes += TABLE_BYTES + value.size * ENTRY_BYTES;
      for (const [key, member] of value.entries()) {
        add(key);
        add(member);
      }
    } else {
      const fields: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      bytes += HEADER_BYTES + fields.length * WORD_BYTES;
      for (const field of fields) add(field);
    }
  }
  return bytes;
}
