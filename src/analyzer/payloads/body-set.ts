import type { KeyContext } from '../data-classes/key-context.ts';
import type { Body, Part } from '../exchange.ts';
import { parseBody } from '../message-body.ts';
import { emptyFieldSet, type FieldSet, fieldNode, mergeFieldSet } from './field-set.ts';
import { closedMediaType, vendorName } from './media-type.ts';
import { mergeNode } from './merge-node.ts';
import { narrowNode } from './narrow-node.ts';
import { childNode, enterObject, observeJson, observeOpaque, observeText } from './observe-node.ts';
import { observeXml } from './observe-xml.ts';
import {
  emptyPointerBreadth,
  mergePointerBreadth,
  NO_MAPS,
  type PointerBreadth,
  ROOT_POINTER,
} from './pointer-breadth.ts';
import { emptyNode, type PayloadLimits, type SchemaNode } from './schema-node.ts';
import type { Walk } from './walk.ts';

/** By media type, before it the status class for responses; both out of closed lists, so the set needs no cap. */
export type BodySet = Map<string, BodyStats>;

export interface BodyStats {
  /** Bodies, decoded or not. */
  count: number;
  undecodable: number;
  readonly root: SchemaNode;
  readonly breadth: PointerBreadth;
  /** Undecodable bodies: classes only. */
  raw: SchemaNode | null;
  /** Vendors' names of the type, as any name chosen by traffic; each counts its bodies. */
  vendors: FieldSet | null;
}

export function observeBody(
  bodies: BodySet,
  body: Body,
  statusClass: string | null,
  context: KeyContext,
  walk: Walk,
): void {
  if (body.kind === 'not-captured' || body.kind === 'empty') return;
  const stats = bodyStats(bodies, closedMediaType(body.contentType), statusClass);
  stats.count++;
  countVendor(stats, body.contentType, walk);
  const { mapDepth } = stats.breadth;
  walk.breadth = stats.breadth;
  observeContent(stats, body, context, walk);
  walk.breadth = null;
  if (stats.breadth.mapDepth < mapDepth) narrowNode(stats.root, 0, stats.breadth.mapDepth, walk.limits);
}

type CapturedBody = Exclude<Body, { kind: 'not-captured' | 'empty' }>;

function observeContent(stats: BodyStats, body: CapturedBody, context: KeyContext, walk: Walk): void {
  switch (body.kind) {
    case 'json':
      observeJson(stats.root, body.value, context, 0, ROOT_POINTER, walk);
      return;
    case 'form':
      observeForm(stats.root, body, context, walk);
      return;
    case 'multipart':
      observeMultipart(stats.root, body, context, walk);
      return;
    case 'xml':
      if (!observeXml(stats.root, body.text, context, walk)) observeRaw(stats, body.text, context, walk);
      return;
    case 'text':
      observeOpaque(stats.root, body.text, null, context, walk);
      return;
    case 'undecodable':
      observeRaw(stats, body.text, context, walk);
      return;
  }
}

/** Where bodies of a content type are counted; undefined where none was. */
export function knownBodyStats(
  bodies: BodySet,
  contentType: string,
  statusClass: string | null,
): BodyStats | undefined {
  return bodies.get(bodyKey(closedMediaType(contentType), statusClass));
}

function bodyKey(mediaType: string, statusClass: string | null): string {
  return statusClass === null ? mediaType : responseKey(statusClass, mediaType);
}

function bodyStats(bodies: BodySet, mediaType: string, statusClass: string | null): BodyStats {
  const key = bodyKey(mediaType, statusClass);
  let stats = bodies.get(key);
  if (stats === undefined) {
    stats = emptyBody();
    bodies.set(key, stats);
  }
  return stats;
}

function emptyBody(): BodyStats {
  return {
    count: 0,
    undecodable: 0,
    root: emptyNode(),
    breadth: emptyPointerBreadth(),
    raw: null,
    vendors: null,
  };
}

function countVendor(stats: BodyStats, type: string, walk: Walk): void {
  const name = vendorName(type);
  if (name !== null) countVendorName(stats, name, walk);
}

export function countVendorName(stats: BodyStats, name: string, walk: Walk): void {
  stats.vendors ??= emptyFieldSet();
  fieldNode(stats.vendors, name, walk).strings++;
}

/** Keys by status class and media type: both are closed lists, so joining each pair once is enough. */
const RESPONSE_KEYS = new Map<string, Map<string, string>>();

function responseKey(statusClass: string, mediaType: string): string {
  let keys = RESPONSE_KEYS.get(statusClass);
  if (keys === undefined) {
    keys = new Map();
    RESPONSE_KEYS.set(statusClass, keys);
  }
  let key = keys.get(mediaType);
  if (key === undefined) {
    key = `${statusClass} ${mediaType}`;
    keys.set(mediaType, key);
  }
  return key;
}

function observeRaw(stats: BodyStats, text: string, context: KeyContext, walk: Walk): void {
  stats.undecodable++;
  stats.raw ??= emptyNode();
  observeOpaque(stats.raw, text, null, context, walk);
}

type FormBody = Extract<Body, { kind: 'form' }>;
type MultipartBody = Extract<Body, { kind: 'multipart' }>;

function observeForm(root: SchemaNode, body: FormBody, context: KeyContext, walk: Walk): void {
  const stats = enterObject(root, 0, walk);
  for (const field of body.fields) {
    const node = childNode(stats, field.name, context, 0, ROOT_POINTER, walk);
    observeText(node, field.value, walk.childContext, walk);
  }
}

function observeMultipart(root: SchemaNode, body: MultipartBody, context: KeyContext, walk: Walk): void {
  const stats = enterObject(root, 0, walk);
  for (const part of body.parts) {
    const node = childNode(stats, part.name, context, 0, ROOT_POINTER, walk);
    if (part.fileName === null) observePart(node, part, walk);
    else observeOpaque(node, part.value, 'binary', walk.childContext, walk);
  }
}

/** A part may be a document of its own (RFC 7578 section 4.4). Its context and place stand in `walk`. */
function observePart(node: SchemaNode, { value, contentType }: Part, walk: Walk): void {
  const document = contentType === null ? null : parseBody(value, contentType);
  if (document?.kind !== 'json') {
    observeText(node, value, walk.childContext, walk);
    return;
  }
  const wasInMap = walk.isInMap;
  walk.isInMap = wasInMap || walk.enteredMap;
  observeJson(node, document.value, walk.childContext, 1, walk.childPointer, walk);
  walk.isInMap = wasInMap;
}

/** Nothing that can change is shared afterwards. */
export function mergeBodies(into: BodySet, from: BodySet, limits: PayloadLimits): void {
  for (const [key, stats] of from) {
    let known = into.get(key);
    if (known === undefined) {
      known = emptyBody();
      into.set(key, known);
    }
    known.count += stats.count;
    known.undecodable += stats.undecodable;
    mergeNode(known.root, stats.root, limits);
    mergePointerBreadth(known.breadth, stats.breadth, limits.pointers);
    if (known.breadth.mapDepth !== NO_MAPS) narrowNode(known.root, 0, known.breadth.mapDepth, limits);
    if (stats.raw !== null) {
      known.raw ??= emptyNode();
      mergeNode(known.raw, stats.raw, limits);
    }
    if (stats.vendors === null) continue;
    known.vendors ??= emptyFieldSet();
    mergeFieldSet(known.vendors, stats.vendors, limits);
  }
}
