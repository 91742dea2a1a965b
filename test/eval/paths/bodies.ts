import type { Design, ResponseShape, Template } from './design.ts';
import { hash32, Random } from './random.ts';
import { makeValue } from './values.ts';

/** Fields of entities whose design tells none; each entity takes a seeded few of them. */
const FIELDS =
  'name title status type description createdAt updatedAt owner amount currency tags enabled priority reference notes total version category email url count position label locale state source score duration size parentId expiresAt metadata'.split(
    ' ',
  );
/** Fields that hold the entities of an envelope. */
const ENVELOPE =
  /^(?:data|items|results|records|_embedded|entries|rows|content|included|value|list|elements)$/;

/** Values of fields that take one of a few. */
const CHOICES = [
  'active|inactive|pending',
  'OPEN|CLOSED|IN_PROGRESS|ON_HOLD',
  'draft|published|archived',
  'standard|premium|trial',
  'created|paid|shipped|delivered|cancelled',
];
/** Envelopes that hold one entity where one was asked for. */
const SINGLE = /^(?:data|content|value)$/;

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A field's value by its name: the same field of one entity always has the same type. `id` is empty for a page of many. */
function fieldValue(entity: string, field: string, random: Random, id: string, nested: number): Json {
  const name = field.toLowerCase();
  if (name === 'id' || name === '_id' || name === 'uuid' || name === 'sid')
    return id === '' ? makeValue('base36:10', random) : id;
  if (ENVELOPE.test(name))
    return id !== '' && SINGLE.test(name)
      ? objectOf(entity, entityFields(entity), random, id, nested + 1)
      : entityList(entity, random, nested);
  if (/(?:_at|date|time|created|updated|modified|expires|timestamp)/.test(name))
    return makeValue('datetime', random);
  if (/^(?:is|has|can|allow)[_a-z]|enabled|active|deleted|required|readonly|public|private|valid$/.test(name))
    return random.chance(0.5);
  if (
    /count|total|amount|price|size|number|quantity|limit|offset|page|sequence|order$|width|height|duration|score|position/.test(
      name,
    )
  )
    return random.int(0, 5000);
  if (/email/.test(name)) return makeValue('email', random);
  if (/url|href|link|uri|next|previous/.test(name))
    return `https://${makeValue('hostname', random)}/${makeValue('word', random)}`;
  if (/id$|uuid$|token$|key$/.test(name)) return makeValue('base62:16', random);
  if (name.endsWith('s') && !/status|address|ss$/.test(name))
    return Array.from({ length: random.int(0, 3) }, () => makeValue('word', random));
  if (/status|state$|type$|kind$/.test(name))
    return makeValue(`enum:${CHOICES[hash32(`${entity} ${field}`) % CHOICES.length]}`, random);
  return byHash(`${entity} ${field}`, random);
}

function byHash(key: string, random: Random): Json {
  const form = hash32(key) % 6;
  if (form === 0) return random.int(0, 1000);
  if (form === 1)
    return { code: makeValue('word', random), label: makeValue('percent-word', random).replace('%20', ' ') };
  if (form === 2) return random.chance(0.1) ? null : makeValue('slug', random);
  if (form === 3) return makeValue('word', random).toUpperCase();
  return `${makeValue('camel', random)} ${makeValue('word', random)} ${makeValue('word', random)}`;
}

function entityFields(entity: string): readonly string[] {
  const random = new Random(`fields of ${entity}`);
  const noun = entity.replace(/[^a-zA-Z]/g, '').slice(-12);
  return [
    'id',
    ...random.shuffle(FIELDS).slice(0, random.int(3, 6)),
    ...(noun === '' ? [] : [`${noun}Type`]),
  ];
}

function objectOf(
  entity: string,
  fields: readonly string[],
  random: Random,
  id: string,
  nested: number,
): { [key: string]: Json } {
  const out: { [key: string]: Json } = {};
  for (const field of fields) {
    const optional =
      hash32(`${entity} optional ${field}`) % 5 === 0 && field !== 'id' && !ENVELOPE.test(field);
    if (!optional || random.chance(0.7)) out[field] = fieldValue(entity, field, random, id, nested);
  }
  return out;
}

function entityList(entity: string, random: Random, nested: number): Json {
  if (nested > 1) return [];
  const fields = entityFields(entity);
  return Array.from({ length: random.int(1, 3) }, () =>
    objectOf(entity, fields, random, makeValue('base36:10', random), nested + 1),
  );
}

/** What the path is about: its last literal segment, and whether it names one of them or all. */
function subject(path: string): { readonly entity: string; readonly one: boolean } {
  const segments = path.split('/').filter((segment) => segment !== '');
  const literals = segments.filter((segment) => !segment.includes('{'));
  return { entity: literals.at(-1) ?? 'root', one: segments.at(-1)?.includes('{') ?? false };
}

function shapeOf(design: Design, template: Template): ResponseShape {
  if (template.response !== undefined) return template.response;
  const { entity, one } = subject(template.path);
  return { type: one ? 'object' : 'list', fields: entityFields(`${design.name} ${entity}`) };
}

export interface Body {
  readonly contentType: string | null;
  readonly body: string | null;
}

const EMPTY: Body = { contentType: null, body: null };

/** The last slot of a path and its value. */
export interface LastSlot {
  readonly name: string;
  readonly value: string;
}

/** The response body of a successful call; an entity asked for by its slot echoes the value, as its id and under the slot's own name. */
export function responseBody(
  design: Design,
  template: Template,
  method: string,
  last: LastSlot | null,
  random: Random,
): Body {
  const shape = shapeOf(design, template);
  if (shape.type === 'none' || method === 'DELETE' || method === 'HEAD') return EMPTY;
  const contentType = shape.contentType ?? 'application/json';
  if (shape.type === 'binary')
    return { contentType: shape.contentType ?? 'application/octet-stream', body: null };
  if (shape.type === 'text' || !contentType.includes('json'))
    return { contentType: shape.contentType ?? 'text/plain', body: plainBody(contentType, template, random) };
  const { entity } = subject(template.path);
  const key = `${design.name} ${entity}`;
  const asked = last !== null && template.path.endsWith('}') ? last.value : null;
  const id =
    asked ?? (method === 'GET' && !template.path.endsWith('}') ? '' : makeValue('base36:10', random));
  const fields = shape.fields ?? entityFields(key);
  if (shape.type !== 'list' || method !== 'GET')
    return { contentType, body: JSON.stringify(echo(objectOf(key, fields, random, id, 0), last)) };
  const items = Array.from({ length: random.int(1, 4) }, () =>
    objectOf(key, fields, random, makeValue('base36:10', random), 0),
  );
  return { contentType, body: JSON.stringify(items) };
}

function echo(body: { [key: string]: Json }, last: LastSlot | null): Json {
  return last !== null && Object.hasOwn(body, last.name)
    ? { ...body, [last.name]: decodeURIComponent(last.value) }
    : body;
}

function plainBody(contentType: string, template: Template, random: Random): string {
  const { entity } = subject(template.path);
  const tag = entity.replace(/[^a-zA-Z]/g, '') || 'document';
  if (contentType.includes('xml'))
    return `<${tag} name="${makeValue('word', random)}"><entry>${makeValue('slug', random)}</entry></${tag}>`;
  return `${makeValue('slug', random)}\n${makeValue('slug', random)}\n`;
}

/** The request body of POST, PUT and PATCH. */
export function requestBody(design: Design, template: Template, random: Random): Body {
  const contentType = template.requestType ?? 'application/json';
  const { entity } = subject(template.path);
  const key = `${design.name} ${entity}`;
  const fields = (template.response?.fields ?? entityFields(key))
    .filter((field) => !/^_?id$|created|updated/i.test(field))
    .slice(0, 5);
  if (contentType.includes('form-urlencoded'))
    return { contentType, body: fields.map((field) => `${field}=${makeValue('word', random)}`).join('&') };
  if (!contentType.includes('json')) return { contentType, body: null };
  return { contentType, body: JSON.stringify(objectOf(key, fields, random, '', 1)) };
}

/** An error as this API words it: every API has its own form. */
export function errorBody(design: Design, status: number): Body {
  const form = hash32(`${design.name} errors`) % 3;
  const code =
    {
      400: 'invalid_request',
      401: 'unauthorized',
      403: 'forbidden',
      404: 'not_found',
      422: 'unprocessable',
      429: 'rate_limited',
      500: 'internal',
    }[status] ?? 'error';
  const body =
    form === 0
      ? { error: { code, status } }
      : form === 1
        ? { code, message: `Request failed: ${code}` }
        : { errors: [{ title: code, status: String(status) }] };
  return { contentType: 'application/json', body: JSON.stringify(body) };
}
