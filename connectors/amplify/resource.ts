import {
  AssayError,
  canonicalJson,
  compileSchema,
  type JsonObject,
  type JsonValue,
} from '../../src/kit/index.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';

/** A resource of Central: its main part, and sub-resources beside `spec`. Only the name is certain. */
export interface CentralResource extends JsonObject {
  readonly name: string;
  readonly title?: string;
  readonly attributes?: JsonObject | null;
  readonly tags?: readonly string[] | null;
  readonly spec?: JsonObject | null;
  readonly metadata?: JsonObject | null;
}

const resources = compileSchema<CentralResource>({
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    title: { type: 'string' },
    attributes: { type: ['object', 'null'], additionalProperties: { type: 'string' } },
    tags: { type: ['array', 'null'], items: { type: 'string' } },
    spec: { type: ['object', 'null'] },
    metadata: { type: ['object', 'null'] },
  },
});

/** Throws AssayError `AMPLIFY_RESOURCE_INVALID` (record). */
export function parseResource(value: unknown): CentralResource {
  return resources.parse(value, {
    code: 'AMPLIFY_RESOURCE_INVALID',
    kind: 'sourceContract',
    message: 'A resource of Central is not of the form that its reference describes.',
  });
}

/** Throws for anything but a list: an answer of another form is not an empty registry. */
export function parseList(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  throw new AssayError({
    code: 'AMPLIFY_LIST_INVALID',
    kind: 'sourceContract',
    message: 'Central answered a listing with something that is no list.',
    fix: 'Check url: it is the address of Central, without a path.',
  });
}

/** The member at the end of the path; undefined where anything on the way is missing. */
export function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const name of path) current = isJsonObject(current) ? current[name] : undefined;
  return current;
}

export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : null;
}

export function objectAt(value: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : {};
}

export function listAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonValue[] {
  const found = at(value, ...path);
  return isJsonArray(found) ? found : [];
}

export function textsAt(value: JsonValue | undefined, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).filter((item) => typeof item === 'string');
}

/** Undefined members count as absent. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** `2026-01-31T10:00:00.000+0000`: the form that the vendor's own agents write. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}
