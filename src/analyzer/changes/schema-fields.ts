import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/** One place of a schema: what a comparison needs of it. */
export interface SchemaField {
  /** JSON Pointer with `*` for items and dynamic keys. */
  readonly pointer: string;
  readonly parent: string;
  /** Sorted; `integer` counts as `number` and `null` not at all: both come and go with the values of a day. */
  readonly types: readonly string[];
  readonly required: boolean;
  readonly format: string | null;
  readonly enumeration: readonly string[] | null;
}

const MAX_DEPTH = 32;

/** Every place of a schema by its pointer; the root is `''`. */
export function schemaFields(schema: JsonObject): Map<string, SchemaField> {
  const fields = new Map<string, SchemaField>();
  visit(schema, '', '', true, fields, 0);
  return fields;
}

function visit(
  schema: JsonObject,
  pointer: string,
  parent: string,
  required: boolean,
  fields: Map<string, SchemaField>,
  depth: number,
): void {
  fields.set(pointer, {
    pointer,
    parent,
    types: typesOf(schema['type']),
    required,
    format: formatOf(schema['format']),
    enumeration: enumerationOf(schema['enum']),
  });
  if (depth >= MAX_DEPTH) return;
  const { properties, items, additionalProperties } = schema;
  const names = requiredNames(schema['required']);
  if (isJsonObject(properties)) {
    for (const name of Object.keys(properties)) {
      const child = properties[name];
      if (isJsonObject(child))
        visit(child, `${pointer}/${escape(name)}`, pointer, names.has(name), fields, depth + 1);
    }
  }
  if (isJsonObject(items)) visit(items, `${pointer}/*`, pointer, true, fields, depth + 1);
  if (isJsonObject(additionalProperties))
    visit(additionalProperties, `${pointer}/*`, pointer, false, fields, depth + 1);
}

/** RFC 6901 section 3. */
function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function typesOf(value: JsonValue | undefined): string[] {
  const list = typeof value === 'string' ? [value] : isJsonArray(value) ? value : [];
  const types = new Set<string>();
  for (const type of list)
    if (typeof type === 'string' && type !== 'null') types.add(type === 'integer' ? 'number' : type);
  return [...types].sort();
}

/** Widths of numbers follow the largest value of the day. */
function formatOf(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  return value === 'int32' || value === 'int64' || value === 'double' || value === 'float' ? null : value;
}

function enumerationOf(value: JsonValue | undefined): string[] | null {
  if (!isJsonArray(value)) return null;
  return value
    .filter((member) => member !== null)
    .map(String)
    .sort();
}

function requiredNames(value: JsonValue | undefined): Set<string> {
  const names = new Set<string>();
  if (isJsonArray(value)) for (const name of value) if (typeof name === 'string') names.add(name);
  return names;
}
