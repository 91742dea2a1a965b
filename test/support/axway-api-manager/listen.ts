import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** JSON, or text as it is sent. */
  readonly body?: unknown;
  readonly text?: string;
}

export interface Listening {
  readonly url: string;
  /** Method, path and query of every request, in order. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** A server on a free port of this machine that answers each request by one function. */
export async function listen(answer: (asked: Asked) => Reply): Promise<Listening> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      const url = new URL(request.url ?? '/', 'http://localhost');
      const { method = '', headers } = request;
      send(response, answer({ method, path: url.pathname, query: url.searchParams, headers, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, stop: () => stop(server) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, headers = {}, body, text }: Reply): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-type', text === undefined ? 'application/json' : 'text/html');
  response.statusCode = status;
  response.end(text ?? (body === undefined ? '' : JSON.stringify(body)));
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** User and password of Basic authentication; null without. */
export function basicOf({ headers }: Asked): string | null {
  const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ');
  return scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString('utf8') : null;
}
