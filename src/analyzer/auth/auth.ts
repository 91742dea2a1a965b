import type { AuthFacts, Evidence } from '../../model/inventory.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { AUTH_SCHEMES, type AuthScheme } from '../../model/vocabulary.ts';
import type { Exchange, ObserveContext } from '../exchange.ts';
import type { SiteRules } from '../site-rules.ts';
import { authState } from './auth-state.ts';
import { type Credentials, findCredentials, type UrlCredential } from './credentials.ts';
import type { JwtFacts } from './jwt.ts';
import { isSentToLogin } from './login-redirect.ts';
import { findSiteSchemes } from './site-schemes.ts';

/** Calls and accepted calls of one fact. */
interface Tally {
  calls: number;
  accepted: number;
}

/** Mutable sums of one cell and bucket. Every set in it is a closed vocabulary, so nothing needs a cap. */
export interface Auth {
  calls: number;
  authenticatedAccepted: number;
  anonymousAccepted: number;
  anonymousRefused: number;
  authenticatedRefused: number;
  unobservable: number;
  /** Accepted with a credential that the log hides. */
  maskedAccepted: number;
  /** Calls that hand over credentials in the body (login, token endpoint). */
  exchanges: number;
  /** By the place of the scheme in `AUTH_SCHEMES`. */
  readonly schemes: readonly Tally[];
  readonly jwt: Tally;
  readonly jwtAlgNone: Tally;
  readonly jwtNoExpiry: Tally;
  readonly jwtLongLived: Tally;
  readonly plaintext: Tally;
  /** Key `kind name`; names outside the vocabulary are `*`. */
  readonly inUrl: Map<string, Tally>;
  /** By the key of a scheme of the site; null until there was one. */
  custom: Map<string, Tally> | null;
}

/** A token that lives longer than a day outlives the session that it was made for. */
const LONG_LIVED_S = 24 * 3600;

const newTally = (): Tally => ({ calls: 0, accepted: 0 });

export function emptyAuth(): Auth {
  return {
    calls: 0,
    authenticatedAccepted: 0,
    anonymousAccepted: 0,
    anonymousRefused: 0,
    authenticatedRefused: 0,
    unobservable: 0,
    maskedAccepted: 0,
    exchanges: 0,
    schemes: AUTH_SCHEMES.map(newTally),
    jwt: newTally(),
    jwtAlgNone: newTally(),
    jwtNoExpiry: newTally(),
    jwtLongLived: newTally(),
    plaintext: newTally(),
    inUrl: new Map(),
    custom: null,
  };
}

function count(tally: Tally, accepted: boolean): void {
  tally.calls += 1;
  if (accepted) tally.accepted += 1;
}

/** Adds one call. */
export function observeAuth(auth: Auth, exchange: Exchange, context: ObserveContext): void {
  const found = credentialsOf(auth, exchange, context);
  auth.calls += 1;
  countOutcome(auth, found, context, isSentToLogin(exchange));
  if (found.exchangesCredentials) auth.exchanges += 1;
  for (let bits = found.schemes, index = 0; bits !== 0; bits >>>= 1, index += 1) {
    const tally = auth.schemes[index];
    if ((bits & 1) !== 0 && tally !== undefined) count(tally, context.accepted);
  }
  if (found.jwt !== null) countJwt(auth, found.jwt, exchange.call.timeMs, context.accepted);
  for (const credential of found.inUrl) countInUrl(auth, credential, context.accepted);
  const sent = found.exchangesCredentials || (found.present && exchange.requestHeaders !== null);
  if (sent && exchange.call.scheme === 'http') count(auth.plaintext, context.accepted);
}

/** Schemes of the site are counted first; the fields that carried them say nothing else. */
function credentialsOf(auth: Auth, exchange: Exchange, context: ObserveContext): Credentials {
  const schemes = context.site?.schemes;
  const own = schemes === undefined ? null : findSiteSchemes(exchange, schemes);
  if (own === null) return findCredentials(exchange);
  const found = findCredentials(own.rest);
  found.present = true;
  found.readable = true;
  for (const name of own.inQuery) found.inUrl.push({ kind: 'api-key', name });
  auth.custom ??= new Map();
  for (const { key } of own.found) countUnder(auth.custom, key, context.accepted);
  return found;
}

function countUnder(tallies: Map<string, Tally>, key: string, accepted: boolean): void {
  let tally = tallies.get(key);
  if (tally === undefined) {
    tally = newTally();
    tallies.set(key, tally);
  }
  count(tally, accepted);
}

/** A redirect to the place where people log in is a refusal: it shows nothing of what was asked for. */
function countOutcome(auth: Auth, found: Credentials, context: ObserveContext, sentToLogin: boolean): void {
  const accepted = context.accepted && !sentToLogin;
  if (found.masked && !found.readable) {
    auth.unobservable += 1;
    if (accepted) auth.maskedAccepted += 1;
    return;
  }
  if (!found.present && !found.observable) {
    auth.unobservable += 1;
    return;
  }
  if (accepted) {
    if (found.present) auth.authenticatedAccepted += 1;
    else auth.anonymousAccepted += 1;
  } else if (context.refused || sentToLogin) {
    if (found.present) auth.authenticatedRefused += 1;
    else auth.anonymousRefused += 1;
  }
}

function countJwt(auth: Auth, jwt: JwtFacts, timeMs: number, accepted: boolean): void {
  count(auth.jwt, accepted);
  if (jwt.algNone) count(auth.jwtAlgNone, accepted);
  if (jwt.expiresAtS === null) count(auth.jwtNoExpiry, accepted);
  else if (isLongLived(jwt, jwt.issuedAtS ?? timeMs / 1000)) count(auth.jwtLongLived, accepted);
}

/** Whether a token that was issued then lives longer than a session. */
export function isLongLived({ expiresAtS }: Pick<JwtFacts, 'expiresAtS'>, issuedAtS: number): boolean {
  return expiresAtS !== null && expiresAtS - issuedAtS > LONG_LIVED_S;
}

function countInUrl(auth: Auth, credential: UrlCredential, accepted: boolean): void {
  countUnder(auth.inUrl, `${credential.kind} ${credential.name}`, accepted);
}

function addTally(into: Tally, from: Tally): void {
  into.calls += from.calls;
  into.accepted += from.accepted;
}

export function mergeAuth(into: Auth, from: Auth): void {
  for (const key of SUMS) into[key] += from[key];
  for (const key of TALLIES) addTally(into[key], from[key]);
  into.schemes.forEach((tally, index) => addTally(tally, from.schemes[index] ?? newTally()));
  addTallies(into.inUrl, from.inUrl);
  if (from.custom === null) return;
  into.custom ??= new Map();
  addTallies(into.custom, from.custom);
}

/** Adds `times` calls that each add what `one` holds. Schemes of the site are none of it. */
export function addLikeAuth(into: Auth, one: Auth, times: number): void {
  for (const key of SUMS) into[key] += one[key] * times;
  for (const key of TALLIES) addTimes(into[key], one[key], times);
  into.schemes.forEach((tally, index) => addTimes(tally, one.schemes[index] ?? NO_TALLY, times));
  for (const [key, tally] of one.inUrl) {
    const known = into.inUrl.get(key);
    if (known === undefined)
      into.inUrl.set(key, { calls: tally.calls * times, accepted: tally.accepted * times });
    else addTimes(known, tally, times);
  }
}

const NO_TALLY: Readonly<Tally> = newTally();

function addTimes(into: Tally, one: Readonly<Tally>, times: number): void {
  if (one.calls === 0) return;
  into.calls += one.calls * times;
  into.accepted += one.accepted * times;
}

function addTallies(into: Map<string, Tally>, from: ReadonlyMap<string, Tally>): void {
  for (const [key, tally] of from) {
    const known = into.get(key);
    if (known === undefined) into.set(key, { ...tally });
    else addTally(known, tally);
  }
}

/** Orders of the encoded form; appending keeps old documents readable. */
const SUMS = [
  'calls',
  'authenticatedAccepted',
  'anonymousAccepted',
  'anonymousRefused',
  'authenticatedRefused',
  'unobservable',
  'exchanges',
  'maskedAccepted',
] as const;
const TALLIES = ['jwt', 'jwtAlgNone', 'jwtNoExpiry', 'jwtLongLived', 'plaintext'] as const;

/** `[sums, tallies, schemes, inUrl]`, integers side by side, names sorted. */
export function encodeAuth(auth: Auth): JsonValue {
  return [
    SUMS.map((key) => auth[key]),
    TALLIES.flatMap((key) => [auth[key].calls, auth[key].accepted]),
    [
      ...auth.schemes.flatMap((tally, index) =>
        tally.calls === 0 ? [] : [[AUTH_SCHEMES[index] ?? '', tally.calls, tally.accepted]],
      ),
      ...(auth.custom === null ? [] : sortedTallies(auth.custom).map(encodedTally)),
    ],
    sortedTallies(auth.inUrl).map(encodedTally),
  ];
}

function sortedTallies(tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  return [...tallies].sort(([a], [b]) => (a < b ? -1 : 1));
}

function encodedTally([key, tally]: readonly [string, Tally]): JsonValue {
  return [key, tally.calls, tally.accepted];
}

/** Throws RangeError on what `encodeAuth` cannot have written. */
export function decodeAuth(value: JsonValue): Auth {
  if (!isJsonArray(value) || value.length !== 4) throw new RangeError('not an encoded auth summary');
  const auth = emptyAuth();
  const sums = numbersOf(value[0]);
  SUMS.forEach((key, index) => {
    auth[key] = sums[index] ?? 0;
  });
  const tallies = numbersOf(value[1]);
  TALLIES.forEach((key, index) => {
    auth[key].calls = tallies[index * 2] ?? 0;
    auth[key].accepted = tallies[index * 2 + 1] ?? 0;
  });
  for (const [name, tally] of namedTallies(value[2])) {
    const shipped = auth.schemes[AUTH_SCHEMES.findIndex((known) => known === name)];
    if (shipped !== undefined) addTally(shipped, tally);
    else {
      auth.custom ??= new Map();
      auth.custom.set(name, tally);
    }
  }
  for (const [name, tally] of namedTallies(value[3])) auth.inUrl.set(name, tally);
  return auth;
}

function numbersOf(value: JsonValue | undefined): number[] {
  if (!isJsonArray(value)) throw new RangeError('not a list of counts');
  return value.map((item) => (typeof item === 'number' ? item : 0));
}

function namedTallies(value: JsonValue | undefined): [string, Tally][] {
  if (!isJsonArray(value)) throw new RangeError('not a list of named counts');
  return value.map((row) => {
    const name = isJsonArray(row) ? row[0] : undefined;
    if (!isJsonArray(row) || typeof name !== 'string') throw new RangeError('not a named count');
    const [calls = 0, accepted = 0] = numbersOf(row.slice(1));
    return [name, { calls, accepted }];
  });
}

const evidence = (tally: Tally): Evidence => ({ calls: tally.calls, accepted: tally.accepted });

/**
 * A server that serves everybody did not read the token: forged tokens sent to an open endpoint are no evidence of
 * what it accepts.
 */
const tokenEvidence = (tally: Tally, open: boolean): Evidence => ({
  calls: tally.calls,
  accepted: open ? 0 : tally.accepted,
});

/** What is known of an endpoint's authentication. Schemes are those that the server accepted. */
export function authFacts(auth: Auth, site: SiteRules | null = null): AuthFacts {
  const state = authState(auth);
  const open = state === 'none';
  return {
    state,
    schemes: acceptedSchemes(auth, site).sort(),
    authenticatedAccepted: auth.authenticatedAccepted,
    anonymousAccepted: auth.anonymousAccepted,
    anonymousRefused: auth.anonymousRefused,
    authenticatedRefused: auth.authenticatedRefused,
    unobservable: auth.unobservable,
    jwtAlgNone: tokenEvidence(auth.jwtAlgNone, open),
    jwtNoExpiry: tokenEvidence(auth.jwtNoExpiry, open),
    jwtLongLived: tokenEvidence(auth.jwtLongLived, open),
    inUrl: sortedTallies(auth.inUrl).map(([key, tally]) => ({
      kind: urlKindOf(key),
      name: key.slice(key.indexOf(' ') + 1),
      evidence: evidence(tally),
    })),
    plaintextCredentials: evidence(auth.plaintext),
    credentialEndpoint: auth.exchanges > 0 && auth.exchanges * 2 >= auth.calls,
  };
}

/** Of the site's schemes those in force. */
function acceptedSchemes(auth: Auth, site: SiteRules | null): AuthScheme[] {
  const shipped = AUTH_SCHEMES.filter((_, index) => (auth.schemes[index]?.accepted ?? 0) > 0);
  if (site === null || auth.custom === null) return shipped;
  const { custom } = auth;
  const own = site.schemes.filter(({ key }) => (custom.get(key)?.accepted ?? 0) > 0);
  return [...shipped, ...own.map(({ scheme }) => scheme)];
}

function urlKindOf(key: string): UrlCredential['kind'] {
  if (key.startsWith('api-key ')) return 'api-key';
  return key.startsWith('basic ') ? 'basic' : 'token';
}
