import {
  compileSchema,
  type JsonObject,
  type JsonValue,
  type PublishedApi,
  registryText,
} from '../../src/kit/index.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';
import type { BackstageConfig } from './config.ts';
import { entityName, nameOf, tagOf } from './entity-names.ts';

/** An API entity of the catalog, as much of it as this connector reads. */
export interface ApiEntity extends JsonObject {
  readonly apiVersion: 'backstage.io/v1alpha1';
  readonly kind: 'API';
  readonly metadata: EntityMetadata;
  readonly spec: JsonObject;
}

interface EntityMetadata extends JsonObject {
  readonly name: string;
  readonly namespace: string;
  readonly annotations: Annotations;
}

type Annotations = { readonly [name: string]: string };

export const ORIGIN = 'backstage.io/managed-by-origin-location';
const LOCATION = 'backstage.io/managed-by-location';
const VIEW = 'backstage.io/view-url';
/** Marks a served entity as ours: its origin is the address that the catalog read it from. */
export const MANAGED_BY = 'assay/managed-by';
export const API_ID = 'assay/api-id';
const STATE = 'assay/state';

const MAX_TITLE = 256;
const MAX_ANNOTATION = 1024;

const entity = compileSchema<ApiEntity>({
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: 'backstage.io/v1alpha1' },
    kind: { const: 'API' },
    metadata: {
      type: 'object',
      required: ['name', 'namespace', 'annotations'],
      properties: {
        name: { type: 'string' },
        namespace: { type: 'string' },
        annotations: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    spec: { type: 'object' },
  },
});

/** Whether the value is an entity of the form that this connector writes. */
export function isApiEntity(value: unknown): value is ApiEntity {
  return entity.is(value);
}

/** `api:default/orders-1a2b3c4d5e`, in lower case as the catalog compares them. */
export function entityRef({ metadata }: ApiEntity): string {
  return `api:${metadata.namespace}/${metadata.name}`.toLowerCase();
}

/** Where an entity that is pushed says that it comes from: `type:target`, as the catalog wants a location. */
export function originOf(marker: string): string {
  return `assay:${marker}`;
}

export interface EntitySettings {
  readonly config: BackstageConfig;
  readonly marker: string;
  /** Name of an entity that stands for this API already; a name once given is kept. */
  readonly name?: string | undefined;
}

/** What an entity is made of. */
export type ApiFacts = Pick<PublishedApi, 'body' | 'grade' | 'definition' | 'link'>;

/** Only from `body`, which `publish.detail` has cut down; an absent fact has no annotation. Pure. */
export function apiEntity(facts: ApiFacts, settings: EntitySettings): ApiEntity {
  const { config, marker } = settings;
  const { body, link } = facts;
  const id = textOf(body['id']) ?? '';
  const name = textOf(body['name']) ?? '';
  const location = originOf(marker);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: settings.name ?? entityName(name, id),
      namespace: config.namespace ?? 'default',
      title: registryText(name === '' ? id : name, MAX_TITLE),
      description: describe(facts),
      annotations: {
        ...(config.delivery === 'served' ? {} : { [LOCATION]: location, [ORIGIN]: location }),
        [MANAGED_BY]: marker,
        [STATE]: 'active',
        ...(link === null ? {} : { [VIEW]: link }),
        ...factsOf(facts),
      },
      labels: labelsOf(facts),
      tags: tagsOf(facts),
      links: link === null ? [] : [{ url: link, title: 'Assay' }],
    },
    spec: specOf(facts, config),
  };
}

/** The same entity once its API is gone: nothing is deleted. */
export function retiredEntity(active: ApiEntity): ApiEntity {
  const { metadata, spec } = active;
  const annotations = { ...metadata.annotations, [STATE]: 'retired' };
  return { ...active, metadata: { ...metadata, annotations }, spec: { ...spec, lifecycle: 'deprecated' } };
}

export function isRetired({ metadata }: ApiEntity): boolean {
  return metadata.annotations[STATE] === 'retired';
}

function factsOf({ body, grade, link }: ApiFacts): Annotations {
  const shown = objectIn(body, 'grade');
  const reason = objectIn(body, 'reason');
  const facts: Record<string, string | null> = {
    [API_ID]: textOf(body['id']),
    'assay/management': textOf(body['management']),
    'assay/flags': listOf(body['flags']),
    'assay/reason': textOf(reason['code']),
    'assay/reason-text': textOf(reason['text']),
    'assay/grade': grade?.letter ?? 'U',
    'assay/score': textOf(shown['score']),
    'assay/grade-origin': grade?.origin ?? null,
    'assay/rubric': textOf(shown['rubric']),
    'assay/coverage': textOf(shown['coverage']),
    'assay/findings': listOf(body['findings']),
    'assay/host': textOf(body['host']),
    'assay/base-path': textOf(body['basePath']),
    'assay/environment': textOf(body['environment']),
    'assay/link': link,
  };
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts))
    if (value !== null && value !== '') present[name] = registryText(value, MAX_ANNOTATION);
  return present;
}

/** For filters of the catalog; a letter that is no label value (`A+` of another scale) stands in the annotation only. */
function labelsOf({ body, grade }: ApiFacts): JsonObject {
  const letter = grade?.letter ?? 'U';
  return {
    'assay/management': textOf(body['management']) ?? 'unmanaged',
    ...(nameOf(letter) === letter ? { 'assay/grade': letter } : {}),
  };
}

function tagsOf({ body, grade }: ApiFacts): JsonValue {
  const words = [
    textOf(body['management']) ?? '',
    `grade ${grade?.letter ?? 'U'}`,
    ...stringsOf(body['flags']),
  ];
  return [...new Set(words.flatMap((word) => tagOf(word) ?? []))].sort();
}

/** The catalog shows it as Markdown: no text that traffic chose stands in it. */
function describe({ body, grade }: ApiFacts): string {
  const kind = body['management'] === 'managed' ? 'Managed' : 'Unmanaged';
  const letter = grade?.letter ?? 'U';
  const shown = /^[A-Z]$/.test(letter) ? ` Security grade ${letter}.` : '';
  return `${kind} API found in traffic.${grade === null ? ' Not graded yet.' : shown}`;
}

function specOf({ body, definition }: ApiFacts, config: BackstageConfig): JsonObject {
  const owner = textOf(body['owner']);
  return {
    type: 'openapi',
    lifecycle: config.lifecycle ?? 'production',
    owner: (owner === null ? null : nameOf(owner)) ?? config.defaultOwner ?? 'unknown',
    ...(config.system === undefined ? {} : { system: config.system }),
    definition: JSON.stringify(definition ?? withoutDefinition(textOf(body['name']) ?? ''), null, 2),
  };
}

/** An API entity must have a definition; where none is published, one of no operations says so. */
function withoutDefinition(name: string): JsonObject {
  const description = 'The definition of this API is not published.';
  return { openapi: '3.1.0', info: { title: name, version: 'unpublished', description }, paths: {} };
}

function objectIn(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return isJsonObject(member) ? member : {};
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function stringsOf(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function listOf(value: JsonValue | undefined): string {
  return stringsOf(value).join(', ');
}
