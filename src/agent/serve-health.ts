import { createServer, type ServerResponse } from 'node:http';
import type { Health } from './health.ts';

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface HealthSettings {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly health: () => Promise<Health>;
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
}

/** `/livez`, `/readyz` and `/metrics` of a process without a console. They hold configured ids and counts only. */
export function serveHealth({ host, port, health, metrics }: HealthSettings): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answer(request.url ?? '', health, metrics, response).catch(() => {
      send(response, 503, 'text/plain', 'The store does not answer.\n');
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function answer(
  url: string,
  health: HealthSettings['health'],
  metrics: HealthSettings['metrics'],
  response: ServerResponse,
): Promise<void> {
  // `?verbose` is what the console's probes take; here everything is told anyway.
  const [path = ''] = url.split('?', 1);
  switch (path) {
    case '/livez':
      send(response, 200, 'text/plain', 'alive\n');
      return;
    case '/readyz': {
      const state = await health();
      send(response, state.ready ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
      return;
    }
    case '/metrics':
      send(response, 200, 'text/plain; version=0.0.4', await metrics());
      return;
    default:
      send(response, 404, 'text/plain', 'There is nothing here.\n');
  }
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}
