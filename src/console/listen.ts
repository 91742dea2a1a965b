import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { AssayError } from '../model/errors.ts';
import { type ConsoleOptions } from './context.ts';
import { createConsole } from './handler.ts';

export interface ListenOptions extends Omit<ConsoleOptions, 'token' | 'allowedHosts'> {
  /** Loopback unless the operator says otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Further names that the Host header may have: those of a proxy in front. */
  readonly hosts: readonly string[];
  /** Null makes a new one for this process. */
  readonly token: string | null;
}

export interface RunningConsole {
  /** With the token: whoever opens it is signed in. */
  readonly url: string;
  readonly port: number;
  /** Ends idle connections and waits for the answers in hand. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const TOKEN_BYTES = 32;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** Binds and serves; throws AssayError `config` when the address cannot be bound. */
export async function listenConsole(options: ListenOptions): Promise<RunningConsole> {
  const host = options.host ?? LOOPBACK;
  const token = options.token ?? randomBytes(TOKEN_BYTES).toString('base64url');
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    maxHeaderSize: 16 * 1024,
  });
  await bind(server, host, options.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  server.on(
    'request',
    createConsole({ ...options, token, allowedHosts: allowedHosts(host, port, options.hosts) }),
  );
  return {
    url: `http://${forUrl(host)}:${port}/?token=${encodeURIComponent(token)}`,
    port,
    close: () => close(server),
  };
}

/** A wildcard address has no name of its own; the loopback names with our port always work on this machine. */
function allowedHosts(host: string, port: number, further: readonly string[]): readonly string[] {
  const own = isWildcard(host) ? [] : [`${inBrackets(host)}:${port}`];
  return [...own, `${LOOPBACK}:${port}`, `localhost:${port}`, `[::1]:${port}`, ...further];
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function forUrl(host: string): string {
  return isWildcard(host) ? LOOPBACK : inBrackets(host);
}

function inBrackets(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new AssayError({
          code: 'CONSOLE_ADDRESS',
          kind: 'config',
          message: `The console cannot listen on ${host}:${port}.`,
          fix: 'Choose another address or port with console.host and console.port, or --listen.',
          context: { reason: error.code ?? 'unknown' },
          cause: error,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
