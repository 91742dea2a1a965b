import { AssayError } from '../../model/errors.ts';
import { revealSecret, type Secret } from '../../model/secret.ts';
import { failureError, statusError } from '../classify.ts';
import type { HttpResponse } from '../http-client.ts';
import { describeUrl } from '../origins.ts';
import { parseRetryAfterMs } from '../retry-after.ts';
import type { HttpHost } from '../settings.ts';
import { exchange } from '../transport.ts';
import type { Authenticator } from './authenticator.ts';

/** A form login that answers with session cookies, and a page that hands out the token against forged requests. */
export interface SessionLoginSettings {
  /** Absolute URL to which the form is posted. */
  readonly loginUrl: string;
  readonly username: string;
  readonly password: Secret;
  /** Names of the two fields of the form; default `username` and `password`. */
  readonly fields?: { readonly username: string; readonly password: string };
  /** Where the token is read: absolute URL of a GET, and the header that carries it there and on every request. */
  readonly csrf?: { readonly url: string; readonly header: string };
}

type Host = Pick<HttpHost, 'clock' | 'signal'>;

interface Session {
  readonly headers: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 10_000;
/** The page after a login is a few KB. */
const MAX_BYTES = 1024 * 1024;

/**
 * One session for all requests: signed in when first needed, by one request however many wait for it, and again after a
 * 401. Cookies are sent to the origin of the base URL only, as all credentials.
 */
export function sessionLoginAuth(settings: SessionLoginSettings, host: Host): Authenticator {
  let password = settings.password;
  let session: Session | null = null;
  let underWay: Promise<Session> | null = null;

  const signInOnce = (): Promise<Session> => {
    underWay ??= signIn({ ...settings, password }, host)
      .then((opened) => (session = opened))
      .finally(() => (underWay = null));
    return underWay;
  };
  return {
    headers: async () => (session ?? (await signInOnce())).headers,
    refresh: async () => {
      password = (await password.reloaded()) ?? password;
      session = null;
      await signInOnce();
      return true;
    },
  };
}

async function signIn(settings: SessionLoginSettings, host: Host): Promise<Session> {
  const { fields = { username: 'username', password: 'password' } } = settings;
  const form = new URLSearchParams({
    [fields.username]: settings.username,
    [fields.password]: revealSecret(settings.password),
  });
  const url = urlOf(settings.loginUrl);
  const answer = await ask(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    },
    host,
  );
  const cookie = cookiesOf(answer);
  // A login that succeeds leads to the first page; one that fails shows the form again or refuses.
  if (answer.status >= 400 || cookie === null) throw refusal(answer, url, host);
  const token = settings.csrf === undefined ? {} : await readToken(settings.csrf, cookie, host);
  return { headers: { cookie, ...token } };
}

async function readToken(
  csrf: NonNullable<SessionLoginSettings['csrf']>,
  cookie: string,
  host: Host,
): Promise<Readonly<Record<string, string>>> {
  const url = urlOf(csrf.url);
  const answer = await ask({ method: 'GET', url, headers: { cookie }, body: null }, host);
  if (answer.status >= 300) throw refusal(answer, url, host);
  const token = answer.headers[csrf.header.toLowerCase()];
  // Versions that do not protect reading hand out none.
  return token === undefined || !VISIBLE.test(token) ? {} : { [csrf.header]: token };
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

async function ask({ method, url, headers, body }: Asked, host: Host): Promise<HttpResponse> {
  const where = describeUrl(url);
  try {
    return await exchange(
      {
        method,
        url,
        sentUrl: url,
        headers: { accept: 'application/json', 'user-agent': 'assay', ...headers },
        body,
        keepsCoding: false,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        where,
      },
      host.signal,
    );
  } catch (error: unknown) {
    host.signal.throwIfAborted();
    throw failureError(error, where);
  }
}

function refusal(answer: HttpResponse, url: URL, host: Host): AssayError {
  const { status } = answer;
  const where = describeUrl(url);
  if (status === 429 || status >= 500) {
    return statusError(status, where, parseRetryAfterMs(answer.headers['retry-after'], host.clock.nowMs()));
  }
  return new AssayError({
    code: 'HTTP_LOGIN_REFUSED',
    kind: 'auth',
    message: 'The host refused the login.',
    fix: 'Check user name and password, and that the account is enabled and not locked.',
    context: { status, url: where },
  });
}

const VISIBLE = /^[\x21-\x7e]{1,4096}$/;
/** RFC 6265 section 4.1.1: name and value at the start of a cookie; a date of `Expires` has a comma too. */
const COOKIE =
  /(?:^|,\s*)([!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e"]{0,4096})(?=;|,|$)/g;

/** The cookies of an answer as a request sends them back; null where it set none. */
function cookiesOf({ headers }: Pick<HttpResponse, 'headers'>): string | null {
  const pairs = [...(headers['set-cookie'] ?? '').matchAll(COOKIE)].flatMap((match) => match[1] ?? []);
  const kept = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair]));
  const alive = [...kept.values()].filter((pair) => !pair.endsWith('='));
  return alive.length === 0 ? null : alive.join('; ');
}

function urlOf(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new AssayError({
    code: 'HTTP_LOGIN_URL_INVALID',
    kind: 'config',
    message: 'The address of the login is no absolute URL.',
  });
}
