import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Exchange, Field } from '../exchange.ts';
import { jsonDocument } from '../json-text.ts';
import { graphqlOperations, isGraphqlDocument } from './graphql-document.ts';
import { isBareName, typedName } from './operation-type.ts';
import type { ProtocolCall } from './protocol-call.ts';

const PATH_WORDS: ReadonlySet<string> = new Set(['graphql', 'gql', 'graphiql']);
const VERSION = /^v?\d{1,3}(?:\.\d{1,3})?$/i;
const HASH = /^(?:sha256:)?([0-9a-fA-F]{8,128})$/;

/**
 * GraphQL over HTTP: JSON, `application/graphql`, GET parameters, forms, uploads, persisted queries and batches. The
 * path says how much a body must prove: at any other path only a document with a selection is GraphQL.
 */
export function graphqlCall(exchange: Exchange): ProtocolCall | null {
  const at = wordIndex(exchange.segments);
  const names = fromBody(exchange, at >= 0) ?? (at >= 0 ? fromFields(exchange.query) : null);
  if (names !== null) return { protocol: 'graphql', operations: names.map((name) => named(name, exchange)) };
  if (at < 0 || !isLast(exchange.segments, at) || isNoQuery(exchange)) return null;
  return { protocol: 'graphql', operations: [exchange.call.operation] };
}

/** GET may run nothing but a query (GraphQL over HTTP, section 6.3). */
function named(operation: string | null, { call }: Exchange): string | null {
  if (operation === null || call.method !== 'GET' || !isBareName(operation)) return operation;
  return typedName('query', operation);
}

/** Place of the segment that says GraphQL; -1 without one. */
function wordIndex(segments: readonly string[]): number {
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const segment = segments[at] ?? '';
    // `g` in either case: most segments need no more.
    if ((segment.charCodeAt(0) | 32) === 103 && PATH_WORDS.has(segment.toLowerCase())) return at;
  }
  return -1;
}

function isLast(segments: readonly string[], at: number): boolean {
  const behind = segments.length - 1 - at;
  return behind === 0 || (behind === 1 && VERSION.test(segments[at + 1] ?? ''));
}

/** A preflight, or the explorer page that many servers answer to a browser at the same path. */
function isNoQuery({ call, responseBody: body }: Exchange): boolean {
  if (call.method === 'OPTIONS') return true;
  if (call.method !== 'GET') return false;
  return (
    (body.kind === 'text' || body.kind === 'undecodable' || body.kind === 'xml') &&
    body.contentType.includes('html')
  );
}

function fromBody({ requestBody: body }: Exchange, onPath: boolean): (string | null)[] | null {
  switch (body.kind) {
    case 'json':
      return fromJson(body.value, onPath);
    case 'text':
      return body.contentType === 'application/graphql' ? [nameOf({ query: body.text })] : null;
    case 'form':
      return onPath ? fromFields(body.fields) : null;
    case 'multipart': {
      // Uploads (graphql-multipart-request-spec): the request stands in the part `operations`.
      const part = onPath ? body.parts.find((each) => each.name === 'operations') : undefined;
      const document = part === undefined ? null : jsonDocument(part.value);
      return document === null ? null : fromJson(document.value, onPath);
    }
    case 'xml':
    case 'undecodable':
    case 'empty':
    case 'not-captured':
      return null;
  }
}

function fromJson(value: JsonValue, onPath: boolean): (string | null)[] | null {
  const requests = isJsonArray(value) ? value : [value];
  if (requests.length === 0 || !requests.every((request) => isRequest(request, onPath))) return null;
  return requests.map((request) => (isJsonObject(request) ? nameOf(request) : null));
}

function fromFields(fields: readonly Field[]): (string | null)[] | null {
  if (fields.length === 0) return null;
  const find = (name: string): string | undefined => fields.find((field) => field.name === name)?.value;
  const query = find('query');
  const operationName = find('operationName');
  const extensions = jsonDocument(find('extensions') ?? '');
  const id = find('documentId') ?? find('doc_id');
  if (query === undefined && operationName === undefined && extensions === null && id === undefined)
    return null;
  return [nameOf({ query, operationName, extensions: extensions?.value, id })];
}

function isRequest(value: JsonValue, onPath: boolean): boolean {
  if (!isJsonObject(value)) return false;
  const query = value['query'];
  if (typeof query === 'string') return onPath || isGraphqlDocument(query);
  return onPath && (typeof value['operationName'] === 'string' || persistedHash(value) !== null);
}

function nameOf(request: JsonObject): string | null {
  const document = request['query'];
  const chosen = request['operationName'];
  const operations = typeof document === 'string' ? graphqlOperations(document) : [];
  const named = typeof chosen === 'string' && chosen !== '' ? chosen : null;
  const operation = operations.find((each) => named !== null && each.name === named) ?? operations[0];
  if (operation !== undefined) {
    if (operation.name !== null) return typedName(operation.type, operation.name);
    return `${operation.type} {${operation.fields.join(' ')}}`;
  }
  if (named !== null) return named;
  const hash = persistedHash(request);
  return hash === null ? null : `persisted ${hash.slice(0, 12)}`;
}

/** Apollo's automatic persisted queries and the `id`/`documentId`/`doc_id` forms of other clients. */
function persistedHash(request: JsonObject): string | null {
  const extensions = request['extensions'];
  const persisted = isJsonObject(extensions) ? extensions['persistedQuery'] : undefined;
  const apollo = isJsonObject(persisted) ? persisted['sha256Hash'] : undefined;
  for (const candidate of [apollo, request['id'], request['documentId'], request['doc_id']]) {
    const hash = typeof candidate === 'string' ? HASH.exec(candidate)?.[1] : undefined;
    if (hash !== undefined) return hash.toLowerCase();
  }
  return null;
}
