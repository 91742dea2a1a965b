import { SHAPES_PER_ACTOR } from './actor-hour.ts';
import { type Actor, type ActorSet, actorAt, emptyActorSet, isSpent, mergeActorSet } from './actor-set.ts';
import {
  addRow,
  addRowTo,
  emptyWalkTable,
  findRow,
  nextOfActor,
  replaceRow,
  shapeKeyOfRow,
  shapeOfRow,
  type WalkTable,
} from './walk-table.ts';

/** The rows of one actor: those of the shapes with the smallest keyed hashes. */
export interface Walker extends Actor {
  /** -1 while there is none. */
  firstRow: number;
  rows: number;
  /** True once a shape was refused or pushed out. */
  overflowed: boolean;
}

/** Who asked for which identifiers in one hour of one API. */
export interface Walkers {
  readonly actors: ActorSet<Walker>;
  table: WalkTable;
}

export function emptyWalkers(k: number): Walkers {
  return { actors: emptyActorSet(k), table: emptyWalkTable() };
}

export const makeWalker = (network: string): Walker => ({
  network,
  firstRow: -1,
  rows: 0,
  overflowed: false,
});

export function isClosed({ actors }: Walkers): boolean {
  return isSpent(actors);
}

/** The place of an actor; -1 when there are too many of them. */
export function walkerAt(walkers: Walkers, hash: number, network: string): number {
  const place = actorAt(walkers.actors, hash, network, makeWalker);
  if (place < 0 && walkers.table.count > 0) walkers.table = emptyWalkTable();
  return place;
}

/** The row of an actor and a shape, made on first sight; -1 beyond the cap. */
export function rowAt({ actors, table }: Walkers, place: number, shape: number, shapeKey: string): number {
  const known = findRow(table, place, shape);
  const walker = actors.items[place];
  if (known >= 0 || walker === undefined) return known;
  if (walker.rows < SHAPES_PER_ACTOR) {
    walker.firstRow = addRow(table, place, shape, shapeKey, walker.firstRow);
    walker.rows += 1;
    return walker.firstRow;
  }
  walker.overflowed = true;
  const last = largestRow(table, walker);
  if (shape > shapeOfRow(table, last)) return -1;
  replaceRow(table, last, shape, shapeKey);
  return last;
}

function largestRow(table: WalkTable, { firstRow }: Walker): number {
  let largest = firstRow;
  for (let row = firstRow; row >= 0; row = nextOfActor(table, row)) {
    if (shapeOfRow(table, row) > shapeOfRow(table, largest)) largest = row;
  }
  return largest;
}

export function rowsOf(table: WalkTable, { firstRow }: Walker): number[] {
  const rows: number[] = [];
  for (let row = firstRow; row >= 0; row = nextOfActor(table, row)) rows.push(row);
  return rows;
}

/** In the order of the shapes' hashes. */
export function sortedRows(table: WalkTable, walker: Walker): readonly number[] {
  return rowsOf(table, walker).sort((a, b) => shapeOfRow(table, a) - shapeOfRow(table, b));
}

/** Adds `from` to `into`. */
export function mergeWalkers(into: Walkers, from: Walkers): void {
  mergeActorSet(into.actors, from.actors, makeWalker, (place, at) => {
    const walker = from.actors.items[at];
    if (walker !== undefined) addWalker(into, place, from.table, walker);
  });
  if (into.actors.closed !== null && into.table.count > 0) into.table = emptyWalkTable();
}

/** Takes an actor out with its rows. False when it is not there. */
export function removeWalker(walkers: Walkers, hash: number): boolean {
  const { actors, table } = walkers;
  const kept = emptyWalkers(actors.k);
  actors.items.forEach((walker, at) => {
    const other = actors.hashes[at] ?? 0;
    if (other !== hash) addWalker(kept, walkerAt(kept, other, walker.network), table, walker);
  });
  if (kept.actors.items.length === actors.items.length) return false;
  actors.hashes = kept.actors.hashes;
  actors.items = kept.actors.items;
  actors.places = kept.actors.places;
  walkers.table = kept.table;
  return true;
}

/** Adds the rows of an actor to those that it has at `place`. */
export function addWalker(into: Walkers, place: number, table: WalkTable, walker: Walker): void {
  const own = into.actors.items[place];
  if (own !== undefined && walker.overflowed) own.overflowed = true;
  for (let row = walker.firstRow; row >= 0; row = nextOfActor(table, row)) addRowAt(into, place, table, row);
}

export function addRowAt(into: Walkers, place: number, table: WalkTable, row: number): void {
  const target = rowAt(into, place, shapeOfRow(table, row), shapeKeyOfRow(table, row));
  if (target >= 0) addRowTo(into.table, target, table, row);
}
