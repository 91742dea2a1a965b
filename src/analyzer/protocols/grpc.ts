import type { Exchange } from '../exchange.ts';
import { headerOf, type ProtocolCall } from './protocol-call.ts';

const SERVICE = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/;
/** Package in small letters, service and method as the style guide of protocol buffers writes them. */
const STYLED_SERVICE = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+){0,8}\.[A-Z][A-Za-z0-9]*$/;
const STYLED_METHOD = /^[A-Z][A-Za-z0-9]*$/;

/**
 * gRPC and gRPC-Web: `/package.Service/Method`, behind a prefix or not, told by the content type of the request or by
 * the status trailer of the response (gRPC PROTOCOL-HTTP2.md, PROTOCOL-WEB.md). Where a log has no headers the style of
 * both names decides.
 */
export function grpcCall(exchange: Exchange): ProtocolCall | null {
  const { segments, call } = exchange;
  if (call.method !== 'POST' || segments.length < 2) return null;
  const service = segments[segments.length - 2] ?? '';
  const method = segments[segments.length - 1] ?? '';
  if (!isGrpc(exchange, service, method)) return null;
  if (segments.length > 2 && !(SERVICE.test(service) && SERVICE.test(method))) return null;
  return { protocol: 'grpc', operations: [`${service}/${method}`] };
}

function isGrpc(exchange: Exchange, service: string, method: string): boolean {
  const asked = headerOf(exchange.requestHeaders, 'content-type');
  if (asked !== null) return isGrpcType(asked);
  const answered = headerOf(exchange.responseHeaders, 'content-type');
  if (answered !== null) return isGrpcType(answered);
  if (headerOf(exchange.responseHeaders, 'grpc-status') !== null) return true;
  const { request, query, chosenHeaders } = exchange.call;
  const unknown = exchange.requestHeaders === null || chosenHeaders === true;
  if (!unknown || query !== null || request.body !== null) return false;
  return STYLED_SERVICE.test(service) && STYLED_METHOD.test(method);
}

function isGrpcType(type: string): boolean {
  return type.startsWith('application/grpc');
}
