import { holdsValue } from '../data-classes/holds-value.ts';
import type { Exchange } from '../exchange.ts';
import { dispatchCall } from './dispatch.ts';
import { graphqlCall } from './graphql.ts';
import { grpcCall } from './grpc.ts';
import { jsonRpcCall } from './json-rpc.ts';
import { odataBatch } from './odata-batch.ts';
import type { ProtocolCall } from './protocol-call.ts';
import { soapCall } from './soap.ts';
import { webSocketCall } from './web-socket.ts';

const REST: ProtocolCall = { protocol: 'rest', operations: [null] };
/** Batches beyond this count under one unnamed operation. */
const MAX_BATCH = 64;
const MAX_NAME_UNITS = 120;

/** The protocol and the operations of a call. Pure; unknown shapes are REST. */
export function protocolCall(exchange: Exchange): ProtocolCall {
  const found =
    webSocketCall(exchange) ??
    framedCall(exchange) ??
    odataBatch(exchange) ??
    graphqlCall(exchange) ??
    dispatchCall(exchange);
  if (found === null) return REST;
  return { protocol: found.protocol, operations: boundedNames(found.operations) };
}

/** Protocols that only POST; a body that is JSON can be JSON-RPC alone, which spares most calls the other questions. */
function framedCall(exchange: Exchange): ProtocolCall | null {
  if (exchange.requestBody.kind === 'json') return jsonRpcCall(exchange);
  return exchange.call.method === 'POST' ? (grpcCall(exchange) ?? soapCall(exchange)) : null;
}

function boundedNames(names: readonly (string | null)[]): readonly (string | null)[] {
  if (names.length === 0) return [null];
  const kept = names.length > MAX_BATCH ? names.map(() => null) : names;
  return kept.map((name) => (name === null || !isName(name) ? null : name));
}

/** What joins the words of an operation's name: packages, namespaces, selected fields. */
const JOINTS = /[./#:(){}\s]+/;

/** A name is none that holds, as a whole or as one of its words, a value which a data class recognizes. */
function isName(text: string): boolean {
  if (text === '' || text.length > MAX_NAME_UNITS || holdsValue(text)) return false;
  return !text.split(JOINTS).some(holdsValue);
}
