import { AssayError, compileSchema, type HttpClient, type JsonObject } from '../../src/kit/index.ts';
import { type ApiEntity, isApiEntity } from './entity.ts';

/** Routes of the module of examples/backstage-module, under the catalog plugin. */
const ENTITIES = '/assay/entities';

const PAGE_SIZE = 200;
/** Two million entities; a listing that goes on is broken. */
const MAX_PAGES = 10_000;
/** References per look-up. */
const REFS_AT_ONCE = 200;

const page = compileSchema<{ readonly items: readonly unknown[]; readonly next: string | null }>({
  type: 'object',
  required: ['items', 'next'],
  properties: { items: { type: 'array' }, next: { type: ['string', 'null'] } },
});

/** An entity of anybody, as much of it as says whose it is. */
export interface CatalogEntity {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
}

const byRefs = compileSchema<{ readonly items: readonly (CatalogEntity | null)[] }>({
  type: 'object',
  required: ['items'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: ['object', 'null'],
        required: ['metadata'],
        properties: {
          metadata: {
            type: 'object',
            properties: { annotations: { type: 'object', additionalProperties: { type: 'string' } } },
          },
        },
      },
    },
  },
});

const ANSWER_INVALID = {
  code: 'BACKSTAGE_ANSWER_INVALID',
  kind: 'sourceContract',
  message: 'What answers at this address does not answer like the Backstage catalog.',
} as const;

/**
 * What the catalog holds from this entry now, processed or not. Entities that a person's registration took over, and
 * such as were deleted there, are not among them.
 */
export async function listPushed(http: HttpClient, marker: string): Promise<readonly ApiEntity[]> {
  const found: ApiEntity[] = [];
  let after: string | null = null;
  // In the order of the database, which is seldom that of the characters here.
  const seen = new Set<string>();
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const { items, next } = await readPage(http, marker, after);
    for (const item of items) {
      if (!isApiEntity(item)) throw new AssayError(ANSWER_INVALID);
      found.push(item);
    }
    if (next === null) return found;
    if (seen.has(next)) break;
    seen.add(next);
    after = next;
  }
  throw new AssayError({ ...ANSWER_INVALID, message: 'The listing of the Backstage module never ends.' });
}

async function readPage(
  http: HttpClient,
  marker: string,
  after: string | null,
): Promise<{ readonly items: readonly unknown[]; readonly next: string | null }> {
  const answer = await http.send({
    url: ENTITIES,
    query: { marker, limit: PAGE_SIZE, after },
    accept: [404],
  });
  if (answer.status === 404)
    throw new AssayError({
      code: 'BACKSTAGE_MODULE_MISSING',
      kind: 'sourceContract',
      message: 'The catalog has no module that takes entities from Assay.',
      fix: 'Add the module of examples/backstage-module to the backend, or set delivery: served; check url too.',
    });
  return page.parse(parseBody(answer.text), ANSWER_INVALID);
}

/** Hands one entity to the module. Throws `conflict` when an entity of that name is somebody else's. */
export async function pushEntity(http: HttpClient, marker: string, entity: ApiEntity): Promise<void> {
  const answer = await http.send({
    method: 'POST',
    url: ENTITIES,
    json: { marker, entities: [entity] },
    // The same entity twice is one entity.
    isSafeToRepeat: true,
    accept: [409],
  });
  if (answer.status !== 409) return;
  throw new AssayError({
    code: 'BACKSTAGE_ENTITY_FOREIGN',
    kind: 'conflict',
    message: 'An entity of this name is registered by somebody else; it was left alone.',
  });
}

/** The entities of these references as the catalog shows them, null where it knows none; in their order. */
export async function readByRefs(
  http: HttpClient,
  refs: readonly string[],
): Promise<readonly (CatalogEntity | null)[]> {
  const found: (CatalogEntity | null)[] = [];
  for (let at = 0; at < refs.length; at += REFS_AT_ONCE) {
    const entityRefs = refs.slice(at, at + REFS_AT_ONCE);
    const json: JsonObject = { entityRefs, fields: ['kind', 'metadata.annotations'] };
    const request = { method: 'POST', url: '/entities/by-refs', json, isSafeToRepeat: true } as const;
    const { items } = await http.getJson(request, (value) => byRefs.parse(value, ANSWER_INVALID));
    if (items.length !== entityRefs.length) throw new AssayError(ANSWER_INVALID);
    found.push(...items);
  }
  return found;
}

/** Whether the catalog would take the entity: it says so by itself, long after it was pushed, only in its log. */
export async function isValidEntity(http: HttpClient, entity: ApiEntity): Promise<boolean> {
  const answer = await http.send({
    method: 'POST',
    url: '/validate-entity',
    json: { location: 'url:https://assay.example/catalog-info.yaml', entity },
    isSafeToRepeat: true,
    accept: [400],
  });
  return answer.status !== 400;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AssayError(ANSWER_INVALID);
  }
}
