import {
  AssayError,
  type Change,
  type Connector,
  type ConnectorContext,
  type ConnectorManifest,
  compileSchema,
  type DesiredObject,
  defineConnector,
  type JsonObject,
  type OwnedObject,
  type PublishedApi,
  planChanges,
  type RegistryDefinition,
  runChecks,
  type Secret,
} from '../../../src/kit/index.ts';
import { type SampleObject, startSampleServer } from './sample-server.ts';
import type { RegistryScenario } from './scenario.ts';

/** Ways to break the contract; each must be found by the checks named. */
export const REGISTRY_FAULTS = {
  'writes-always': ['nothing-changed', 'letter'],
  'forgets-to-order': ['same-order'],
  'creates-blindly': ['twice', 'created-meanwhile'],
  'lists-foreign-objects': ['foreign'],
  'takes-foreign-names': ['foreign-name'],
  'drops-labels': ['person-edit', 'edit-meanwhile'],
  deletes: ['retire-return'],
  'names-no-api': ['first-publish', 'refused'],
  'says-too-much': ['detail'],
  'logs-its-token': ['auth', 'outage'],
  'calls-outage-refusal': ['outage'],
  'calls-refusal-outage': ['refused'],
  'checks-nothing': ['check-bad'],
  'compares-labels': ['person-edit'],
  'keeps-letter-of-u': ['unrated'],
  'publishes-nothing': ['first-publish', 'nothing-changed'],
} as const;

export type RegistryFault = keyof typeof REGISTRY_FAULTS | 'none';

interface SampleConfig {
  readonly [key: string]: string | Secret;
  readonly url: string;
  readonly token: Secret;
}

const OWNER = 'assay';

const manifest: ConnectorManifest = {
  id: 'sample-registry',
  title: 'Sample registry',
  description: 'A made-up platform with which the contract suite is tested itself.',
  kinds: ['registry'],
  stability: 'experimental',
  configSchema: {
    title: 'SampleRegistryConfig',
    type: 'object',
    additionalProperties: false,
    required: ['url', 'token'],
    properties: {
      url: { type: 'string', format: 'http-url', description: 'Base URL.' },
      token: { type: 'string', secret: true, description: 'Token.' },
    },
  },
  mapping: null,
  hosts: [{ kind: 'property', property: 'url', description: 'The platform' }],
  permissions: [{ name: 'objects:write', why: 'Nothing can be published without it.' }],
  rateLimit: { concurrency: 2, reason: 'A made-up platform has a made-up limit.' },
};

const listing = compileSchema<{ readonly objects: readonly SampleObject[] }>({
  type: 'object',
  required: ['objects'],
  properties: { objects: { type: 'array' } },
});

type Context = ConnectorContext<SampleConfig>;

export const SAMPLE_REGISTRY_SCENARIO: RegistryScenario = { letterUpdates: 1, start: startSampleServer };

export function sampleRegistry(fault: RegistryFault): Connector {
  return defineConnector<SampleConfig>({
    manifest,
    http: (config) => ({
      baseUrl: config.url,
      auth: { kind: 'header', name: 'x-token', value: config.token },
    }),
    registry: registryWith(fault),
    check: (context) =>
      runChecks([
        {
          name: 'The platform answers',
          permission: 'objects:write',
          run: async () => {
            if (fault !== 'checks-nothing') await everything(context);
            return 'It does.';
          },
        },
      ]),
  });
}

function registryWith(fault: RegistryFault): RegistryDefinition<SampleConfig> {
  const listOwned = async (context: Context): Promise<readonly OwnedObject[]> => {
    const all = await everything(context);
    const ours = fault === 'lists-foreign-objects' ? all : all.filter(({ owner }) => owner === OWNER);
    return ours.map((object) => ownedOf(object, fault));
  };
  return {
    capabilities: { definitions: true, status: true, adopt: true },
    listOwned,
    plan: async (context, apis) => {
      const desired = fault === 'publishes-nothing' ? [] : apis.map((api) => desiredOf(api, fault));
      const plan = planChanges(
        fault === 'forgets-to-order' ? shuffled(desired) : desired,
        await listOwned(context),
      );
      if (fault !== 'writes-always' || plan.changes.length > 0) return plan;
      return { ...plan, changes: desired.map(rewrite) };
    },
    apply: (context, change) => guarded(context, fault, () => apply(context, change, fault)),
    adopt: async (context, key) => {
      const object = await named(context, key);
      await write(context, 'PUT', { ...object, owner: OWNER }, object.version);
      return ownedOf({ ...object, owner: OWNER }, fault);
    },
    reportStatus: async ({ http }, status) =>
      void (await http.send({ method: 'POST', url: '/heartbeat', json: { ...status } })),
  };
}

let turn = 0;

function shuffled(objects: readonly DesiredObject[]): readonly DesiredObject[] {
  turn += 1;
  return turn % 2 === 0 ? objects : objects.toReversed();
}

function desiredOf({ api, body, grade, definition }: PublishedApi, fault: RegistryFault): DesiredObject {
  const unrated = fault === 'keeps-letter-of-u' ? 'B' : null;
  return {
    key: `entry-${api.id}`,
    kind: 'Entry',
    ...(fault === 'names-no-api' ? {} : { api: api.id }),
    body: {
      ...body,
      grade: grade?.letter ?? unrated,
      ...(fault === 'says-too-much' ? { owner: api.owner } : {}),
      ...(definition === null ? {} : { definition: JSON.stringify(definition) }),
    },
  };
}

function rewrite({ key, kind, api = null, body }: DesiredObject): Change {
  return { action: 'update', key, kind, api, before: body, after: body, fields: ['nothing'] };
}

function ownedOf({ name, facts, state, labels }: SampleObject, fault: RegistryFault): OwnedObject {
  const api = facts['id'];
  return {
    key: name,
    kind: 'Entry',
    api: typeof api === 'string' && fault !== 'names-no-api' ? api : null,
    body: fault === 'compares-labels' ? { ...facts, ...labels } : facts,
    state: state === 'retired' ? 'retired' : 'active',
  };
}

async function everything({ http }: Context): Promise<readonly SampleObject[]> {
  const { objects } = await http.getJson({ url: '/objects' }, (body) =>
    listing.parse(body, { code: 'SAMPLE_ANSWER', kind: 'sourceContract', message: 'Another form.' }),
  );
  return objects;
}

async function named(context: Context, key: string): Promise<SampleObject> {
  const object = (await everything(context)).find(({ name }) => name === key);
  if (object !== undefined) return object;
  throw new AssayError({ code: 'SAMPLE_GONE', kind: 'conflict', message: 'It is gone.' });
}

async function apply(context: Context, change: Change, fault: RegistryFault): Promise<void> {
  if (change.action === 'create') return create(context, change.key, change.after, fault);
  if (change.action === 'update') return replace(context, change.key, change.after, 'active', fault);
  if (fault === 'deletes') return replace(context, change.key, {}, 'deleted', fault);
  return replace(context, change.key, change.before, 'retired', fault);
}

async function create(context: Context, key: string, facts: JsonObject, fault: RegistryFault): Promise<void> {
  const fresh = { name: key, owner: OWNER, state: 'active', facts, labels: {} };
  if (fault === 'creates-blindly') {
    const count = (await everything(context)).length;
    const taken = (await everything(context)).some(({ name }) => name === key);
    return void (await write(context, 'POST', taken ? { ...fresh, name: `${key}-${count}` } : fresh, null));
  }
  const { status } = await write(context, 'POST', fresh, null);
  if (status === 409) await replace(context, key, facts, 'active', fault);
}

async function replace(
  context: Context,
  key: string,
  facts: JsonObject,
  state: string,
  fault: RegistryFault,
): Promise<void> {
  const before = await named(context, key);
  if (before.owner !== OWNER && fault !== 'takes-foreign-names')
    throw new AssayError({ code: 'SAMPLE_FOREIGN', kind: 'rejected', message: 'It is not ours.' });
  const labels = fault === 'drops-labels' ? {} : before.labels;
  const after = { ...before, owner: OWNER, state, facts, labels };
  const isSame = before.state === state && JSON.stringify(before.facts) === JSON.stringify(facts);
  if (!isSame || fault === 'writes-always') await write(context, 'PUT', after, before.version);
}

function write(
  { http }: Context,
  method: 'POST' | 'PUT',
  object: Omit<SampleObject, 'version'>,
  version: number | null,
): Promise<{ readonly status: number }> {
  return http.send({
    method,
    url: method === 'POST' ? '/objects' : `/objects/${encodeURIComponent(object.name)}`,
    json: { ...object },
    isSafeToRepeat: true,
    accept: [409],
    ...(version === null ? {} : { headers: { 'if-match': String(version) } }),
  });
}

async function guarded(context: Context, fault: RegistryFault, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (fault === 'logs-its-token') context.logger.warn('Refused.', { token: 'smpl-reg-4d2f/0b+7c' });
    const isMixedUp = error instanceof AssayError && fault === MIXED_UP[error.kind];
    if (!isMixedUp) throw error;
    const kind = error.kind === 'rejected' ? 'transient' : 'rejected';
    throw new AssayError({ code: 'SAMPLE_FAULT', kind, message: 'Something.' });
  }
}

const MIXED_UP: Readonly<Record<string, RegistryFault>> = {
  transient: 'calls-outage-refusal',
  rejected: 'calls-refusal-outage',
};
