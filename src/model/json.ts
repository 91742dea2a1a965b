export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/**
 * RFC 8785 canonical JSON: members sorted by UTF-16 code units, ECMAScript number and string forms, no white space.
 * `undefined` members are left out. Throws RangeError on a number that JSON cannot carry.
 */
export function canonicalJson(value: JsonValue): string {
  return isInOrder(value) ? JSON.stringify(value) : sortedJson(value);
}

/** Whether `JSON.stringify` writes the value as it should be: true for nearly all of what is compared or hashed. */
function isInOrder(value: JsonValue): boolean {
  if (typeof value === 'number') assertFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (isJsonArray(value)) {
    for (const item of value) if (!isInOrder(item)) return false;
    return true;
  }
  let before = '';
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    if (key < before || !isInOrder(member)) return false;
    before = key;
  }
  return true;
}

function assertFinite(value: number): void {
  if (!Number.isFinite(value)) throw new RangeError('canonical JSON has no form for a non-finite number');
}

function sortedJson(value: JsonValue): string {
  if (typeof value === 'number') assertFinite(value);
  if (isJsonArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${sortedJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** What `JSON.parse` gives, typed: of that, and of nothing else, the outermost type tells. */
export function isParsedJson(value: unknown): value is JsonValue {
  return value === null || ['string', 'number', 'boolean', 'object'].includes(typeof value);
}

/** `Array.isArray` that narrows a readonly array. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
