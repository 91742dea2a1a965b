import type { ConfigValue, ConnectorConfig } from '../model/connector-config.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Secret } from '../model/secret.ts';
import { parseDurationMs, parseSizeBytes, pointerTo } from '../schema/index.ts';
import { type Branch, isTree, type Tree } from './value-tree.ts';

/** The connector's own properties of an entry: durations in ms, sizes in bytes, references to secrets as Secret. */
export function entrySettings(
  schema: JsonObject,
  entry: Tree,
  pointer: string,
  secrets: ReadonlyMap<string, Secret>,
): ConnectorConfig {
  const settings: Record<string, ConfigValue> = {};
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return settings;
  for (const [key, child] of Object.entries(properties)) {
    const value = entry[key];
    if (value === undefined || !isJsonObject(child)) continue;
    settings[key] = resolveValue(child, value, pointerTo(pointer, key), secrets);
  }
  return settings;
}

function resolveValue(
  schema: JsonObject,
  value: Branch,
  pointer: string,
  secrets: ReadonlyMap<string, Secret>,
): ConfigValue {
  const secret = secrets.get(pointer);
  if (secret !== undefined) return secret;
  if (typeof value === 'string' && schema['format'] === 'duration') return parseDurationMs(value) ?? value;
  if (typeof value === 'string' && schema['format'] === 'size') return parseSizeBytes(value) ?? value;
  if (isTree(value))
    return isJsonObject(schema['properties']) ? entrySettings(schema, value, pointer, secrets) : value;
  if (!Array.isArray(value)) return value;
  const items = schema['items'];
  const itemSchema = isJsonObject(items) ? items : {};
  return value.map((item, index) => resolveValue(itemSchema, item, pointerTo(pointer, index), secrets));
}
