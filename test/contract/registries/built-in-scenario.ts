import { BUILT_IN_REGISTRY } from '../../../src/registry/built-in.ts';
import type { RegistryObject } from '../../../src/store/store.ts';
import type { Planted, RegistryScenario } from './scenario.ts';

const ANOTHER = 'another';

/** The store itself. Nobody else writes to it; an object of another registry in it is what is foreign. */
export const BUILT_IN_SCENARIO: RegistryScenario = {
  letterUpdates: 1,
  start: ({ store }) => {
    const foreignObject = async (inPlaceOf: string | null): Promise<Planted> => {
      const key = inPlaceOf ?? 'theirs';
      const object: RegistryObject = {
        registry: ANOTHER,
        key,
        kind: 'api',
        api: null,
        body: { theirs: true },
        state: 'active',
        changedAtMs: 1,
      };
      await store.planOutbox(ANOTHER, [{ key, change: {} }]);
      for (const entry of await store.outbox(ANOTHER))
        await store.settleOutbox(entry.sequence, 'applied', null, object);
      return {
        untouched: async () =>
          JSON.stringify(await store.registryObjects(ANOTHER)) === JSON.stringify([object]),
      };
    };
    return Promise.resolve({
      config: {},
      env: {},
      secrets: [],
      objects: async () =>
        (await store.registryObjects(BUILT_IN_REGISTRY)).map(({ key, body, state }) => ({
          key,
          body: { ...body, state },
        })),
      foreignObject,
      // Nobody can write into it.
      personEdit: () => Promise.resolve({ untouched: () => Promise.resolve(true) }),
      wire: null,
      stop: () => Promise.resolve(),
    });
  },
};
