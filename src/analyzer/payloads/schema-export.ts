import type { JsonObject, JsonValue } from '../../model/json.ts';
import { byName } from './encoded-reader.ts';
import type { NameRule } from './name-rule.ts';
import {
  formatsOf,
  nodeCount,
  type ObjectStats,
  type Property,
  type SchemaNode,
  type TextStats,
} from './schema-node.ts';
import { isShippedMember } from './shipped-words.ts';
import type { TextFormat } from './text-format.ts';

/** z of a one-sided 95 % confidence bound. */
const Z = 1.645;

/** A property is required when it is always there but for a rare truncated body, and often enough seen to say so. */
const REQUIRED_RATIO = 0.99;
const REQUIRED_BOUND = 0.75;

/** JSON Schema 2020-12 of a node. Names and enumeration members that may not be shown are left out. */
export function exportSchema(node: SchemaNode, names: NameRule): JsonObject {
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

function textKeywords(node: SchemaNode, names: NameRule): JsonObject {
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

/** The format that every text has; an empty or broken one in a hundred is forgiven. */
function commonFormat(text: TextStats, strings: number): TextFormat | null {
  for (const [format, count] of byName(formatsOf(text))) {
    if (count >= strings * REQUIRED_RATIO) return format;
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
  for (const [value, { count, clients }] of members) {
    if (!isShippedMember(value) && clients.length < names.clients) return null;
    counted += count;
    if (count === 1) singletons++;
  }
  if (counted !== strings || members.size * 2 > strings || singletons * 20 > strings) return null;
  return [...members.keys()].sort();
}

function objectKeywords(object: ObjectStats, objects: number, names: NameRule): JsonObject {
  const shown = byName(object.properties ?? []).filter(([name, property]) =>
    names.isShown(name, property.clients),
  );
  const required = shown.filter(([, { node }]) => isRequired(nodeCount(node), objects)).map(([name]) => name);
  return {
    properties: shown.length === 0 ? undefined : exportProperties(shown, names),
    required: required.length === 0 ? undefined : required,
    additionalProperties: object.rest === null ? undefined : exportSchema(object.rest, names),
  };
}

/** `Object.fromEntries` defines own members, `__proto__` too. */
function exportProperties(shown: readonly (readonly [string, Property])[], names: NameRule): JsonObject {
  return Object.fromEntries(shown.map(([name, { node }]) => [name, exportSchema(node, names)]));
}

/** Wilson's lower bound of the presence ratio, and the ratio itself, decide. */
export function isRequired(present: number, total: number): boolean {
  if (total === 0) return false;
  const ratio = Math.min(1, present / total);
  return ratio >= REQUIRED_RATIO && wilsonLower(ratio, total) >= REQUIRED_BOUND;
}

function wilsonLower(ratio: number, total: number): number {
  const zz = Z * Z;
  const centre = ratio + zz / (2 * total);
  const spread = Z * Math.sqrt((ratio * (1 - ratio) + zz / (4 * total)) / total);
  return (centre - spread) / (1 + zz / total);
}
