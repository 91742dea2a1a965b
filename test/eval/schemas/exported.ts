import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { isJsonArray, isJsonObject } from '../../../src/model/json.ts';
import { type Attribute, memberSet } from './labels.ts';
import { textOf } from './text-of.ts';

/** pointer → attribute → what the exported schema claims. */
export type Claims = Map<string, Map<Attribute, Set<string>>>;

const MAX_DEPTH = 40;

/** Flattens a JSON Schema into claims per pointer; `*` stands for items and for keys of maps. */
export function claimsOf(schema: JsonValue | undefined, document: JsonObject): Claims {
  const claims: Claims = new Map();
  walk(schema, '', document, claims, 0);
  return claims;
}

/** Follows `$ref` inside the document. */
export function resolve(schema: JsonValue | undefined, document: JsonObject): JsonObject | null {
  let current = schema;
  for (let hops = 0; hops < 8; hops += 1) {
    if (!isJsonObject(current)) return null;
    const reference = current['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith('#')) return current;
    current = at(document, reference.slice(1));
  }
  return null;
}

function at(document: JsonValue, pointer: string): JsonValue | undefined {
  let current: JsonValue | undefined = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (isJsonArray(current)) current = current[Number(key)];
    else current = isJsonObject(current) ? current[key] : undefined;
  }
  return current;
}

function claim(claims: Claims, pointer: string, attribute: Attribute, value: string): void {
  const of = claims.get(pointer) ?? new Map<Attribute, Set<string>>();
  claims.set(pointer, of);
  const values = of.get(attribute) ?? new Set<string>();
  of.set(attribute, values);
  values.add(value);
}

function walk(
  value: JsonValue | undefined,
  pointer: string,
  document: JsonObject,
  claims: Claims,
  depth: number,
): void {
  const schema = resolve(value, document);
  if (depth > MAX_DEPTH) return;
  claim(claims, pointer, 'present', 'present');
  if (schema === null) return;
  claimTypes(schema, pointer, claims);
  claimMembers(schema, pointer, claims);
  const format = schema['format'];
  if (typeof format === 'string') claim(claims, pointer, 'format', FORMAT_ALIASES[format] ?? format);
  if (schema['contentEncoding'] === 'base64') claim(claims, pointer, 'format', 'byte');
  walkObject(schema, pointer, document, claims, depth);
  // A list that was always empty has items of which nothing is said.
  const items = schema['items'];
  if (isJsonObject(items) && Object.keys(items).length > 0)
    walk(items, `${pointer}/*`, document, claims, depth + 1);
  const alternatives = [schema['anyOf'], schema['oneOf'], schema['allOf']].filter(isJsonArray).flat();
  walkAlternatives(alternatives, pointer, document, claims, depth);
}

const FORMAT_ALIASES: Readonly<Record<string, string>> = {
  url: 'uri',
  iri: 'uri',
  'idn-email': 'email',
  base64: 'byte',
};

function claimTypes(schema: JsonObject, pointer: string, claims: Claims): void {
  const type = schema['type'];
  const types = typeof type === 'string' ? [type] : isJsonArray(type) ? type : [];
  for (const name of types) {
    if (name === 'null') claim(claims, pointer, 'nullable', 'nullable');
    else if (typeof name === 'string') claim(claims, pointer, 'type', name);
  }
  if (schema['nullable'] === true) claim(claims, pointer, 'nullable', 'nullable');
}

function claimMembers(schema: JsonObject, pointer: string, claims: Claims): void {
  const members = schema['enum'];
  if (!isJsonArray(members)) return;
  const texts = members.filter((member) => typeof member === 'string');
  if (texts.length > 0) claim(claims, pointer, 'enum', memberSet(texts));
}

function walkObject(
  schema: JsonObject,
  pointer: string,
  document: JsonObject,
  claims: Claims,
  depth: number,
): void {
  const properties = schema['properties'];
  for (const [name, property] of isJsonObject(properties) ? Object.entries(properties) : []) {
    walk(property, `${pointer}/${name}`, document, claims, depth + 1);
  }
  const required = schema['required'];
  for (const name of isJsonArray(required) ? required : []) {
    claim(claims, `${pointer}/${textOf(name)}`, 'required', 'required');
  }
  const patterns = schema['patternProperties'];
  const additional = schema['additionalProperties'];
  const values = [
    ...(isJsonObject(additional) ? [additional] : []),
    ...(isJsonObject(patterns) ? Object.values(patterns) : []),
  ];
  for (const child of values) {
    if (isJsonObject(child) && Object.keys(child).length === 0) continue;
    claim(claims, pointer, 'map', 'map');
    walk(child, `${pointer}/*`, document, claims, depth + 1);
  }
}

/** A field is required only where every object branch requires it. */
function walkAlternatives(
  branches: readonly JsonValue[],
  pointer: string,
  document: JsonObject,
  claims: Claims,
  depth: number,
): void {
  const each = branches.map((branch) => {
    const own: Claims = new Map();
    walk(branch, pointer, document, own, depth + 1);
    return own;
  });
  const objects = each.filter((own) => own.get(pointer)?.get('type')?.has('object') === true);
  for (const own of each) {
    for (const [at, attributes] of own) {
      for (const [attribute, values] of attributes) {
        const child =
          at !== pointer && attribute === 'required' && !at.slice(pointer.length + 1).includes('/');
        if (child && !objects.every((other) => other.get(at)?.has('required') === true)) continue;
        for (const value of values) claim(claims, at, attribute, value);
      }
    }
  }
}
