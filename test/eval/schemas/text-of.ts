import type { JsonValue } from '../../../src/model/json.ts';

/** A value as a path, query or form carries it. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
