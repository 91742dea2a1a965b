import { type KeyContext, keyContext } from '../data-classes/key-context.ts';
import { NO_CLIENTS, withClient } from './client-list.ts';
import { isDynamicKey } from './dynamic-key.ts';
import { copyNode, mergeNode, mergeProperty } from './merge-node.ts';
import { emptyNode, type PayloadLimits, type Property, type SchemaNode } from './schema-node.ts';
import { NO_CONTEXT, type Walk } from './walk.ts';

/** Named fields of one location: the k names smallest by (keyed hash, name); the others and dynamic names in `rest`. */
export interface FieldSet {
  /** While empty a map shared with other sets. */
  fields: Map<string, NamedField>;
  rest: SchemaNode | null;
  overflowed: boolean;
}

export interface NamedField extends Property {
  readonly hash: number;
}

const NO_FIELDS: Map<string, NamedField> = new Map();

export function emptyFieldSet(): FieldSet {
  return { fields: NO_FIELDS, rest: null, overflowed: false };
}

/** The node of a field; its context is left in `walk.childContext`. */
export function fieldNode(set: FieldSet, name: string, walk: Walk): SchemaNode {
  const known = set.fields.get(name);
  if (known !== undefined) {
    known.clients = withClient(known.clients, walk.client, walk.limits.clients);
    known.context ??= keyContext('', name);
    walk.childContext = known.context;
    return known.node;
  }
  if (isDynamicKey(name) || walk.site?.holds(name) === true) {
    walk.childContext = NO_CONTEXT;
    set.rest ??= emptyNode();
    return set.rest;
  }
  walk.childContext = keyContext('', name);
  return insertField(set, name, walk.childContext, walk);
}

function insertField(set: FieldSet, name: string, context: KeyContext, walk: Walk): SchemaNode {
  const clients = withClient(NO_CLIENTS, walk.client, walk.limits.clients);
  const field: NamedField = { hash: walk.hash(name), node: emptyNode(), clients, context };
  const evicted = keepSmallest(set, name, field, walk.limits);
  if (evicted === null) return field.node;
  set.rest ??= emptyNode();
  if (evicted === field) return set.rest;
  mergeNode(set.rest, evicted.node, walk.limits);
  return field.node;
}

/** Inserts a new name; gives back the field that has no room: another one, or the new one itself. */
function keepSmallest(
  set: FieldSet,
  name: string,
  field: NamedField,
  limits: PayloadLimits,
): NamedField | null {
  if (set.fields === NO_FIELDS) set.fields = new Map();
  set.fields.set(name, field);
  if (set.fields.size <= limits.fields) return null;
  set.overflowed = true;
  let largestName = name;
  let largest = field;
  for (const [otherName, other] of set.fields) {
    if (other.hash > largest.hash || (other.hash === largest.hash && otherName > largestName)) {
      largest = other;
      largestName = otherName;
    }
  }
  set.fields.delete(largestName);
  return largest;
}

function copyField(field: NamedField, limits: PayloadLimits): NamedField {
  return { ...field, node: copyNode(field.node, limits) };
}

/** Nothing that can change is shared afterwards. */
export function mergeFieldSet(into: FieldSet, from: FieldSet, limits: PayloadLimits): void {
  if (from.overflowed) into.overflowed = true;
  if (from.rest !== null) addToRest(into, from.rest, limits);
  for (const [name, field] of from.fields) {
    const known = into.fields.get(name);
    if (known !== undefined) {
      mergeProperty(known, field, limits);
      continue;
    }
    const evicted = keepSmallest(into, name, copyField(field, limits), limits);
    if (evicted !== null) addToRest(into, evicted.node, limits);
  }
}

function addToRest(set: FieldSet, node: SchemaNode, limits: PayloadLimits): void {
  set.rest ??= emptyNode();
  mergeNode(set.rest, node, limits);
}
