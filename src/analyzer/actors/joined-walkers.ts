import { SHAPES_PER_ACTOR } from './actor-hour.ts';
import { mergeActorSet } from './actor-set.ts';
import { actorOfRow, shapeNumberOfRow, type WalkTable } from './walk-table.ts';
import { addRowAt, addWalker, emptyWalkers, makeWalker, type Walkers } from './walkers.ts';

/** Of what a merge would hold. */
export interface AskedWalks {
  /** Null: all. */
  readonly shapes: ReadonlySet<string> | null;
  /** Whether it is asked from which networks actors came, whatever they walked. */
  readonly networks: boolean;
}

/**
 * What the walkers of one hour that were counted apart would be once merged, as far as it is asked for: rows of the
 * shapes, and all actors where any of these or the networks are asked for. Whether the hour is closed is always said.
 * The parts stay as they are.
 */
export function joinWalkers(parts: readonly Walkers[], asked: AskedWalks): Walkers {
  const joined = emptyWalkers(parts[0]?.actors.k ?? 0);
  const isAsked = parts.map(({ table }) => askedNumbers(table, asked));
  const asksRows = isAsked.some((each) => each.includes(true));
  if (!asksRows && !asked.networks && staysOpen(parts)) return joined;
  const rows: number[] = [];
  const places = parts.map(({ actors }) => {
    const placeOf = new Int32Array(actors.items.length);
    mergeActorSet(joined.actors, actors, makeWalker, (place, at) => {
      placeOf[at] = place;
      rows[place] = (rows[place] ?? 0) + (actors.items[at]?.rows ?? 0);
    });
    return placeOf;
  });
  if (joined.actors.closed !== null || !asksRows) return joined;
  parts.forEach((part, at) => addRows(joined, part, isAsked[at] ?? [], places[at] ?? [], rows));
  return joined;
}

/** By the numbers of the table's shapes. */
function askedNumbers({ shapeKeys }: WalkTable, { shapes }: AskedWalks): readonly boolean[] {
  return shapeKeys.map((shapeKey) => shapes === null || shapes.has(shapeKey));
}

/** Without looking whether any are the same. */
function staysOpen(parts: readonly Walkers[]): boolean {
  const actors = parts.reduce((sum, part) => sum + part.actors.hashes.length, 0);
  return parts.every((part) => part.actors.closed === null && actors <= part.actors.k);
}

/** `placeOf` and `rows`: of the actors of the part in `joined`, and how many rows of all parts are theirs at most. */
function addRows(
  joined: Walkers,
  { actors, table }: Walkers,
  isAsked: readonly boolean[],
  placeOf: ArrayLike<number>,
  rows: readonly number[],
): void {
  // Which of too many shapes are kept is said by all of them.
  const isWhole = (place: number): boolean => (rows[place] ?? 0) > SHAPES_PER_ACTOR;
  actors.items.forEach((walker, at) => {
    const place = placeOf[at] ?? 0;
    if (isWhole(place)) addWalker(joined, place, table, walker);
  });
  // In the order of memory: from row to row of each actor would miss the cache at each.
  for (let row = 0; row < table.count; row += 1) {
    if (isAsked[shapeNumberOfRow(table, row)] !== true) continue;
    const place = placeOf[actorOfRow(table, row)] ?? 0;
    if (!isWhole(place)) addRowAt(joined, place, table, row);
  }
}
