import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import type { RegisteredParameter } from '../../src/model/registered-api.ts';
import type { AuthScheme } from '../../src/model/vocabulary.ts';
import { isObject, type Location } from './document-store.ts';
import type { References } from './references.ts';

export interface DeclaredScheme {
  readonly scheme: AuthScheme;
  /** Where a key is sent, under whatever name; null for schemes that are known by their form. */
  readonly key: RegisteredParameter | null;
}

/** Schemes of a document by the name under which operations require them. */
export async function readSchemes(
  root: JsonObject,
  at: Location,
  references: References,
): Promise<ReadonlyMap<string, DeclaredScheme>> {
  const components = isObject(root['components']) ? root['components'] : {};
  const declared = components['securitySchemes'] ?? root['securityDefinitions'];
  const schemes = new Map<string, DeclaredScheme>();
  for (const [name, value] of Object.entries(isObject(declared) ? declared : {})) {
    const placed = await references.resolve(value, at);
    if (placed !== null) schemes.set(name, { scheme: schemeOf(placed.node, name), key: keyOf(placed.node) });
  }
  return schemes;
}

function schemeOf(scheme: JsonObject, name: string): AuthScheme {
  switch (lowerText(scheme['type'])) {
    case 'http':
      return httpScheme(lowerText(scheme['scheme']), scheme['bearerFormat']);
    case 'basic':
      return 'basic';
    case 'apikey':
      return apiKeyScheme(scheme);
    case 'oauth2':
    case 'openidconnect':
      return 'oauth2';
    case 'mutualtls':
      return 'mtls';
    default:
      return `custom:${name}`;
  }
}

function lowerText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function httpScheme(scheme: string, bearerFormat: JsonValue | undefined): AuthScheme {
  if (scheme === 'basic' || scheme === 'digest') return scheme;
  if (scheme !== 'bearer') return `custom:${scheme || 'http'}`;
  return typeof bearerFormat === 'string' && bearerFormat.toLowerCase() === 'jwt' ? 'jwt' : 'bearer';
}

/** A key in a cookie is a session; a "key" named Authorization is how Swagger 2 writes a bearer token. */
function apiKeyScheme(scheme: JsonObject): AuthScheme {
  if (scheme['in'] === 'cookie') return 'session-cookie';
  const name = lowerText(scheme['name']);
  return scheme['in'] === 'header' && name === 'authorization' ? 'bearer' : 'api-key';
}

/**
 * Schemes that a requirement list demands: null when there is no list, `[]` when it is empty or lets callers in without
 * any (`{}` among the alternatives).
 */
export function requiredSchemes(
  list: JsonValue | undefined,
  schemes: ReadonlyMap<string, DeclaredScheme>,
): readonly AuthScheme[] | null {
  if (!isJsonArray(list)) return null;
  const alternatives = list.filter(isObject).map((one) => Object.keys(one));
  if (alternatives.some((names) => names.length === 0)) return [];
  const required = alternatives
    .flat()
    .map((name) => schemes.get(name)?.scheme ?? (`custom:${name}` as const));
  return [...new Set(required)].sort();
}

/** Keys that any of the alternatives asks for. */
export function requiredKeys(
  list: JsonValue | undefined,
  schemes: ReadonlyMap<string, DeclaredScheme>,
): readonly RegisteredParameter[] {
  const names = (isJsonArray(list) ? list : []).filter(isObject).flatMap((one) => Object.keys(one));
  return [...new Set(names.flatMap((name) => schemes.get(name)?.key ?? []))];
}

function keyOf(scheme: JsonObject): RegisteredParameter | null {
  const { name, in: place } = scheme;
  if (lowerText(scheme['type']) !== 'apikey' || typeof name !== 'string') return null;
  if (place !== 'query' && place !== 'header' && place !== 'cookie') return null;
  if (place === 'header' && name.toLowerCase() === 'authorization') return null;
  return { name, in: place, required: false, types: ['string'], credential: true };
}
