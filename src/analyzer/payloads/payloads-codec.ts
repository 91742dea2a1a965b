import type { JsonValue } from '../../model/json.ts';
import type { HyperLogLog } from '../sketch/hyper-log-log.ts';
import type { BodySet } from './body-set.ts';
import { byName, EncodedReader } from './encoded-reader.ts';
import { EncodedWriter } from './encoded-writer.ts';
import { emptyFieldSet, type FieldSet, type NamedField } from './field-set.ts';
import {
  decodeNode,
  decodeOptional,
  decodeProperty,
  encodeNode,
  encodeOptional,
  encodeProperty,
} from './node-codec.ts';
import { emptySide, type PayloadSide, type Payloads } from './payloads.ts';
import type { PointerBreadth } from './pointer-breadth.ts';
import type { PayloadLimits } from './schema-node.ts';

/** Equal multisets of calls encode to equal JSON: one flat list, 0 for no call. */
export function encodePayloads(payloads: Payloads): JsonValue {
  const { limits, accepted, other } = payloads;
  if (limits === null) return 0;
  const out = new EncodedWriter();
  const { properties, pointers, fields, members, samples, clients } = limits;
  out.integers([properties, fields, members, samples, clients, pointers]);
  encodeSide(accepted, out);
  encodeSide(other, out);
  return out.values;
}

/** Exact inverse of `encodePayloads`. Throws RangeError on anything else. */
export function decodePayloads(value: JsonValue): Payloads {
  if (value === 0) return { limits: null, accepted: null, other: null };
  const from = new EncodedReader(value);
  const payloads = { limits: decodeLimits(from), accepted: decodeSide(from), other: decodeSide(from) };
  from.end();
  return payloads;
}

/** The limits read last: all cells of a summary have the same. */
let known: PayloadLimits | null = null;

function decodeLimits(from: EncodedReader): PayloadLimits {
  const [properties = 0, fields = 0, members = 0, samples = 0, clients = 0, pointers = 0] = from.integers();
  const isKnown =
    known !== null &&
    known.properties === properties &&
    known.pointers === pointers &&
    known.fields === fields &&
    known.members === members &&
    known.samples === samples &&
    known.clients === clients;
  if (known === null || !isKnown) known = { properties, pointers, fields, members, samples, clients };
  return known;
}

function encodeSide(side: PayloadSide | null, out: EncodedWriter): void {
  out.integer(side === null ? 0 : 1);
  if (side === null) return;
  out.integer(side.calls);
  out.integer(side.withHeaders);
  out.integer(side.path.size);
  for (const [index, node] of [...side.path].sort(([a], [b]) => a - b)) {
    out.integer(index);
    encodeNode(node, out);
  }
  encodeFieldSet(side.query, out);
  encodeFieldSet(side.headers, out);
  encodeFieldSet(side.cookies, out);
  encodeFieldSet(side.responseHeaders, out);
  encodeFieldSet(side.responseCookies, out);
  encodeBodies(side.requests, out);
  encodeBodies(side.responses, out);
}

function decodeSide(from: EncodedReader): PayloadSide | null {
  if (from.integer() === 0) return null;
  const side = emptySide();
  side.calls = from.integer();
  side.withHeaders = from.integer();
  for (let left = from.integer(); left > 0; left--) {
    const index = from.integer();
    side.path.set(index, decodeNode(from));
  }
  decodeFieldSet(side.query, from);
  decodeFieldSet(side.headers, from);
  decodeFieldSet(side.cookies, from);
  decodeFieldSet(side.responseHeaders, from);
  decodeFieldSet(side.responseCookies, from);
  decodeBodies(side.requests, from);
  decodeBodies(side.responses, from);
  return side;
}

function encodeFieldSet(set: FieldSet, out: EncodedWriter): void {
  out.integer(set.fields.size);
  for (const [name, field] of byName(set.fields)) {
    out.integer(field.hash);
    encodeProperty(name, field, out);
  }
  out.integer(set.overflowed ? 1 : 0);
  encodeOptional(set.rest, out);
}

function decodeFieldSet(set: FieldSet, from: EncodedReader): void {
  const count = from.integer();
  if (count > 0) set.fields = new Map<string, NamedField>();
  for (let left = count; left > 0; left--) {
    const hash = from.integer();
    const name = from.text();
    set.fields.set(name, { hash, ...decodeProperty(from) });
  }
  set.overflowed = from.integer() === 1;
  set.rest = decodeOptional(from);
}

const HAS_RAW = 1;
const HAS_VENDORS = 2;

function encodeBodies(bodies: BodySet, out: EncodedWriter): void {
  out.integer(bodies.size);
  for (const [key, { count, undecodable, root, breadth, raw, vendors }] of byName(bodies)) {
    out.text(key);
    out.integer(count);
    out.integer(undecodable);
    encodeNode(root, out);
    encodeBreadth(breadth, out);
    out.integer((raw === null ? 0 : HAS_RAW) | (vendors === null ? 0 : HAS_VENDORS));
    if (raw !== null) encodeNode(raw, out);
    if (vendors !== null) encodeFieldSet(vendors, out);
  }
}

function encodeBreadth({ mapDepth, measures }: PointerBreadth, out: EncodedWriter): void {
  out.integer(mapDepth);
  out.integer(measures.length);
  for (const { sparse, dense } of measures) {
    out.integer(dense === null ? 0 : 1);
    out.integers(sparse ?? [...(dense ?? [])]);
  }
}

function decodeBreadth(from: EncodedReader): PointerBreadth {
  const mapDepth = from.integer();
  const measures: HyperLogLog[] = [];
  for (let left = from.integer(); left > 0; left--) {
    const isDense = from.integer() === 1;
    const list = from.integers();
    measures.push(isDense ? { sparse: null, dense: Uint8Array.from(list) } : { sparse: list, dense: null });
  }
  return { mapDepth, measures };
}

function decodeBodies(bodies: BodySet, from: EncodedReader): void {
  for (let left = from.integer(); left > 0; left--) {
    const key = from.text();
    const count = from.integer();
    const undecodable = from.integer();
    const root = decodeNode(from);
    const breadth = decodeBreadth(from);
    const parts = from.integer();
    const raw = (parts & HAS_RAW) === 0 ? null : decodeNode(from);
    const vendors = (parts & HAS_VENDORS) === 0 ? null : emptyFieldSet();
    if (vendors !== null) decodeFieldSet(vendors, from);
    bodies.set(key, { count, undecodable, root, breadth, raw, vendors });
  }
}
