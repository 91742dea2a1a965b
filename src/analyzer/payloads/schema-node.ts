import type { KeyContext } from '../data-classes/key-context.ts';
import type { Caps } from '../exchange.ts';
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
  readonly formats: Map<TextFormat, number>;
  /**
   * Every distinct value, while there are few and all may be kept; null from the first value that may not, or the
   * first too many, for ever. So it depends on the set of values alone.
   */
  members: Map<string, Member> | null;
}

export interface Member {
  count: number;
  /** Smallest client hashes: proof of distinct clients. */
  readonly clients: number[];
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
}

export interface Property {
  readonly node: SchemaNode;
  readonly clients: number[];
  /** Memo of the key's meaning; recomputed where the noun above differs. Never encoded. */
  context: KeyContext | null;
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
  readonly fields: number;
  readonly members: number;
  readonly samples: number;
  readonly clients: number;
}

export function limitsOf(caps: Caps): PayloadLimits {
  return {
    properties: caps.propertiesPerObject,
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
