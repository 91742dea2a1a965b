import { holdsValue } from '../data-classes/holds-value.ts';
import type { Exchange } from '../exchange.ts';
import { graphqlCall } from './graphql.ts';
import { jsonRpcCall } from './json-rpc.ts';
import { headerOf, type ProtocolCall } from './protocol-call.ts';
import { soapCall } from './soap.ts';

const REST: ProtocolCall = { protocol: 'rest', operations: [null] };
/** Batches beyond this count under one unnamed operation. */
const MAX_BATCH = 64;
const MAX_NAME_UNITS = 120;

/** The protocol and the operations of a call. Pure; unknown shapes are REST. */
export function protocolCall(exchange: Exchange): ProtocolCall {
  const found = grpcCall(exchange) ?? soapCall(exchange) ?? jsonRpcCall(exchange) ?? graphqlCall(exchange);
  if (found === null) return REST;
  return { protocol: found.protocol, operations: boundedNames(found.operations) };
}

function boundedNames(names: readonly (string | null)[]): readonly (string | null)[] {
  if (names.length === 0) return [null];
  const kept = names.length > MAX_BATCH ? names.map(() => null) : names;
  return kept.map((name) => (name === null || !isName(name) ? null : name));
}

/** What joins the words of an operation's name: packages, namespaces, selected fields. */
const JOINTS = /[./#:{}\s]+/;

/** A name is none that holds, as a whole or as one of its words, a value which a data class recognizes. */
function isName(text: string): boolean {
  if (text === '' || text.length > MAX_NAME_UNITS || holdsValue(text)) return false;
  return !text.split(JOINTS).some(holdsValue);
}

/** gRPC over HTTP/2: `/package.Service/Method` with `content-type: application/grpc*` (gRPC PROTOCOL-HTTP2.md). */
function grpcCall(exchange: Exchange): ProtocolCall | null {
  if (exchange.segments.length !== 2 || exchange.call.method !== 'POST') return null;
  const [service = '', method = ''] = exchange.segments;
  const type =
    headerOf(exchange.requestHeaders, 'content-type') ?? headerOf(exchange.responseHeaders, 'content-type');
  if (type === null || !type.startsWith('application/grpc')) return null;
  return { protocol: 'grpc', operations: [`${service}/${method}`] };
}
