import { isJsonArray, isJsonObject, type JsonObject } from '../../model/json.ts';
import type { RegisteredShape } from '../../model/registered-api.ts';

/** In what way observed values leave a documented shape. */
export interface ShapeDifference {
  readonly kind: 'undocumented-member' | 'missing-member' | 'type' | 'text';
  /** JSON Pointer, `*` for items. */
  readonly pointer: string;
}

interface Place {
  readonly schema: JsonObject;
  readonly shape: RegisteredShape | null;
  readonly pointer: string;
  /** Seen in every body: only then says an absence something. */
  readonly isCertain: boolean;
}

/** Where the schema of observed values says more, or other things, than a documented shape. */
export function shapeDifferences(schema: JsonObject, shape: RegisteredShape): readonly ShapeDifference[] {
  return differencesAt({ schema, shape, pointer: '', isCertain: true });
}

function differencesAt(place: Place): readonly ShapeDifference[] {
  const { schema, shape, pointer, isCertain } = place;
  if (shape === null) return [];
  if (isOtherType(typesIn(schema), shape.types)) return [{ kind: 'type', pointer }];
  const found: ShapeDifference[] = [];
  if (hasOtherText(schema['enum'], shape.texts)) found.push({ kind: 'text', pointer });
  const { items } = schema;
  if (isJsonObject(items))
    found.push(
      ...differencesAt({ schema: items, shape: shape.items, pointer: `${pointer}/*`, isCertain: false }),
    );
  if (shape.members.length === 0) return found;
  return [...found, ...memberDifferences(schema, shape, pointer, isCertain)];
}

function memberDifferences(
  schema: JsonObject,
  shape: RegisteredShape,
  pointer: string,
  isCertain: boolean,
): ShapeDifference[] {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const always = new Set(isJsonArray(schema['required']) ? schema['required'] : []);
  const documented = new Map(shape.members.map((member) => [member.name, member.shape]));
  const found: ShapeDifference[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const member = documented.get(name);
    if (member === undefined) {
      if (!shape.open) found.push({ kind: 'undocumented-member', pointer: below });
    } else if (isJsonObject(value)) {
      const isAlways = isCertain && always.has(name);
      found.push(...differencesAt({ schema: value, shape: member, pointer: below, isCertain: isAlways }));
    }
  }
  // Names under `additionalProperties` are not told: a required one may be among them.
  const isTold = schema['additionalProperties'] === undefined;
  for (const name of shape.required) {
    if (isCertain && isTold && Object.keys(properties).length > 0 && !always.has(name))
      found.push({ kind: 'missing-member', pointer: `${pointer}/${name}` });
  }
  return found;
}

/** Null comes with any type, and an integer is a number. */
function isOtherType(seen: readonly string[], documented: readonly string[] | null): boolean {
  if (documented === null) return false;
  return seen.some((type) => {
    if (type === 'null' || documented.includes(type)) return false;
    return !(type === 'integer' && documented.includes('number'));
  });
}

function typesIn(schema: JsonObject): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  return isJsonArray(type) ? type.filter((each) => typeof each === 'string') : [];
}

function hasOtherText(seen: JsonObject[string] | undefined, documented: readonly string[] | null): boolean {
  if (documented === null || documented.length === 0 || !isJsonArray(seen)) return false;
  return seen.some((value) => typeof value === 'string' && !documented.includes(value));
}

/** Types of a parameter's text that its documented types do not allow: `c_9f` where a number stands. */
export function hasOtherTypes(schema: JsonObject, documented: readonly string[] | null): boolean {
  // Any text is a string, and a list is told by its items.
  if (documented === null || documented.includes('string') || documented.includes('array')) return false;
  return isOtherType(typesIn(schema), documented);
}
