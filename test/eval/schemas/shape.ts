import type { JsonValue } from '../../../src/model/json.ts';
import type { Random } from './random.ts';

export type LeafType = 'string' | 'integer' | 'number' | 'boolean';

export interface Leaf {
  readonly kind: 'leaf';
  readonly type: LeafType;
  readonly format: string | null;
  /** Formats that a fair reader may name without being wrong or right. */
  readonly tolerated: readonly string[];
  /** Members: a closed set. `open`: any value. `unknown`: experts would disagree, never judged. */
  readonly members: readonly string[] | 'open' | 'unknown';
  make(random: Random): JsonValue;
}

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  /** Share of objects that have the field; 1 says required by the schema. */
  readonly presence: number;
  /** Share of present fields that are null; 0 says not nullable by the schema. */
  readonly nulls: number;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: readonly Field[];
}

export interface ArrayShape {
  readonly kind: 'array';
  readonly items: Shape;
  readonly shortest: number;
  readonly longest: number;
}

/** Keys are data: ids, dates, locales. */
export interface MapShape {
  readonly kind: 'map';
  readonly values: Shape;
  readonly smallest: number;
  readonly largest: number;
  key(random: Random): string;
}

/** Any of these; objects among them (told apart by a member of their own) come together in one pointer. */
export interface UnionShape {
  readonly kind: 'union';
  readonly options: readonly Shape[];
}

export type Shape = Leaf | ObjectShape | ArrayShape | MapShape | UnionShape;

export function leaf(type: LeafType, make: (random: Random) => JsonValue, extra: Partial<Leaf> = {}): Leaf {
  return { kind: 'leaf', type, format: null, tolerated: [], members: 'open', ...extra, make };
}

export function enumeration(members: readonly string[]): Leaf {
  return leaf('string', (random) => random.pick(members), { members });
}

export function object(fields: readonly Field[]): ObjectShape {
  return { kind: 'object', fields };
}

export function array(items: Shape, shortest = 0, longest = 4): ArrayShape {
  return { kind: 'array', items, shortest, longest };
}

export function map(key: (random: Random) => string, values: Shape, smallest = 1, largest = 6): MapShape {
  return { kind: 'map', values, smallest, largest, key };
}

export function union(...options: readonly Shape[]): UnionShape {
  return { kind: 'union', options };
}

export function field(name: string, shape: Shape, presence = 1, nulls = 0): Field {
  return { name, shape, presence, nulls };
}
