import { AUTH_SCHEMES } from '../../model/vocabulary.ts';
import type { Exchange, Field } from '../exchange.ts';
import { isMasked } from '../masked-value.ts';
import { headerKind, isSessionCookie, type UrlKind, urlName } from './credential-names.ts';
import { type JwtFacts, looksLikeJwt, readJwt } from './jwt.ts';
import { BODY_TOKENS, fieldOf, isLoginPath, mayHoldCredentials, readLoginBody } from './login-path.ts';

/** What one call shows of its credentials. */
export interface Credentials {
  /** One bit for each scheme, by its place in `AUTH_SCHEMES`. */
  schemes: number;
  /** A credential was there, whatever its scheme. */
  present: boolean;
  /** The place where one would stand was captured: absence means that there was none. */
  observable: boolean;
  jwt: JwtFacts | null;
  readonly inUrl: UrlCredential[];
  /** Credentials are handed over in the body, or the path says so where the body was not captured. */
  exchangesCredentials: boolean;
}

export interface UrlCredential {
  readonly kind: UrlKind;
  readonly name: string;
}

function schemeBit(scheme: (typeof AUTH_SCHEMES)[number]): number {
  return 1 << AUTH_SCHEMES.indexOf(scheme);
}

const BASIC = schemeBit('basic');
const BEARER = schemeBit('bearer');
const JWT = schemeBit('jwt');
const OAUTH2 = schemeBit('oauth2');
const API_KEY = schemeBit('api-key');
const SESSION = schemeBit('session-cookie');
const DIGEST = schemeBit('digest');
const HMAC = schemeBit('hmac');
const SIGV4 = schemeBit('sigv4');
const MTLS = schemeBit('mtls');

/** Finds every credential of a call. Pure; never keeps a value. */
export function findCredentials(exchange: Exchange): Credentials {
  const found: Credentials = {
    schemes: 0,
    present: exchange.call.client.id !== null,
    observable: exchange.requestHeaders !== null && exchange.call.chosenHeaders !== true,
    jwt: null,
    inUrl: [],
    exchangesCredentials: false,
  };
  if (exchange.requestHeaders !== null) readHeaders(found, exchange.requestHeaders);
  readCookies(found, exchange.cookies);
  readQuery(found, exchange.query);
  readBody(found, exchange);
  return found;
}

function add(found: Credentials, bit: number): void {
  found.schemes |= bit;
  found.present = true;
}

/** Adds a token: a JWT by its form, else the scheme given. */
function addToken(found: Credentials, token: string, otherwise: number): void {
  const jwt = looksLikeJwt(token) ? readJwt(token) : null;
  if (jwt === null) return add(found, otherwise);
  found.jwt ??= jwt;
  add(found, JWT);
}

function readHeaders(found: Credentials, headers: readonly Field[]): void {
  let onlyAccessLogNames = headers.length > 0;
  for (const header of headers) {
    const kind = headerKind(header.name);
    if (kind !== 'access-log') onlyAccessLogNames = false;
    if (kind === 'other' || kind === 'access-log' || header.value === '') continue;
    if (kind === 'authorization') readAuthorization(found, header.value);
    else if (kind === 'api-key') addToken(found, header.value, API_KEY);
    else if (kind === 'token') addToken(found, header.value, BEARER);
    else if (kind === 'signature') add(found, HMAC);
    else if (kind === 'cookie') {
      // The whole header was masked: whether a session was in it cannot be known.
      if (isMasked(header.value)) found.observable = false;
    } else if (isPresentCertificate(header.name, header.value)) add(found, MTLS);
  }
  // An access log that picks the user agent says nothing about Authorization: "not seen" is not "not sent".
  if (onlyAccessLogNames) found.observable = false;
}

/** NGINX sends `$ssl_client_verify` always: `NONE` and `FAILED:...` are no certificate. */
function isPresentCertificate(name: string, value: string): boolean {
  if (name.endsWith('-verify')) return value === 'SUCCESS' || value === '0';
  return value !== '-' && value !== '(null)' && value !== 'NONE';
}

const AUTHORIZATION_SCHEMES: ReadonlyMap<string, number> = new Map([
  ['basic', BASIC],
  ['bearer', BEARER],
  ['dpop', BEARER],
  ['token', BEARER],
  ['digest', DIGEST],
  ['hawk', HMAC],
  ['hmac', HMAC],
  ['signature', HMAC],
  ['aws4-hmac-sha256', SIGV4],
  ['aws4-ecdsa-p256-sha256', SIGV4],
]);

function readAuthorization(found: Credentials, value: string): void {
  found.present = true;
  const space = value.indexOf(' ');
  if (space < 0) {
    // Masked as a whole (Kong): a credential was there, its scheme is lost.
    if (!isMasked(value)) addToken(found, value, AUTHORIZATION_SCHEMES.get(value.toLowerCase()) ?? API_KEY);
    return;
  }
  const scheme = value.slice(0, space).toLowerCase();
  const known = AUTHORIZATION_SCHEMES.get(scheme);
  if (known === BEARER) return addToken(found, value.slice(space + 1).trim(), BEARER);
  if (known !== undefined) return add(found, known);
  if (scheme.startsWith('hmac-')) return add(found, HMAC);
  if (scheme.includes('key')) return add(found, API_KEY);
  const rest = value.slice(space + 1).trim();
  if (looksLikeJwt(rest)) addToken(found, rest, BEARER);
}

function readCookies(found: Credentials, cookies: readonly Field[]): void {
  for (const cookie of cookies) {
    if (cookie.value === '') continue;
    if (looksLikeJwt(cookie.value)) addToken(found, cookie.value, SESSION);
    else if (isSessionCookie(cookie.name)) add(found, SESSION);
  }
}

/** Shorter opaque values under an ambiguous name are column names, page marks or short codes. */
const SHORTEST_OPAQUE = 16;

function looksOpaque(value: string): boolean {
  if (value.length < SHORTEST_OPAQUE || value.length > 4096) return false;
  return /^[\w.~+/=-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}

function readQuery(found: Credentials, query: readonly Field[]): void {
  for (const field of query) {
    if (field.value === '') continue;
    const named = urlName(field.name);
    if (named === null) {
      readUnnamed(found, field);
      continue;
    }
    if (named.ambiguous && !looksOpaque(field.value) && !isMasked(field.value)) continue;
    found.inUrl.push({ kind: named.kind, name: field.name.toLowerCase() });
    if (named.kind === 'basic') add(found, BASIC);
    else addToken(found, field.value, named.kind === 'api-key' ? API_KEY : BEARER);
  }
}

/** A parameter name outside the vocabulary was chosen by traffic and is not shown. */
function readUnnamed(found: Credentials, field: Field): void {
  if (looksLikeJwt(field.value) && readJwt(field.value) !== null) {
    found.inUrl.push({ kind: 'token', name: '*' });
    addToken(found, field.value, BEARER);
  } else if (field.name.length === 15 && field.name.toLowerCase() === 'x-amz-signature') add(found, SIGV4);
}

function readBody(found: Credentials, exchange: Exchange): void {
  const body = exchange.requestBody;
  if (exchange.call.method === 'POST') readExchange(found, exchange);
  if (!mayHoldCredentials(body)) return;
  for (const name of BODY_TOKENS) {
    const value = fieldOf(body, name);
    if (value !== null) addToken(found, value, name.toLowerCase().startsWith('api') ? API_KEY : BEARER);
  }
}

function readExchange(found: Credentials, exchange: Exchange): void {
  const login = readLoginBody(exchange.requestBody);
  if (login === null) {
    if (exchange.requestBody.kind === 'not-captured') found.exchangesCredentials = isLoginPath(exchange);
    return;
  }
  if (login.grantType) found.schemes |= OAUTH2;
  found.exchangesCredentials = login.grantType || (login.hasPassword && login.user !== null);
}
