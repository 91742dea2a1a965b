import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import { type HeaderPairs, pairsOf, readBody } from '../backends/backend-server.ts';
import { BACKEND_ADDRESS, GATEWAY } from '../estate.ts';
import { type Deck, matchRoute, type RouteMatch } from './deck.ts';
import { authenticate, type PluginVerdict } from './gateway-plugins.ts';

/** One exchange as the gateway saw it: what Kong's http-log plugin serialises. */
export interface GatewayExchange {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Absent where the gateway answered by itself. */
  readonly upstream?: {
    readonly sentAtMs: number;
    readonly status: number;
    readonly waitedMs: number;
    readonly uri: string;
  };
  readonly match?: RouteMatch;
  readonly verdict?: PluginVerdict;
  readonly method: string;
  readonly uri: string;
  readonly clientAddress: string;
  readonly requestHeaders: HeaderPairs;
  readonly requestBytes: number;
  readonly status: number;
  readonly responseHeaders: HeaderPairs;
  readonly responseBytes: number;
  readonly tls: { readonly version: string; readonly cipher: string };
}

interface Answer {
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body: Buffer;
}

const AGENT = new Agent({ keepAlive: true, maxSockets: 64 });
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'proxy-connection',
  'upgrade',
  'te',
  'trailer',
]);

function ownAnswer(status: number, message: string, extra: HeaderPairs = []): Answer {
  const body = Buffer.from(JSON.stringify({ message }));
  return {
    status,
    body,
    headers: [
      ['content-type', 'application/json; charset=utf-8'],
      ...extra,
      ['content-length', String(body.length)],
    ],
  };
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Headers towards the upstream: the service's own host, and who asked, in the way Kong adds it. */
function upstreamHeaders(request: IncomingMessage, match: RouteMatch, body: Buffer): string[] {
  const kept = pairsOf(request.rawHeaders).filter(
    ([name]) =>
      !HOP_BY_HOP.has(name) &&
      !['host', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'content-length'].includes(name),
  );
  const client = headerOf(request, 'x-forwarded-for') ?? '';
  const peer = request.socket.remoteAddress ?? '';
  const added: Array<readonly [string, string]> = [
    ['host', `${match.service.host}:${match.service.port}`],
    ['x-forwarded-for', `${client}, ${peer}`],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-host', headerOf(request, 'host') ?? ''],
    ['x-forwarded-path', (request.url ?? '/').split('?')[0] ?? '/'],
    ['x-real-ip', client],
  ];
  if (body.length > 0) added.push(['content-length', String(body.length)]);
  return [...added, ...kept].flat();
}

async function forward(
  request: IncomingMessage,
  match: RouteMatch,
  query: string,
  body: Buffer,
): Promise<Answer> {
  const outgoing = httpRequest({
    agent: AGENT,
    host: BACKEND_ADDRESS,
    port: match.service.port,
    localAddress: GATEWAY.address,
    method: request.method ?? 'GET',
    path: `${match.upstreamPath}${query}`,
    headers: upstreamHeaders(request, match, body),
    setHost: false,
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    outgoing.end(body);
  });
  const headers = pairsOf(response.rawHeaders).filter(([name]) => !HOP_BY_HOP.has(name));
  return { status: response.statusCode ?? 502, headers, body: await readBody(response) };
}

function sizeOf(startLine: string, headers: HeaderPairs, bodyBytes: number): number {
  return (
    headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, startLine.length + 4) +
    bodyBytes
  );
}

function tlsOf(socket: IncomingMessage['socket']): GatewayExchange['tls'] {
  if (!(socket instanceof TLSSocket)) throw new TypeError('the gateway listens with TLS only');
  return { version: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName };
}

interface Decision {
  readonly match: RouteMatch | undefined;
  readonly verdict: PluginVerdict | undefined;
}

function decide(deck: Deck, request: IncomingMessage, path: string, query: string): Decision {
  const match = matchRoute(deck, request.method ?? 'GET', headerOf(request, 'host') ?? '', path);
  if (match === undefined) return { match, verdict: undefined };
  const verdict = authenticate(deck, match.plugins, {
    authorization: headerOf(request, 'authorization'),
    apiKeyHeader: headerOf(request, 'apikey'),
    apiKeyQuery: new URLSearchParams(query).get('apikey') ?? undefined,
  });
  return { match, verdict };
}

/** The gateway's own answer where it does not forward. */
function refusalOf({ match, verdict }: Decision): Answer | undefined {
  if (match === undefined || verdict === undefined)
    return ownAnswer(404, 'no Route matched with those values');
  return verdict.admitted
    ? undefined
    : ownAnswer(verdict.status, verdict.message, [['www-authenticate', verdict.challenge]]);
}

function withLatencies(answer: Answer, forwarded: boolean, proxyMs: number, waitedMs: number): HeaderPairs {
  return forwarded
    ? [
        ...answer.headers,
        ['x-kong-upstream-latency', String(waitedMs)],
        ['x-kong-proxy-latency', String(proxyMs)],
      ]
    : [...answer.headers, ['x-kong-response-latency', String(waitedMs)]];
}

/** Answers one request and returns the exchange as it was sent. */
async function exchange(
  deck: Deck,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<GatewayExchange> {
  const startedAtMs = Date.now();
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const uri = request.url ?? '/';
  const [path = '/', ...queryParts] = uri.split('?');
  const query = queryParts.length > 0 ? `?${queryParts.join('?')}` : '';
  const decision = decide(deck, request, path, query);
  const { match, verdict } = decision;
  const refusal = refusalOf(decision);
  const sentAtMs = Date.now();
  const forwardedTo = refusal === undefined ? match : undefined;
  const answer = forwardedTo === undefined ? refusal : await forward(request, forwardedTo, query, body);
  if (answer === undefined) throw new Error('neither forwarded nor refused');
  const waitedMs = Date.now() - sentAtMs;
  const responseHeaders = withLatencies(answer, forwardedTo !== undefined, sentAtMs - startedAtMs, waitedMs);
  response.writeHead(answer.status, responseHeaders.flat());
  response.end(answer.body);
  const requestHeaders = pairsOf(request.rawHeaders);
  return {
    startedAtMs,
    endedAtMs: Date.now(),
    ...(forwardedTo === undefined
      ? {}
      : { upstream: { sentAtMs, status: answer.status, waitedMs, uri: forwardedTo.upstreamPath } }),
    ...(match === undefined ? {} : { match }),
    ...(verdict === undefined ? {} : { verdict }),
    method,
    uri,
    clientAddress: headerOf(request, 'x-forwarded-for') ?? request.socket.remoteAddress ?? '',
    requestHeaders,
    requestBytes: sizeOf(`${method} ${uri} HTTP/1.1`, requestHeaders, body.length),
    status: answer.status,
    responseHeaders,
    responseBytes: sizeOf(`HTTP/1.1 ${answer.status} OK`, responseHeaders, answer.body.length),
    tls: tlsOf(request.socket),
  };
}

/** The recorder's stand-in for the gateway: routes, authenticates and forwards as kong.yaml says. Resolves once it listens. */
export async function startGateway(
  deck: Deck,
  certificate: { readonly key: string; readonly cert: string },
  onExchange: (exchange: GatewayExchange) => void,
): Promise<Server> {
  const server = createServer(certificate, (request, response) => {
    exchange(deck, request, response)
      .then(onExchange)
      .catch((cause: unknown) =>
        response.destroy(cause instanceof Error ? cause : new Error('gateway hop failed')),
      );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(GATEWAY.tlsPort, GATEWAY.address, resolve);
  });
  return server;
}

export function closeGatewayConnections(): void {
  AGENT.destroy();
}
