import type { Exchange, ObserveContext } from '../exchange.ts';
import { type BodySet, mergeBodies, observeBody } from './body-set.ts';
import { emptyFieldSet, type FieldSet, mergeFieldSet } from './field-set.ts';
import { copyNode, mergeNode } from './merge-node.ts';
import {
  observeCookies,
  observePath,
  observeQuery,
  observeRequestHeaders,
  observeResponseHeaders,
  rootContextOf,
} from './observe-message.ts';
import type { PayloadLimits, SchemaNode } from './schema-node.ts';
import { type Walk, walkOf } from './walk.ts';

/** What calls carried. Calls that the server did not accept are kept apart: they shape no schema that accepted calls have. */
export interface Payloads {
  limits: PayloadLimits | null;
  accepted: PayloadSide | null;
  other: PayloadSide | null;
}

export interface PayloadSide {
  calls: number;
  /** Calls whose request headers were captured: what header and cookie presence is measured against. */
  withHeaders: number;
  readonly path: Map<number, SchemaNode>;
  readonly query: FieldSet;
  readonly headers: FieldSet;
  readonly cookies: FieldSet;
  readonly responseHeaders: FieldSet;
  readonly responseCookies: FieldSet;
  /** By media type. */
  readonly requests: BodySet;
  /** By status class and media type: `2XX application/json`. */
  readonly responses: BodySet;
}

export function emptyPayloads(): Payloads {
  return { limits: null, accepted: null, other: null };
}

export function emptySide(): PayloadSide {
  return {
    calls: 0,
    withHeaders: 0,
    path: new Map(),
    query: emptyFieldSet(),
    headers: emptyFieldSet(),
    cookies: emptyFieldSet(),
    responseHeaders: emptyFieldSet(),
    responseCookies: emptyFieldSet(),
    requests: new Map(),
    responses: new Map(),
  };
}

/** Adds one call. Pure function of the call, the hash and the caps. */
export function observePayloads(payloads: Payloads, exchange: Exchange, context: ObserveContext): void {
  const walk = walkOf(context);
  payloads.limits ??= walk.limits;
  if (context.accepted) payloads.accepted ??= emptySide();
  else payloads.other ??= emptySide();
  const side = context.accepted ? payloads.accepted : payloads.other;
  if (side === null) return;
  side.calls++;
  observeRequest(side, exchange, context, walk);
  observeResponse(side, exchange, walk);
}

function observeRequest(side: PayloadSide, exchange: Exchange, context: ObserveContext, walk: Walk): void {
  observePath(side.path, exchange.segments, context.caps.pathDepth, walk);
  observeQuery(side.query, exchange.query, walk);
  if (exchange.requestHeaders !== null) {
    side.withHeaders++;
    walk.skipsCredentials = true;
    observeRequestHeaders(side.headers, exchange.requestHeaders, walk);
    observeCookies(side.cookies, exchange.cookies, walk);
    walk.skipsCredentials = false;
  }
  observeBody(side.requests, exchange.requestBody, null, rootContextOf(exchange.segments), walk);
}

const STATUS_CLASSES: readonly string[] = ['0XX', '1XX', '2XX', '3XX', '4XX', '5XX'];

function observeResponse(side: PayloadSide, exchange: Exchange, walk: Walk): void {
  if (exchange.responseHeaders !== null) {
    observeResponseHeaders(side.responseHeaders, side.responseCookies, exchange.responseHeaders, walk);
  }
  const status = exchange.call.status;
  if (status === null) return;
  const statusClass = statusClassOf(status);
  observeBody(side.responses, exchange.responseBody, statusClass, rootContextOf(exchange.segments), walk);
}

/** `2XX`: under which answers of one kind are counted. */
export function statusClassOf(status: number): string {
  return STATUS_CLASSES[Math.floor(status / 100)] ?? `${Math.floor(status / 100)}XX`;
}

/** Adds `from` to `into`; nothing that can change is shared afterwards. */
export function mergePayloads(into: Payloads, from: Payloads): void {
  into.limits ??= from.limits;
  if (into.limits === null) return;
  into.accepted = mergeSide(into.accepted, from.accepted, into.limits);
  into.other = mergeSide(into.other, from.other, into.limits);
}

function mergeSide(
  given: PayloadSide | null,
  from: PayloadSide | null,
  limits: PayloadLimits,
): PayloadSide | null {
  if (from === null) return given;
  const into = given ?? emptySide();
  into.calls += from.calls;
  into.withHeaders += from.withHeaders;
  for (const [index, node] of from.path) {
    const known = into.path.get(index);
    if (known === undefined) into.path.set(index, copyNode(node, limits));
    else mergeNode(known, node, limits);
  }
  mergeFieldSet(into.query, from.query, limits);
  mergeFieldSet(into.headers, from.headers, limits);
  mergeFieldSet(into.cookies, from.cookies, limits);
  mergeFieldSet(into.responseHeaders, from.responseHeaders, limits);
  mergeFieldSet(into.responseCookies, from.responseCookies, limits);
  mergeBodies(into.requests, from.requests, limits);
  mergeBodies(into.responses, from.responses, limits);
  return into;
}
