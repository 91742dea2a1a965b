import type { IncomingMessage } from 'node:http';
import { RequestFault } from './request-fault.ts';

/** A request taken apart once. Header names are lower case; a header sent twice is not taken. */
export interface ConsoleRequest {
  readonly method: string;
  /** Percent-encoded path, always starting with one slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string | null;
  readonly remoteAddress: string;
  /** The whole body as text; throws RequestFault 413 past the limit. */
  readBody(): Promise<string>;
}

const MAX_BODY_BYTES = 64 * 1024;
const MAX_TARGET_LENGTH = 8 * 1024;

/** Only the origin form of RFC 9112 section 3.2.1 is served: a proxy's absolute form would carry a second host. */
export function toConsoleRequest(incoming: IncomingMessage): ConsoleRequest {
  const target = incoming.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//') || target.length > MAX_TARGET_LENGTH) {
    throw new RequestFault(400, 'bad-target', 'The request target must be a path of this server.');
  }
  const at = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: at === -1 ? target : target.slice(0, at),
    query: new URLSearchParams(at === -1 ? '' : target.slice(at + 1)),
    header: (name) => {
      const values = incoming.headersDistinct[name];
      return values?.length === 1 ? (values[0] ?? null) : null;
    },
    remoteAddress: incoming.socket.remoteAddress ?? '',
    readBody: () => readBody(incoming),
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) throw new RequestFault(400, 'bad-body', 'The body could not be read.');
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new RequestFault(413, 'body-too-large', 'The body is larger than 64 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
