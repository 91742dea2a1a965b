import type { JsonObject, JsonValue } from '../../model/json.ts';
import { byName } from './encoded-reader.ts';
import { isMap } from './map-keys.ts';
import { memberText } from './member.ts';
import { copyNode, mergeNode } from './merge-node.ts';
import type { NameRule } from './name-rule.ts';
import {
  emptyNode,
  formatsOf,
  nodeCount,
  type ObjectStats,
  type PayloadLimits,
  type Property,
  type SchemaNode,
  type TextStats,
} from './schema-node.ts';
import { isShippedMember } from './shipped-words.ts';
import type { TextFormat } from './text-format.ts';

/** z of a one-sided 95 % confidence bound. */
const Z = 1.645;

/** What a schema may claim of the values that it is made from. */
export interface SchemaRule extends NameRule {
  readonly limits: PayloadLimits;
}

/** A property is required when it is always there, and often enough seen to say so. */
const REQUIRED_BOUND = 0.75;

/**
 * JSON Schema 2020-12 of a node. Names and enumeration members that may not be shown are left out. It says
 * what every value had, so that it accepts each of them: under `additionalProperties` what every name under no
 * property had; without it there was none.
 */
export function exportSchema(node: SchemaNode, names: SchemaRule): JsonObject {
  const types = typesOf(node);
  return {
    type: types.length === 0 ? undefined : types.length === 1 ? types[0] : types,
    ...numberKeywords(node),
    ...textKeywords(node, names),
    ...(node.list === null ? {} : { items: exportSchema(node.list.items, names) }),
    ...(node.object === null ? {} : objectKeywords(node.object, node.objects, names)),
  };
}

function typesOf(node: SchemaNode): string[] {
  const types: string[] = [];
  if (node.arrays > 0) types.push('array');
  if (node.booleans > 0) types.push('boolean');
  if (node.integers > 0 && node.numbers === 0) types.push('integer');
  if (node.nulls > 0) types.push('null');
  if (node.numbers > 0) types.push('number');
  if (node.objects > 0) types.push('object');
  if (node.strings > 0) types.push('string');
  return types;
}

/** Widths only: a range of values seen would refuse the next one. */
function numberKeywords(node: SchemaNode): JsonObject {
  if (node.numeric === null || node.strings > 0) return {};
  if (node.numbers > 0) return { format: 'double' };
  return { format: node.numeric.beyondInt32 > 0 ? 'int64' : 'int32' };
}

function textKeywords(node: SchemaNode, names: SchemaRule): JsonObject {
  if (node.text === null || node.strings === 0) return {};
  const hasOther = node.integers + node.numbers + node.booleans > 0;
  const format = hasOther ? null : commonFormat(node.text, node.strings);
  if (format !== null) return format === 'byte' ? { contentEncoding: 'base64' } : { format };
  const members = hasOther ? null : enumerationOf(node.text, node.strings, names);
  if (members === null) return {};
  const values: JsonValue[] = [...members];
  if (node.nulls > 0) values.push(null);
  return node.arrays + node.objects > 0 ? {} : { enum: values };
}

/** The format that every text has. */
function commonFormat(text: TextStats, strings: number): TextFormat | null {
  for (const [format, count] of byName(formatsOf(text))) {
    if (count >= strings) return format;
  }
  return null;
}

const FEWEST_FOR_ENUM = 10;

/**
 * Members of a closed set, sorted; null when open, private or too little seen. Closed: values repeat, and by Good and
 * Turing the chance that the next value is new (singletons over values) is under one in twenty.
 */
function enumerationOf(text: TextStats, strings: number, names: NameRule): readonly string[] | null {
  const members = text.members;
  if (members === null || members.size === 0 || strings < FEWEST_FOR_ENUM) return null;
  let counted = 0;
  let singletons = 0;
  const values: string[] = [];
  for (const [name, member] of members) {
    const value = memberText(name, member, names.clients);
    if (value === null || (!isShippedMember(value) && member.clients.length < names.clients)) return null;
    values.push(value);
    counted += member.count;
    if (member.count === 1) singletons++;
  }
  if (counted !== strings || members.size * 2 > strings || singletons * 20 > strings) return null;
  // Sealed names hold the length of the text since a later version: an older store can know one text by two names.
  return [...new Set(values)].sort();
}

function objectKeywords(object: ObjectStats, objects: number, names: SchemaRule): JsonObject {
  // What is under the names of a map is told by `additionalProperties`, as what is under hidden names.
  const all = byName(object.properties ?? []);
  const shown = isMap(object, objects)
    ? []
    : all.filter(([name, property]) => names.isShown(name, property.clients));
  const required = shown.filter(([, { node }]) => isRequired(nodeCount(node), objects)).map(([name]) => name);
  const rest = restOf(object, new Set(shown.map(([name]) => name)), names.limits);
  return {
    properties: shown.length === 0 ? undefined : exportProperties(shown, names),
    required: required.length === 0 ? undefined : required,
    additionalProperties: rest === null ? undefined : exportSchema(rest, names),
  };
}

/** Every value under a name that is not shown, dynamic or hidden, added up in a node of its own. */
function restOf(
  { properties, rest }: ObjectStats,
  shown: ReadonlySet<string>,
  limits: PayloadLimits,
): SchemaNode | null {
  const hidden = [...(properties ?? [])].filter(([name]) => !shown.has(name));
  if (hidden.length === 0) return rest;
  const all = rest === null ? emptyNode() : copyNode(rest, limits);
  for (const [, { node }] of hidden) mergeNode(all, node, limits);
  return all;
}

/** `Object.fromEntries` defines own members, `__proto__` too. */
function exportProperties(shown: readonly (readonly [string, Property])[], names: SchemaRule): JsonObject {
  return Object.fromEntries(shown.map(([name, { node }]) => [name, exportSchema(node, names)]));
}

/** Always there, by Wilson's lower bound of the ratio often enough to say so. */
export function isRequired(present: number, total: number): boolean {
  return present === total && total / (total + Z * Z) >= REQUIRED_BOUND;
}
