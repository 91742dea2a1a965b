import type { JsonValue } from '../../src/kit/index.ts';

/** Attributes by name, their values as plain JSON. */
export type Attributes = Readonly<Record<string, JsonValue>>;

/** Deeper values say nothing about a call. */
const DEEPEST = 8;

/** `[{"key": "http.route", "value": {"stringValue": "/a"}}]` (OTLP/JSON) as an object; entries of another form are left out. */
export function attributesOf(list: unknown): Attributes {
  return Object.fromEntries(pairsOf(list, 0));
}

function pairsOf(list: unknown, depth: number): readonly (readonly [string, JsonValue])[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry): readonly (readonly [string, JsonValue])[] => {
    const key = member(entry, 'key');
    return typeof key === 'string' ? [[key, valueOf(member(entry, 'value'), depth)]] : [];
  });
}

/** An AnyValue: 64-bit integers are text, bytes are of no use here. */
export function valueOf(value: unknown, depth: number = 0): JsonValue {
  if (depth > DEEPEST) return null;
  for (const name of ['stringValue', 'intValue', 'boolValue', 'doubleValue']) {
    const scalar = member(value, name);
    if (typeof scalar === 'string' || typeof scalar === 'number' || typeof scalar === 'boolean')
      return scalar;
  }
  const list = member(member(value, 'arrayValue'), 'values');
  if (Array.isArray(list)) return list.map((item) => valueOf(item, depth + 1));
  const members = member(member(value, 'kvlistValue'), 'values');
  return Array.isArray(members) ? Object.fromEntries(pairsOf(members, depth + 1)) : null;
}

export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
