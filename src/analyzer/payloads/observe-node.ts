import { isJsonArray, type JsonObject, type JsonValue } from '../../model/json.ts';
import { type KeyContext, keyContext, unkeptKeyContext } from '../data-classes/key-context.ts';
import { countClasses } from './class-counter.ts';
import { NO_CLIENTS, withClient } from './client-list.ts';
import { isDynamicKey } from './dynamic-key.ts';
import { countMember, type Member, newMember } from './member.ts';
import { mergeNode } from './merge-node.ts';
import { addPointer, pointerBelow, ROOT_POINTER } from './pointer-breadth.ts';
import {
  addMember,
  countFormat,
  emptyNode,
  emptyText,
  type ListStats,
  lengthLog2,
  type ObjectStats,
  type Property,
  type SchemaNode,
} from './schema-node.ts';
import { sealedName } from './sealed-text.ts';
import { keepingOf } from './shipped-words.ts';
import { lexicalType, type TextFormat, textFormat } from './text-format.ts';
import type { Walk } from './walk.ts';

/** Adds one JSON value. `depth` counts the containers above it, `pointer` is its place; recursion ends at the parser's depth cap. */
export function observeJson(
  node: SchemaNode,
  value: JsonValue,
  context: KeyContext,
  depth: number,
  pointer: number,
  walk: Walk,
): void {
  if (typeof value === 'string') observeString(node, value, context, walk);
  else if (typeof value === 'number') observeNumber(node, value, context, walk);
  else if (typeof value === 'boolean') node.booleans++;
  else if (value === null) node.nulls++;
  else if (isJsonArray(value)) observeArray(node, value, context, depth, pointer, walk);
  else observeObject(node, value, context, depth, pointer, walk);
}

/** Adds a text that stands for a JSON value: query, header, cookie, form, XML. */
export function observeText(node: SchemaNode, text: string, context: KeyContext, walk: Walk): void {
  const type = lexicalType(text);
  if (type === 'string') {
    observeString(node, text, context, walk);
    return;
  }
  if (type === 'boolean') {
    node.booleans++;
    return;
  }
  if (text.length >= SHORTEST_CLASSED || context.keyed.length > 0)
    countClasses(node, text, null, context, walk);
  else if (type === 'integer' && text.charCodeAt(0) !== DASH) {
    addSmallInteger(node, smallInteger(text));
    return;
  }
  addNumber(node, Number(text), type === 'integer');
}

/** Shorter numbers carry no class but by their key. */
const SHORTEST_CLASSED = 6;
const DASH = 0x2d;

/** `Number(text)` of few digits. */
function smallInteger(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

export function observeString(node: SchemaNode, text: string, context: KeyContext, walk: Walk): void {
  node.strings++;
  const format = textFormat(text);
  if (countKnownMember(node, text, format, context, walk)) return;
  const hasClass = countClasses(node, text, format, context, walk);
  addText(node, text, format);
  if (node.text === null || node.text.members === null || text === '') return;
  const name = hasClass || context.isPrivate ? null : memberName(text, walk);
  if (name === null) {
    node.text.members = null;
    return;
  }
  let member = node.text.members.get(name);
  if (member === undefined) {
    if (node.text.members.size >= walk.limits.members) {
      node.text.members = null;
      return;
    }
    member = newMember(name, text, walk.hash);
    addMember(node.text, node.text.members, name, member);
  }
  countMember(member, text, walk.client, walk.limits.clients, walk.hash);
}

/** A text met again and again at one place. */
export interface LikeText {
  readonly node: SchemaNode;
  readonly members: ReadonlyMap<string, Member>;
  readonly member: Member;
}

/** Where a text counts as a member and nothing else, once it was counted in full; null where it does more. */
export function likeText(node: SchemaNode, text: string, context: KeyContext, walk: Walk): LikeText | null {
  const members = node.text?.members;
  if (members === null || members === undefined || context.isPrivate || textFormat(text) !== null)
    return null;
  if (lexicalType(text) !== 'string') return null;
  const member = members.get(text) ?? sealedMember(members, text, walk);
  return member === undefined ? null : { node, members, member };
}

/** Counts the text once more where that adds to sums alone: false where a client is new to it or it is no member any more. */
export function countLikeText({ node, members, member }: LikeText, walk: Walk): boolean {
  if (node.text?.members !== members) return false;
  if (withClient(member.clients, walk.client, walk.limits.clients) !== member.clients) return false;
  node.strings++;
  member.count++;
  return true;
}

function sealedMember(members: ReadonlyMap<string, Member>, text: string, walk: Walk): Member | undefined {
  return keepingOf(text) === 'sealed' ? members.get(sealedName(text, walk.hash)) : undefined;
}

/** Under which name a value may be kept; null: under none. */
function memberName(text: string, walk: Walk): string | null {
  const keeping = keepingOf(text);
  if (keeping === 'never') return null;
  return keeping === 'plain' ? text : sealedName(text, walk.hash);
}

/** A member was found to hold no class when it came first, and its key asks for none: spares to ask again. */
function countKnownMember(
  node: SchemaNode,
  text: string,
  format: TextFormat | null,
  context: KeyContext,
  walk: Walk,
): boolean {
  const members = node.text?.members;
  if (members === null || members === undefined || context.isPrivate) return false;
  if (members.size === 0) return false;
  const member = members.get(text) ?? sealedMember(members, text, walk);
  if (member === undefined) return false;
  addText(node, text, format);
  countMember(member, text, walk.client, walk.limits.clients, walk.hash);
  return true;
}

/** A text of which only length and classes are of interest: files, undecodable bodies. */
export function observeOpaque(
  node: SchemaNode,
  text: string,
  format: TextFormat | null,
  context: KeyContext,
  walk: Walk,
): void {
  node.strings++;
  countClasses(node, text, null, context, walk);
  addText(node, text, format);
  if (node.text !== null) node.text.members = null;
}

function addText(node: SchemaNode, text: string, format: TextFormat | null): void {
  const length = lengthLog2(text.length);
  node.text ??= emptyText(length);
  const stats = node.text;
  if (length < stats.minLengthLog2) stats.minLengthLog2 = length;
  if (length > stats.maxLengthLog2) stats.maxLengthLog2 = length;
  if (format !== null) countFormat(stats, format, 1);
}

/** Fewer digits carry no class but by their key. */
const SMALLEST_CLASSED = 100_000_000;

/** 2^63: larger ones are quantities in floating point, not ids. */
const INT64_END = 2 ** 63;

export function observeNumber(node: SchemaNode, value: number, context: KeyContext, walk: Walk): void {
  if ((value | 0) === value && context.keyed.length === 0 && value < SMALLEST_CLASSED && value >= 0) {
    addSmallInteger(node, value);
    return;
  }
  const isInteger = Number.isInteger(value) && value < INT64_END && value >= 0 - INT64_END;
  if (
    context.keyed.length > 0 ||
    (Number.isSafeInteger(value) && (value >= SMALLEST_CLASSED || value <= -SMALLEST_CLASSED))
  ) {
    countClasses(node, String(value), null, context, walk);
  }
  addNumber(node, value, isInteger);
}

/** As `addNumber` for 0 to 99,999,999. */
function addSmallInteger(node: SchemaNode, value: number): void {
  node.integers++;
  let digits = 0;
  for (let bound = 1; bound <= value; bound *= 10) digits++;
  const stats = node.numeric;
  if (stats === null) {
    node.numeric = { minDigits: digits, maxDigits: digits, beyondInt32: 0 };
    return;
  }
  if (digits < stats.minDigits) stats.minDigits = digits;
  if (digits > stats.maxDigits) stats.maxDigits = digits;
}

function addNumber(node: SchemaNode, value: number, isInteger: boolean): void {
  if (isInteger) node.integers++;
  else node.numbers++;
  const digits = signedDigits(value);
  const beyondInt32 = isInteger && (value > 2147483647 || value < -2147483648) ? 1 : 0;
  const stats = node.numeric;
  if (stats === null) {
    node.numeric = { minDigits: digits, maxDigits: digits, beyondInt32 };
    return;
  }
  if (digits < stats.minDigits) stats.minDigits = digits;
  if (digits > stats.maxDigits) stats.maxDigits = digits;
  stats.beyondInt32 += beyondInt32;
}

/** Integer digits with the sign of the number; 0 under one. */
function signedDigits(value: number): number {
  const magnitude = Math.abs(value);
  let digits = 0;
  for (let bound = 1; bound <= magnitude && digits < 309; bound *= 10) digits++;
  return value < 0 ? 0 - digits : digits;
}

function observeArray(
  node: SchemaNode,
  items: readonly JsonValue[],
  context: KeyContext,
  depth: number,
  pointer: number,
  walk: Walk,
): void {
  node.arrays++;
  const list = listStats(node, items.length);
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    if (depth >= walk.maxDepth) observeLeaves(list.items, item, context, walk);
    else observeJson(list.items, item, context, depth + 1, pointer, walk);
  }
}

export function listStats(node: SchemaNode, length: number): ListStats {
  const bucket = lengthLog2(length);
  if (node.list === null) {
    node.list = { minLengthLog2: bucket, maxLengthLog2: bucket, items: emptyNode() };
    return node.list;
  }
  if (bucket < node.list.minLengthLog2) node.list.minLengthLog2 = bucket;
  if (bucket > node.list.maxLengthLog2) node.list.maxLengthLog2 = bucket;
  return node.list;
}

function observeObject(
  node: SchemaNode,
  object: JsonObject,
  context: KeyContext,
  depth: number,
  pointer: number,
  walk: Walk,
): void {
  const stats = enterObject(node, depth, walk);
  if (depth >= walk.maxDepth) {
    collapse(stats, walk);
    stats.rest ??= emptyNode();
    observeLeaves(stats.rest, object, context, walk);
    return;
  }
  const wasInMap = walk.isInMap;
  // Parsed JSON has no inherited members; `for in` spares the array that `Object.keys` makes.
  let at = 0;
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    const property = wasInMap ? null : expectedProperty(stats, at, key, context, walk);
    if (property === null) {
      const child = childNode(stats, key, context, depth, pointer, walk);
      walk.isInMap = wasInMap || walk.enteredMap;
      observeJson(child, value, walk.childContext, depth + 1, walk.childPointer, walk);
      walk.isInMap = wasInMap;
    } else if (typeof value === 'object' && value !== null) {
      property.pointer ??= pointerBelow(pointer, walk.hash(key), walk.limits.properties);
      observeJson(property.node, value, walk.childContext, depth + 1, property.pointer, walk);
    } else observeJson(property.node, value, walk.childContext, depth + 1, ROOT_POINTER, walk);
    at++;
  }
}

/** Wider objects are looked up key by key. */
const WIDEST_SHAPE = 64;

/** The property that stood at this place of the object before, if the key is the same: one comparison, no look-up. */
function expectedProperty(
  stats: ObjectStats,
  at: number,
  key: string,
  context: KeyContext,
  walk: Walk,
): Property | null {
  const properties = stats.properties;
  if (properties === null || at >= WIDEST_SHAPE) return null;
  const shape = (stats.shape ??= []);
  let property = at < shape.length ? shape[at] : undefined;
  if (property === undefined || property.context?.name !== key) {
    property = properties.get(key);
    if (property === undefined) return null;
    if (at <= shape.length) shape[at] = property;
  }
  meet(property, key, context, walk);
  return property;
}

/** Counts a client of a property and leaves the key's context in `walk.childContext`. */
function meet(property: Property, key: string, context: KeyContext, walk: Walk): void {
  property.clients = withClient(property.clients, walk.client, walk.limits.clients);
  if (property.context === null || property.context.above !== context.noun) {
    property.context = keyContext(context.noun, key);
  }
  walk.childContext = property.context;
}

/** Counts an object and gives the place of its properties. */
export function enterObject(node: SchemaNode, depth: number, walk: Walk): ObjectStats {
  node.objects++;
  node.object ??= { properties: new Map(), rest: null, shape: null };
  if (walk.breadth !== null && depth >= walk.breadth.mapDepth) collapse(node.object, walk);
  return node.object;
}

/** The node of a key; its context, its place and whether it is that of a map are left in `walk`. */
export function childNode(
  stats: ObjectStats,
  key: string,
  context: KeyContext,
  depth: number,
  pointer: number,
  walk: Walk,
): SchemaNode {
  const property = stats.properties?.get(key);
  if (property !== undefined && !walk.isInMap) {
    meet(property, key, context, walk);
    property.pointer ??= pointerBelow(pointer, walk.hash(key), walk.limits.properties);
    walk.childPointer = property.pointer;
    walk.enteredMap = false;
    return property.node;
  }
  const isDynamic = isDynamicKey(key) || walk.site?.holds(key) === true;
  const below = pointerBelow(pointer, isDynamic ? null : walk.hash(key), walk.limits.properties);
  if (walk.breadth !== null) addPointer(walk.breadth, depth, below, walk.limits.pointers);
  walk.childPointer = below;
  if (property !== undefined) {
    meet(property, key, context, walk);
    return property.node;
  }
  return newChild(stats, key, context, isDynamic, walk);
}

function newChild(
  stats: ObjectStats,
  key: string,
  context: KeyContext,
  isDynamic: boolean,
  walk: Walk,
): SchemaNode {
  walk.childContext = isDynamic ? unkeptKeyContext(context, key) : keyContext(context.noun, key);
  walk.enteredMap = false;
  if (!isDynamic && stats.properties !== null) {
    if (stats.properties.size < walk.limits.properties) {
      const node = emptyNode();
      const clients = withClient(NO_CLIENTS, walk.client, walk.limits.clients);
      const pointer = walk.isInMap ? {} : { pointer: walk.childPointer };
      stats.properties.set(key, { node, clients, context: walk.childContext, ...pointer });
      return node;
    }
    collapse(stats, walk);
  }
  walk.enteredMap = true;
  stats.rest ??= emptyNode();
  return stats.rest;
}

/** Turns the object into a map: every property adds up in `rest`, which then is what it would have been from the start. */
function collapse(stats: ObjectStats, walk: Walk): void {
  if (stats.properties === null) return;
  for (const { node } of stats.properties.values()) {
    if (stats.rest === null) stats.rest = node;
    else mergeNode(stats.rest, node, walk.limits);
  }
  stats.properties = null;
}

/** Below the depth cap only leaves count, all in one node: nothing is missed, only its place. */
function observeLeaves(node: SchemaNode, value: JsonValue, context: KeyContext, walk: Walk): void {
  if (typeof value !== 'object' || value === null) {
    observeJson(node, value, context, walk.maxDepth, ROOT_POINTER, walk);
    return;
  }
  if (isJsonArray(value)) {
    for (const item of value) observeLeaves(node, item, context, walk);
    return;
  }
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    const isDynamic = isDynamicKey(key) || walk.site?.holds(key) === true;
    const own = isDynamic ? unkeptKeyContext(context, key) : keyContext(context.noun, key);
    observeLeaves(node, member, own, walk);
  }
}
