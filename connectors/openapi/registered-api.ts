import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import type {
  RegisteredApi,
  RegisteredOperation,
  RegisteredParameter,
  ServedAt,
} from '../../src/model/registered-api.ts';
import { parameterTypes, readAnswers } from './answer-shapes.ts';
import { failure, isObject, type Location, placeOf } from './document-store.ts';
import type { References } from './references.ts';

import { joinSameRequests } from './same-requests.ts';
import { type DeclaredScheme, readSchemes, requiredKeys, requiredSchemes } from './security-schemes.ts';
import { decodedPath, type Server, serversOf, swaggerServers } from './servers.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Is it an OpenAPI or Swagger document at all? Fragments that others refer to are not. */
export function isDefinition(document: JsonValue): document is JsonObject {
  return isObject(document) && (document['openapi'] !== undefined || document['swagger'] !== undefined);
}

interface Reading {
  readonly root: JsonObject;
  readonly at: Location;
  readonly references: References;
  readonly schemes: ReadonlyMap<string, DeclaredScheme>;
  readonly servers: readonly Server[];
}

/** One registered API for one document: Swagger 2.0, OpenAPI 3.0 and 3.1. */
export async function registeredApi(
  document: JsonObject,
  at: Location,
  names: { readonly gateway: string; readonly nativeId: string },
  references: References,
): Promise<RegisteredApi> {
  const reading: Reading = {
    root: document,
    at,
    references,
    schemes: await readSchemes(document, at, references),
    servers:
      requireVersion(document, at) === 2 ? swaggerServers(document, at) : serversOf(document['servers'], at),
  };
  const { operations, elsewhere } = await readOperations(reading);
  const info = isObject(document['info']) ? document['info'] : {};
  const own = reading.servers.map(({ host, basePath }) => ({ host, basePath: basePath || '/' }));
  const servers = [...own, ...elsewhere];
  return {
    ...names,
    name: textOf(info['title']) ?? names.nativeId,
    version: textOf(versionText(info['version'])),
    kind: 'definition',
    registers: false,
    semantics: 'segment-prefix',
    nativeIds: [names.nativeId],
    hosts: [...new Set(servers.flatMap(({ host }) => host ?? []))],
    basePaths: [...new Set(own.map(({ basePath }) => basePath))],
    servers,
    routes: [],
    operations,
    security: requiredSchemes(document['security'], reading.schemes),
    enabled: true,
    lifecycle: isDeprecated(document, info, operations) ? 'deprecated' : 'active',
    sunsetAtMs: sunsetOf(info['x-sunset'] ?? document['x-sunset']),
    upstreams: [],
    environment: null,
    owner: ownerOf(info['contact']),
    tags: tagsOf(document['tags']),
  };
}

function requireVersion(document: JsonObject, at: Location): 2 | 3 {
  if (versionText(document['swagger']).startsWith('2')) return 2;
  if (/^3\.[01]/.test(versionText(document['openapi']))) return 3;
  throw failure(
    'OPENAPI_VERSION',
    'The document is neither Swagger 2.0 nor OpenAPI 3.0 or 3.1.',
    placeOf(at),
  );
}

/** YAML reads an unquoted 2.0 or 3.1 as a number. */
function versionText(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

interface ReadOperations {
  readonly operations: readonly RegisteredOperation[];
  /** Where single operations are served by servers of their own: there the document serves nothing else. */
  readonly elsewhere: readonly ServedAt[];
}

async function readOperations(reading: Reading): Promise<ReadOperations> {
  const paths = isObject(reading.root['paths']) ? reading.root['paths'] : {};
  const operations: RegisteredOperation[] = [];
  const elsewhere = new Map<string, ServedAt>();
  for (const [path, value] of Object.entries(paths)) {
    const item = path.startsWith('x-') ? null : await reading.references.resolve(value, reading.at);
    if (item === null) continue;
    for (const method of METHODS) {
      const operation = item.node[method];
      if (!isObject(operation)) continue;
      const own = operation['servers'] ?? item.node['servers'];
      const servers = own === undefined ? reading.servers : serversOf(own, reading.at);
      const bases = new Set(servers.map(({ basePath }) => `${basePath}${requestPath(path)}`));
      operations.push(...(await readOperation(reading, [...bases], method, item.node, operation, item.at)));
      for (const { host, basePath } of own === undefined ? [] : servers) {
        const at = { host, basePath: `${basePath}${requestPath(path)}` };
        elsewhere.set(`${at.host ?? ''} ${at.basePath}`, at);
      }
    }
  }
  return { operations: joinSameRequests(operations), elsewhere: [...elsewhere.values()] };
}

/**
 * The path as requests have it. Some documents tell operations of one path apart by a query or a fragment, which is no
 * part of it; some leave out the leading slash.
 */
function requestPath(path: string): string {
  const bare = decodedPath(path.split(/[?#]/, 1)[0] ?? path);
  return bare.startsWith('/') ? bare : `/${bare}`;
}

/** One for each path at which it is served. */
async function readOperation(
  reading: Reading,
  paths: readonly string[],
  method: string,
  item: JsonObject,
  operation: JsonObject,
  at: Location,
): Promise<readonly RegisteredOperation[]> {
  const demanded = operation['security'] ?? reading.root['security'];
  const security = requiredSchemes(demanded, reading.schemes);
  const parameters = withKeys(
    await readParameters(reading, [item['parameters'], operation['parameters']], at),
    requiredKeys(demanded, reading.schemes),
  );
  const responses = isObject(operation['responses']) ? Object.keys(operation['responses']) : [];
  const answers = await readAnswers(operation['responses'], at, reading.references);
  return paths.map((path) => ({
    id: textOf(operation['operationId']),
    method: method.toUpperCase(),
    path,
    deprecated: operation['deprecated'] === true,
    security,
    parameters,
    statuses: responses.filter((status) => !status.startsWith('x-')).sort(),
    ...(answers.length === 0 ? {} : { answers }),
  }));
}

/** A key stands among the parameters, or is one that was described already. */
function withKeys(
  parameters: readonly RegisteredParameter[],
  keys: readonly RegisteredParameter[],
): readonly RegisteredParameter[] {
  const isOne = (a: RegisteredParameter, b: RegisteredParameter): boolean =>
    a.in === b.in && a.name.toLowerCase() === b.name.toLowerCase();
  const marked = parameters.map((parameter) =>
    keys.some((key) => isOne(key, parameter)) ? { ...parameter, credential: true as const } : parameter,
  );
  return [...marked, ...keys.filter((key) => !parameters.some((parameter) => isOne(key, parameter)))];
}

/** Those of the operation replace those of its path by name and place. */
async function readParameters(
  reading: Reading,
  lists: readonly (JsonValue | undefined)[],
  at: Location,
): Promise<readonly RegisteredParameter[]> {
  const byKey = new Map<string, RegisteredParameter>();
  for (const list of lists) {
    for (const value of isJsonArray(list) ? list : []) {
      const placed = await reading.references.resolve(value, at);
      const types = placed === null ? null : await parameterTypes(placed.node, placed.at, reading.references);
      const parameter = placed === null ? null : parameterOf(placed.node, types);
      if (parameter !== null) byKey.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...byKey.values()];
}

function parameterOf(node: JsonObject, types: readonly string[] | null): RegisteredParameter | null {
  const name = textOf(node['name']);
  const place = node['in'];
  if (name === null) return null;
  if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie') return null;
  const required = place === 'path' || node['required'] === true;
  return { name, in: place, required, ...(types === null ? {} : { types }) };
}

function isDeprecated(
  root: JsonObject,
  info: JsonObject,
  operations: readonly RegisteredOperation[],
): boolean {
  if (info['x-deprecated'] === true || root['x-deprecated'] === true || info['deprecated'] === true)
    return true;
  return operations.length > 0 && operations.every((operation) => operation.deprecated);
}

/** A date (its first moment, UTC) or a date-time; anything else says nothing. */
function sunsetOf(value: JsonValue | undefined): number | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
  return Number.isNaN(ms) ? null : ms;
}

function ownerOf(contact: JsonValue | undefined): string | null {
  if (!isObject(contact)) return null;
  return textOf(contact['name']) ?? textOf(contact['email']) ?? textOf(contact['url']);
}

function tagsOf(tags: JsonValue | undefined): readonly string[] {
  const names = (isJsonArray(tags) ? tags : []).flatMap((tag) =>
    isObject(tag) ? (textOf(tag['name']) ?? []) : [],
  );
  return [...new Set(names)].sort();
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
