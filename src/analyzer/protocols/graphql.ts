import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Exchange } from '../exchange.ts';
import { graphqlOperations } from './graphql-document.ts';
import type { ProtocolCall } from './protocol-call.ts';

const GRAPHQL_PATH = /^(?:graphql|gql|graphiql|graph)$/i;
const HASH = /^[0-9a-fA-F]{8,128}$/;

/** GraphQL over HTTP: JSON, `application/graphql`, GET parameters, persisted queries and arrays of them. */
export function graphqlCall(exchange: Exchange): ProtocolCall | null {
  const onPath = GRAPHQL_PATH.test(exchange.segments.at(-1) ?? '');
  const names = fromBody(exchange, onPath) ?? fromQuery(exchange, onPath);
  if (names !== null) return { protocol: 'graphql', operations: names };
  if (!onPath || exchange.call.method === 'OPTIONS' || isPage(exchange)) return null;
  return { protocol: 'graphql', operations: [exchange.call.operation] };
}

/** The explorer page that many servers answer to a browser at the same path. */
function isPage(exchange: Exchange): boolean {
  if (exchange.call.method !== 'GET') return false;
  const body = exchange.responseBody;
  return (
    (body.kind === 'text' || body.kind === 'undecodable' || body.kind === 'xml') &&
    body.contentType.includes('html')
  );
}

function fromBody(exchange: Exchange, onPath: boolean): (string | null)[] | null {
  const body = exchange.requestBody;
  if (body.kind === 'json') {
    const requests = isJsonArray(body.value) ? body.value : [body.value];
    if (requests.length === 0 || !requests.every((request) => isRequest(request, onPath))) return null;
    return requests.map((request) => (isJsonObject(request) ? nameOf(request) : null));
  }
  if (body.kind === 'text' && body.contentType.includes('graphql')) return [nameOf({ query: body.text })];
  return null;
}

function fromQuery(exchange: Exchange, onPath: boolean): (string | null)[] | null {
  if (!onPath || exchange.query.length === 0) return null;
  const find = (name: string): string | undefined =>
    exchange.query.find((field) => field.name === name)?.value;
  const query = find('query');
  const operationName = find('operationName');
  const extensions = find('extensions');
  if (query === undefined && operationName === undefined && extensions === undefined) return null;
  const hash = /"sha256Hash"\s*:\s*"([0-9a-fA-F]{8,128})"/.exec(extensions ?? '')?.[1];
  return [nameOf({ query, operationName, id: hash })];
}

function isRequest(value: JsonValue, onPath: boolean): boolean {
  if (!isJsonObject(value)) return false;
  if (typeof value['query'] === 'string') {
    return onPath || /^\s*(?:query|mutation|subscription|fragment|\{|#)/.test(value['query']);
  }
  return onPath && (typeof value['operationName'] === 'string' || persistedHash(value) !== null);
}

function nameOf(request: JsonObject): string | null {
  const document = request['query'];
  const chosen = request['operationName'];
  const operations = typeof document === 'string' ? graphqlOperations(document) : [];
  const named = typeof chosen === 'string' && chosen !== '' ? chosen : null;
  const operation = operations.find((each) => named !== null && each.name === named) ?? operations[0];
  if (operation !== undefined) {
    if (operation.name !== null) return operation.name;
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
    if (typeof candidate === 'string' && HASH.test(candidate)) return candidate.toLowerCase();
  }
  return null;
}
