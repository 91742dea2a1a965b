import type { ApiCall, HeaderMap, Hop } from '../../model/api-call.ts';
import { headerKind } from '../auth/credential-names.ts';
import { isTransportHeader } from '../payloads/transport-headers.ts';
import { isHarmlessHeader } from '../threats/content-threats.ts';
import type { FormSpot } from './form-spot.ts';
import { hashOfPieces, type Pieces, piecesOfPath, piecesOfQuery, takeNumbers } from './number-pieces.ts';

/** Calls without bodies that differ in whole numbers, status, time, client, sizes and harmless headers alone. */
export interface CallForm {
  readonly hop: Hop;
  readonly method: string;
  readonly scheme: ApiCall['scheme'];
  readonly host: string;
  readonly chosenHeaders: boolean;
  readonly path: Pieces;
  readonly query: Pieces | null;
  readonly headerNames: readonly string[] | null;
  /** By header the value that was found harmless last. A cache. */
  readonly headerValues: string[];
  readonly spots: FormSpot[];
  /** By status, how often in a row no spot was found. A cache. */
  readonly misses: Map<number | null, number>;
}

/** The form of a call that may have one; null where it has none all the same. */
export function formOf(call: ApiCall, hop: Hop): CallForm | null {
  const path = piecesOfPath(call.path);
  const query = call.query === null ? null : piecesOfQuery(call.query);
  const headerNames = call.request.headers === null ? null : Object.keys(call.request.headers);
  if (path === null || (query === null && call.query !== null)) return null;
  if (headerNames !== null && !headerNames.every(isOfNoInterest)) return null;
  const { method, scheme, host } = call;
  const chosenHeaders = call.chosenHeaders === true;
  const headerValues = (headerNames ?? []).map(() => '');
  const shared = { hop, method, scheme, host, chosenHeaders, path, query, headerNames, headerValues };
  return { ...shared, spots: [], misses: new Map() };
}

/** Whether a call can have a form at all: it holds nothing that forms do not tell apart. */
export function mayHaveForm({ method, client, request, response, gateway, operation }: ApiCall): boolean {
  return (
    request.body === null &&
    response.body === null &&
    response.headers === null &&
    gateway === null &&
    operation === null &&
    client.id === null &&
    client.address !== null &&
    method !== 'OPTIONS'
  );
}

/** Names in small letters that neither payloads, authentication nor protocols read; threats do. */
function isOfNoInterest(name: string): boolean {
  return headerKind(name) === 'access-log' && isTransportHeader(name) && name !== 'content-type';
}

/** Whether a call that may have one is of a form; its numbers stand at the start of `numbers` then. */
export function isOfForm(form: CallForm, call: ApiCall, hop: Hop, numbers: string[]): boolean {
  if (
    form.method !== call.method ||
    form.scheme !== call.scheme ||
    form.hop !== hop ||
    form.chosenHeaders !== (call.chosenHeaders === true) ||
    form.host !== call.host ||
    !takeNumbers(form.path, call.path, numbers, 0)
  )
    return false;
  if (form.query === null) {
    if (call.query !== null) return false;
  } else if (call.query === null || !takeNumbers(form.query, call.query, numbers, form.path.length - 1))
    return false;
  return hasHarmlessHeaders(form, call.request.headers);
}

function hasHarmlessHeaders({ headerNames, headerValues }: CallForm, headers: HeaderMap | null): boolean {
  if (headerNames === null || headers === null) return headerNames === headers;
  let at = 0;
  for (const name in headers) {
    if (headerNames[at] !== name) return false;
    const value = headers[name];
    if (value !== headerValues[at]) {
      if (typeof value !== 'string' || !isHarmlessHeader(name, value)) return false;
      headerValues[at] = value;
    }
    at += 1;
  }
  return at === headerNames.length;
}

/** Equal for calls of one form. */
export function formHash({ method, host, path, query }: ApiCall): number {
  const asked = hashOfPieces(path, hashOfPieces(host, method.charCodeAt(1)));
  return query === null ? asked : hashOfPieces(query, asked ^ 1);
}
