import type { GatewayRef } from '../../model/api-call.ts';

/** null when the gateway said nothing at all. */
export function gatewayRef(
  id: string | null,
  api: string | null,
  route: string | null,
  unrouted: boolean,
): GatewayRef | null {
  return id === null && api === null && route === null && !unrouted ? null : { id, api, route, unrouted };
}

/** Start of the request, for logs that stamp its end. Whole milliseconds. */
export function startOf(endMs: number, precise: boolean, latencyMs: number | null): number {
  return precise && latencyMs !== null ? Math.round(endMs - latencyMs) : endMs;
}
