import { byName, type EncodedReader } from './encoded-reader.ts';
import type { EncodedWriter } from './encoded-writer.ts';
import {
  addMember,
  type ClassCounter,
  countFormat,
  emptyNode,
  emptyText,
  formatsOf,
  type ListStats,
  type ObjectStats,
  type Property,
  type SchemaNode,
  type TextStats,
} from './schema-node.ts';
import { isSealedName } from './sealed-text.ts';
import { TEXT_FORMATS } from './text-format.ts';

/** Bits of a node's first integer: which counts are not 0, which parts follow. Appending keeps old documents readable. */
const PARTS = {
  nulls: 1,
  booleans: 2,
  integers: 4,
  numbers: 8,
  strings: 16,
  arrays: 32,
  objects: 64,
  numeric: 128,
  text: 256,
  list: 512,
  object: 1024,
  classes: 2048,
} as const;

/** Instead of a count, where a set was given up. */
const GIVEN_UP = -1;

/** Everything in it is sorted, so equal nodes encode equally. */
export function encodeNode(node: SchemaNode, out: EncodedWriter): void {
  out.integer(partsOf(node));
  if (node.nulls > 0) out.integer(node.nulls);
  if (node.booleans > 0) out.integer(node.booleans);
  if (node.integers > 0) out.integer(node.integers);
  if (node.numbers > 0) out.integer(node.numbers);
  if (node.strings > 0) out.integer(node.strings);
  if (node.arrays > 0) out.integer(node.arrays);
  if (node.objects > 0) out.integer(node.objects);
  if (node.numeric !== null) {
    out.integer(node.numeric.minDigits);
    out.integer(node.numeric.maxDigits);
    out.integer(node.numeric.beyondInt32);
  }
  if (node.text !== null) encodeText(node.text, out);
  if (node.list !== null) encodeList(node.list, out);
  if (node.object !== null) encodeObject(node.object, out);
  if (node.classes !== null) encodeClasses(node.classes, out);
}

function partsOf(node: SchemaNode): number {
  return (
    (node.nulls > 0 ? PARTS.nulls : 0) |
    (node.booleans > 0 ? PARTS.booleans : 0) |
    (node.integers > 0 ? PARTS.integers : 0) |
    (node.numbers > 0 ? PARTS.numbers : 0) |
    (node.strings > 0 ? PARTS.strings : 0) |
    (node.arrays > 0 ? PARTS.arrays : 0) |
    (node.objects > 0 ? PARTS.objects : 0) |
    (node.numeric === null ? 0 : PARTS.numeric) |
    (node.text === null ? 0 : PARTS.text) |
    (node.list === null ? 0 : PARTS.list) |
    (node.object === null ? 0 : PARTS.object) |
    (node.classes === null ? 0 : PARTS.classes)
  );
}

export function decodeNode(from: EncodedReader): SchemaNode {
  const node = emptyNode();
  const parts = from.integer();
  if ((parts & PARTS.nulls) !== 0) node.nulls = from.integer();
  if ((parts & PARTS.booleans) !== 0) node.booleans = from.integer();
  if ((parts & PARTS.integers) !== 0) node.integers = from.integer();
  if ((parts & PARTS.numbers) !== 0) node.numbers = from.integer();
  if ((parts & PARTS.strings) !== 0) node.strings = from.integer();
  if ((parts & PARTS.arrays) !== 0) node.arrays = from.integer();
  if ((parts & PARTS.objects) !== 0) node.objects = from.integer();
  if ((parts & PARTS.numeric) !== 0) {
    node.numeric = { minDigits: from.integer(), maxDigits: from.integer(), beyondInt32: from.integer() };
  }
  if ((parts & PARTS.text) !== 0) node.text = decodeText(from);
  if ((parts & PARTS.list) !== 0) node.list = decodeList(from);
  if ((parts & PARTS.object) !== 0) node.object = decodeObject(from);
  if ((parts & PARTS.classes) !== 0) node.classes = decodeClasses(from);
  return node;
}

function encodeText(stats: TextStats, out: EncodedWriter): void {
  out.integer(stats.minLengthLog2);
  out.integer(stats.maxLengthLog2);
  const formats = byName(formatsOf(stats));
  out.integer(formats.length);
  for (const [format, count] of formats) {
    out.text(format);
    out.integer(count);
  }
  if (stats.members === null) {
    out.integer(GIVEN_UP);
    return;
  }
  out.integer(stats.members.size);
  for (const [name, { count, clients, sealed }] of byName(stats.members)) {
    out.text(name);
    out.integer(count);
    out.clientList(clients);
    if (sealed === null) continue;
    out.integers(sealed.cipher);
    out.integers(sealed.shares);
  }
}

function decodeText(from: EncodedReader): TextStats {
  const stats = emptyText(from.integer());
  stats.maxLengthLog2 = from.integer();
  for (let left = from.integer(); left > 0; left--) {
    const name = from.text();
    const count = from.integer();
    const format = TEXT_FORMATS.find((known) => known === name);
    if (format !== undefined) countFormat(stats, format, count);
  }
  const members = from.integer();
  if (members === GIVEN_UP) stats.members = null;
  for (let left = members; left > 0 && stats.members !== null; left--) {
    const name = from.text();
    const count = from.integer();
    const clients = from.clientList();
    const sealed = isSealedName(name) ? { cipher: from.integers(), shares: from.integers() } : null;
    addMember(stats, stats.members, name, { count, clients, sealed });
  }
  return stats;
}

function encodeList(stats: ListStats, out: EncodedWriter): void {
  out.integer(stats.minLengthLog2);
  out.integer(stats.maxLengthLog2);
  encodeNode(stats.items, out);
}

function decodeList(from: EncodedReader): ListStats {
  return { minLengthLog2: from.integer(), maxLengthLog2: from.integer(), items: decodeNode(from) };
}

function encodeObject(stats: ObjectStats, out: EncodedWriter): void {
  if (stats.properties === null) out.integer(GIVEN_UP);
  else {
    out.integer(stats.properties.size);
    for (const [name, property] of byName(stats.properties)) encodeProperty(name, property, out);
  }
  encodeOptional(stats.rest, out);
}

function decodeObject(from: EncodedReader): ObjectStats {
  const count = from.integer();
  const properties = count === GIVEN_UP ? null : new Map<string, Property>();
  for (let left = count; left > 0; left--) {
    const name = from.text();
    properties?.set(name, decodeProperty(from));
  }
  return { properties, rest: decodeOptional(from) };
}

export function encodeProperty(name: string, { clients, node }: Property, out: EncodedWriter): void {
  out.text(name);
  out.clientList(clients);
  encodeNode(node, out);
}

/** What follows the name. */
export function decodeProperty(from: EncodedReader): Property {
  const clients = from.clientList();
  return { node: decodeNode(from), clients, context: null };
}

/** A node that may be missing. */
export function encodeOptional(node: SchemaNode | null, out: EncodedWriter): void {
  out.integer(node === null ? 0 : 1);
  if (node !== null) encodeNode(node, out);
}

export function decodeOptional(from: EncodedReader): SchemaNode | null {
  return from.integer() === 0 ? null : decodeNode(from);
}

function encodeClasses(classes: ReadonlyMap<string, ClassCounter>, out: EncodedWriter): void {
  out.integer(classes.size);
  for (const [id, { shaped, passed, keyed, whole, sample, shapes }] of byName(classes)) {
    out.text(id);
    for (const count of [shaped, passed, keyed, whole]) out.integer(count);
    out.integers(sample);
    out.integer(shapes.length);
    for (const { hash, text } of shapes) {
      out.integer(hash);
      out.text(text);
    }
  }
}

function decodeClasses(from: EncodedReader): Map<string, ClassCounter> {
  const classes = new Map<string, ClassCounter>();
  for (let left = from.integer(); left > 0; left--) {
    const id = from.text();
    const counter: ClassCounter = {
      shaped: from.integer(),
      passed: from.integer(),
      keyed: from.integer(),
      whole: from.integer(),
      sample: from.integers(),
      shapes: [],
    };
    for (let shapes = from.integer(); shapes > 0; shapes--) {
      counter.shapes.push({ hash: from.integer(), text: from.text() });
    }
    classes.set(id, counter);
  }
  return classes;
}
