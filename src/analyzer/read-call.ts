import type { ApiCall } from '../model/api-call.ts';
import type { Protocol } from '../model/vocabulary.ts';
import { siteClassifier } from './data-classes/site-classes.ts';
import type { Exchange, ObserveContext } from './exchange.ts';
import { parseExchange } from './exchange-parser.ts';
import { withSafeNames } from './open-names.ts';
import { type PathStep, pathSteps } from './paths/host-trie.ts';
import { isProbePath, isStaticAsset } from './paths/noise-paths.ts';
import { protocolCall } from './protocols/operations.ts';
import { outcomeStatus } from './protocols/outcome.ts';
import { headerOf, type ProtocolCall } from './protocols/protocol-call.ts';
import type { Summary, TrieName } from './summary.ts';

/** A call as it is counted: names that hold values replaced. */
export interface ReadCall {
  readonly exchange: Exchange;
  readonly asked: ProtocolCall;
  readonly steps: readonly PathStep[];
}

export function readCall({ settings }: Summary, call: ApiCall): ReadCall {
  const isValue = siteClassifier(settings.site)?.holds ?? null;
  const exchange = withSafeNames(parseExchange(call, settings.unpack), settings.reservedHosts, isValue);
  const asked = protocolCall(exchange);
  return {
    exchange,
    asked: isValue === null ? asked : withoutValues(asked, isValue),
    steps: pathSteps(exchange.segments, settings.reservedSegments, isValue),
  };
}

/** An operation whose name holds a value has none. */
function withoutValues(asked: ProtocolCall, isValue: (text: string) => boolean): ProtocolCall {
  const operations = asked.operations.map((name) => (name !== null && isValue(name) ? null : name));
  return { protocol: asked.protocol, operations };
}

/** What every component gets beside the exchange. */
export function contextOf(summary: Summary, exchange: Exchange, asked: ProtocolCall): ObserveContext {
  const { call } = exchange;
  const status = outcomeStatus(exchange, asked.protocol);
  const client = call.client.id ?? call.client.address;
  return {
    hash: summary.hash,
    caps: summary.settings.caps,
    accepted: status >= 200 && status < 400,
    refused: status === 401 || status === 403,
    clientHash: client === null ? 0 : summary.hash(client),
    site: summary.settings.site,
  };
}

/** The trie that a call counts in. */
export function trieOf(exchange: Exchange, context: ObserveContext, asked: ProtocolCall): TrieName {
  const call = exchange.call;
  if (call.gateway?.unrouted === true) return 'noRoute';
  if (isPreflight(exchange)) return 'preflight';
  if (!isTemplated(asked.protocol)) {
    return context.accepted ? 'fixedAccepted' : context.refused ? 'fixedRefused' : 'fixedFailed';
  }
  if (isStaticAsset(call.method, exchange.segments) && exchange.responseBody.kind !== 'json') return 'asset';
  if (context.accepted) return 'accepted';
  if (isProbePath(exchange.segments)) return 'probe';
  return context.refused ? 'refused' : 'failed';
}

/** Whether paths hold values: those of operations do not. */
function isTemplated(protocol: Protocol): boolean {
  return protocol === 'rest' || protocol === 'websocket';
}

/** A browser's question before a cross-origin call (Fetch standard); where the header may be missing every OPTIONS is taken for one. */
function isPreflight(exchange: Exchange): boolean {
  if (exchange.call.method !== 'OPTIONS') return false;
  const headers = exchange.requestHeaders;
  if (exchange.call.chosenHeaders === true) return true;
  return headers === null || headerOf(headers, 'access-control-request-method') !== null;
}

/** The registered methods in use (IANA HTTP Method Registry) and PURGE; all others share one name. */
const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK SEARCH REPORT QUERY LINK UNLINK ACL BIND MERGE PURGE'.split(
    ' ',
  ),
);
const OTHER_METHOD = 'OTHER';

/** The method as it is counted. */
export function knownMethod(method: string): string {
  return METHODS.has(method) ? method : OTHER_METHOD;
}
