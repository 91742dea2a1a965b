import { mergeCounter } from './class-counter.ts';
import { joinClients } from './client-list.ts';
import { mergeMember } from './member.ts';
import {
  addMember,
  type ClassCounter,
  countFormat,
  emptyNode,
  emptyText,
  formatsOf,
  type ListStats,
  type NumericStats,
  type ObjectStats,
  type PayloadLimits,
  type Property,
  type SchemaNode,
  type TextStats,
} from './schema-node.ts';

/** Adds `from` to `into`; `from` stays as it is and nothing that can change is shared afterwards. */
export function mergeNode(into: SchemaNode, from: SchemaNode, limits: PayloadLimits): void {
  into.nulls += from.nulls;
  into.booleans += from.booleans;
  into.integers += from.integers;
  into.numbers += from.numbers;
  into.strings += from.strings;
  into.arrays += from.arrays;
  into.objects += from.objects;
  if (from.numeric !== null) into.numeric = mergeNumeric(into.numeric, from.numeric);
  if (from.text !== null) into.text = mergeText(into.text, from.text, limits);
  if (from.list !== null) into.list = mergeList(into.list, from.list, limits);
  if (from.object !== null) into.object = mergeObject(into.object, from.object, limits);
  if (from.classes !== null) into.classes = mergeClasses(into.classes, from.classes, limits);
}

export function copyNode(node: SchemaNode, limits: PayloadLimits): SchemaNode {
  const copy = emptyNode();
  mergeNode(copy, node, limits);
  return copy;
}

function mergeNumeric(into: NumericStats | null, from: NumericStats): NumericStats {
  if (into === null) return { ...from };
  into.minDigits = Math.min(into.minDigits, from.minDigits);
  into.maxDigits = Math.max(into.maxDigits, from.maxDigits);
  into.beyondInt32 += from.beyondInt32;
  return into;
}

function mergeText(given: TextStats | null, from: TextStats, limits: PayloadLimits): TextStats {
  const into = given ?? emptyText(from.minLengthLog2);
  into.minLengthLog2 = Math.min(into.minLengthLog2, from.minLengthLog2);
  into.maxLengthLog2 = Math.max(into.maxLengthLog2, from.maxLengthLog2);
  if (from.format !== null) {
    if (from.otherFormats === null) countFormat(into, from.format, from.formatCount);
    else for (const [format, count] of formatsOf(from)) countFormat(into, format, count);
  }
  mergeMembers(into, from, limits);
  return into;
}

function mergeMembers(into: TextStats, from: TextStats, limits: PayloadLimits): void {
  if (from.members === null) into.members = null;
  for (const [name, member] of from.members ?? []) {
    if (into.members === null) return;
    const known = into.members.get(name);
    if (known === undefined) addMember(into, into.members, name, { ...member });
    else mergeMember(known, member, limits.clients);
    if (into.members.size > limits.members) into.members = null;
  }
}

function mergeList(given: ListStats | null, from: ListStats, limits: PayloadLimits): ListStats {
  const into = given ?? { ...from, items: emptyNode() };
  into.minLengthLog2 = Math.min(into.minLengthLog2, from.minLengthLog2);
  into.maxLengthLog2 = Math.max(into.maxLengthLog2, from.maxLengthLog2);
  mergeNode(into.items, from.items, limits);
  return into;
}

function mergeObject(given: ObjectStats | null, from: ObjectStats, limits: PayloadLimits): ObjectStats {
  const into: ObjectStats = given ?? { properties: new Map<string, Property>(), rest: null };
  if (from.rest !== null) addToRest(into, from.rest, limits);
  if (into.properties !== null && from.properties !== null) {
    for (const [name, property] of from.properties) {
      const known = into.properties.get(name);
      if (known === undefined)
        into.properties.set(name, { ...property, node: copyNode(property.node, limits) });
      else mergeProperty(known, property, limits);
    }
    if (into.properties.size > limits.properties) collapse(into, into.properties, limits);
    return into;
  }
  if (into.properties !== null) collapse(into, into.properties, limits);
  for (const { node } of from.properties?.values() ?? []) addToRest(into, node, limits);
  return into;
}

function collapse(into: ObjectStats, properties: ReadonlyMap<string, Property>, limits: PayloadLimits): void {
  for (const { node } of properties.values()) addToRest(into, node, limits);
  into.properties = null;
}

function addToRest(stats: ObjectStats, node: SchemaNode, limits: PayloadLimits): void {
  stats.rest ??= emptyNode();
  mergeNode(stats.rest, node, limits);
}

export function mergeProperty(into: Property, from: Property, limits: PayloadLimits): void {
  into.clients = joinClients(into.clients, from.clients, limits.clients);
  mergeNode(into.node, from.node, limits);
}

function mergeClasses(
  given: Map<string, ClassCounter> | null,
  from: ReadonlyMap<string, ClassCounter>,
  limits: PayloadLimits,
): Map<string, ClassCounter> {
  const into = given ?? new Map<string, ClassCounter>();
  for (const [id, counter] of from) {
    const known = into.get(id);
    if (known === undefined) {
      into.set(id, { ...counter, sample: [...counter.sample], shapes: [...counter.shapes] });
    } else mergeCounter(known, counter, limits.samples);
  }
  return into;
}
