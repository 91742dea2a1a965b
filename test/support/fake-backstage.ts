import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { type FakeAnswer, type FakeRequest, type FakeServer, startFakeServer } from './fake-server.ts';

export interface FakeBackstage extends FakeServer {
  /** What was pushed, by reference; processed at once. */
  readonly pushed: Map<string, JsonObject>;
  /** What people registered, by reference: it stands in the place of what was pushed. */
  readonly registered: Map<string, JsonObject>;
}

const ORIGIN = 'backstage.io/managed-by-origin-location';
const PREFIX = ['api', 'catalog'];
const MAX_NAME = 63;
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_KEY = /^([a-z0-9-]+(\.[a-z0-9-]+)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const TAG = /^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/;
const REFERENCE = /^([A-Za-z]+:)?([a-z0-9-]+\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/**
 * The catalog with the module of examples/backstage-module, as both behave where the connector touches them
 * (test/services/backstage.test.ts holds the connector to the real ones). Entities are checked by the rules of
 * @backstage/catalog-model, and what the catalog would only log is refused.
 */
export async function startFakeBackstage(authorization: string): Promise<FakeBackstage> {
  const pushed = new Map<string, JsonObject>();
  const registered = new Map<string, JsonObject>();

  const answer = ({ method, path, query, body, authorization: given }: FakeRequest): FakeAnswer => {
    if (given !== authorization) return { status: 401 };
    if (PREFIX.some((segment, index) => path[index] !== segment)) return { status: 404 };
    switch (`${method} ${path.slice(PREFIX.length).join('/')}`) {
      case 'GET assay/entities':
        return list(pushed, query);
      case 'POST assay/entities':
        return add(pushed, registered, body ?? {});
      case 'POST entities/by-refs':
        return byRefs((ref) => registered.get(ref) ?? pushed.get(ref) ?? null, body ?? {});
      case 'POST validate-entity':
        return faultOf(body?.['entity'] ?? null) === null ? { status: 200 } : { status: 400 };
      default:
        return { status: 404 };
    }
  };
  return { ...(await startFakeServer(answer)), pushed, registered };
}

function list(pushed: ReadonlyMap<string, JsonObject>, query: URLSearchParams): FakeAnswer {
  const marker = query.get('marker') ?? '';
  const after = query.get('after') ?? '';
  const limit = Number(query.get('limit') ?? 200);
  const rows = [...pushed]
    .filter(([ref]) => compareInDatabase(ref, after) > 0)
    .sort(([a], [b]) => compareInDatabase(a, b));
  const shown = rows.slice(0, limit);
  const items = shown.map(([, entity]) => entity).filter((entity) => originOf(entity) === `assay:${marker}`);
  return { status: 200, body: { items, next: rows.length > limit ? (shown.at(-1)?.[0] ?? null) : null } };
}

const LANGUAGE = new Intl.Collator('en', { ignorePunctuation: true });

/** PostgreSQL under the locale of a language, which most servers have: punctuation counts only among equals. */
function compareInDatabase(a: string, b: string): number {
  const byLetters = LANGUAGE.compare(a, b);
  if (byLetters !== 0 || a === b) return byLetters;
  return a < b ? -1 : 1;
}

function add(
  pushed: Map<string, JsonObject>,
  registered: ReadonlyMap<string, JsonObject>,
  { marker, entities }: JsonObject,
): FakeAnswer {
  if (typeof marker !== 'string' || !isJsonArray(entities)) return { status: 400 };
  for (const entity of entities) {
    const fault = faultOf(entity);
    if (fault !== null) return { status: 400, body: { error: fault } };
  }
  const given = entities.filter(isJsonObject);
  if (given.some((entity) => originOf(entity) !== `assay:${marker}`)) return { status: 400 };
  const isForeign = (ref: string): boolean => {
    const before = pushed.get(ref);
    return registered.has(ref) || (before !== undefined && originOf(before) !== `assay:${marker}`);
  };
  const conflicts = given.map(refOf).filter(isForeign);
  if (conflicts.length > 0) return { status: 409, body: { conflicts } };
  for (const entity of given) pushed.set(refOf(entity), entity);
  return { status: 204 };
}

function byRefs(find: (ref: string) => JsonObject | null, { entityRefs }: JsonObject): FakeAnswer {
  if (!isJsonArray(entityRefs)) return { status: 400 };
  return { status: 200, body: { items: entityRefs.map((ref) => find(textOf(ref).toLowerCase())) } };
}

export function refOf(entity: JsonObject): string {
  const { name, namespace } = objectIn(entity, 'metadata');
  return `${textOf(entity['kind'])}:${textOf(namespace)}/${textOf(name)}`.toLowerCase();
}

function originOf(entity: JsonObject): JsonValue | undefined {
  return objectIn(objectIn(entity, 'metadata'), 'annotations')[ORIGIN];
}

/** What is wrong with an entity of kind API; null when nothing is. */
function faultOf(entity: JsonValue): string | null {
  if (!isJsonObject(entity)) return 'no entity';
  const metadata = objectIn(entity, 'metadata');
  const spec = objectIn(entity, 'spec');
  const rules: readonly (readonly [string, boolean])[] = [
    ['envelope', entity['apiVersion'] === 'backstage.io/v1alpha1' && entity['kind'] === 'API'],
    ['name', isName(metadata['name'])],
    ['namespace', matches(metadata['namespace'], /^[a-z0-9]+(-+[a-z0-9]+)*$/)],
    ['title', isText(metadata['title'])],
    ['description', typeof metadata['description'] === 'string'],
    ['annotations', entries(metadata, 'annotations', (value) => typeof value === 'string')],
    ['labels', entries(metadata, 'labels', (value) => value === '' || isName(value))],
    ['tags', items(metadata, 'tags', (tag) => matches(tag, TAG, MAX_NAME))],
    ['links', items(metadata, 'links', (link) => isJsonObject(link) && isUrl(link['url']))],
    ['spec', ['type', 'lifecycle', 'owner', 'definition'].every((name) => isText(spec[name]))],
    ['owner', matches(spec['owner'], REFERENCE)],
    ['system', spec['system'] === undefined || matches(spec['system'], REFERENCE)],
  ];
  return rules.find(([, holds]) => !holds)?.[0] ?? null;
}

function isName(value: JsonValue | undefined): boolean {
  return matches(value, NAME, MAX_NAME);
}

function isUrl(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && URL.canParse(value);
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function matches(
  value: JsonValue | undefined,
  pattern: RegExp,
  maxLength = Number.POSITIVE_INFINITY,
): boolean {
  return typeof value === 'string' && value.length <= maxLength && pattern.test(value);
}

function entries(
  object: JsonObject,
  name: string,
  holds: (value: JsonValue | undefined) => boolean,
): boolean {
  return Object.entries(objectIn(object, name)).every(([key, value]) => LABEL_KEY.test(key) && holds(value));
}

function items(object: JsonObject, name: string, holds: (value: JsonValue) => boolean): boolean {
  const value = object[name];
  return isJsonArray(value) && value.every(holds);
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
