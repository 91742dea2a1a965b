import {
  canonicalJson,
  type DesiredObject,
  type JsonObject,
  type JsonValue,
  type OwnedObject,
  type PublishedApi,
  registryText,
} from '../../src/kit/index.ts';
import { sha256 } from '../../src/model/sha256.ts';
import type { Artifact, Labels } from './artifact.ts';

const KIND = 'Artifact';

/** Labels that this connector writes; every other label of an artifact is somebody else's. */
export const LABEL = {
  managedBy: 'assay-managed-by',
  api: 'assay-api',
  state: 'assay-state',
  management: 'assay-management',
  flags: 'assay-flags',
  reason: 'assay-reason',
  grade: 'assay-grade',
  score: 'assay-score',
  gradeOrigin: 'assay-grade-origin',
  rubric: 'assay-rubric',
  coverage: 'assay-coverage',
  findings: 'assay-findings',
  host: 'assay-host',
  basePath: 'assay-base-path',
  environment: 'assay-environment',
  owner: 'assay-owner',
  link: 'assay-link',
  definition: 'assay-definition',
} as const;

const OWN_LABELS: ReadonlySet<string> = new Set(Object.values(LABEL));
/** Not part of what is compared: they say whose the artifact is and in which state. */
const BOOKKEEPING: ReadonlySet<string> = new Set([LABEL.managedBy, LABEL.state, LABEL.definition]);
/** The registry cuts label values off at this length in its search index. */
const MAX_LABEL = 512;
const MAX_NAME = 512;
const MAX_DESCRIPTION = 1024;

export interface ArtifactBody {
  readonly name: string;
  readonly description: string;
  readonly labels: Labels;
  readonly definition: PublishedDefinition | null;
}

/** The document stands in what is wanted; of what the registry holds, only its hash is known. */
export interface PublishedDefinition {
  readonly sha256: string;
  readonly document?: JsonObject;
}

/** `orders-1a2b3c4d5e`: what a person reads, and ten characters (50 bits) of the API's id that keep two of a name apart. */
export function artifactId({ api, body }: PublishedApi): string {
  const words = (textOf(body['name']) ?? '')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, 64)
    .replace(/[-._]+$/, '');
  return `${words === '' ? 'api' : words}-${api.id.slice('api_'.length, 'api_'.length + 10)}`;
}

function keyOf(group: string, id: string): string {
  return `${group}/${id}`;
}

/**
 * What the registry should hold of an API. An artifact that stands already keeps its id, name and description: they
 * are written once, and after that a person may change them.
 */
export function desiredArtifact(api: PublishedApi, group: string, held: Artifact | undefined): DesiredObject {
  const definition = api.definition === null ? null : definitionOf(api.definition);
  const body: JsonObject = {
    name: held?.name ?? registryText(textOf(api.body['name']) ?? '', MAX_NAME),
    description: held?.description ?? describe(api),
    labels: labelsOf(api),
    definition,
  };
  return { key: keyOf(group, held?.artifactId ?? artifactId(api)), kind: KIND, api: api.api.id, body };
}

/** `documents`: what is wanted, by hash: an artifact that holds the same is compared with the document itself. */
export function ownedArtifact(
  artifact: Artifact,
  group: string,
  documents: ReadonlyMap<string, JsonObject>,
): OwnedObject {
  const hash = artifact.labels[LABEL.definition] ?? null;
  const document = hash === null ? undefined : documents.get(hash);
  return {
    key: keyOf(group, artifact.artifactId),
    kind: KIND,
    api: artifact.labels[LABEL.api] ?? null,
    state: artifact.labels[LABEL.state] === 'retired' ? 'retired' : 'active',
    body: {
      name: artifact.name,
      description: artifact.description,
      labels: pick(artifact.labels, (name) => OWN_LABELS.has(name) && !BOOKKEEPING.has(name)),
      definition: hash === null ? null : { sha256: hash, ...(document === undefined ? {} : { document }) },
    },
  };
}

/** Our labels replaced, everybody else's kept. */
export function mergedLabels(now: Labels, ours: Labels): Labels {
  return { ...pick(now, (name) => !OWN_LABELS.has(name)), ...ours };
}

export function sameLabels(a: Labels, b: Labels): boolean {
  return canonicalJson({ ...a }) === canonicalJson({ ...b });
}

function pick(labels: Labels, wanted: (name: string) => boolean): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => wanted(name)));
}

function definitionOf(document: JsonObject): JsonObject {
  const digest = sha256(new TextEncoder().encode(canonicalJson(document)));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { sha256: hash, document };
}

/** Only from `body`, which `publish.detail` has cut down; an absent fact has no label. */
function labelsOf({ api, body, grade, link }: PublishedApi): JsonObject {
  const shown = objectIn(body, 'grade');
  const labels: Record<string, string | null> = {
    [LABEL.api]: api.id,
    [LABEL.management]: textOf(body['management']),
    [LABEL.flags]: listOf(body['flags']),
    [LABEL.reason]: textOf(objectIn(body, 'reason')['code']),
    [LABEL.grade]: grade?.letter ?? 'U',
    [LABEL.score]: grade === null || shown['score'] === undefined ? null : String(grade.score),
    [LABEL.gradeOrigin]: grade?.origin ?? null,
    [LABEL.rubric]: textOf(shown['rubric']),
    [LABEL.coverage]: textOf(shown['coverage']),
    [LABEL.findings]: listOf(body['findings']),
    [LABEL.host]: textOf(body['host']),
    [LABEL.basePath]: textOf(body['basePath']),
    [LABEL.environment]: textOf(body['environment']),
    [LABEL.owner]: textOf(body['owner']),
    [LABEL.link]: link,
  };
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(labels))
    if (value !== null && value !== '') present[name] = registryText(value, MAX_LABEL);
  return present;
}

function describe({ body }: PublishedApi): string {
  const where = `${textOf(body['host']) ?? ''}${textOf(body['basePath']) ?? ''}`;
  const reason = textOf(objectIn(body, 'reason')['text']);
  const sentence = `${body['management'] === 'managed' ? 'Managed' : 'Unmanaged'} API seen at ${where}.`;
  return registryText(reason === null ? sentence : `${sentence} ${reason}`, MAX_DESCRIPTION);
}

function objectIn(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return isObject(member) ? member : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** `a, b`: strings of a list in their order. */
function listOf(value: JsonValue | undefined): string | null {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : null;
}
