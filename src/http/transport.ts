import { type AxiosInstance, type AxiosResponse, create } from 'axios';
import { AssayError } from '../model/errors.ts';
import type { HttpResponse } from './http-client.ts';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Origin and path, for errors. */
  readonly where: string;
}

/** One request, one response, no judgement: every status is returned, no redirect is followed. */
export async function exchange(request: Exchange, signal: AbortSignal): Promise<HttpResponse> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await client.request<AsyncIterable<Uint8Array>>({
      method: request.method,
      url: request.url.href,
      headers: request.headers,
      data: request.body ?? undefined,
      signal: AbortSignal.any([signal, deadline]),
    });
    const text = await readText(response.data, request.maxBytes, request.where);
    return { status: response.status, headers: flatten(response), text, url: request.url.href };
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

const client: AxiosInstance = create({
  adapter: 'http',
  responseType: 'stream',
  maxRedirects: 0,
  validateStatus: () => true,
  transformRequest: [(data: unknown) => data],
  transformResponse: [(data: unknown) => data],
});

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
