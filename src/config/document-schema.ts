import schemaFile from '../../schemas/config.schema.json' with { type: 'json' };
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { isTree, type Tree } from './value-tree.ts';

/** What the loader must know of a connector; a connector manifest has all of it. */
export interface ConnectorContract {
  readonly id: string;
  readonly kinds: readonly string[];
  readonly configSchema: JsonObject;
  /** Mapping of its records where the entry names none; null when the entry must. */
  readonly mapping: string | null;
}

export interface EntryList {
  readonly key: 'gateways' | 'sources' | 'registries';
  readonly kind: 'gateway' | 'source' | 'registry';
}

export const ENTRY_LISTS: readonly EntryList[] = [
  { key: 'gateways', kind: 'gateway' },
  { key: 'sources', kind: 'source' },
  { key: 'registries', kind: 'registry' },
];

export const BASE_SCHEMA: JsonObject = schemaFile;

/**
 * The schema of this very document: each entry is described by the common properties and those of its connector, so
 * that one validation finds everything and a misspelt key is compared with all keys that could be meant.
 */
export function documentSchema(tree: Tree, contracts: ReadonlyMap<string, ConnectorContract>): JsonObject {
  const properties: Record<string, JsonValue | undefined> = { ...objectAt(BASE_SCHEMA, 'properties') };
  for (const { key, kind } of ENTRY_LISTS) {
    const list = tree[key];
    const entries = Array.isArray(list) ? list : [];
    const prefixItems = entries.map((entry) => {
      const connector = isTree(entry) ? entry['connector'] : undefined;
      const contract = typeof connector === 'string' ? contracts.get(connector) : undefined;
      return entrySchema(kind, contract?.configSchema ?? null);
    });
    const base = objectAt(properties, key);
    properties[key] = {
      type: 'array',
      description: base['description'],
      default: [],
      ...(prefixItems.length > 0 ? { prefixItems, items: false, minItems: prefixItems.length } : {}),
    };
  }
  const { $defs: _entries, ...rest } = BASE_SCHEMA;
  return { ...rest, properties };
}

/** Common properties and those of the connector. An unknown connector (null) leaves its entry open: one problem is enough. */
export function entrySchema(kind: EntryList['kind'], connector: JsonObject | null): JsonObject {
  const common = objectAt(objectAt(BASE_SCHEMA, '$defs'), kind);
  if (connector === null) return common;
  return {
    ...connector,
    type: 'object',
    additionalProperties: false,
    required: [...arrayAt(common, 'required'), ...arrayAt(connector, 'required')],
    properties: { ...objectAt(connector, 'properties'), ...objectAt(common, 'properties') },
  };
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function arrayAt(object: JsonObject, key: string): readonly JsonValue[] {
  const value = object[key];
  return isJsonArray(value) ? value : [];
}
