import { AssayError } from '../../model/errors.ts';
import { failureError, statusError } from '../classify.ts';
import type { HttpResponse } from '../http-client.ts';
import { parseJson } from '../json-body.ts';
import { describeUrl } from '../origins.ts';
import { parseRetryAfterMs } from '../retry-after.ts';
import type { HttpHost } from '../settings.ts';
import { exchange } from '../transport.ts';
import type { Authenticator } from './authenticator.ts';
import {
  type ClientCredential,
  type ClientProof,
  proveClient,
  reloadedCredential,
} from './oauth2-credential.ts';

/** OAuth 2.0 client credentials (RFC 6749 section 4.4); the token endpoint has an origin of its own. */
export interface OAuth2ClientSettings {
  /** Absolute URL of the token endpoint. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly credential: ClientCredential;
  readonly scope?: string;
  /** Deadline of one request for a token. Default 10 s. */
  readonly tokenTimeoutMs?: number;
}

type Host = Pick<HttpHost, 'clock' | 'logger' | 'signal'>;

interface Token {
  readonly value: string;
  /** From here on a new one is fetched, before this one ends. */
  readonly renewAtMs: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
/** An answer with a token is a few KB. */
const MAX_BYTES = 256 * 1024;
/** A token is used for this share of its life. */
const USED_SHARE = 0.8;
/** Where the answer names no life (RFC 6749 section 5.1 only recommends it). */
const DEFAULT_LIFE_S = 300;
/** Clocks that differ by more than this make assertions and tokens look early or expired. */
const SKEW_TOLERANCE_MS = 30_000;

/**
 * One token for all requests: fetched when first needed, by one request however many wait for it, again at 80 % of its
 * life, and again after a 401.
 */
export function oauth2ClientAuth(settings: OAuth2ClientSettings, host: Host): Authenticator {
  let credential = settings.credential;
  let token: Token | null = null;
  let underWay: Promise<Token> | null = null;

  const fetchOnce = (): Promise<Token> => {
    underWay ??= fetchToken({ ...settings, credential }, host)
      .then((fetched) => (token = fetched))
      .finally(() => (underWay = null));
    return underWay;
  };
  return {
    headers: async () => {
      const usable = token !== null && host.clock.nowMs() < token.renewAtMs ? token : await fetchOnce();
      return { authorization: `Bearer ${usable.value}` };
    },
    refresh: async () => {
      credential = (await reloadedCredential(credential)) ?? credential;
      token = null;
      await fetchOnce();
      // Granted anew, whatever its value: a provider may repeat a token that it holds for good.
      return true;
    },
  };
}

async function fetchToken(settings: OAuth2ClientSettings, host: Host): Promise<Token> {
  const url = tokenUrlOf(settings);
  const proof = await proveClient(settings.credential, {
    clientId: settings.clientId,
    tokenUrl: url.href,
    nowMs: host.clock.nowMs(),
  });
  const response = await askForToken(settings, url, proof, host);
  const skewMs = clockSkewMs(response, host.clock.nowMs());
  if (response.status !== 200) throw refusal(response, url, skewMs, host.clock.nowMs());
  if (skewMs !== null) {
    host.logger
      .once('oauth2-clock-skew')
      .warn('The clock here and that of the token endpoint differ; tokens may be refused.', {
        skewSeconds: Math.round(skewMs / 1000),
      });
  }
  const { value, lifeS } = decodeToken(response, url);
  return { value, renewAtMs: host.clock.nowMs() + lifeS * 1000 * USED_SHARE };
}

async function askForToken(
  settings: OAuth2ClientSettings,
  url: URL,
  proof: ClientProof,
  host: Host,
): Promise<HttpResponse> {
  const where = describeUrl(url);
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...proof.form });
  if (settings.scope !== undefined) body.set('scope', settings.scope);
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'assay',
    ...proof.headers,
  };
  const bounds = { timeoutMs: settings.tokenTimeoutMs ?? DEFAULT_TIMEOUT_MS, maxBytes: MAX_BYTES, where };
  const request = { method: 'POST', url, sentUrl: url, headers, body: body.toString(), keepsCoding: false };
  try {
    return await exchange({ ...request, ...bounds }, host.signal);
  } catch (error: unknown) {
    host.signal.throwIfAborted();
    throw failureError(error, where);
  }
}

function tokenUrlOf({ tokenUrl }: OAuth2ClientSettings): URL {
  if (URL.canParse(tokenUrl)) return new URL(tokenUrl);
  throw new AssayError({
    code: 'OAUTH_TOKEN_URL_INVALID',
    kind: 'config',
    message: 'The address of the token endpoint is no absolute URL.',
  });
}

/** Milliseconds by which the clock here is ahead (behind: negative); null within the tolerance or without a Date field. */
function clockSkewMs(response: HttpResponse, nowMs: number): number | null {
  const serverMs = Date.parse(response.headers['date'] ?? '');
  const skewMs = nowMs - serverMs;
  return Number.isFinite(skewMs) && Math.abs(skewMs) > SKEW_TOLERANCE_MS ? skewMs : null;
}

/** RFC 6749 section 5.2: 400 and 401 say that the client was refused; its description is not repeated. */
function refusal(response: HttpResponse, url: URL, skewMs: number | null, nowMs: number): AssayError {
  const { status } = response;
  const where = describeUrl(url);
  if (status !== 400 && status !== 401 && status !== 403)
    return statusError(status, where, parseRetryAfterMs(response.headers['retry-after'], nowMs));
  if (skewMs !== null) return skewError(skewMs, status, where);
  return new AssayError({
    code: 'OAUTH_CLIENT_REJECTED',
    kind: 'auth',
    message: 'The token endpoint refused the client.',
    fix: 'Check the client id, that the key or secret belongs to it, and that the account is enabled.',
    context: { status, url: where },
  });
}

function skewError(skewMs: number, status: number, where: string): AssayError {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const side = skewMs > 0 ? 'ahead of' : 'behind';
  return new AssayError({
    code: 'OAUTH_CLOCK_SKEW',
    kind: 'auth',
    message: `The clock of this machine is ${seconds} s ${side} that of the token endpoint, which refused the client.`,
    fix: 'Synchronise the clock of this machine (NTP), then try again.',
    context: { status, url: where, skewSeconds: Math.round(skewMs / 1000) },
  });
}

function decodeToken(response: HttpResponse, url: URL): { readonly value: string; readonly lifeS: number } {
  const body = parseJson(response);
  if (typeof body === 'object' && body !== null && 'access_token' in body) {
    const value: unknown = body.access_token;
    const life: unknown = 'expires_in' in body ? body.expires_in : null;
    if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value))
      return { value, lifeS: typeof life === 'number' && life > 0 ? life : DEFAULT_LIFE_S };
  }
  throw new AssayError({
    code: 'OAUTH_TOKEN_INVALID',
    kind: 'sourceContract',
    message: 'The answer of the token endpoint holds no token.',
    fix: 'Check the address of the token endpoint.',
    context: { url: describeUrl(url) },
  });
}
