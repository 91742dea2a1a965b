import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/**
 * JSON Schemas as the facts give them, joined. Two conventions of the facts matter: `type` present but undefined says
 * that no value was seen; `additionalProperties` left out says that every name seen stands under `properties`.
 */

/** A schema that accepts what `a` or `b` accepts, and as little else as one schema can say. */
export function schemaUnion(a: JsonObject, b: JsonObject): JsonObject {
  if (isUnseen(a)) return b;
  if (isUnseen(b)) return a;
  const types = unionOfTypes(a, b);
  if (types === null) return {};
  return {
    type: types.length === 1 ? types[0] : types,
    ...scalarUnion(a, b),
    ...itemsUnion(a, b),
    ...objectUnion(a, b),
  };
}

export function schemaUnions(schemas: readonly JsonObject[]): JsonObject {
  const [first, ...more] = schemas;
  return first === undefined ? {} : more.reduce(schemaUnion, first);
}

/** Whether the facts say that no value was seen here: any schema would do. */
function isUnseen(schema: JsonObject): boolean {
  return 'type' in schema && schema['type'] === undefined && Object.keys(schema).length === 1;
}

/** Types that a schema lets pass; null for all of them. */
export function typesOf(schema: JsonObject): readonly string[] | null {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (!isJsonArray(type)) return null;
  return type.filter((one) => typeof one === 'string');
}

function unionOfTypes(a: JsonObject, b: JsonObject): readonly string[] | null {
  const [ofA, ofB] = [typesOf(a), typesOf(b)];
  if (ofA === null || ofB === null) return null;
  const all = new Set([...ofA, ...ofB]);
  if (all.has('number')) all.delete('integer');
  return [...all].sort();
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean']);

function hasType(schema: JsonObject, wanted: (type: string) => boolean): boolean {
  return typesOf(schema)?.some(wanted) ?? true;
}

function scalarUnion(a: JsonObject, b: JsonObject): JsonObject {
  const members = enumUnion(a['enum'], b['enum']);
  const joined: Record<string, JsonValue> = members === null ? {} : { enum: members };
  for (const keyword of ['format', 'contentEncoding', 'contentMediaType']) {
    const value = keywordUnion(keyword, a, b);
    if (value !== null) joined[keyword] = value;
  }
  return joined;
}

function enumUnion(a: JsonValue | undefined, b: JsonValue | undefined): JsonValue[] | null {
  if (!isJsonArray(a) || !isJsonArray(b)) return null;
  const texts = new Set([...a, ...b].filter((one) => typeof one === 'string'));
  return [...[...texts].sort(), ...([...a, ...b].includes(null) ? [null] : [])];
}

/** Stays where both say it, where the wider of two widths does, or where the other side has no value it could judge. */
function keywordUnion(keyword: string, a: JsonObject, b: JsonObject): string | null {
  const [ofA, ofB] = [a[keyword], b[keyword]];
  if (typeof ofA === 'string' && typeof ofB === 'string') {
    if (ofA === ofB) return ofA;
    return WIDTHS.has(ofA) && WIDTHS.has(ofB)
      ? (WIDER.find((width) => [ofA, ofB].includes(width)) ?? null)
      : null;
  }
  const isScalar = (type: string): boolean => SCALARS.has(type);
  if (typeof ofA === 'string') return hasType(b, isScalar) ? null : ofA;
  if (typeof ofB === 'string') return hasType(a, isScalar) ? null : ofB;
  return null;
}

const WIDER: readonly string[] = ['double', 'int64', 'int32'];
const WIDTHS: ReadonlySet<string> = new Set(WIDER);

function itemsUnion(a: JsonObject, b: JsonObject): JsonObject {
  const [ofA, ofB] = [a['items'], b['items']];
  if (isJsonObject(ofA) && isJsonObject(ofB)) return { items: schemaUnion(ofA, ofB) };
  if (isJsonObject(ofA) && !hasType(b, (type) => type === 'array')) return { items: ofA };
  if (isJsonObject(ofB) && !hasType(a, (type) => type === 'array')) return { items: ofB };
  return {};
}

function objectUnion(a: JsonObject, b: JsonObject): JsonObject {
  if (!hasType(a, isObjectType)) return objectKeywords(b);
  if (!hasType(b, isObjectType)) return objectKeywords(a);
  const [ofA, ofB] = [propertiesOf(a), propertiesOf(b)];
  const names = [...new Set([...ofA.keys(), ...ofB.keys()])].sort();
  const properties = names.map((name) => [name, propertyUnion(ofA.get(name), ofB.get(name), a, b)] as const);
  const required = stringsOf(a['required']).filter((name) => stringsOf(b['required']).includes(name));
  const rest = restUnion(a['additionalProperties'], b['additionalProperties']);
  return {
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(required.length === 0 ? {} : { required }),
    ...(rest === undefined ? {} : { additionalProperties: rest }),
  };
}

function isObjectType(type: string): boolean {
  return type === 'object';
}

function objectKeywords(schema: JsonObject): JsonObject {
  const { properties, required, additionalProperties } = schema;
  return {
    ...(properties === undefined ? {} : { properties }),
    ...(required === undefined ? {} : { required }),
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
  };
}

/** A name known to one side only is, on the other, among what that side says of its other names. */
function propertyUnion(
  ofA: JsonObject | undefined,
  ofB: JsonObject | undefined,
  a: JsonObject,
  b: JsonObject,
): JsonObject {
  if (ofA !== undefined && ofB !== undefined) return schemaUnion(ofA, ofB);
  const known = ofA ?? ofB ?? {};
  const others = (ofA === undefined ? a : b)['additionalProperties'];
  if (others === undefined) return known;
  return isJsonObject(others) ? schemaUnion(known, others) : {};
}

function restUnion(a: JsonValue | undefined, b: JsonValue | undefined): JsonValue | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return isJsonObject(a) && isJsonObject(b) ? schemaUnion(a, b) : true;
}

export function propertiesOf(schema: JsonObject): ReadonlyMap<string, JsonObject> {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return new Map();
  return new Map(
    Object.keys(properties).flatMap((name) => {
      const property = properties[name];
      return isJsonObject(property) ? [[name, property] as const] : [];
    }),
  );
}

export function stringsOf(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
