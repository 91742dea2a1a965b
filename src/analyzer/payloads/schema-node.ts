import type { KeyContext } from '../data-classes/key-context.ts';
import type { Caps } from '../exchange.ts';
import type { ClientList } from './client-list.ts';
import type { Member } from './member.ts';
import type { TextFormat } from './text-format.ts';

/**
 * What was seen at one place of a payload. Everything is a sum, a minimum, a maximum, a set or a capped set that is a
 * pure function of the values seen, so nodes merge in any order. Changed in place.
 */
export interface SchemaNode {
  nulls: number;
  booleans: number;
  integers: number;
  /** Numbers with a fraction or beyond 64 bits. */
  numbers: number;
  strings: number;
  arrays: number;
  objects: number;
  numeric: NumericStats | null;
  text: TextStats | null;
  list: ListStats | null;
  object: ObjectStats | null;
  /** By class id. */
  classes: Map<string, ClassCounter> | null;
}

/** Ranges as powers of ten: signed counts of integer digits, 0 for magnitudes under one. */
export interface NumericStats {
  minDigits: number;
  maxDigits: number;
  /** Integers that do not fit 32 bits. */
  beyondInt32: number;
}

export interface TextStats {
  /** Lengths in UTF-16 units as powers of two: `n` stands for [2^(n-1), 2^n). */
  minLengthLog2: number;
  maxLengthLog2: number;
  /** The format met first; others are rare and stand in `otherFormats`. Read both through `formatsOf`. */
  format: TextFormat | null;
  formatCount: number;
  otherFormats: Map<TextFormat, number> | null;
  /**
   * Every distinct value, while there are few and all may be kept; null from the first value that may not, or the
   * first too many, for ever. So it depends on the set of values alone. By text, or what stands for one that may not
   * be read yet. Empty it is `NO_MEMBERS`.
   */
  members: Map<string, Member> | null;
}

export interface ListStats {
  minLengthLog2: number;
  maxLengthLog2: number;
  readonly items: SchemaNode;
}

export interface ObjectStats {
  /** By name; null once there were more names than the cap: then all of them are in `rest`. */
  properties: Map<string, Property> | null;
  /** Dynamic keys, and every key of a collapsed object. */
  rest: SchemaNode | null;
  /** The properties in the order of the last object: a cache of look-ups, good while `properties` is there. Never encoded. */
  shape?: Property[] | null;
}

export interface Property {
  readonly node: SchemaNode;
  clients: ClientList;
  /** Memo of the key's meaning; recomputed where the noun above differs. Never encoded. */
  context: KeyContext | null;
  /** Memo of its place in the body (`pointer-breadth.ts`), the same wherever it is met. Never encoded. */
  pointer?: number;
}

export interface ClassCounter {
  /** Values with a candidate of the class's shape. */
  shaped: number;
  passed: number;
  /** Values under a key with a context word. */
  keyed: number;
  /** Passed values that are the candidate and nothing else. */
  whole: number;
  /** Distinct candidates: hash * 2 + passed, ascending, the k smallest. */
  readonly sample: number[];
  /** Redacted forms of longer texts, the k smallest by hash. */
  readonly shapes: Shape[];
}

export interface Shape {
  readonly hash: number;
  readonly text: string;
}

/** The caps that a payload's sets were made with; merging needs them where no context is at hand. */
export interface PayloadLimits {
  readonly properties: number;
  readonly pointers: number;
  readonly fields: number;
  readonly members: number;
  readonly samples: number;
  readonly clients: number;
}

export function limitsOf(caps: Caps): PayloadLimits {
  return {
    properties: caps.propertiesPerObject,
    pointers: caps.pointersPerDepth,
    fields: caps.fieldsPerLocation,
    members: caps.enumMembers,
    samples: caps.samples,
    clients: caps.clientsPerString,
  };
}

export function emptyNode(): SchemaNode {
  return {
    nulls: 0,
    booleans: 0,
    integers: 0,
    numbers: 0,
    strings: 0,
    arrays: 0,
    objects: 0,
    numeric: null,
    text: null,
    list: null,
    object: null,
    classes: null,
  };
}

/** Shared by all texts without members: it stays empty. */
const NO_MEMBERS: Map<string, Member> = new Map();

export function emptyText(length: number): TextStats {
  return {
    minLengthLog2: length,
    maxLengthLog2: length,
    format: null,
    formatCount: 0,
    otherFormats: null,
    members: NO_MEMBERS,
  };
}

/** Keeps a member, in a map of the text's own. */
export function addMember(
  stats: TextStats,
  members: Map<string, Member>,
  name: string,
  member: Member,
): void {
  if (members !== NO_MEMBERS) members.set(name, member);
  else stats.members = new Map([[name, member]]);
}

export function countFormat(stats: TextStats, format: TextFormat, count: number): void {
  stats.format ??= format;
  if (stats.format === format) stats.formatCount += count;
  else {
    stats.otherFormats ??= new Map();
    stats.otherFormats.set(format, (stats.otherFormats.get(format) ?? 0) + count);
  }
}

/** Formats with their counts, in no promised order. */
export function formatsOf(stats: TextStats): (readonly [TextFormat, number])[] {
  if (stats.format === null) return [];
  return [[stats.format, stats.formatCount], ...(stats.otherFormats ?? [])];
}

/** Values seen at the node. */
export function nodeCount(node: SchemaNode): number {
  return (
    node.nulls + node.booleans + node.integers + node.numbers + node.strings + node.arrays + node.objects
  );
}

/** 0 for 0, else n with 2^(n-1) <= length < 2^n. */
export function lengthLog2(length: number): number {
  return 32 - Math.clz32(length);
}
