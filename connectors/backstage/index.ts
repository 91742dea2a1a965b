import { stringify } from 'yaml';
import {
  AssayError,
  type Change,
  type CheckStep,
  type ConnectorContext,
  type ConnectorManifest,
  type DesiredObject,
  defineConnector,
  formerApiIds,
  type JsonObject,
  type OwnedObject,
  type Plan,
  type PublishedApi,
  planChanges,
  type RegistryConflict,
  type RegistryDocument,
  runChecks,
} from '../../src/kit/index.ts';
import { isValidEntity, listPushed, pushEntity, readByRefs } from './catalog.ts';
import { type BackstageConfig, CONFIG_SCHEMA, httpSettings, isServed, requireAddress } from './config.ts';
import {
  API_ID,
  type ApiEntity,
  type ApiFacts,
  apiEntity,
  entityRef,
  isApiEntity,
  isRetired,
  MANAGED_BY,
  ORIGIN,
  originOf,
  retiredEntity,
} from './entity.ts';

const ACCESS = 'external access to the catalog plugin';

const manifest: ConnectorManifest = {
  id: 'backstage',
  title: 'Backstage',
  description:
    'Publishes every API as an API entity of the Backstage catalog: pushed to a small module in your backend, or served as a catalog file that Backstage reads.',
  kinds: ['registry'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: null,
  hosts: [{ kind: 'property', property: 'url', description: 'The Backstage backend.' }],
  permissions: [
    {
      name: ACCESS,
      why: 'A static token of backend.auth.externalAccess; without it nothing can be planned or pushed.',
    },
  ],
  rateLimit: {
    concurrency: 2,
    reason:
      'The backend processes what it is given in the background; two requests at once leave it to its users.',
  },
  gaps: [
    'The catalog has no endpoint that takes entities: pushing needs the module of examples/backstage-module in your backend. It reads the tables refresh_state and refresh_state_references of the catalog, as Backstage’s own module for unprocessed entities does.',
    'An API entity must have a definition: where none is published it is an OpenAPI document without operations that says so.',
    'Entities carry no location key: when a person registers an entity of the same name, theirs takes its place; from then on it is shown as a conflict and left alone.',
    'Nothing is deleted: what is gone from traffic gets the lifecycle deprecated and the annotation assay/state: retired. A person may delete the entity in Backstage. A served catalog simply no longer lists it: Backstage removes the entity then, or marks it as orphaned where catalog.orphanStrategy is keep (the default before 1.41).',
    'What is pushed shows after the next processing of the catalog, usually within seconds; what is served, with its next reading of the location.',
  ],
};

type Context = ConnectorContext<BackstageConfig>;

export const backstage = defineConnector<BackstageConfig>({
  manifest,
  http: httpSettings,
  registry: {
    capabilities: { definitions: true, status: false, adopt: false },
    listOwned: async (context) => {
      requireAddress(context.config);
      if (isServed(context.config)) return [];
      return (await listPushed(context.http, markerOf(context))).map(ownedObject);
    },
    plan,
    apply,
    document: (context, apis) => (isServed(context.config) ? catalogFile(context, apis) : null),
  },
  check: (context) => {
    requireAddress(context.config);
    return runChecks(checks(context));
  },
});

function markerOf({ config, id }: Context): string {
  return config.marker ?? id;
}

async function plan(context: Context, apis: readonly PublishedApi[]): Promise<Plan> {
  requireAddress(context.config);
  const { config, http } = context;
  const marker = markerOf(context);
  const owned = isServed(config) ? [] : await listPushed(http, marker);
  const names = new Map(owned.map(({ metadata }) => [metadata.annotations[API_ID], metadata.name]));
  const desired = apis.map((api) =>
    desiredObject(apiEntity(api, { config, marker, name: names.get(api.api.id) }), api),
  );
  const held = new Set(owned.map(entityRef));
  const asked = desired.filter(({ key }) => !held.has(key));
  const taken = config.url === undefined ? new Set() : await takenRefs(context, asked);
  const conflicts = asked.filter(({ key }) => taken.has(key)).map(({ key }) => conflictOn(key));
  if (isServed(config))
    return { ...planChanges([], []), unchanged: apis.length - conflicts.length, conflicts };
  const changes = planChanges(
    desired.filter(({ key }) => !taken.has(key)),
    owned.map(ownedObject),
    formerApiIds(apis),
  );
  return { ...changes, conflicts };
}

/** One YAML document for each API, in the order of their names: the same file for the same report. */
function catalogFile(context: Context, apis: readonly PublishedApi[]): RegistryDocument {
  const { config } = context;
  const entities = apis
    .map((api) => apiEntity(api, { config, marker: markerOf(context) }))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const text = entities.map((entity) => `---\n${stringify(entity, YAML_FORM)}`).join('');
  return { file: 'catalog-info.yaml', type: 'application/yaml; charset=utf-8', text };
}

/** Long lines stay whole and nothing is an alias: what is read back is what was written. */
const YAML_FORM = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/** Names that stand in the catalog for what somebody else registered. */
async function takenRefs(context: Context, objects: readonly DesiredObject[]): Promise<ReadonlySet<string>> {
  const refs = objects.map(({ key }) => key);
  const standing = await readByRefs(context.http, refs);
  const marker = markerOf(context);
  const isForeign = (annotations: Readonly<Record<string, string>>): boolean =>
    isServed(context.config) ? annotations[MANAGED_BY] !== marker : annotations[ORIGIN] !== originOf(marker);
  return new Set(
    refs.filter((_, index) => {
      const entity = standing[index] ?? null;
      return entity !== null && isForeign(entity.metadata.annotations ?? {});
    }),
  );
}

function conflictOn(key: string): RegistryConflict {
  return {
    key,
    code: 'BACKSTAGE_ENTITY_FOREIGN',
    message:
      'An entity of this name is registered by somebody else; it is left alone. Delete or rename that entity to have the grade shown in the catalog.',
  };
}

function desiredObject(entity: ApiEntity, { api }: PublishedApi): DesiredObject {
  return { key: entityRef(entity), kind: entity.kind, api: api.id, body: entity };
}

/** A retired entity compares as what it was before: bringing it back is an update in any case. */
function ownedObject(entity: ApiEntity): OwnedObject {
  return {
    key: entityRef(entity),
    kind: entity.kind,
    api: entity.metadata.annotations[API_ID] ?? null,
    state: isRetired(entity) ? 'retired' : 'active',
    body: entity,
  };
}

async function apply(context: Context, change: Change): Promise<void> {
  const marker = markerOf(context);
  if (change.action !== 'retire') return pushEntity(context.http, marker, entityOf(change.after));
  return pushEntity(context.http, marker, retiredEntity(entityOf(change.before)));
}

function entityOf(body: JsonObject): ApiEntity {
  if (isApiEntity(body)) return body;
  throw new AssayError({
    code: 'BACKSTAGE_CHANGE_INVALID',
    kind: 'bug',
    message: 'A change does not have the form that this connector plans.',
  });
}

const SAMPLE: ApiFacts = {
  body: { id: 'api_assayassay', name: 'assay', management: 'managed' },
  grade: null,
  definition: null,
  link: null,
};

function checks(context: Context): readonly CheckStep[] {
  const { config, http } = context;
  if (config.url === undefined) return [];
  const pushes: readonly CheckStep[] = isServed(config)
    ? []
    : [
        {
          name: 'The module answers',
          permission: ACCESS,
          run: async () =>
            `${(await listPushed(http, markerOf(context))).length} entities of this entry stand in the catalog.`,
        },
      ];
  return [
    {
      name: 'Catalog answers',
      permission: ACCESS,
      run: async () => {
        await readByRefs(http, ['api:default/assay']);
        return 'The catalog answers.';
      },
    },
    {
      name: 'Entities are valid there',
      permission: ACCESS,
      run: async () => {
        const entity = apiEntity(SAMPLE, { config, marker: markerOf(context) });
        if (await isValidEntity(http, entity))
          return 'An entity with this namespace, owner and system is taken.';
        throw new AssayError({
          code: 'BACKSTAGE_ENTITY_INVALID',
          kind: 'config',
          message: 'The catalog refuses entities with this namespace, owner, lifecycle or system.',
          fix: 'Check these properties against the rules of your catalog.',
        });
      },
    },
    ...pushes,
  ];
}
