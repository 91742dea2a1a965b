import type { JsonObject } from '../../src/kit/index.ts';
import type { RegisteredOperation, RegisteredParameter } from '../../src/model/registered-api.ts';
import type { AuthScheme } from '../../src/model/vocabulary.ts';

/** What a method of the front-end API demands, by the name under which its definition has it. */
export type SecurityOf = (operationId: string | null) => readonly AuthScheme[] | null;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/**
 * The operations of a definition as API Manager exports it (Swagger 2.0, OpenAPI 3), below the base path of the front
 * end; null for what is no such definition. Only references inside the document are followed, one step.
 */
export function operationsOf(
  definition: unknown,
  basePath: string,
  securityOf: SecurityOf,
): readonly RegisteredOperation[] | null {
  const root = objectOf(definition);
  const paths = root === null ? null : objectOf(root['paths']);
  if (root === null || paths === null) return null;
  if (typeof (root['swagger'] ?? root['openapi']) !== 'string') return null;
  const prefix = basePath === '/' ? '' : basePath;
  return Object.entries(paths).flatMap(([template, value]) => {
    const item = objectOf(value);
    if (item === null || !template.startsWith('/')) return [];
    const path = `${prefix}${template}`;
    return METHODS.flatMap((method) => {
      const operation = objectOf(item[method]);
      return operation === null ? [] : [registered({ root, item, operation }, method, path, securityOf)];
    });
  });
}

interface Placed {
  readonly root: JsonObject;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

function registered(
  placed: Placed,
  method: string,
  path: string,
  securityOf: SecurityOf,
): RegisteredOperation {
  const { operation } = placed;
  const id = textOf(operation['operationId']);
  return {
    id,
    method: method.toUpperCase(),
    path,
    deprecated: operation['deprecated'] === true,
    security: securityOf(id),
    parameters: parametersOf(placed),
    statuses: Object.keys(objectOf(operation['responses']) ?? {}),
  };
}

function parametersOf({ root, item, operation }: Placed): readonly RegisteredParameter[] {
  const found = new Map<string, RegisteredParameter>();
  for (const value of [...listOf(item['parameters']), ...listOf(operation['parameters'])]) {
    const parameter = resolved(root, value);
    const name = textOf(parameter?.['name']);
    const place = PLACES.find((one) => one === parameter?.['in']);
    if (name === null || place === undefined) continue;
    const required = parameter?.['required'] === true;
    found.set(`${place} ${name}`, { name, in: place, required });
  }
  return [...found.values()];
}

/** `{$ref: '#/parameters/page'}`: the member it names, or null. */
function resolved(root: JsonObject, value: unknown): JsonObject | null {
  const node = objectOf(value);
  const reference = textOf(node?.['$ref']);
  if (reference === null) return node;
  if (!reference.startsWith('#/')) return null;
  let here: unknown = root;
  for (const token of reference.slice(2).split('/')) {
    here = objectOf(here)?.[token.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return objectOf(here);
}

function objectOf(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
