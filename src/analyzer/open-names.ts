import type { ApiCall, GatewayRef } from '../model/api-call.ts';
import { holdsValue } from './data-classes/holds-value.ts';
import type { Exchange } from './exchange.ts';
import { boundedMemo } from './sketch/bounded-memo.ts';

/** Stands for a host label that holds a value, as a slot does in a path. */
const LABEL_SLOT = '{label}';
/** A JWT whose letters were folded, as host names are: its first part is the base64url of `{"`. */
const FOLDED_JWT = /eyj[a-z0-9_-]{12,}\.[a-z0-9_-]{8,}(?:\.[a-z0-9_-]{8,})?/g;

/**
 * Host and gateway ids are names that a caller or a log chooses. What a data class recognizes in them is replaced
 * before anything is counted, so that it is kept nowhere; hosts that are registered are taken as they are.
 */
export function withSafeNames(
  exchange: Exchange,
  reservedHosts: ReadonlySet<string>,
  isValue: ((text: string) => boolean) | null = null,
): Exchange {
  const { call } = exchange;
  const isRegistered = reservedHosts.has(call.host);
  let host = isRegistered ? call.host : safeHost(call.host);
  if (isValue !== null && !isRegistered) host = withoutLabels(host, isValue);
  const gateway = safeGateway(call.gateway);
  if (host === call.host && gateway === call.gateway) return exchange;
  const safe: ApiCall = { ...call, host, gateway };
  return { ...exchange, call: safe };
}

const safeHost = boundedMemo(replaceLabels, 4096, 256);

function replaceLabels(host: string): string {
  const folded =
    host.startsWith('eyj') || host.includes('.eyj') ? host.replace(FOLDED_JWT, LABEL_SLOT) : host;
  return withoutLabels(folded, holdsValue);
}

/** Host names come in small letters, whatever stood in them. */
function withoutLabels(host: string, isValue: (text: string) => boolean): string {
  return host
    .split('.')
    .map((label) => (isValue(label) || isValue(label.toUpperCase()) ? LABEL_SLOT : label))
    .join('.');
}

function safeGateway(gateway: ApiCall['gateway']): ApiCall['gateway'] {
  if (gateway === null || ![gateway.id, gateway.api, gateway.route].some(isValue)) return gateway;
  const kept = (text: string | null): string | null => (isValue(text) ? null : text);
  const safe: GatewayRef = {
    ...gateway,
    id: kept(gateway.id),
    api: kept(gateway.api),
    route: kept(gateway.route),
  };
  return safe;
}

function isValue(text: string | null): boolean {
  return text !== null && holdsValue(text);
}
