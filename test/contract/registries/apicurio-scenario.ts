import type { JsonObject } from '../../../src/kit/index.ts';
import { type FakeApicurio, type FakeArtifact, startFakeApicurio } from '../../support/fake-apicurio.ts';
import { startRelay } from '../../support/services/relay.ts';
import type { Planted, RegistryScenario } from './scenario.ts';

const PASSWORD = 'apc-reg-91c4/0e+ws';
const GROUP = 'found';
const MARK = 'assay-managed-by';

/** Apicurio Registry with Basic authentication: the strict fake. One artifact shows the letter. */
export const APICURIO_REGISTRY: RegistryScenario = {
  letterUpdates: 1,
  start: async () => {
    const credentials = Buffer.from(`agent:${PASSWORD}`).toString('base64');
    const fake = await startFakeApicurio(`Basic ${credentials}`);
    const relay = await startRelay({
      target: fake.url,
      keyOf,
      faultBody: JSON.stringify({ detail: PASSWORD }),
    });
    return {
      config: { url: relay.url, group: GROUP, username: 'agent', password: '${env:APICURIO_PASSWORD}' },
      env: { APICURIO_PASSWORD: PASSWORD },
      secrets: [PASSWORD, credentials],
      objects: () =>
        Promise.resolve([...fake.artifacts].map(([key, artifact]) => ({ key, body: bodyOf(artifact) }))),
      foreignObject: (inPlaceOf) => Promise.resolve(plantForeign(fake, inPlaceOf ?? `${GROUP}/theirs`)),
      personEdit: (key) => Promise.resolve(edit(artifactAt(fake, key))),
      unmark: (key) => {
        const artifact = artifactAt(fake, key);
        const { [MARK]: _mark, ...others } = artifact.labels;
        artifact.labels = others;
        return Promise.resolve();
      },
      wire: relay,
      stop: async () => {
        await relay.stop();
        await fake.stop();
      },
    };
  },
};

/** A copy, without the ids that the platform stamps. */
function bodyOf({ versions, ...artifact }: FakeArtifact): JsonObject {
  return { ...artifact, versions: versions.map(({ globalId: _id, ...version }) => version) };
}

/** `group/artifact` of a writing request. */
function keyOf(_method: string, path: string, body: string): string | null {
  const [, group = '', id] = /\/groups\/([^/?]+)\/artifacts(?:\/([^/?]+))?/.exec(path) ?? [];
  if (group === '') return null;
  return `${group}/${id === undefined ? String(JSON.parse(body).artifactId) : decodeURIComponent(id)}`;
}

function artifactAt({ artifacts }: FakeApicurio, key: string): FakeArtifact {
  const artifact = artifacts.get(key);
  if (artifact === undefined) throw new Error(`there is no ${key}`);
  return artifact;
}

function plantForeign(fake: FakeApicurio, key: string): Planted {
  const [groupId = '', artifactId = ''] = key.split('/');
  const theirs = fake.put({ groupId, artifactId, name: 'theirs', labels: { team: 'checkout' } });
  const before = JSON.stringify(theirs);
  return { untouched: () => Promise.resolve(JSON.stringify(fake.artifacts.get(key)) === before) };
}

function edit(artifact: FakeArtifact): Planted {
  artifact.name = 'Named by a person';
  artifact.description = 'Written by a person.';
  artifact.labels = { ...artifact.labels, team: 'checkout' };
  return {
    untouched: () =>
      Promise.resolve(
        artifact.name === 'Named by a person' &&
          artifact.description === 'Written by a person.' &&
          artifact.labels['team'] === 'checkout',
      ),
  };
}
