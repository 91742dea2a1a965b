import { isJsonArray, isJsonObject, type JsonObject } from '../model/json.ts';
import { pointerTo, pointerTokens } from '../schema/index.ts';

/** The configuration while it is being put together: plain JSON that may be changed. */
export type Tree = { [key: string]: Branch };
export type Branch = null | boolean | number | string | Branch[] | Tree;

export function isTree(value: Branch | undefined): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One member of the tree with the schema that describes it. */
export interface Visit {
  readonly pointer: string;
  readonly schema: JsonObject;
  readonly value: Branch;
  /** Puts another value in its place. */
  readonly replace: (value: Branch) => void;
}

/** Visits every member that the schema describes, parents first. A member that is replaced is not descended into. */
export function walk(schema: JsonObject, tree: Tree, visit: (visited: Visit) => void, pointer = ''): void {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return;
  for (const [key, child] of Object.entries(properties)) {
    const value = tree[key];
    if (value === undefined || !isJsonObject(child)) continue;
    walkMember(child, value, pointerTo(pointer, key), (next) => (tree[key] = next), visit);
  }
}

function walkMember(
  schema: JsonObject,
  value: Branch,
  pointer: string,
  replace: (value: Branch) => void,
  visit: (visited: Visit) => void,
): void {
  visit({ schema, value, pointer, replace });
  if (isTree(value)) walk(schema, value, visit, pointer);
  if (!Array.isArray(value)) return;
  for (const [index, item] of value.entries()) {
    const itemSchema = schemaOfItem(schema, index);
    if (itemSchema === null) continue;
    walkMember(itemSchema, item, pointerTo(pointer, index), (next) => (value[index] = next), visit);
  }
}

function schemaOfItem(schema: JsonObject, index: number): JsonObject | null {
  const prefix = schema['prefixItems'];
  const fromPrefix = isJsonArray(prefix) ? prefix[index] : undefined;
  if (isJsonObject(fromPrefix)) return fromPrefix;
  const items = schema['items'];
  return isJsonObject(items) ? items : null;
}

/** Puts a value at a pointer of object keys, making the objects on the way. */
export function setAt(tree: Tree, pointer: string, value: Branch): void {
  const tokens = [...pointerTokens(pointer)];
  const last = tokens.pop();
  if (last === undefined) return;
  let current = tree;
  for (const token of tokens) {
    const next = current[token];
    if (isTree(next)) current = next;
    else current = current[token] = {};
  }
  current[last] = value;
}

/** Writes the `default` of every property that is missing; returns the pointers that were written. */
export function fillDefaults(schema: JsonObject, tree: Tree, pointer = ''): readonly string[] {
  const filled: string[] = [];
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return filled;
  for (const [key, child] of Object.entries(properties)) {
    if (!isJsonObject(child)) continue;
    const here = pointerTo(pointer, key);
    if (tree[key] === undefined && child['default'] !== undefined) {
      tree[key] = structuredClone(child['default']) as Branch;
      filled.push(here);
    }
    const value = tree[key];
    if (isTree(value)) filled.push(...fillDefaults(child, value, here));
    if (!Array.isArray(value)) continue;
    for (const [index, item] of value.entries()) {
      const itemSchema = schemaOfItem(child, index);
      if (itemSchema !== null && isTree(item)) {
        filled.push(...fillDefaults(itemSchema, item, pointerTo(here, index)));
      }
    }
  }
  return filled;
}
