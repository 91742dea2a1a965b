import type { AxiosInstance, AxiosResponse } from 'axios';
import { AssayError } from '../model/errors.ts';
import { failureError } from './classify.ts';
import type { Download, HttpResponse } from './http-client.ts';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  /** The same with credentials in its query, where they stand there. */
  readonly sentUrl: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly keepsCoding: boolean;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Origin and path, for errors. */
  readonly where: string;
}

/** One request, one response, no judgement: every status is returned, no redirect is followed. */
export async function exchange(request: Exchange, signal: AbortSignal): Promise<HttpResponse> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  return withinDeadline(request, signal, deadline, async (bounded) => {
    const response = await open(request, bounded);
    const text = await readText(response.data, request.maxBytes, request.where);
    return { status: response.status, headers: flatten(response), text, url: request.url.href };
  });
}

/** As `exchange`, with the body left to the caller. The deadline starts anew with every piece that arrives. */
export async function openDownload(request: Exchange, signal: AbortSignal): Promise<Download> {
  const idle = idleDeadline(request.timeoutMs);
  try {
    const response = await withinDeadline(request, signal, idle.signal, (bounded) => open(request, bounded));
    return {
      status: response.status,
      headers: flatten(response),
      bytes: pieces(response.data, request, signal, idle),
    };
  } catch (error: unknown) {
    // A timer that nobody stops keeps the process alive until it ends.
    idle.stop();
    throw error;
  }
}

type Opened = AxiosResponse<AsyncIterable<Uint8Array>>;

async function open(request: Exchange, signal: AbortSignal): Promise<Opened> {
  client ??= createClient();
  return (await client).request<AsyncIterable<Uint8Array>>({
    method: request.method,
    url: request.sentUrl.href,
    decompress: !request.keepsCoding,
    headers: request.headers,
    data: request.body ?? undefined,
    signal,
  });
}

async function* pieces(
  body: AsyncIterable<Uint8Array>,
  request: Exchange,
  signal: AbortSignal,
  idle: IdleDeadline,
): AsyncIterable<Uint8Array> {
  const reader = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await withinDeadline(request, signal, idle.signal, () => reader.next());
      if (piece.done === true) return;
      idle.restart();
      yield piece.value;
    }
  } catch (error: unknown) {
    signal.throwIfAborted();
    throw failureError(error, request.where);
  } finally {
    idle.stop();
    await reader.return?.();
  }
}

interface IdleDeadline {
  readonly signal: AbortSignal;
  restart(): void;
  stop(): void;
}

function idleDeadline(timeoutMs: number): IdleDeadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  return {
    signal: controller.signal,
    restart: () => timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}

async function withinDeadline<T>(
  request: Exchange,
  signal: AbortSignal,
  deadline: AbortSignal,
  work: (bounded: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await work(AbortSignal.any([signal, deadline]));
  } catch (error: unknown) {
    signal.throwIfAborted();
    if (!deadline.aborted) throw error;
    throw new AssayError({
      code: 'HTTP_TIMEOUT',
      kind: 'transient',
      message: 'The host did not answer within the deadline.',
      context: { timeoutMs: request.timeoutMs, url: request.where },
    });
  }
}

/** Loaded with the first request: every connector has a client, few commands send anything. */
let client: Promise<AxiosInstance> | null = null;

async function createClient(): Promise<AxiosInstance> {
  const { create } = await import('axios');
  return create({
    adapter: 'http',
    responseType: 'stream',
    maxRedirects: 0,
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
  });
}

/** The cap counts decoded bytes, so a compressed response cannot unpack beyond it. */
async function readText(stream: AsyncIterable<Uint8Array>, maxBytes: number, where: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new AssayError({
        code: 'HTTP_RESPONSE_TOO_LARGE',
        kind: 'sourceContract',
        message: 'The response is larger than the size cap.',
        context: { maxBytes, url: where },
      });
    }
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}

function flatten(response: AxiosResponse): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    headers[name.toLowerCase()] = values.map(String).join(', ');
  }
  return headers;
}
