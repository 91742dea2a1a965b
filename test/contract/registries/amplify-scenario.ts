import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { type FakeCentral, startCentral } from '../../support/amplify-central/central-server.ts';
import {
  CLIENT_ID,
  kindOf,
  MANAGED,
  plantManaged,
  registerAccount,
  TARGET,
} from '../../support/amplify-central/estate.ts';
import { KINDS, type Resource, textOf } from '../../support/amplify-central/resource.ts';
import type { HeldObject, Planted, RegistryScenario, RunningRegistry, Wire } from './scenario.ts';

/** Amplify Central: the strict fake, which derives grades itself. The letter of an API stands in its result alone. */
export const AMPLIFY_REGISTRY: RegistryScenario = {
  letterUpdates: 1,
  start: async ({ clock, folder }) => {
    const central = await startCentral({ nowMs: () => clock.nowMs() });
    const { pem } = registerAccount(central);
    const key = join(folder, 'amplify.pem');
    await writeFile(key, pem, { mode: 0o600 });
    plantManaged(central, ['/managed']);
    return running(central, key, pem);
  },
};

function running(central: FakeCentral, key: string, pem: string): RunningRegistry {
  return {
    config: {
      url: central.url,
      authUrl: central.authUrl,
      organizationId: central.organizationId,
      clientId: CLIENT_ID,
      privateKey: `\${file:${key}}`,
      managedEnvironments: [MANAGED],
      targetEnvironment: TARGET,
    },
    env: {},
    // Any line of the key, and the beginning of every token.
    secrets: [pem.split('\n')[1] ?? '', 'tok-1-'],
    objects: () => Promise.resolve(held(central)),
    foreignObject: (inPlaceOf) => Promise.resolve(plantForeign(central, inPlaceOf)),
    personEdit: (objectKey) => Promise.resolve(edit(resourceAt(central, objectKey))),
    unmark: (objectKey) => {
      const resource = resourceAt(central, objectKey);
      const { assayAgent: _mark, ...others } = resource.attributes;
      resource.attributes = others;
      resource.subs.delete('x-agent-details');
      return Promise.resolve();
    },
    wire: wireOf(central),
    stop: () => central.stop(),
  };
}

const STAMPED = ['metadata', 'compliance', 'references'];

function held(central: FakeCentral): readonly HeldObject[] {
  const inTarget = KINDS.filter(({ scoped }) => scoped).flatMap(({ kind, plural }) =>
    central
      .dump(plural)
      .filter((resource) => scopeOf(resource) === TARGET)
      .map(
        (resource) =>
          [
            `${kind === 'APIServiceRevision' ? 'revisions' : plural}/${textOf(resource['name'])}`,
            resource,
          ] as const,
      ),
  );
  const environments = central
    .dump('environments')
    .map((resource) => [`environments/${textOf(resource['name'])}`, resource] as const);
  return [...environments, ...inTarget].map(([key, resource]) => ({
    key,
    body: Object.fromEntries(
      Object.entries(resource).filter(
        ([name]) => !STAMPED.includes(name) || (name === 'references' && key.startsWith('environments/')),
      ),
    ),
  }));
}

function scopeOf(resource: JsonObject): JsonValue | undefined {
  const { metadata } = resource;
  const scope = isJsonObject(metadata) ? metadata['scope'] : undefined;
  return isJsonObject(scope) ? scope['name'] : undefined;
}

function resourceAt({ table }: FakeCentral, key: string): Resource {
  const [plural = '', name = ''] = key.split('/');
  return table.get(kindOf(plural), plural === 'environments' ? null : TARGET, name);
}

/** A person's environment with a service in it, or a person's resource under the very name. */
function plantForeign({ table }: FakeCentral, inPlaceOf: string | null): Planted {
  const environments = kindOf('environments');
  if (inPlaceOf === null) {
    table.create(environments, null, { name: 'a-persons-own', spec: {} });
    const spec = { description: 'Not ours.' };
    return watch(table.create(kindOf('apiservices'), 'a-persons-own', { name: 'orders', tags: ['x'], spec }));
  }
  const [plural = '', name = ''] = inPlaceOf.split('/');
  table.create(environments, null, { name: TARGET, spec: {} });
  const agent = { dataplaneType: 'Graylog', config: {} };
  table.create(kindOf('complianceagents'), TARGET, { name: 'another-ca', spec: agent });
  const results = [{ type: 'Graylog', runtime: { riskScore: 1.5 } }];
  const spec =
    plural === 'complianceruntimeresults' ? { complianceAgent: 'another-ca', type: 'Graylog', results } : {};
  return watch(table.create(kindOf(plural), TARGET, { name, tags: ['theirs'], spec }));
}

function edit(resource: Resource): Planted {
  resource.tags = [...resource.tags, 'payments'];
  resource.attributes = { ...resource.attributes, costCentre: '4711' };
  resource.version += 1;
  return {
    untouched: () =>
      Promise.resolve(resource.tags.includes('payments') && resource.attributes['costCentre'] === '4711'),
  };
}

function watch(resource: Resource): Planted {
  const before = JSON.stringify([resource, [...resource.subs]]);
  return { untouched: () => Promise.resolve(JSON.stringify([resource, [...resource.subs]]) === before) };
}

function wireOf(central: FakeCentral): Wire {
  const { faults } = central;
  return {
    writes: () => central.writes(),
    failNext: ({ on, times, status, headers = {} }) => void faults.next.set(on, { times, status, headers }),
    refuse: (key) => {
      faults.refused = key;
    },
  };
}
