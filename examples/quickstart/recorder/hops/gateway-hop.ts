import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
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

async function handle(
  deck: Deck,
  request: IncomingMessage,
  response: ServerResponse,
  onExchange: (exchange: GatewayExchange) => void,
): Promise<void> {
  const startedAtMs = Date.now();
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const uri = request.url ?? '/';
  const [path = '/', ...queryParts] = uri.split('?');
  const query = queryParts.length > 0 ? `?${queryParts.join('?')}` : '';
  const match = matchRoute(deck, method, headerOf(request, 'host') ?? '', path);
  const verdict =
    match === undefined
      ? undefined
      : authenticate(deck, match.plugins, {
          authorization: headerOf(request, 'authorization'),
          apiKeyHeader: headerOf(request, 'apikey'),
          apiKeyQuery: new URLSearchParams(query).get('apikey') ?? undefined,
        });
  const sentAtMs = Date.now();
  const forwarded = match !== undefined && verdict?.admitted === true;
  let answer: Answer;
  if (match === undefined || verdict === undefined)
    answer = ownAnswer(404, 'no Route matched with those values');
  else if (!verdict.admitted)
    answer = ownAnswer(verdict.status, verdict.message, [['www-authenticate', verdict.challenge]]);
  else answer = await forward(request, match, query, body);
  const waitedMs = Date.now() - sentAtMs;
  const proxyMs = Math.max(0, sentAtMs - startedAtMs);
  const responseHeaders: HeaderPairs = forwarded
    ? [
        ...answer.headers,
        ['x-kong-upstream-latency', String(waitedMs)],
        ['x-kong-proxy-latency', String(proxyMs)],
      ]
    : [...answer.headers, ['x-kong-response-latency', String(waitedMs)]];
  response.writeHead(
    answer.status,
    responseHeaders.flatMap(([name, value]) => [name, value]),
  );
  response.end(answer.body);
  const socket = request.socket as TLSSocket;
  onExchange({
    startedAtMs,
    endedAtMs: Date.now(),
    ...(forwarded
      ? { upstream: { sentAtMs, status: answer.status, waitedMs, uri: match.upstreamPath } }
      : {}),
    ...(match === undefined ? {} : { match }),
    ...(verdict === undefined ? {} : { verdict }),
    method,
    uri,
    clientAddress: headerOf(request, 'x-forwarded-for') ?? request.socket.remoteAddress ?? '',
    requestHeaders: pairsOf(request.rawHeaders),
    requestBytes: sizeOf(`${method} ${uri} HTTP/1.1`, pairsOf(request.rawHeaders), body.length),
    status: answer.status,
    responseHeaders,
    responseBytes: sizeOf(`HTTP/1.1 ${answer.status} OK`, responseHeaders, answer.body.length),
    tls: { version: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName },
  });
}

/** The recorder's stand-in for the gateway: routes, authenticates and forwards as kong.yaml says. Resolves once it listens. */
export async function startGateway(
  deck: Deck,
  certificate: { readonly key: string; readonly cert: string },
  onExchange: (exchange: GatewayExchange) => void,
): Promise<Server> {
  const server = createServer(certificate, (request, response) => {
    handle(deck, request, response, onExchange).catch((cause: unknown) =>
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
