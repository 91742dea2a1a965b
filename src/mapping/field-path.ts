import type { Paths } from './mapping-file.ts';

/** A place in a record, or a part of a value under `let`. */
export interface FieldRef {
  /** Name under `let`; null for the record itself. */
  readonly letName: string | null;
  readonly segments: readonly string[];
}

/** Members that every object inherits; a path that names one would read the program, not the record. */
const INHERITED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const SEGMENT = /\.?(?:\["([^"\\]+)"\]|\[([0-9]+)\]|([A-Za-z0-9_@:$-]+))/y;

/** Reads a path of a mapping file. Null where it is none or reaches for an inherited member. */
export function parseFieldPath(path: string): FieldRef | null {
  const segments: string[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < path.length) {
    const match = SEGMENT.exec(path);
    const segment = match?.[1] ?? match?.[2] ?? match?.[3];
    if (segment === undefined || INHERITED.has(segment)) return null;
    segments.push(segment);
  }
  const [first, ...rest] = segments;
  if (first === undefined) return null;
  return first.startsWith('$') ? { letName: first.slice(1), segments: rest } : { letName: null, segments };
}

export function listOfPaths(paths: Paths | undefined): readonly string[] {
  if (paths === undefined) return [];
  return typeof paths === 'string' ? [paths] : paths;
}
