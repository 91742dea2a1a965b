import { isJsonObject, type JsonObject } from '../model/json.ts';
import { compileSchema, pointerTo, type SchemaProblem, type Validator } from '../schema/index.ts';
import {
  BASE_SCHEMA,
  type ConnectorContract,
  ENTRY_LISTS,
  type EntryList,
  entrySchema,
} from './document-schema.ts';
import { isTree, type Tree } from './value-tree.ts';

/**
 * Problems of a document: of all but its entries, then of each entry by the schema of its connector. Entries of the same
 * connector share one validator, and so do documents: making one takes longer than all that it checks.
 */
export function checkDocument(
  tree: Tree,
  contracts: ReadonlyMap<string, ConnectorContract>,
): readonly SchemaProblem[] {
  return [...OUTLINE.check(tree), ...ENTRY_LISTS.flatMap((list) => checkEntries(tree, list, contracts))];
}

function checkEntries(
  tree: Tree,
  { key, kind }: EntryList,
  contracts: ReadonlyMap<string, ConnectorContract>,
): readonly SchemaProblem[] {
  const entries = tree[key];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry, index) => {
    const connector = isTree(entry) ? entry['connector'] : undefined;
    const contract = typeof connector === 'string' ? contracts.get(connector) : undefined;
    const problems = entryValidator(kind, contract?.configSchema ?? null).check(entry);
    const place = pointerTo(`/${key}`, index);
    return problems.map((problem) => ({ ...problem, pointer: `${place}${problem.pointer}` }));
  });
}

const OUTLINE = compileSchema(outline());

/** The schema without its entries. */
function outline(): JsonObject {
  const { $defs: _entries, properties, ...rest } = BASE_SCHEMA;
  const lists = ENTRY_LISTS.map(({ key }) => [key, { type: 'array' }] as const);
  return {
    ...rest,
    properties: { ...(isJsonObject(properties) ? properties : {}), ...Object.fromEntries(lists) },
  };
}

type EntryValidators = Map<EntryList['kind'], Validator<unknown>>;

const OPEN_ENTRIES: EntryValidators = new Map();
const ENTRIES = new WeakMap<JsonObject, EntryValidators>();

function entryValidator(kind: EntryList['kind'], connector: JsonObject | null): Validator<unknown> {
  const made: EntryValidators = connector === null ? OPEN_ENTRIES : (ENTRIES.get(connector) ?? new Map());
  if (connector !== null) ENTRIES.set(connector, made);
  const validator = made.get(kind) ?? compileSchema(entrySchema(kind, connector));
  made.set(kind, validator);
  return validator;
}
