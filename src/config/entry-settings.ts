import { resolve } from 'node:path';
import type { ConfigValue, ConnectorConfig } from '../model/connector-config.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Secret } from '../model/secret.ts';
import { parseDurationMs, parseSizeBytes, pointerTo } from '../schema/index.ts';
import { type Branch, isTree, type Tree } from './value-tree.ts';

export interface EntrySurroundings {
  readonly secrets: ReadonlyMap<string, Secret>;
  /** Folder of the configuration file: what relative paths are relative to. */
  readonly folder: string;
}

/**
 * The connector's own properties of an entry: durations in ms, sizes in bytes, paths absolute, references to secrets
 * as Secret.
 */
export function entrySettings(
  schema: JsonObject,
  entry: Tree,
  pointer: string,
  around: EntrySurroundings,
): ConnectorConfig {
  const settings: Record<string, ConfigValue> = {};
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return settings;
  for (const [key, child] of Object.entries(properties)) {
    const value = entry[key];
    if (value === undefined || !isJsonObject(child)) continue;
    settings[key] = resolveValue(child, value, pointerTo(pointer, key), around);
  }
  return settings;
}

function resolveValue(
  schema: JsonObject,
  value: Branch,
  pointer: string,
  around: EntrySurroundings,
): ConfigValue {
  const secret = around.secrets.get(pointer);
  if (secret !== undefined) return secret;
  if (typeof value === 'string' && schema['format'] === 'duration') return parseDurationMs(value) ?? value;
  if (typeof value === 'string' && schema['format'] === 'size') return parseSizeBytes(value) ?? value;
  if (typeof value === 'string' && schema['format'] === 'path') return absolutePath(value, around.folder);
  if (isTree(value))
    return isJsonObject(schema['properties']) ? entrySettings(schema, value, pointer, around) : value;
  if (!Array.isArray(value)) return value;
  const items = schema['items'];
  const itemSchema = isJsonObject(items) ? items : {};
  return value.map((item, index) => resolveValue(itemSchema, item, pointerTo(pointer, index), around));
}

/** Standard input and URLs are no paths. */
function absolutePath(text: string, folder: string): string {
  return text === '-' || /^https?:\/\//i.test(text) ? text : resolve(folder, text);
}
