import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { ASSAY_1 } from '../../mappings/rubrics/assay-1.compiled.ts';
import type { Health } from '../../src/agent/health.ts';
import type { ConsoleOptions } from '../../src/console/context.ts';
import { createConsole } from '../../src/console/handler.ts';
import { SILENT_LOGGER } from '../../src/model/logger.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { AS_OF_MS, consoleReport, estateOf, RULES } from './console-estate.ts';
import { fakeClock } from './fake-clock.ts';

export const TOKEN = 'test-token-of-the-console';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface ConsoleServer extends AsyncDisposable {
  readonly port: number;
  readonly store: Store;
  /** A raw request: every header is as given, Host included; signed in by bearer token unless told otherwise. */
  ask(path: string, options?: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False sends no bearer token. */
  readonly signedIn?: boolean;
}

export const READY: Health = {
  ready: true,
  checks: [{ name: 'store', ok: true, detail: 'The store answers.' }],
};

/** The console on a real loopback socket over an empty in-memory store. */
export async function startConsole(overrides: Partial<ConsoleOptions> = {}): Promise<ConsoleServer> {
  const store = overrides.store ?? openSqliteStore(':memory:');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  server.on(
    'request',
    createConsole({
      clock: fakeClock(AS_OF_MS + 120_000),
      token: TOKEN,
      allowedHosts: [`127.0.0.1:${port}`, 'assay.example'],
      version: '0.0.0',
      rubrics: [ASSAY_1],
      registries: ['built-in'],
      plan: async (registry) => ({
        registry,
        plan: { changes: [], unchanged: 0, refusal: null, conflicts: [] },
        waiting: new Set(),
      }),
      rules: () => RULES,
      health: async () => READY,
      estate: async () => estateOf(consoleReport()),
      nextRuns: () => new Map([['pull', AS_OF_MS + 300_000]]),
      logger: SILENT_LOGGER,
      ...overrides,
      store,
    }),
  );
  return {
    port,
    store,
    ask: (path, options = {}) => ask(port, path, options),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}

function ask(port: number, path: string, options: AskOptions): Promise<Answer> {
  const headers = {
    host: `127.0.0.1:${port}`,
    ...(options.signedIn === false ? {} : { authorization: `Bearer ${TOKEN}` }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}
