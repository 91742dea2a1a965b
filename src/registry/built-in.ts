import type { Store } from '../store/store.ts';
import type { RegistryTarget } from './publish.ts';

export const BUILT_IN_REGISTRY = 'built-in';

/** The registry that is always there: the store itself. Settling the outbox entry is what writes the object. */
export function builtInRegistry(store: Store): RegistryTarget {
  return {
    id: BUILT_IN_REGISTRY,
    listOwned: () => store.registryObjects(BUILT_IN_REGISTRY),
    apply: async () => {},
  };
}
