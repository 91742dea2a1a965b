import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { byName, readInteger, readIntegers, readList, readOptional, readText } from './encoded-reader.ts';
import {
  type ClassCounter,
  emptyNode,
  type ListStats,
  type Member,
  type NumericStats,
  type ObjectStats,
  type Property,
  type SchemaNode,
  type TextStats,
} from './schema-node.ts';
import { TEXT_FORMATS } from './text-format.ts';

/**
 * A node as compact JSON; absent parts are left out. `n` counts by type, `r` numeric range, `t` text, `l` list,
 * `o` object, `c` classes. Lists are sorted, so equal nodes encode equally.
 */
export function encodeNode(node: SchemaNode): JsonValue {
  return {
    n: [node.nulls, node.booleans, node.integers, node.numbers, node.strings, node.arrays, node.objects],
    r: node.numeric === null ? undefined : encodeNumeric(node.numeric),
    t: node.text === null ? undefined : encodeText(node.text),
    l: node.list === null ? undefined : encodeList(node.list),
    o: node.object === null ? undefined : encodeObject(node.object),
    c:
      node.classes === null
        ? undefined
        : byName(node.classes).map(([id, counter]) => encodeCounter(id, counter)),
  };
}

export function decodeNode(value: JsonValue): SchemaNode {
  if (!isJsonObject(value)) throw new RangeError('encoded payload: a node is missing');
  const node = emptyNode();
  const counts = readIntegers(value.n);
  node.nulls = readInteger(counts[0]);
  node.booleans = readInteger(counts[1]);
  node.integers = readInteger(counts[2]);
  node.numbers = readInteger(counts[3]);
  node.strings = readInteger(counts[4]);
  node.arrays = readInteger(counts[5]);
  node.objects = readInteger(counts[6]);
  node.numeric = readOptional(value.r, decodeNumeric);
  node.text = readOptional(value.t, decodeText);
  node.list = readOptional(value.l, decodeList);
  node.object = readOptional(value.o, decodeObject);
  node.classes = readOptional(value.c, (list) => new Map(readList(list).map(decodeCounter)));
  return node;
}

function encodeNumeric(stats: NumericStats): JsonValue {
  return [stats.minDigits, stats.maxDigits, stats.beyondInt32];
}

function decodeNumeric(value: JsonValue): NumericStats {
  const [minDigits, maxDigits, beyondInt32] = readIntegers(value);
  return {
    minDigits: readInteger(minDigits),
    maxDigits: readInteger(maxDigits),
    beyondInt32: readInteger(beyondInt32),
  };
}

function encodeText(stats: TextStats): JsonValue {
  const members = stats.members === null ? 0 : byName(stats.members).map(encodeMember);
  return [
    stats.minLengthLog2,
    stats.maxLengthLog2,
    byName(stats.formats).map(([id, count]) => [id, count]),
    members,
  ];
}

function decodeText(value: JsonValue): TextStats {
  const [min, max, formats, members] = readList(value);
  const stats: TextStats = {
    minLengthLog2: readInteger(min),
    maxLengthLog2: readInteger(max),
    formats: new Map(),
    members: readOptional(members, (list) => new Map(readList(list).map(decodeMember))),
  };
  for (const pair of readList(formats)) {
    const [id, count] = readList(pair);
    const format = TEXT_FORMATS.find((known) => known === id);
    if (format !== undefined) stats.formats.set(format, readInteger(count));
  }
  return stats;
}

function encodeMember([text, member]: readonly [string, Member]): JsonValue {
  return [text, member.count, [...member.clients]];
}

function decodeMember(value: JsonValue): readonly [string, Member] {
  const [text, count, clients] = readList(value);
  return [readText(text), { count: readInteger(count), clients: readIntegers(clients) }];
}

function encodeList(stats: ListStats): JsonValue {
  return [stats.minLengthLog2, stats.maxLengthLog2, encodeNode(stats.items)];
}

function decodeList(value: JsonValue): ListStats {
  const [min, max, items] = readList(value);
  return {
    minLengthLog2: readInteger(min),
    maxLengthLog2: readInteger(max),
    items: decodeNode(items ?? null),
  };
}

function encodeObject(stats: ObjectStats): JsonValue {
  const properties = stats.properties === null ? 0 : byName(stats.properties).map(encodeProperty);
  return [properties, stats.rest === null ? 0 : encodeNode(stats.rest)];
}

function decodeObject(value: JsonValue): ObjectStats {
  const [properties, rest] = readList(value);
  return {
    properties: readOptional(properties, (list) => new Map(readList(list).map(decodeProperty))),
    rest: readOptional(rest, decodeNode),
  };
}

function encodeProperty([name, property]: readonly [string, Property]): JsonValue {
  return [name, [...property.clients], encodeNode(property.node)];
}

function decodeProperty(value: JsonValue): readonly [string, Property] {
  const [name, clients, node] = readList(value);
  return [readText(name), { clients: readIntegers(clients), node: decodeNode(node ?? null), context: null }];
}

function encodeCounter(id: string, counter: ClassCounter): JsonValue {
  const { shaped, passed, keyed, whole, sample, shapes } = counter;
  return [id, shaped, passed, keyed, whole, [...sample], shapes.map(({ hash, text }) => [hash, text])];
}

function decodeCounter(value: JsonValue): readonly [string, ClassCounter] {
  const [id, shaped, passed, keyed, whole, sample, shapes] = readList(value);
  return [
    readText(id),
    {
      shaped: readInteger(shaped),
      passed: readInteger(passed),
      keyed: readInteger(keyed),
      whole: readInteger(whole),
      sample: readIntegers(sample),
      shapes: readList(shapes).map((shape) => {
        const [hash, text] = readList(shape);
        return { hash: readInteger(hash), text: readText(text) };
      }),
    },
  ];
}
