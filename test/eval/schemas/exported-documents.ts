import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { openApiOf } from '../../../src/report/openapi/index.ts';
import type { AnalyzedCalls } from '../harness.ts';
import { erased } from './endpoint-case.ts';
import { resolve } from './exported.ts';
import { mediaType } from './traffic.ts';

/** One operation of an exported document. */
export interface ExportedOperation {
  readonly document: JsonObject;
  readonly operation: JsonObject;
  /** Path parameters of the path item and those of the operation. */
  readonly parameters: readonly JsonObject[];
}

/** `METHOD host/path` with erased slots → its operation. */
export type ExportedOperations = ReadonlyMap<string, ExportedOperation>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function operationsOf(documents: readonly JsonObject[]): ExportedOperations {
  const operations = new Map<string, ExportedOperation>();
  for (const document of documents) {
    for (const [path, item] of members(document['paths'])) {
      if (!isJsonObject(item)) continue;
      for (const method of METHODS) {
        const operation = item[method];
        if (!isJsonObject(operation)) continue;
        const parameters = [...list(item['parameters']), ...list(operation['parameters'])].flatMap(
          (parameter) => {
            const found = resolve(parameter, document);
            return found === null ? [] : [found];
          },
        );
        for (const base of basesOf(document)) {
          operations.set(`${method.toUpperCase()} ${erased(base + path)}`, {
            document,
            operation,
            parameters,
          });
        }
      }
    }
  }
  return operations;
}

/** `host/base` of each server. */
function basesOf(document: JsonObject): string[] {
  return list(document['servers']).flatMap((server) => {
    const url = isJsonObject(server) ? server['url'] : undefined;
    if (typeof url !== 'string' || !URL.canParse(url)) return [];
    const { host, pathname } = new URL(url);
    return [`${host}${pathname === '/' ? '' : pathname.replace(/\/$/, '')}`];
  });
}

export function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

export function members(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member] as const],
  );
}

/** Schema of the request body of a content type; undefined where the document has none. */
export function requestSchema(
  { document, operation }: ExportedOperation,
  contentType: string,
): JsonValue | undefined {
  return contentSchema(resolve(operation['requestBody'], document), contentType);
}

/** The response that a status gets: the exact one, else its class, else `default` (OpenAPI 3.1, section 4.8.16). */
export function responseFor({ document, operation }: ExportedOperation, status: number): JsonObject | null {
  const responses = operation['responses'];
  if (!isJsonObject(responses)) return null;
  const found =
    responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses['default'];
  return resolve(found, document);
}

export function responseSchema(
  exported: ExportedOperation,
  status: number,
  contentType: string,
): JsonValue | undefined {
  return contentSchema(responseFor(exported, status), contentType);
}

function contentSchema(holder: JsonObject | null, contentType: string): JsonValue | undefined {
  const content = holder?.['content'];
  for (const [name, media] of members(content)) {
    if (mediaType(name) === mediaType(contentType) && isJsonObject(media)) return media['schema'];
  }
  return undefined;
}

/** `application/json` for a type with the suffix `+json` (RFC 6839): what a reader would try next. */
function lessExact(contentType: string): string {
  return mediaType(contentType).endsWith('+json') ? 'application/json' : contentType;
}

/** The schema a reader would take for the body: under a wrong media type the fields can still be right. */
export function requestFields(exported: ExportedOperation, contentType: string): JsonValue | undefined {
  return requestSchema(exported, contentType) ?? requestSchema(exported, lessExact(contentType));
}

export function responseFields(
  exported: ExportedOperation,
  status: number,
  contentType: string,
): JsonValue | undefined {
  return (
    responseSchema(exported, status, contentType) ?? responseSchema(exported, status, lessExact(contentType))
  );
}

/** The documents of every API, as `assay apis openapi ID` writes them. */
export function exportedDocuments({ inventory, correlation }: AnalyzedCalls): JsonObject[] {
  return correlation.apis.map((api) => openApiOf(api, { inventory, correlation }));
}
