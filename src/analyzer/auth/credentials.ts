import { AUTH_SCHEMES } from '../../model/vocabulary.ts';
import type { Exchange, Field } from '../exchange.ts';
import { headerKind, isKeyCookie, isSessionCookie, type UrlKind, urlName } from './credential-names.ts';
import { type JwtFacts, looksLikeJwt, readJwt } from './jwt.ts';
import { BODY_TOKENS, fieldOf, isLoginPath, mayHoldCredentials, readLoginBody } from './login-path.ts';
import { isMaskedCredential, isNoCredential } from './masked-credential.ts';

/** What one call shows of its credentials. */
export interface Credentials {
  /** One bit for each scheme, by its place in `AUTH_SCHEMES`. */
  schemes: number;
  /** A credential was there, whatever its scheme. */
  present: boolean;
  /** Every credential that was there was hidden by the log: which, and whether it was a real one, cannot be judged. */
  masked: boolean;
  /** A credential was there and could be read. */
  readable: boolean;
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
    masked: false,
    readable: exchange.call.client.id !== null,
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
  found.readable = true;
}

/** A credential whose value the log hides; its scheme where a word before it or its name tells it. */
function addMasked(found: Credentials, bit: number): void {
  found.schemes |= bit;
  found.masked = true;
}

/** By the value: hidden, none at all, or one. */
function addValue(found: Credentials, value: string, bit: number): void {
  if (isMaskedCredential(value)) addMasked(found, bit);
  else if (!isNoCredential(value)) addToken(found, value, bit);
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
    else if (kind === 'api-key') addValue(found, header.value, API_KEY);
    else if (kind === 'token') addValue(found, header.value, BEARER);
    else if (kind === 'signature') add(found, HMAC);
    else if (kind === 'cookie') {
      // The whole header was masked: whether a session was in it cannot be known.
      if (isMaskedCredential(header.value)) found.observable = false;
    } else if (isPresentCertificate(header.name, header.value)) add(found, MTLS);
  }
  // An access log that picks the user agent says nothing about Authorization: "not seen" is not "not sent".
  if (onlyAccessLogNames) found.observable = false;
}

/** NGINX sends `$ssl_client_verify` always: `NONE` and `FAILED:...` are no certificate. */
function isPresentCertificate(name: string, value: string): boolean {
  if (name.endsWith('-verify') || name.endsWith('-verified') || name.endsWith('-presented'))
    return /^(?:SUCCESS|0|OK|true|1)$/i.test(value);
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
  ['mac', HMAC],
  ['sharedkey', HMAC],
  ['sharedkeylite', HMAC],
  ['aws', HMAC],
  ['oss', HMAC],
  ['aws4-hmac-sha256', SIGV4],
  ['aws4-ecdsa-p256-sha256', SIGV4],
]);

function readAuthorization(found: Credentials, value: string): void {
  if (isNoCredential(value)) return;
  const space = value.indexOf(' ');
  const scheme = value.slice(0, space < 0 ? value.length : space).toLowerCase();
  if (isMaskedCredential(value))
    return addMasked(found, space < 0 ? 0 : (AUTHORIZATION_SCHEMES.get(scheme) ?? 0));
  found.present = true;
  found.readable = true;
  if (space < 0) return addToken(found, value, AUTHORIZATION_SCHEMES.get(scheme) ?? API_KEY);
  const known = AUTHORIZATION_SCHEMES.get(scheme);
  if (known === BEARER) return addToken(found, value.slice(space + 1).trim(), BEARER);
  if (known !== undefined) return add(found, known);
  if (scheme.includes('hmac')) return add(found, HMAC);
  if (scheme === 'oauth') return add(found, value.includes('oauth_signature') ? HMAC : BEARER);
  if (scheme.includes('key') || scheme === 'ssws' || scheme === 'apitoken') return add(found, API_KEY);
  const rest = value.slice(space + 1).trim();
  if (looksLikeJwt(rest)) addToken(found, rest, BEARER);
}

function readCookies(found: Credentials, cookies: readonly Field[]): void {
  for (const cookie of cookies) {
    if (cookie.value === '') continue;
    if (looksLikeJwt(cookie.value)) addToken(found, cookie.value, SESSION);
    else if (isSessionCookie(cookie.name)) addValue(found, cookie.value, SESSION);
    else if (isKeyCookie(cookie.name)) addValue(found, cookie.value, API_KEY);
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
    if (named.ambiguous && !looksOpaque(field.value) && !isMaskedCredential(field.value)) continue;
    if (isNoCredential(field.value)) continue;
    found.inUrl.push({ kind: named.kind, name: field.name.toLowerCase() });
    if (named.kind === 'basic') add(found, BASIC);
    else addValue(found, field.value, named.kind === 'api-key' ? API_KEY : BEARER);
  }
}

/** Signatures over a URL and its time (exchanges, storage links). */
const SIGNED_URL: ReadonlySet<string> = new Set([
  'signature',
  'Signature',
  'sig',
  'hmac',
  'X-Goog-Signature',
]);

/** A parameter name outside the vocabulary was chosen by traffic and is not shown. */
function readUnnamed(found: Credentials, field: Field): void {
  if (looksLikeJwt(field.value) && readJwt(field.value) !== null) {
    found.inUrl.push({ kind: 'token', name: '*' });
    addToken(found, field.value, BEARER);
  } else if (field.name.length === 15 && field.name.toLowerCase() === 'x-amz-signature') add(found, SIGV4);
  else if (SIGNED_URL.has(field.name) && looksOpaque(field.value)) add(found, HMAC);
}

const BODY_KEY = /^ap[ip]|key$/i;

function readBody(found: Credentials, exchange: Exchange): void {
  const body = exchange.requestBody;
  if (exchange.call.method === 'POST') readExchange(found, exchange);
  if (!mayHoldCredentials(body)) return;
  for (const name of BODY_TOKENS) {
    const value = fieldOf(body, name);
    if (value !== null) addValue(found, value, BODY_KEY.test(name) ? API_KEY : BEARER);
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
