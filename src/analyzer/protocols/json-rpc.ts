import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Exchange } from '../exchange.ts';
import type { ProtocolCall } from './protocol-call.ts';

/** JSON-RPC 2.0 (jsonrpc.org/specification), single or batch, and 1.0 requests with method, params and id. */
export function jsonRpcCall(exchange: Exchange): ProtocolCall | null {
  const body = exchange.requestBody;
  if (body.kind !== 'json') return null;
  const requests = isJsonArray(body.value) ? body.value : [body.value];
  const names: string[] = [];
  for (const request of requests) {
    const name = methodOf(request);
    if (name === null) return null;
    names.push(name);
  }
  return names.length === 0 ? null : { protocol: 'json-rpc', operations: names };
}

function methodOf(request: JsonValue): string | null {
  if (!isJsonObject(request)) return null;
  const method = request['method'];
  if (typeof method !== 'string' || method === '') return null;
  if (request['jsonrpc'] === '2.0') return method;
  return request['params'] !== undefined && request['id'] !== undefined && Object.keys(request).length <= 4
    ? method
    : null;
}
