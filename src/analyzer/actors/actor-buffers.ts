import type { Actors } from './actors.ts';

/** The buffers in which actors lie for the most part: another thread may take them over instead of copies. */
export function actorBuffers({ sites }: Actors): readonly ArrayBuffer[] {
  const tables = (sites?.items ?? []).flatMap(({ hours }) =>
    [...hours.values()].map(({ walkers }) => walkers.table).filter(({ count }) => count > 0),
  );
  return tables.flatMap(({ ints, chains, values }) =>
    values === null ? [ints.buffer, chains.buffer] : [ints.buffer, chains.buffer, values.units.buffer],
  );
}
