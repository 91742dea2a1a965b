import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in, its body read. */
export interface LakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface LakeAnswer {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What happens to a request instead of its answer. */
export type LakeFault = LakeAnswer | 'reset' | ((answer: LakeAnswer) => LakeAnswer);

export interface LakeServer {
  readonly url: string;
  /** Every request so far, `POST /path`. */
  readonly requests: readonly LakeRequest[];
  /** The next requests whose path matches get these, one each, in order. */
  readonly fault: (path: RegExp, ...faults: readonly LakeFault[]) => void;
  readonly stop: () => Promise<void>;
}

export const json = (status: number, body: unknown): LakeAnswer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

/** A server of its own on a free port of this machine; what it answers is the caller's, what breaks the test's. */
export async function startLakeServer(answer: (request: LakeRequest) => LakeAnswer): Promise<LakeServer> {
  const requests: LakeRequest[] = [];
  const faults: { readonly path: RegExp; readonly fault: LakeFault }[] = [];
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing);
  });
  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    requests.push(request);
    const at = faults.findIndex(({ path }) => path.test(request.path));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === 'reset') {
      outgoing.destroy();
      return;
    }
    const given = typeof fault === 'object' ? fault : answer(request);
    const final = typeof fault === 'function' ? fault(given) : given;
    outgoing.writeHead(final.status, { 'content-type': final.type ?? 'text/plain', ...final.headers });
    outgoing.end(final.body);
  }
  const url = await listen(server);
  return {
    url,
    requests,
    fault: (path, ...added) => {
      for (const fault of added) faults.push({ path, fault });
    },
    stop: () => close(server),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<LakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (chunk instanceof Buffer) chunks.push(chunk);
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://lake.invalid');
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
