import { mergeCounter } from './class-counter.ts';
import type {
  ClassCounter,
  ListStats,
  NumericStats,
  ObjectStats,
  PayloadLimits,
  Property,
  SchemaNode,
  TextStats,
} from './schema-node.ts';
import { addClient } from './walk.ts';

/** Adds `from` to `into`; parts of `from` may be taken over, it is not used afterwards. */
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

function mergeNumeric(into: NumericStats | null, from: NumericStats): NumericStats {
  if (into === null) return from;
  into.minDigits = Math.min(into.minDigits, from.minDigits);
  into.maxDigits = Math.max(into.maxDigits, from.maxDigits);
  into.beyondInt32 += from.beyondInt32;
  return into;
}

function mergeText(into: TextStats | null, from: TextStats, limits: PayloadLimits): TextStats {
  if (into === null) return from;
  into.minLengthLog2 = Math.min(into.minLengthLog2, from.minLengthLog2);
  into.maxLengthLog2 = Math.max(into.maxLengthLog2, from.maxLengthLog2);
  for (const [format, count] of from.formats)
    into.formats.set(format, (into.formats.get(format) ?? 0) + count);
  mergeMembers(into, from, limits);
  return into;
}

function mergeMembers(into: TextStats, from: TextStats, limits: PayloadLimits): void {
  if (into.members === null || from.members === null) {
    into.members = null;
    return;
  }
  for (const [text, member] of from.members) {
    const known = into.members.get(text);
    if (known === undefined) {
      into.members.set(text, member);
      continue;
    }
    known.count += member.count;
    for (const client of member.clients) addClient(known.clients, client, limits.clients);
  }
  if (into.members.size > limits.members) into.members = null;
}

function mergeList(into: ListStats | null, from: ListStats, limits: PayloadLimits): ListStats {
  if (into === null) return from;
  into.minLengthLog2 = Math.min(into.minLengthLog2, from.minLengthLog2);
  into.maxLengthLog2 = Math.max(into.maxLengthLog2, from.maxLengthLog2);
  mergeNode(into.items, from.items, limits);
  return into;
}

function mergeObject(into: ObjectStats | null, from: ObjectStats, limits: PayloadLimits): ObjectStats {
  if (into === null) return from;
  if (from.rest !== null) addToRest(into, from.rest, limits);
  if (into.properties !== null && from.properties !== null) {
    for (const [name, property] of from.properties) {
      const known = into.properties.get(name);
      if (known === undefined) into.properties.set(name, property);
      else mergeProperty(known, property, limits);
    }
    if (into.properties.size <= limits.properties) return into;
    from.properties = null;
  }
  for (const properties of [into.properties, from.properties]) {
    for (const { node } of properties?.values() ?? []) addToRest(into, node, limits);
  }
  into.properties = null;
  return into;
}

function addToRest(stats: ObjectStats, node: SchemaNode, limits: PayloadLimits): void {
  if (stats.rest === null) stats.rest = node;
  else mergeNode(stats.rest, node, limits);
}

export function mergeProperty(into: Property, from: Property, limits: PayloadLimits): void {
  for (const client of from.clients) addClient(into.clients, client, limits.clients);
  mergeNode(into.node, from.node, limits);
}

function mergeClasses(
  into: Map<string, ClassCounter> | null,
  from: Map<string, ClassCounter>,
  limits: PayloadLimits,
): Map<string, ClassCounter> {
  if (into === null) return from;
  for (const [id, counter] of from) {
    const known = into.get(id);
    if (known === undefined) into.set(id, counter);
    else mergeCounter(known, counter, limits.samples);
  }
  return into;
}
