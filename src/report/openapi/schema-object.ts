import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { propertiesOf } from './schema-union.ts';

/**
 * From this depth on the analyzer counts leaves only, whatever containers they stood in, so that what the facts say of
 * items and members there is not what a document would have to look like.
 */
const KNOWN_DEPTH = 16;

/** A schema of the facts as the Schema Object of OpenAPI 3.1: nothing undefined, nothing claimed that was not kept. */
export function schemaObject(schema: JsonObject, depth = 0): JsonObject {
  const shown: Record<string, JsonValue> = {};
  for (const keyword of ['type', 'enum', 'contentEncoding'] as const) {
    const value = schema[keyword];
    if (value !== undefined) shown[keyword] = value;
  }
  Object.assign(shown, formatOf(schema));
  if (depth >= KNOWN_DEPTH) return shown;
  return { ...shown, ...containerOf(schema, depth + 1) };
}

/** OpenAPI 3.1 writes raw bytes as a content type (section 4.8.24.4); its format registry has no `binary`. */
function formatOf(schema: JsonObject): JsonObject {
  const format = schema['format'];
  if (typeof format !== 'string') return {};
  return format === 'binary' ? { contentMediaType: 'application/octet-stream' } : { format };
}

/**
 * Names that tools take for something else, with patterns that say the same to all of them: every `$ref` is a reference
 * to some, a property of that name too; ajv passes over `__proto__`.
 */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ['$ref', '^\\$ref$'],
  ['__proto__', '^__proto__$'],
]);

function containerOf(schema: JsonObject, depth: number): JsonObject {
  const { items, required, additionalProperties } = schema;
  const all = [...propertiesOf(schema)].map(([name, one]) => [name, schemaObject(one, depth)] as const);
  const properties = all.filter(([name]) => !PATTERNS.has(name));
  const patterns = all.flatMap(([name, one]) => {
    const pattern = PATTERNS.get(name);
    return pattern === undefined ? [] : [[pattern, one] as const];
  });
  return {
    ...(isJsonObject(items) ? { items: schemaObject(items, depth) } : {}),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(patterns.length === 0 ? {} : { patternProperties: Object.fromEntries(patterns) }),
    ...(isJsonArray(required) && required.length > 0 ? { required } : {}),
    ...(isJsonObject(additionalProperties)
      ? { additionalProperties: schemaObject(additionalProperties, depth) }
      : {}),
  };
}
