import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { encodedObject } from './published-text.ts';

const ORIGIN = 'Inferred from observed calls, not from a design: what no caller did is not in it.';

/**
 * The observed document as a registry gets it: without counts and times of observation, which every run changes, so
 * that a new version is one that says something new. Examples it has none: no document of ours keeps values.
 */
export function publishedDefinition(document: JsonObject): JsonObject {
  const { 'x-assay': _facts, info, paths, ...rest } = document;
  return encodedObject({
    ...rest,
    info: { ...asObject(info), description: ORIGIN },
    paths: mapMembers(asObject(paths), (item) =>
      mapMembers(asObject(item), (operation) => withoutFacts(operation)),
    ),
  });
}

function withoutFacts(operation: JsonValue): JsonValue {
  if (!isJsonObject(operation)) return operation;
  const { 'x-assay': _facts, ...rest } = operation;
  return rest;
}

function mapMembers(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, change(value)] as const],
    ),
  );
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
