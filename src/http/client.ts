import type { Authenticator } from './auth/authenticator.ts';
import { createAuthenticator } from './auth/create-authenticator.ts';
import { type SharedCredentials, sharedCredentials } from './auth/shared-credentials.ts';
import { failureError, statusError } from './classify.ts';
import type { Download, HttpClient, HttpRequest, HttpResponse, QueryValue } from './http-client.ts';
import { parseJson } from './json-body.ts';
import { type AllowedOrigins, allowOrigins, describeUrl } from './origins.ts';
import { paginate } from './paginate.ts';
import { createOriginQueues, type OriginQueues } from './queue.ts';
import { withRetry } from './retry.ts';
import { parseRetryAfterMs } from './retry-after.ts';
import { ServerClock } from './server-clock.ts';
import type { HttpHost, HttpLimits, HttpSettings } from './settings.ts';
import { type Exchange, exchange, openDownload } from './transport.ts';

const DEFAULTS = {
  timeoutMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
  attempts: 4,
  maxRetryAfterMs: 60_000,
  maxPages: 10_000,
} as const;

const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

interface Parts {
  readonly settings: HttpSettings;
  readonly host: HttpHost;
  readonly origins: AllowedOrigins;
  readonly queues: OriginQueues;
  readonly auth: Authenticator;
  readonly credentials: SharedCredentials;
  readonly serverClock: ServerClock;
}

/** A client for one configuration entry. Throws AssayError for a base URL that is none. */
export function createHttpClient(settings: HttpSettings, limits: HttpLimits, host: HttpHost): HttpClient {
  const auth = createAuthenticator(settings.auth, host);
  const parts: Parts = {
    settings,
    host,
    origins: allowOrigins(settings.baseUrl, settings.origins ?? []),
    queues: createOriginQueues(limits),
    auth,
    credentials: sharedCredentials(auth),
    serverClock: new ServerClock(host.clock),
  };
  const sendRequest = (request: HttpRequest): Promise<HttpResponse> =>
    send(request.isFarewell === true ? farewellOf(parts) : parts, request, exchange);
  return {
    send: sendRequest,
    download: (request) => send(parts, request, openDownload),
    getJson: async (request, decode) => decode(parseJson(await sendRequest(request))),
    paginate: (request, decode) =>
      paginate({
        request,
        decode,
        maxPages: settings.maxPages ?? DEFAULTS.maxPages,
        send: sendRequest,
        resolve: (url) => parts.origins.resolve(url),
      }),
    serverNowMs: () => parts.serverClock.nowMs(),
  };
}

const FAREWELL_MS = 5_000;

/** Stopping the run does not stop what cleans up after it. */
function farewellOf({ settings, host, ...parts }: Parts): Parts {
  return {
    ...parts,
    settings: { ...settings, attempts: 1, timeoutMs: FAREWELL_MS },
    host: { ...host, signal: AbortSignal.timeout(FAREWELL_MS) },
  };
}

/** What came back: a whole response or a download. */
type Answer = HttpResponse | Download;
type Transport<T extends Answer> = (request: Exchange, signal: AbortSignal) => Promise<T>;

/** The whole life of a request: retries around the queue around authentication around one exchange. */
async function send<T extends Answer>(
  parts: Parts,
  request: HttpRequest,
  transport: Transport<T>,
): Promise<T> {
  const { settings, host } = parts;
  const url = withQuery(parts.origins.resolve(request.url), request.query ?? {});
  const isRepeatable = request.isSafeToRepeat ?? IDEMPOTENT.has(request.method ?? 'GET');
  const bounds = {
    attempts: settings.attempts ?? DEFAULTS.attempts,
    maxRetryAfterMs: settings.maxRetryAfterMs ?? DEFAULTS.maxRetryAfterMs,
    isRepeatable,
  };
  const attempt = (): Promise<T> =>
    parts.queues.run(url.origin, () => sendAuthenticated(parts, request, url, transport), host.signal);
  return withRetry(attempt, bounds, host);
}

/** On 401 the credentials are read again, once; unchanged ones are not tried twice. */
async function sendAuthenticated<T extends Answer>(
  parts: Parts,
  request: HttpRequest,
  url: URL,
  transport: Transport<T>,
): Promise<T> {
  const sentWith = parts.credentials.generation();
  const first = await sendOnce(parts, request, url, transport);
  if (first.status !== 401 || !parts.origins.isHome(url)) return accepted(parts, request, url, first);
  const isRenewed = await parts.credentials.renew(sentWith);
  if (!isRenewed) return accepted(parts, request, url, first);
  await abandon(first);
  return accepted(parts, request, url, await sendOnce(parts, request, url, transport));
}

async function sendOnce<T extends Answer>(
  parts: Parts,
  request: HttpRequest,
  url: URL,
  transport: Transport<T>,
): Promise<T> {
  const where = describeUrl(url);
  try {
    const answer = await transport(await exchangeFor(parts, request, url, where), parts.host.signal);
    if (parts.origins.isHome(url)) parts.serverClock.note(answer.headers);
    return answer;
  } catch (error: unknown) {
    parts.host.signal.throwIfAborted();
    throw failureError(error, where);
  }
}

async function exchangeFor(parts: Parts, request: HttpRequest, url: URL, where: string): Promise<Exchange> {
  const { settings, origins, auth } = parts;
  const { method = 'GET' } = request;
  const { type, text } = contentOf(request);
  const headers = {
    accept: 'application/json',
    'user-agent': 'assay',
    ...(type === null ? {} : { 'content-type': type }),
    ...request.headers,
  };
  const isHome = origins.isHome(url);
  return {
    method,
    url,
    sentUrl: isHome && auth.url !== undefined ? await auth.url(url) : url,
    headers: {
      ...headers,
      ...(isHome ? await auth.headers({ method, url, headers, body: text }) : {}),
    },
    body: text,
    keepsCoding: request.keepsCoding ?? false,
    timeoutMs: request.timeoutMs ?? settings.timeoutMs ?? DEFAULTS.timeoutMs,
    maxBytes: settings.maxBytes ?? DEFAULTS.maxBytes,
    where,
  };
}

function contentOf({ content, json }: HttpRequest): {
  readonly type: string | null;
  readonly text: string | null;
} {
  if (content !== undefined) return content;
  return json === undefined
    ? { type: null, text: null }
    : { type: 'application/json', text: JSON.stringify(json) };
}

async function accepted<T extends Answer>(
  parts: Parts,
  request: HttpRequest,
  url: URL,
  response: T,
): Promise<T> {
  const { status } = response;
  if ((status >= 200 && status <= 299) || request.accept?.includes(status) === true) return response;
  await abandon(response);
  const retryAfterMs = parseRetryAfterMs(response.headers['retry-after'], parts.host.clock.nowMs());
  throw statusError(status, describeUrl(url), retryAfterMs);
}

/** The body of a download that nobody will read, so that its connection is given back. */
async function abandon(answer: Answer): Promise<void> {
  if (!('bytes' in answer)) return;
  const reader = answer.bytes[Symbol.asyncIterator]();
  // A generator that was never started has nothing to close yet.
  await reader.next();
  await reader.return?.();
}

function withQuery(url: URL, query: Readonly<Record<string, QueryValue>>): URL {
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}
