import type { Exchange } from '../exchange.ts';
import { headerOf, type ProtocolCall } from './protocol-call.ts';

const SWITCHING_PROTOCOLS = 101;
const WEB_SOCKET: ProtocolCall = { protocol: 'websocket', operations: [null] };

/** The handshake of a WebSocket, accepted (101) or not (RFC 6455 section 4). */
export function webSocketCall(exchange: Exchange): ProtocolCall | null {
  const { method, status } = exchange.call;
  if (method !== 'GET' || status === null) return null;
  if (status === SWITCHING_PROTOCOLS) {
    const upgrade =
      headerOf(exchange.responseHeaders, 'upgrade') ?? headerOf(exchange.requestHeaders, 'upgrade');
    return upgrade === null || upgrade.toLowerCase().includes('websocket') ? WEB_SOCKET : null;
  }
  if (status < 400) return null;
  return headerOf(exchange.requestHeaders, 'upgrade')?.toLowerCase() === 'websocket' ? WEB_SOCKET : null;
}
