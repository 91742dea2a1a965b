import type { JsonObject } from '../../../src/kit/index.ts';
import { type FakeBackstage, startFakeBackstage } from '../../support/fake-backstage.ts';
import { startRelay } from '../../support/services/relay.ts';
import type { HeldObject, Planted, RegistryScenario } from './scenario.ts';

const TOKEN = 'bst-reg-52aa/9d+kq';
const READS = /\/entities\/by-refs$|\/validate-entity$/;

/** The Backstage catalog with the module: the strict fake. One entity shows the letter. */
export const BACKSTAGE_REGISTRY: RegistryScenario = {
  letterUpdates: 1,
  start: async () => {
    const fake = await startFakeBackstage(`Bearer ${TOKEN}`);
    const relay = await startRelay({
      target: fake.url,
      isWrite: (method, path) => method === 'POST' && !READS.test(path),
      keyOf,
      faultBody: JSON.stringify({ error: { message: TOKEN } }),
    });
    const overlays = new Map<string, JsonObject>();
    return {
      config: { url: relay.url, token: '${env:BACKSTAGE_TOKEN}' },
      env: { BACKSTAGE_TOKEN: TOKEN },
      secrets: [TOKEN],
      objects: () => Promise.resolve(shown(fake, overlays)),
      foreignObject: (inPlaceOf) => Promise.resolve(plantForeign(fake, inPlaceOf ?? 'api:default/theirs')),
      // People cannot write into an entity that a provider gave; what their processors add stands beside it.
      personEdit: (key) => {
        overlays.set(key, { 'example.com/team': 'checkout' });
        const isShown = ({ key: one, body }: HeldObject): boolean =>
          one === key && JSON.stringify(body).includes('"example.com/team":"checkout"');
        return Promise.resolve({ untouched: () => Promise.resolve(shown(fake, overlays).some(isShown)) });
      },
      wire: relay,
      stop: async () => {
        await relay.stop();
        await fake.stop();
      },
    };
  },
};

function shown(fake: FakeBackstage, overlays: ReadonlyMap<string, JsonObject>): readonly HeldObject[] {
  return [...new Map([...fake.pushed, ...fake.registered])].map(([key, entity]) => ({
    key,
    body: { ...entity, overlay: overlays.get(key) ?? {} },
  }));
}

/** Reference of the entity that is pushed. */
function keyOf(_method: string, _path: string, body: string): string | null {
  const [entity] = JSON.parse(body).entities;
  return `api:${String(entity.metadata.namespace)}/${String(entity.metadata.name)}`.toLowerCase();
}

/** A person's registration of that name. */
function plantForeign({ registered }: FakeBackstage, ref: string): Planted {
  const [namespace = '', name = ''] = ref.slice('api:'.length).split('/');
  const annotations = {
    'backstage.io/managed-by-origin-location': 'url:https://git.example/catalog-info.yaml',
  };
  const theirs = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: { name, namespace, title: 'By hand', annotations },
    spec: { type: 'openapi', lifecycle: 'production', owner: 'team-orders', definition: 'openapi: 3.1.0' },
  };
  registered.set(ref, theirs);
  const before = JSON.stringify(theirs);
  return { untouched: () => Promise.resolve(JSON.stringify(registered.get(ref)) === before) };
}
