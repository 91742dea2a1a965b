import type { JsonValue } from '../../model/json.ts';

const INNER_JSON = /^\s{0,8}(?:\{\s{0,8}"|\[\s{0,8}[{"[])/;

/** The object or list that a text is; undefined where it is none. Texts that do not begin like one cost a look at their start. */
export function innerJson(text: string): JsonValue | undefined {
  if (!INNER_JSON.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    // Cut short, or only begins like JSON: it was looked at as text.
    return undefined;
  }
}

/** JSON.parse returns nothing else. */
function isJson(value: unknown): value is JsonValue {
  return value !== undefined;
}
