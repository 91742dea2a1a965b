import { type Authenticator, createAuthenticator } from './auth/authenticator.ts';
import { failureError, statusError } from './classify.ts';
import type { HttpClient, HttpRequest, HttpResponse, QueryValue } from './http-client.ts';
import { parseJson } from './json-body.ts';
import { type AllowedOrigins, allowOrigins, describeUrl } from './origins.ts';
import { paginate } from './paginate.ts';
import { createOriginQueues, type OriginQueues } from './queue.ts';
import { withRetry } from './retry.ts';
import { parseRetryAfterMs } from './retry-after.ts';
import type { HttpHost, HttpLimits, HttpSettings } from './settings.ts';
import { type Exchange, exchange } from './transport.ts';

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
}

/** A client for one configuration entry. Throws AssayError for a base URL that is none. */
export function createHttpClient(settings: HttpSettings, limits: HttpLimits, host: HttpHost): HttpClient {
  const parts: Parts = {
    settings,
    host,
    origins: allowOrigins(settings.baseUrl, settings.origins ?? []),
    queues: createOriginQueues(limits),
    auth: createAuthenticator(settings.auth),
  };
  const sendRequest = (request: HttpRequest): Promise<HttpResponse> => send(parts, request);
  return {
    send: sendRequest,
    getJson: async (request, decode) => decode(parseJson(await sendRequest(request))),
    paginate: (request, decode) =>
      paginate({
        request,
        decode,
        maxPages: settings.maxPages ?? DEFAULTS.maxPages,
        send: sendRequest,
        resolve: (url) => parts.origins.resolve(url),
      }),
  };
}

/** The whole life of a request: retries around the queue around authentication around one exchange. */
async function send(parts: Parts, request: HttpRequest): Promise<HttpResponse> {
  const { settings, host } = parts;
  const url = withQuery(parts.origins.resolve(request.url), request.query ?? {});
  const isRepeatable = request.isSafeToRepeat ?? IDEMPOTENT.has(request.method ?? 'GET');
  const bounds = {
    attempts: settings.attempts ?? DEFAULTS.attempts,
    maxRetryAfterMs: settings.maxRetryAfterMs ?? DEFAULTS.maxRetryAfterMs,
    isRepeatable,
  };
  const attempt = (): Promise<HttpResponse> =>
    parts.queues.run(url.origin, () => sendAuthenticated(parts, request, url), host.signal);
  return withRetry(attempt, bounds, host);
}

/** On 401 the credentials are read again, once; unchanged ones are not tried twice. */
async function sendAuthenticated(parts: Parts, request: HttpRequest, url: URL): Promise<HttpResponse> {
  const first = await sendOnce(parts, request, url);
  if (first.status !== 401 || !parts.origins.isHome(url)) return accepted(parts, request, url, first);
  const changed = await parts.auth.refresh();
  return accepted(parts, request, url, changed ? await sendOnce(parts, request, url) : first);
}

async function sendOnce(parts: Parts, request: HttpRequest, url: URL): Promise<HttpResponse> {
  const where = describeUrl(url);
  try {
    return await exchange(exchangeFor(parts, request, url, where), parts.host.signal);
  } catch (error: unknown) {
    parts.host.signal.throwIfAborted();
    throw failureError(error, where);
  }
}

function exchangeFor(parts: Parts, request: HttpRequest, url: URL, where: string): Exchange {
  const { settings, origins, auth } = parts;
  return {
    method: request.method ?? 'GET',
    url,
    headers: {
      accept: 'application/json',
      'user-agent': 'assay',
      ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
      ...(origins.isHome(url) ? auth.headers() : {}),
    },
    body: request.json === undefined ? null : JSON.stringify(request.json),
    timeoutMs: settings.timeoutMs ?? DEFAULTS.timeoutMs,
    maxBytes: settings.maxBytes ?? DEFAULTS.maxBytes,
    where,
  };
}

function accepted(parts: Parts, request: HttpRequest, url: URL, response: HttpResponse): HttpResponse {
  const { status } = response;
  if ((status >= 200 && status <= 299) || request.accept?.includes(status) === true) return response;
  const retryAfterMs = parseRetryAfterMs(response.headers['retry-after'], parts.host.clock.nowMs());
  throw statusError(status, describeUrl(url), retryAfterMs);
}

function withQuery(url: URL, query: Readonly<Record<string, QueryValue>>): URL {
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}
