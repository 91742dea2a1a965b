import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Exchange } from '../exchange.ts';
import type { ProtocolCall } from './protocol-call.ts';

/** What stands in one place of a message: a request's method, something else of the protocol, or nothing of it. */
type Read = { readonly name: string | null } | null;

/**
 * JSON-RPC 2.0 (jsonrpc.org/specification), single or batch, notifications and answers of the client included (they
 * have no operation), and requests of version 1.0 with method, params and id.
 */
export function jsonRpcCall(exchange: Exchange): ProtocolCall | null {
  const body = exchange.requestBody;
  if (body.kind !== 'json') return null;
  if (!isJsonArray(body.value)) {
    const read = readMessage(body.value);
    return read === null ? null : { protocol: 'json-rpc', operations: [read.name] };
  }
  const names: (string | null)[] = [];
  for (const message of body.value) {
    const read = readMessage(message);
    if (read === null) return null;
    names.push(read.name);
  }
  return names.length === 0 ? null : { protocol: 'json-rpc', operations: names };
}

function readMessage(message: JsonValue): Read {
  if (!isJsonObject(message)) return null;
  const method = message['method'];
  const name = typeof method === 'string' && method !== '' ? method : null;
  if (message['jsonrpc'] === '2.0') {
    const isMessage = name !== null || 'result' in message || 'error' in message;
    return isMessage ? { name } : null;
  }
  return name !== null && isFirstVersion(message) ? { name } : null;
}

/** Version 1.0 has no mark: `params` is always an array there, and nothing stands beside the three members. */
function isFirstVersion(message: Readonly<Record<string, JsonValue | undefined>>): boolean {
  return (
    isJsonArray(message['params'] ?? null) && message['id'] !== undefined && Object.keys(message).length === 3
  );
}
