import { isJsonArray, isJsonObject, type JsonObject } from '../../model/json.ts';
import type { Protocol } from '../../model/vocabulary.ts';
import type { Exchange } from '../exchange.ts';
import { headerOf } from './protocol-call.ts';

const OK = 200;
const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/**
 * What the server made of a call, as a status of HTTP: some protocols answer 200 and say in the message that they
 * refused. An answer that says nothing of the kind counts as its status does.
 */
export function outcomeStatus(exchange: Exchange, protocol: Protocol): number {
  const status = exchange.call.status ?? 0;
  if (protocol === 'rest' || status < 101 || status >= 300) return status;
  switch (protocol) {
    case 'websocket':
      return status === 101 ? OK : status;
    case 'grpc':
      return grpcStatus(headerOf(exchange.responseHeaders, 'grpc-status')) ?? status;
    case 'graphql':
      return answer(exchange, graphqlStatus) ?? status;
    case 'json-rpc':
      return answer(exchange, jsonRpcStatus) ?? status;
    case 'soap':
    case 'odata':
    case 'rpc':
      return status;
  }
}

/** A batch is judged by its answers only where none of them is a success. */
function answer(
  { responseBody: body }: Exchange,
  statusOf: (message: JsonObject) => number | null,
): number | null {
  if (body.kind !== 'json') return null;
  if (isJsonObject(body.value)) return statusOf(body.value);
  if (!isJsonArray(body.value)) return null;
  let worst: number | null = null;
  for (const message of body.value) {
    const status = isJsonObject(message) ? statusOf(message) : null;
    if (status === null) return null;
    worst = Math.max(worst ?? 0, status);
  }
  return worst;
}

/** Codes of gRPC (grpc/doc/statuscodes.md) that are the caller's or the path's doing; all others are the server's. */
const GRPC_STATUSES: ReadonlyMap<string, number> = new Map([
  ['0', OK],
  ['3', BAD_REQUEST],
  ['5', NOT_FOUND],
  ['6', 409],
  ['7', FORBIDDEN],
  ['8', 429],
  ['9', BAD_REQUEST],
  ['10', 409],
  ['11', BAD_REQUEST],
  ['12', NOT_FOUND],
  ['16', UNAUTHORIZED],
]);

function grpcStatus(code: string | null): number | null {
  return code === null ? null : (GRPC_STATUSES.get(code.trim()) ?? SERVER_ERROR);
}

/** Errors without any data (GraphQL specification, section 7.1); `code` as the servers in use write it. */
function graphqlStatus({ data, errors }: JsonObject): number | null {
  if (errors === undefined || !isJsonArray(errors) || errors.length === 0) return null;
  if (data !== undefined && data !== null && !isEmpty(data)) return null;
  for (const error of errors) {
    const extensions = isJsonObject(error) ? error['extensions'] : undefined;
    const code = isJsonObject(extensions) ? extensions['code'] : undefined;
    if (code === 'UNAUTHENTICATED') return UNAUTHORIZED;
    if (code === 'FORBIDDEN') return FORBIDDEN;
  }
  return BAD_REQUEST;
}

/** `{"user": null}`: every root field failed. */
function isEmpty(data: JsonObject[string]): boolean {
  return isJsonObject(data) && Object.values(data).every((value) => value === null);
}

/** An error and no result (JSON-RPC 2.0, section 5); -32601 says that the method does not exist. */
function jsonRpcStatus({ error, result }: JsonObject): number | null {
  if (!isJsonObject(error) || (result !== undefined && result !== null)) return null;
  return error['code'] === -32_601 ? NOT_FOUND : BAD_REQUEST;
}
