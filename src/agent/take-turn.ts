import type { Store } from '../store/store.ts';

/** By store the end of the last turn that somebody asked for. */
const TURNS = new WeakMap<Store, Promise<void>>();

/**
 * Resolves when everybody who asked before has ended the turn; to the function that ends this one. Jobs of one process
 * that read all that is kept and write it anew take turns: of two that read the same only one could write it.
 */
export async function takeTurn(store: Store): Promise<() => void> {
  const before = TURNS.get(store);
  let end = (): void => undefined;
  TURNS.set(store, new Promise<void>((resolve) => (end = resolve)));
  await before;
  return end;
}
