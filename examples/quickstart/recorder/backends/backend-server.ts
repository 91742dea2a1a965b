import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type HeaderPairs = ReadonlyArray<readonly [name: string, value: string]>;

export interface BackendRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Values of the template's slots, by name. */
  readonly slots: Readonly<Record<string, string>>;
}

export interface BackendAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text is sent as it is, anything else as JSON, `undefined` as no body. */
  readonly body?: unknown;
}

export interface Operation {
  readonly method: string;
  /** `/orders/{orderId}`; literal templates stand before slotted ones. */
  readonly path: string;
  readonly answer: (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>;
}

/** One exchange as the backend saw it: what a sensor beside the backend records. */
export interface TappedExchange {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly method: string;
  readonly target: string;
  readonly requestHeaders: HeaderPairs;
  readonly requestBody: Buffer;
  readonly status: number;
  readonly responseHeaders: HeaderPairs;
  readonly responseBody: string;
}

interface CompiledOperation extends Operation {
  readonly pattern: RegExp;
}

function compileTemplate(path: string): RegExp {
  const source = path.replace(/[.+()]/gu, '\\$&').replace(/\{(\w+)\}/gu, '(?<$1>[^/]+?)');
  return new RegExp(`^${source}$`, 'u');
}

export function pairsOf(rawHeaders: readonly string[]): Array<readonly [string, string]> {
  const pairs: Array<readonly [string, string]> = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks);
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function headerPairsOf(answer: BackendAnswer, text: string): Array<readonly [string, string]> {
  const pairs: Array<readonly [string, string]> = [];
  const given = answer.headers ?? {};
  if (text !== '' && given['content-type'] === undefined)
    pairs.push(['content-type', 'application/json; charset=utf-8']);
  for (const [name, value] of Object.entries(given)) {
    for (const one of typeof value === 'string' ? [value] : value) pairs.push([name, one]);
  }
  pairs.push(['content-length', String(Buffer.byteLength(text))]);
  return pairs;
}

function decodeSlot(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

async function answerOf(
  operations: readonly CompiledOperation[],
  method: string,
  target: URL,
  headers: BackendRequest['headers'],
  body: Buffer,
): Promise<BackendAnswer> {
  const onPath = operations.filter(({ pattern }) => pattern.test(target.pathname));
  const operation = onPath.find((candidate) => candidate.method === method);
  if (operation === undefined) {
    return onPath.length > 0
      ? {
          status: 405,
          headers: { allow: [...new Set(onPath.map((one) => one.method))].join(', ') },
          body: { error: 'method_not_allowed' },
        }
      : { status: 404, body: { error: 'not_found' } };
  }
  const groups = operation.pattern.exec(target.pathname)?.groups ?? {};
  const slots = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeSlot(value)]));
  return operation.answer({
    method,
    path: target.pathname,
    query: target.searchParams,
    headers,
    body,
    slots,
  });
}

function send(response: ServerResponse, answer: BackendAnswer, pairs: HeaderPairs, text: string): void {
  response.sendDate = true;
  response.writeHead(
    answer.status,
    pairs.flatMap(([name, value]) => [name, value]),
  );
  response.end(text);
}

/** Starts one backend; resolves once it listens. Every exchange is handed to `onExchange`. */
export async function startBackend(
  address: string,
  port: number,
  operations: readonly Operation[],
  onExchange: (exchange: TappedExchange) => void,
): Promise<Server> {
  const compiled = operations.map((operation) => ({
    ...operation,
    pattern: compileTemplate(operation.path),
  }));
  const server = createServer((request, response) => {
    void (async () => {
      const startedAtMs = Date.now();
      const requestBody = await readBody(request);
      const method = request.method ?? 'GET';
      const target = new URL(request.url ?? '/', 'http://backend.invalid');
      const answer = await answerOf(compiled, method, target, request.headers, requestBody);
      const responseBody = textOf(answer.body);
      const responseHeaders = headerPairsOf(answer, responseBody);
      send(response, answer, responseHeaders, responseBody);
      onExchange({
        startedAtMs,
        endedAtMs: Date.now(),
        method,
        target: request.url ?? '/',
        requestHeaders: pairsOf(request.rawHeaders),
        requestBody,
        status: answer.status,
        responseHeaders,
        responseBody,
      });
    })().catch((cause: unknown) => {
      response.destroy(cause instanceof Error ? cause : new Error('backend failed'));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return server;
}

/** The JSON object of a request body, or an empty one. */
export function jsonBody(body: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}
