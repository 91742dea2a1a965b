import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { propertiesOf, stringsOf, typesOf } from './schema-union.ts';

/**
 * The facts hold an XML document as a tree with its root element as the one member, attributes as `@name` and mixed
 * text as `$text`. OpenAPI 3.1 (section 4.8.26, XML Object) starts at the root element and marks attributes.
 */
export function xmlSchema(document: JsonObject): JsonObject {
  const [root, ...more] = propertiesOf(document);
  if (root === undefined || more.length > 0 || document['additionalProperties'] !== undefined) return {};
  const [name, schema] = root;
  return { ...elementSchema(schema), xml: { name } };
}

/** An element that repeats and one that does not look alike in XML, so arrays are described by their items. */
function elementSchema(element: JsonObject): JsonObject {
  const properties: [string, JsonValue][] = [];
  const known = propertiesOf(element);
  for (const [name, schema] of known) {
    if (name === '$text') continue;
    const plain = name.startsWith('@') ? name.slice(1) : name;
    if (plain !== name && known.has(plain)) continue;
    const shown = elementSchema(schema);
    properties.push([plain, plain === name ? shown : { ...shown, xml: { attribute: true } }]);
  }
  const names = new Set(properties.map(([name]) => name));
  const required = stringsOf(element['required'])
    .map((name) => (name.startsWith('@') ? name.slice(1) : name))
    .filter((name) => names.has(name));
  const { properties: _, required: __, items, additionalProperties, ...rest } = element;
  return {
    ...rest,
    ...(isJsonObject(items) ? { items: elementSchema(items) } : {}),
    ...(isJsonObject(additionalProperties)
      ? { additionalProperties: elementSchema(additionalProperties) }
      : {}),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(required.length === 0 || typesOf(element) === null
      ? {}
      : { required: [...new Set(required)].sort() }),
  };
}
