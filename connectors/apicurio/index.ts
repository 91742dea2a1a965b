import {
  AssayError,
  type Change,
  type CheckStep,
  type ConnectorContext,
  type ConnectorManifest,
  compileSchema,
  type DesiredObject,
  defineConnector,
  formerApiIds,
  type JsonObject,
  type Plan,
  type PublishedApi,
  planChanges,
  type RegistryConflict,
  runChecks,
} from '../../src/kit/index.ts';
import { type Artifact, listArtifacts, mayWrite, readSystemInfo } from './artifact.ts';
import { type ApicurioConfig, CONFIG_SCHEMA, DEFAULT_GROUP, httpSettings } from './config.ts';
import {
  type ArtifactBody,
  artifactId,
  desiredArtifact,
  LABEL,
  ownedArtifact,
} from './published-artifact.ts';
import {
  createArtifact,
  markArtifact,
  type Place,
  retireArtifact,
  updateArtifact,
} from './write-artifact.ts';

const READ = 'role sr-readonly';
const WRITE = 'role sr-developer';

const manifest: ConnectorManifest = {
  id: 'apicurio',
  title: 'Apicurio Registry',
  description:
    'Publishes every API as an artifact of one group of Apicurio Registry 3: grade and management as labels, the definition as a version whenever its content changed.',
  kinds: ['registry'],
  stability: 'beta',
  configSchema: CONFIG_SCHEMA,
  mapping: null,
  hosts: [
    { kind: 'property', property: 'url', description: 'The registry.' },
    { kind: 'property', property: 'tokenUrl', description: 'The OpenID Connect provider.' },
  ],
  permissions: [
    { name: READ, why: 'Without it nothing can be planned.' },
    { name: WRITE, why: 'Without it artifacts cannot be created or changed.' },
  ],
  rateLimit: {
    concurrency: 2,
    reason:
      'The registry has no limit of its own by default; two requests at once leave it to its other readers.',
  },
  gaps: [
    'Held to Apicurio Registry 3.0.9 by a test that runs it; version 2 has another API.',
    'An API whose definition is not published is an artifact without any version: the registry needs no content.',
    'Name and description are written once; after that they are the reader’s.',
    'Nothing is deleted: what is gone from traffic gets the label assay-state: retired and its last version the state DEPRECATED. A definition that is no longer to be published is set to DISABLED, which makes its content unreadable.',
    'The registry knows no conditional requests: a label written by somebody else between our read and our write, a few milliseconds, is lost.',
    'Rules of the group (validity, compatibility) may refuse an observed definition; the entry is then shown as refused.',
  ],
};

type Context = ConnectorContext<ApicurioConfig>;

export const apicurio = defineConnector<ApicurioConfig>({
  manifest,
  http: httpSettings,
  registry: {
    capabilities: { definitions: true, status: false, adopt: true },
    listOwned: async (context) => {
      const { owned } = await readGroup(context);
      return owned.map((one) => ownedArtifact(one, groupOf(context), new Map()));
    },
    plan,
    apply,
    adopt: async (context, key) =>
      ownedArtifact(await markArtifact(placeOf(context, key)), groupOf(context), new Map()),
  },
  check: (context) => runChecks(checks(context)),
});

function groupOf({ config }: Context): string {
  return config.group ?? DEFAULT_GROUP;
}

function markerOf({ config, id }: Context): string {
  return config.marker ?? id;
}

async function readGroup(
  context: Context,
): Promise<{ readonly owned: readonly Artifact[]; readonly foreign: ReadonlySet<string> }> {
  const artifacts = await listArtifacts(context.http, groupOf(context));
  const isOurs = (one: Artifact): boolean => one.labels[LABEL.managedBy] === markerOf(context);
  const foreign = artifacts.filter((one) => !isOurs(one)).map((one) => one.artifactId);
  return { owned: artifacts.filter(isOurs), foreign: new Set(foreign) };
}

async function plan(context: Context, apis: readonly PublishedApi[]): Promise<Plan> {
  const group = groupOf(context);
  const { owned, foreign } = await readGroup(context);
  const byApi = new Map(owned.map((one) => [one.labels[LABEL.api], one]));
  const byId = new Map(owned.map((one) => [one.artifactId, one]));
  const desired = apis.map((api) =>
    desiredArtifact(api, group, byApi.get(api.api.id) ?? byId.get(artifactId(api))),
  );
  const documents = new Map(desired.flatMap(({ body }) => documentOf(body)));
  const isTaken = ({ key }: DesiredObject): boolean => foreign.has(idOf(key));
  const changes = planChanges(
    desired.filter((one) => !isTaken(one)),
    owned.map((one) => ownedArtifact(one, group, documents)),
    formerApiIds(apis),
  );
  return { ...changes, conflicts: desired.filter(isTaken).map(({ key }) => conflictOn(key)) };
}

function documentOf(body: JsonObject): readonly (readonly [string, JsonObject])[] {
  const { definition } = bodyOf(body);
  return definition?.document === undefined ? [] : [[definition.sha256, definition.document]];
}

function conflictOn(key: string): RegistryConflict {
  return {
    key,
    code: 'APICURIO_ARTIFACT_FOREIGN',
    message:
      'An artifact of this id stands there that this entry did not create; it is left alone. Rename it, or take it over with assay registry adopt.',
  };
}

async function apply(context: Context, change: Change): Promise<void> {
  const place = placeOf(context, change.key);
  switch (change.action) {
    case 'create':
      return createArtifact(place, bodyOf(change.after));
    case 'update':
      return updateArtifact(place, bodyOf(change.after));
    case 'retire':
      return retireArtifact(place);
  }
}

function placeOf(context: Context, key: string): Place {
  const group = groupOf(context);
  if (!key.startsWith(`${group}/`))
    throw new AssayError({
      code: 'APICURIO_OTHER_GROUP',
      kind: 'rejected',
      message: 'The object stands in another group than the one that this entry writes to.',
      fix: 'Plan again after a change of group.',
    });
  return { http: context.http, group, id: idOf(key), marker: markerOf(context) };
}

function idOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

const artifactBody = compileSchema<ArtifactBody>({
  type: 'object',
  required: ['name', 'description', 'labels', 'definition'],
  properties: {
    name: { type: 'string' },
    description: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    definition: {
      type: ['object', 'null'],
      required: ['sha256'],
      properties: { sha256: { type: 'string' }, document: { type: 'object' } },
    },
  },
});

function bodyOf(body: JsonObject): ArtifactBody {
  return artifactBody.parse(body, {
    code: 'APICURIO_CHANGE_INVALID',
    kind: 'bug',
    message: 'A change does not have the form that this connector plans.',
  });
}

function checks(context: Context): readonly CheckStep[] {
  return [
    {
      name: 'Registry answers',
      permission: READ,
      run: async () => `${(await readSystemInfo(context.http)).version} answers.`,
    },
    {
      name: `Group ${groupOf(context)} can be listed`,
      permission: READ,
      run: async () => {
        const { owned, foreign } = await readGroup(context);
        return `${owned.length} artifacts of this entry and ${foreign.size} of others stand in it.`;
      },
    },
    {
      name: 'Artifacts can be written',
      permission: WRITE,
      run: async () => {
        if (await mayWrite(context.http)) return 'The user may create and change artifacts.';
        throw new AssayError({
          code: 'APICURIO_READ_ONLY',
          kind: 'auth',
          message: 'The user may read artifacts, but neither create nor change them.',
          fix: `Give the user the ${WRITE}.`,
        });
      },
    },
  ];
}
