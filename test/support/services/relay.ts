import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

export interface RelaySettings {
  /** The server behind, `http://127.0.0.1:8080`. */
  readonly target: string;
  /** Whether a request writes; default by method. */
  readonly isWrite?: (method: string, path: string) => boolean;
  /** Requests that are neither reads nor writes, such as those for tokens. */
  readonly isOther?: (method: string, path: string) => boolean;
  /** What a request is about, for `refuse`: the key of an object, or null. */
  readonly keyOf?: (method: string, path: string, body: string) => string | null;
  /** Body of every answer that the relay gives itself. */
  readonly faultBody?: string;
}

export interface Fault {
  readonly on: 'read' | 'write';
  readonly times: number;
  /** 0 breaks the connection instead of answering. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stands between a connector and its platform: counts, and fails what it is told to. */
export interface Relay {
  readonly url: string;
  reads(): number;
  /** Writing requests that arrived, failed ones too. */
  writes(): number;
  /** `PUT /groups/x`: the writes that arrived, in order. */
  written(): readonly string[];
  /** A later call for the same kind takes the place of the one before; 0 times ends it. */
  failNext(fault: Fault): void;
  /** Statuses of the answers that came from the server behind, in order. */
  answered(): readonly number[];
  /** Lets this many more writes through, and breaks the connection of every later one; null: lets all through. */
  cutAfter(writes: number | null): void;
  /** Every write of this object is answered 422 from now on; null: none. */
  refuse(key: string | null): void;
  stop(): Promise<void>;
}

export async function startRelay(settings: RelaySettings): Promise<Relay> {
  const target = new URL(settings.target);
  const isWrite = settings.isWrite ?? ((method) => method !== 'GET' && method !== 'HEAD');
  const written: string[] = [];
  const answered: number[] = [];
  let reads = 0;
  let allowed: number | null = null;
  let refused: string | null = null;
  const faults = new Map<string, { readonly fault: Fault; left: number }>();
  const faultBody = settings.faultBody ?? '{}';

  const takeFault = (kind: 'read' | 'write'): Fault | null => {
    const found = faults.get(kind);
    if (found === undefined || found.left === 0) return null;
    found.left -= 1;
    return found.fault;
  };

  const answer = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer): void => {
    const { method = 'GET', url: path = '/' } = incoming;
    const other = settings.isOther?.(method, path) ?? false;
    const kind = isWrite(method, path) ? 'write' : 'read';
    if (!other && kind === 'write') written.push(`${method} ${path}`);
    if (!other && kind === 'read') reads += 1;
    const fault = other ? null : takeFault(kind);
    if (fault !== null) return fail(incoming, outgoing, fault, faultBody);
    if (!other && kind === 'write' && allowed !== null) {
      if (allowed === 0) return void incoming.socket.destroy();
      allowed -= 1;
    }
    const key = kind === 'write' ? (settings.keyOf?.(method, path, body.toString()) ?? null) : null;
    if (key !== null && key === refused) return fail(incoming, outgoing, REFUSED, faultBody);
    forward(target, incoming, outgoing, body, (status) => answered.push(status));
  };

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => answer(incoming, outgoing, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    reads: () => reads,
    writes: () => written.length,
    written: () => written,
    answered: () => answered,
    failNext: (fault) => void faults.set(fault.on, { fault, left: fault.times }),
    cutAfter: (writes) => {
      allowed = writes;
    },
    refuse: (key) => {
      refused = key;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const REFUSED: Fault = { on: 'write', times: 1, status: 422 };

function fail(incoming: IncomingMessage, outgoing: ServerResponse, fault: Fault, body: string): void {
  if (fault.status === 0) incoming.socket.destroy();
  else outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(body);
}

function forward(
  target: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  saw: (status: number) => void,
): void {
  const forwarded = httpRequest(
    {
      host: target.hostname,
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: target.host },
      agent: false,
    },
    (answer) => {
      saw(answer.statusCode ?? 502);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  forwarded.on('error', () => incoming.socket.destroy());
  forwarded.end(body);
}
