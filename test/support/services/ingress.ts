import { createServer, request as forward } from 'node:http';

export interface PassedRequest {
  readonly method: string;
  readonly path: string;
}

export interface Ingress {
  readonly url: string;
  /** Every request that went through, in order. */
  readonly passed: readonly PassedRequest[];
  stop(): Promise<void>;
}

/**
 * What stands before a server in a cluster: it tells the server that the client came by TLS to a public host, which
 * the client here neither did nor can reach. Links that the server makes lead there.
 */
export async function startIngress(port: number, publicHost: string): Promise<Ingress> {
  const passed: PassedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    passed.push({ method, path });
    const behind = forward(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-host': publicHost },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    behind.on('error', () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    });
    // A client that goes away takes its request with it.
    outgoing.on('close', () => behind.destroy());
    incoming.pipe(behind);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the ingress has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    passed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
