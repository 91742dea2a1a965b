import type { JsonValue } from '../../model/json.ts';
import type { BodySet, BodyStats } from './body-set.ts';
import { byName, readInteger, readIntegers, readList, readOptional, readText } from './encoded-reader.ts';
import type { FieldSet, NamedField } from './field-set.ts';
import { decodeNode, encodeNode } from './node-codec.ts';
import type { PayloadSide, Payloads } from './payloads.ts';
import type { PayloadLimits, SchemaNode } from './schema-node.ts';

/** Equal multisets of calls encode to equal JSON. */
export function encodePayloads(payloads: Payloads): JsonValue {
  const { limits, accepted, other } = payloads;
  if (limits === null) return 0;
  return [
    [limits.properties, limits.fields, limits.members, limits.samples, limits.clients],
    accepted === null ? 0 : encodeSide(accepted),
    other === null ? 0 : encodeSide(other),
  ];
}

/** Exact inverse of `encodePayloads`. Throws RangeError on anything else. */
export function decodePayloads(value: JsonValue): Payloads {
  if (value === 0) return { limits: null, accepted: null, other: null };
  const [limits, accepted, other] = readList(value);
  return {
    limits: decodeLimits(limits ?? null),
    accepted: readOptional(accepted, decodeSide),
    other: readOptional(other, decodeSide),
  };
}

function decodeLimits(value: JsonValue): PayloadLimits {
  const [properties, fields, members, samples, clients] = readIntegers(value);
  return {
    properties: readInteger(properties),
    fields: readInteger(fields),
    members: readInteger(members),
    samples: readInteger(samples),
    clients: readInteger(clients),
  };
}

function encodeSide(side: PayloadSide): JsonValue {
  const path = [...side.path].sort(([a], [b]) => a - b).map(([index, node]) => [index, encodeNode(node)]);
  return [
    side.calls,
    side.withHeaders,
    path,
    encodeFieldSet(side.query),
    encodeFieldSet(side.headers),
    encodeFieldSet(side.cookies),
    encodeFieldSet(side.responseHeaders),
    encodeFieldSet(side.responseCookies),
    encodeBodies(side.requests),
    encodeBodies(side.responses),
  ];
}

function decodeSide(value: JsonValue): PayloadSide {
  const parts = readList(value);
  return {
    calls: readInteger(parts[0]),
    withHeaders: readInteger(parts[1]),
    path: new Map(readList(parts[2]).map(decodeSegment)),
    query: decodeFieldSet(parts[3]),
    headers: decodeFieldSet(parts[4]),
    cookies: decodeFieldSet(parts[5]),
    responseHeaders: decodeFieldSet(parts[6]),
    responseCookies: decodeFieldSet(parts[7]),
    requests: decodeBodies(parts[8]),
    responses: decodeBodies(parts[9]),
  };
}

function decodeSegment(value: JsonValue): readonly [number, SchemaNode] {
  const [index, node] = readList(value);
  return [readInteger(index), decodeNode(node ?? null)];
}

function encodeFieldSet(set: FieldSet): JsonValue {
  if (set.fields.size === 0 && set.rest === null) return 0;
  const fields = byName(set.fields).map(([name, { hash, clients, node }]) => [
    name,
    hash,
    [...clients],
    encodeNode(node),
  ]);
  return [set.overflowed ? 1 : 0, fields, set.rest === null ? 0 : encodeNode(set.rest)];
}

function decodeFieldSet(value: JsonValue | undefined): FieldSet {
  if (value === 0) return { fields: new Map(), rest: null, overflowed: false };
  const [overflowed, fields, rest] = readList(value);
  return {
    fields: new Map(readList(fields).map(decodeField)),
    rest: readOptional(rest, decodeNode),
    overflowed: overflowed === 1,
  };
}

function decodeField(value: JsonValue): readonly [string, NamedField] {
  const [name, hash, clients, node] = readList(value);
  return [
    readText(name),
    {
      hash: readInteger(hash),
      clients: readIntegers(clients),
      node: decodeNode(node ?? null),
      context: null,
    },
  ];
}

function encodeBodies(bodies: BodySet): JsonValue {
  return byName(bodies).map(([key, { count, undecodable, root, raw }]) => [
    key,
    count,
    undecodable,
    encodeNode(root),
    raw === null ? 0 : encodeNode(raw),
  ]);
}

function decodeBodies(value: JsonValue | undefined): BodySet {
  return new Map(readList(value).map(decodeBody));
}

function decodeBody(value: JsonValue): readonly [string, BodyStats] {
  const [key, count, undecodable, root, raw] = readList(value);
  return [
    readText(key),
    {
      count: readInteger(count),
      undecodable: readInteger(undecodable),
      root: decodeNode(root ?? null),
      raw: readOptional(raw, decodeNode),
    },
  ];
}
