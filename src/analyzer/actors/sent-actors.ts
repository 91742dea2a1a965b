import {
  type FlatSketches,
  flattenSketches,
  sketchBuffers,
  unflattenSketches,
} from '../sketch/flat-sketches.ts';
import type { Actors } from './actors.ts';
import type { WalkTable } from './walk-table.ts';

/** Actors on their way to another thread. */
export interface SentActors {
  /** Without the sketches of their tables. */
  readonly actors: Actors;
  /** Of each table that has any, in the order of the tables; null for the others. */
  readonly sketches: readonly (FlatSketches | null)[];
}

/** The actors are spent then: their tables have no sketches any more. */
export function sendActors(actors: Actors): SentActors {
  const sketches = tablesOf(actors).map((table) => {
    const { values } = table;
    table.values = null;
    return values === null ? null : flattenSketches(values);
  });
  return { actors, sketches };
}

/** What was sent, as it was. */
export function receiveActors({ actors, sketches }: SentActors): Actors {
  tablesOf(actors).forEach((table, at) => {
    const flat = sketches[at] ?? null;
    table.values = flat === null ? null : unflattenSketches(flat);
  });
  return actors;
}

/** The buffers that may be handed over instead of copied. */
export function actorBuffers({ actors, sketches }: SentActors): readonly ArrayBuffer[] {
  const tables = tablesOf(actors).filter(({ count }) => count > 0);
  return [
    ...tables.flatMap(({ ints, chains }) => [ints.buffer, chains.buffer]),
    ...sketches.flatMap((flat) => (flat === null ? [] : sketchBuffers(flat))),
  ];
}

function tablesOf({ sites }: Actors): readonly WalkTable[] {
  return (sites?.items ?? []).flatMap(({ hours }) => [...hours.values()].map(({ walkers }) => walkers.table));
}
