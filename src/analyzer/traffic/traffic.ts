import type { ApiCall } from '../../model/api-call.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import type { Body, Exchange, ObserveContext } from '../exchange.ts';
import {
  type BottomK,
  decodeBottomK,
  emptyBottomK,
  encodeBottomK,
  mergeBottomK,
  offer,
} from '../sketch/bottom-k.ts';
import {
  addHash,
  decodeHyperLogLog,
  emptyHyperLogLog,
  encodeHyperLogLog,
  type HyperLogLog,
  mergeHyperLogLog,
} from '../sketch/hyper-log-log.ts';
import {
  addValue,
  decodeLogHistogram,
  emptyLogHistogram,
  encodeLogHistogram,
  type LogHistogram,
  mergeLogHistogram,
} from '../sketch/log-histogram.ts';
import { isPrivateAddress } from './private-address.ts';

/** Which gateway object a log record named, with its calls. */
export interface NativeRef {
  readonly gateway: string;
  readonly api: string | null;
  readonly route: string | null;
  calls: number;
}

/** Positions of `coverage`. */
export const COVERAGE = {
  requestHeaders: 0,
  responseHeaders: 1,
  requestBodies: 2,
  responseBodies: 3,
  clientAddresses: 4,
  schemes: 5,
  /** Accepted calls from addresses that are routed nowhere, and from all others; gateways' own calls are neither. */
  acceptedPrivate: 6,
  acceptedPublic: 7,
} as const;

/** Counts of one cell and bucket. */
export interface Traffic {
  /** Operations: a batch of three counts three. */
  operations: number;
  /** Calls, each counted at one operation of its batch only. */
  calls: number;
  readonly statuses: Map<number, number>;
  firstMs: number;
  lastMs: number;
  readonly latencyUs: LogHistogram;
  readonly requestBytes: LogHistogram;
  readonly responseBytes: LogHistogram;
  readonly clients: HyperLogLog;
  readonly hours: number[];
  readonly coverage: number[];
  readonly native: BottomK<NativeRef>;
  nativeOther: number;
  fromGateway: number;
  /** Responses whose body is JSON: what an API answers, also when it refuses. */
  jsonResponses: number;
  htmlResponses: number;
}

export function emptyTraffic(nativeRefs: number): Traffic {
  return {
    operations: 0,
    calls: 0,
    statuses: new Map(),
    firstMs: Number.MAX_SAFE_INTEGER,
    lastMs: 0,
    latencyUs: emptyLogHistogram(),
    requestBytes: emptyLogHistogram(),
    responseBytes: emptyLogHistogram(),
    clients: emptyHyperLogLog(),
    hours: [],
    coverage: [0, 0, 0, 0, 0, 0, 0, 0],
    native: emptyBottomK(nativeRefs),
    nativeOther: 0,
    fromGateway: 0,
    jsonResponses: 0,
    htmlResponses: 0,
  };
}

/** How often the call stands for this operation, and whether the call itself is counted here. */
export interface Weight {
  readonly operations: number;
  readonly calls: number;
  readonly fromGateway: boolean;
}

const HOUR_MS = 3_600_000;

export function observeTraffic(
  traffic: Traffic,
  exchange: Exchange,
  context: ObserveContext,
  weight: Weight,
): void {
  const call = exchange.call;
  traffic.operations += weight.operations;
  traffic.calls += weight.calls;
  const status = call.status ?? 0;
  traffic.statuses.set(status, (traffic.statuses.get(status) ?? 0) + weight.operations);
  if (call.timeMs < traffic.firstMs) traffic.firstMs = call.timeMs;
  if (call.timeMs > traffic.lastMs) traffic.lastMs = call.timeMs;
  countHour(traffic.hours, Math.floor(call.timeMs / HOUR_MS) % 24, weight.operations);
  if (call.latencyMs !== null) addValue(traffic.latencyUs, call.latencyMs * 1000);
  const requestBytes = call.request.sizeBytes ?? call.request.body?.length ?? null;
  const responseBytes = call.response.sizeBytes ?? call.response.body?.length ?? null;
  if (requestBytes !== null) addValue(traffic.requestBytes, requestBytes);
  if (responseBytes !== null) addValue(traffic.responseBytes, responseBytes);
  if (context.clientHash !== 0) addHash(traffic.clients, context.clientHash);
  if (weight.fromGateway) traffic.fromGateway += weight.operations;
  else if (context.accepted && call.client.address !== null)
    bump(
      traffic.coverage,
      isPrivateAddress(call.client.address) ? COVERAGE.acceptedPrivate : COVERAGE.acceptedPublic,
    );
  observeCoverage(traffic.coverage, exchange);
  observeBodyKind(traffic, exchange.responseBody);
  if (call.gateway !== null && call.gateway.id !== null) observeNative(traffic, exchange, context, weight);
}

/** What one call says of its client, as far as traffic counts it. */
export interface TrafficClient {
  readonly hash: number;
  readonly isPrivate: boolean;
  readonly fromGateway: boolean;
}

/** Counts of one call that calls like it do not share: see `addLikeTraffic`. The call must name an address. */
export function observeOwnTraffic(
  traffic: Traffic,
  call: ApiCall,
  client: TrafficClient,
  accepted: boolean,
): void {
  if (call.timeMs < traffic.firstMs) traffic.firstMs = call.timeMs;
  if (call.timeMs > traffic.lastMs) traffic.lastMs = call.timeMs;
  if (call.latencyMs !== null) addValue(traffic.latencyUs, call.latencyMs * 1000);
  const requestBytes = call.request.sizeBytes ?? call.request.body?.length ?? null;
  const responseBytes = call.response.sizeBytes ?? call.response.body?.length ?? null;
  if (requestBytes !== null) addValue(traffic.requestBytes, requestBytes);
  if (responseBytes !== null) addValue(traffic.responseBytes, responseBytes);
  if (client.hash !== 0) addHash(traffic.clients, client.hash);
  if (client.fromGateway) traffic.fromGateway += 1;
  else if (accepted)
    bump(traffic.coverage, client.isPrivate ? COVERAGE.acceptedPrivate : COVERAGE.acceptedPublic);
}

/** What one of several like calls adds beside its own. */
export interface LikeTraffic {
  readonly status: number;
  readonly coverage: readonly number[];
  readonly jsonResponses: number;
  /** What the log named of the gateway, by its keyed hash. */
  readonly native: readonly (readonly [number, NativeRef])[];
  readonly nativeOther: number;
}

/** The like part of a call that was counted alone. */
export function likeTraffic(traffic: Traffic): LikeTraffic {
  const { statuses, coverage, jsonResponses, native, nativeOther } = traffic;
  const shared = coverage.slice();
  shared[COVERAGE.acceptedPrivate] = 0;
  shared[COVERAGE.acceptedPublic] = 0;
  return {
    status: [...statuses.keys()][0] ?? 0,
    coverage: shared,
    jsonResponses,
    native: native.items.map((ref, at) => [native.hashes[at] ?? 0, ref]),
    nativeOther,
  };
}

/** Adds what `times` like calls of one hour share. */
export function addLikeTraffic(
  traffic: Traffic,
  { status, coverage, jsonResponses, native, nativeOther }: LikeTraffic,
  hour: number,
  times: number,
): void {
  traffic.operations += times;
  traffic.calls += times;
  traffic.statuses.set(status, (traffic.statuses.get(status) ?? 0) + times);
  countHour(traffic.hours, hour, times);
  for (let at = 0; at < coverage.length; at += 1)
    traffic.coverage[at] = (traffic.coverage[at] ?? 0) + (coverage[at] ?? 0) * times;
  traffic.jsonResponses += jsonResponses * times;
  traffic.nativeOther += nativeOther * times;
  for (const [hash, ref] of native) addNative(traffic, hash, ref, times);
}

/** Hours are kept as `hour, count` pairs while few: most cells meet few hours. */
function countHour(hours: number[], hour: number, count: number): void {
  let at = 0;
  while (at < hours.length && (hours[at] ?? 0) < hour) at += 2;
  if (hours[at] === hour) hours[at + 1] = (hours[at + 1] ?? 0) + count;
  else hours.splice(at, 0, hour, count);
}

function observeCoverage(coverage: number[], exchange: Exchange): void {
  if (exchange.requestHeaders !== null && exchange.call.chosenHeaders !== true)
    bump(coverage, COVERAGE.requestHeaders);
  if (exchange.responseHeaders !== null && exchange.call.chosenHeaders !== true)
    bump(coverage, COVERAGE.responseHeaders);
  if (exchange.requestBody.kind !== 'not-captured') bump(coverage, COVERAGE.requestBodies);
  if (exchange.responseBody.kind !== 'not-captured') bump(coverage, COVERAGE.responseBodies);
  if (exchange.call.client.address !== null) bump(coverage, COVERAGE.clientAddresses);
  if (exchange.call.scheme !== null) bump(coverage, COVERAGE.schemes);
}

function bump(list: number[], at: number): void {
  list[at] = (list[at] ?? 0) + 1;
}

function observeBodyKind(traffic: Traffic, body: Body): void {
  if (body.kind === 'json') {
    traffic.jsonResponses += 1;
  } else if ('contentType' in body && body.contentType.includes('html')) {
    traffic.htmlResponses += 1;
  }
}

function observeNative(traffic: Traffic, exchange: Exchange, context: ObserveContext, weight: Weight): void {
  const gateway = exchange.call.gateway;
  if (gateway === null || gateway.id === null) return;
  const { id, api, route } = gateway;
  const hash = context.hash(`${id}\n${api ?? '\r'}\n${route ?? '\r'}`);
  addNative(traffic, hash, { gateway: id, api, route }, weight.operations);
}

function addNative(traffic: Traffic, hash: number, ref: Omit<NativeRef, 'calls'>, times: number): void {
  const kept = offer<NativeRef>(
    traffic.native,
    hash,
    () => ({ ...ref, calls: 0 }),
    (leaving) => {
      traffic.nativeOther += leaving.calls;
    },
  );
  if (kept === null) traffic.nativeOther += times;
  else kept.calls += times;
}

export function mergeTraffic(into: Traffic, from: Traffic): void {
  into.operations += from.operations;
  into.calls += from.calls;
  for (const [status, count] of from.statuses) {
    into.statuses.set(status, (into.statuses.get(status) ?? 0) + count);
  }
  into.firstMs = Math.min(into.firstMs, from.firstMs);
  into.lastMs = Math.max(into.lastMs, from.lastMs);
  mergeLogHistogram(into.latencyUs, from.latencyUs);
  mergeLogHistogram(into.requestBytes, from.requestBytes);
  mergeLogHistogram(into.responseBytes, from.responseBytes);
  mergeHyperLogLog(into.clients, from.clients);
  for (let at = 0; at < from.hours.length; at += 2) {
    countHour(into.hours, from.hours[at] ?? 0, from.hours[at + 1] ?? 0);
  }
  from.coverage.forEach((count, at) => {
    into.coverage[at] = (into.coverage[at] ?? 0) + count;
  });
  into.nativeOther += from.nativeOther;
  mergeNative(into, from);
  into.fromGateway += from.fromGateway;
  into.jsonResponses += from.jsonResponses;
  into.htmlResponses += from.htmlResponses;
}

function mergeNative(into: Traffic, from: Traffic): void {
  mergeBottomK(
    into.native,
    from.native,
    (kept, more) => {
      kept.calls += more.calls;
    },
    (ref) => ({ ...ref }),
    (leaving) => {
      into.nativeOther += leaving.calls;
    },
  );
}

export function encodeTraffic(traffic: Traffic): JsonValue {
  return [
    traffic.operations,
    traffic.calls,
    [...traffic.statuses].sort((a, b) => a[0] - b[0]).flat(),
    traffic.firstMs,
    traffic.lastMs,
    encodeLogHistogram(traffic.latencyUs),
    encodeLogHistogram(traffic.requestBytes),
    encodeLogHistogram(traffic.responseBytes),
    encodeHyperLogLog(traffic.clients),
    [...traffic.hours],
    [...traffic.coverage],
    encodeBottomK(traffic.native, (ref) => [ref.gateway, ref.api, ref.route, ref.calls]),
    [traffic.nativeOther, traffic.fromGateway, traffic.jsonResponses, traffic.htmlResponses],
  ];
}

function numbers(value: JsonValue | undefined): number[] {
  if (!isJsonArray(value)) throw new RangeError('not a list of counts');
  return value.map((entry) => (typeof entry === 'number' ? entry : 0));
}

const count = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

/** Exact reverse of `encodeTraffic`; `nativeRefs` is the cap it was made with. */
export function decodeTraffic(value: JsonValue | undefined, nativeRefs: number): Traffic {
  if (!isJsonArray(value)) throw new RangeError('not an encoded traffic cell');
  const statuses = numbers(value[2]);
  const [nativeOther = 0, fromGateway = 0, jsonResponses = 0, htmlResponses = 0] = numbers(value[12]);
  const traffic: Traffic = {
    operations: count(value[0]),
    calls: count(value[1]),
    statuses: new Map(),
    firstMs: count(value[3]),
    lastMs: count(value[4]),
    latencyUs: decodeLogHistogram(value[5]),
    requestBytes: decodeLogHistogram(value[6]),
    responseBytes: decodeLogHistogram(value[7]),
    clients: decodeHyperLogLog(value[8]),
    hours: numbers(value[9]),
    coverage: numbers(value[10]),
    native: decodeBottomK<NativeRef>(value[11], nativeRefs, decodeNative),
    nativeOther,
    fromGateway,
    jsonResponses,
    htmlResponses,
  };
  for (let at = 0; at < statuses.length; at += 2)
    traffic.statuses.set(statuses[at] ?? 0, statuses[at + 1] ?? 0);
  return traffic;
}

function decodeNative(value: JsonValue): NativeRef {
  if (!isJsonArray(value)) throw new RangeError('not an encoded gateway reference');
  return {
    gateway: textOrNull(value[0]) ?? '',
    api: textOrNull(value[1]),
    route: textOrNull(value[2]),
    calls: count(value[3]),
  };
}
