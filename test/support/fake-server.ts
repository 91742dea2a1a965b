import { createServer, type IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** A request as a fake platform sees it. */
export interface FakeRequest {
  readonly method: string;
  /** Segments of the path, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly authorization: string;
  /** Null where the request has none. */
  readonly body: JsonObject | null;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body?: JsonValue;
}

export interface FakeServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves `answer` on 127.0.0.1; what it throws is a 500. */
export async function startFakeServer(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeServer> {
  const server = createServer((incoming, outgoing) => {
    void readRequest(incoming)
      .then(answer)
      .catch((error: unknown) => ({ status: 500, body: { detail: String(error) } }))
      .then(({ status, body }: FakeAnswer) => {
        outgoing.writeHead(status, { 'content-type': 'application/json' });
        outgoing.end(body === undefined ? undefined : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const url = new URL(incoming.url ?? '/', 'http://fake.invalid');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const parsed: JsonValue = text === '' ? null : JSON.parse(text);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.slice(1).split('/').map(decodeURIComponent),
    query: url.searchParams,
    authorization: incoming.headers.authorization ?? '',
    body: isJsonObject(parsed) ? parsed : null,
  };
}
