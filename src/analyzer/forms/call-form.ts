import type { ApiCall, GatewayRef, Hop } from '../../model/api-call.ts';
import type { FormSpot } from './form-spot.ts';
import { areHeadersOf, type HeaderForm, requestHeaderForm, responseHeaderForm } from './header-form.ts';
import { hashOfPieces, type Pieces, piecesOfPath, piecesOfQuery, takeIds } from './id-pieces.ts';

/**
 * Calls that differ in whole numbers and UUIDs, status, time, client, sizes, the values of headers that decide nothing,
 * and the values of JSON bodies alone.
 */
export interface CallForm {
  readonly hop: Hop;
  readonly method: string;
  readonly scheme: ApiCall['scheme'];
  readonly host: string;
  readonly chosenHeaders: boolean;
  readonly hasClientId: boolean;
  readonly gateway: GatewayRef | null;
  readonly path: Pieces;
  readonly query: Pieces | null;
  readonly requestHeaders: HeaderForm | null;
  readonly responseHeaders: HeaderForm | null;
  readonly requestBody: BodyState;
  readonly responseBody: BodyState;
  readonly spots: FormSpot[];
  /** By status, how often in a row no spot was found. A cache. */
  readonly misses: Map<number | null, number>;
}

/** Not captured, empty, or what may be JSON. */
type BodyState = 'none' | 'empty' | 'json';

/** The form of a call that may have one; null where it has none all the same. */
export function formOf(call: ApiCall, hop: Hop): CallForm | null {
  const path = piecesOfPath(call.path);
  const query = call.query === null ? null : piecesOfQuery(call.query);
  if (path === null || (query === null && call.query !== null)) return null;
  const { request, response } = call;
  const requestHeaders = request.headers === null ? null : requestHeaderForm(request.headers);
  const responseHeaders = response.headers === null ? null : responseHeaderForm(response.headers);
  if ((requestHeaders === null) !== (request.headers === null)) return null;
  if ((responseHeaders === null) !== (response.headers === null)) return null;
  const { method, scheme, host, gateway } = call;
  return {
    hop,
    method,
    scheme,
    host,
    gateway,
    chosenHeaders: call.chosenHeaders === true,
    hasClientId: call.client.id !== null,
    path,
    query,
    requestHeaders,
    responseHeaders,
    requestBody: bodyState(request.body),
    responseBody: bodyState(response.body),
    spots: [],
    misses: new Map(),
  };
}

/** Whether a call can have a form at all: it holds nothing that forms do not tell apart. */
export function mayHaveForm({ method, client, request, response, operation }: ApiCall): boolean {
  return (
    mayHaveState(request.body) &&
    mayHaveState(response.body) &&
    operation === null &&
    client.address !== null &&
    method !== 'OPTIONS'
  );
}

const BRACE = 0x7b;
const BRACKET = 0x5b;

function mayHaveState(body: string | null): boolean {
  if (body === null || body === '') return true;
  const first = body.charCodeAt(0);
  return first === BRACE || first === BRACKET;
}

function bodyState(body: string | null): BodyState {
  if (body === null) return 'none';
  return body === '' ? 'empty' : 'json';
}

/** Whether a call that may have one is of a form; its ids stand at the start of `ids` then. */
export function isOfForm(form: CallForm, call: ApiCall, hop: Hop, ids: string[]): boolean {
  if (
    form.method !== call.method ||
    form.scheme !== call.scheme ||
    form.hop !== hop ||
    form.chosenHeaders !== (call.chosenHeaders === true) ||
    form.hasClientId !== (call.client.id !== null) ||
    form.requestBody !== bodyState(call.request.body) ||
    form.responseBody !== bodyState(call.response.body) ||
    form.host !== call.host ||
    !takeIds(form.path, call.path, ids, 0)
  )
    return false;
  if (form.query === null) {
    if (call.query !== null) return false;
  } else if (call.query === null || !takeIds(form.query, call.query, ids, form.path.uuids.length))
    return false;
  return hasGateway(form, call) && hasHeaders(form, call);
}

function hasGateway({ gateway: known }: CallForm, { gateway }: ApiCall): boolean {
  if (known === gateway) return true;
  if (known === null || gateway === null) return false;
  return (
    known.id === gateway.id &&
    known.api === gateway.api &&
    known.route === gateway.route &&
    known.unrouted === gateway.unrouted
  );
}

function hasHeaders({ requestHeaders, responseHeaders }: CallForm, { request, response }: ApiCall): boolean {
  if (requestHeaders === null || request.headers === null) {
    if (requestHeaders !== null || request.headers !== null) return false;
  } else if (!areHeadersOf(requestHeaders, request.headers)) return false;
  if (responseHeaders === null || response.headers === null)
    return responseHeaders === null && response.headers === null;
  return areHeadersOf(responseHeaders, response.headers);
}

/** Equal for calls of one form. */
export function formHash({ method, host, path, query }: ApiCall): number {
  const asked = hashOfPieces(path, hashOfPieces(host, method.charCodeAt(0) * 31 + method.charCodeAt(1)));
  return query === null ? asked : hashOfPieces(query, asked ^ 1);
}
