import { formerApiIds, type OpenRegistry, planChanges } from '../kit/index.ts';
import type { Store } from '../store/store.ts';

export const BUILT_IN_REGISTRY = 'built-in';

/** The registry that is always there: the store itself. Settling the outbox entry is what writes the object. */
export function builtInRegistry(store: Store): OpenRegistry {
  const listOwned: OpenRegistry['listOwned'] = () => store.registryObjects(BUILT_IN_REGISTRY);
  return {
    capabilities: { definitions: false, status: false, adopt: false },
    listOwned,
    plan: async (apis) =>
      planChanges(
        apis.map(({ api, body }) => ({ key: api.id, kind: 'api', api: api.id, body })),
        await listOwned(),
        formerApiIds(apis),
      ),
    apply: async () => {},
    adopt: null,
    reportStatus: null,
  };
}
