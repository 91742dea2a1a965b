import {
  AssayError,
  type ByteRange,
  type ConnectorContext,
  type HttpResponse,
  type ObjectRead,
} from '../../src/kit/index.ts';
import { bucketUrl, type ObjectStoreConfig } from './config.ts';
import { absenceOf, downloadRefusal, refusalError, refusalOf, TOLD_STATUSES } from './faults.ts';

export type Query = Readonly<Record<string, string | null>>;

/** Requests below the address of the bucket, with refusals turned into what they mean. */
export interface BucketClient {
  list(path: string, query: Query): Promise<HttpResponse>;
  /** `headers` hold the condition that the object is still the one that was listed. */
  read(
    path: string,
    query: Query,
    headers: Readonly<Record<string, string>>,
    range: ByteRange,
  ): Promise<ObjectRead>;
}

export function bucketClient({ config, http, clock }: ConnectorContext<ObjectStoreConfig>): BucketClient {
  const base = bucketUrl(config);
  const own: Readonly<Record<string, string>> =
    config.provider === 'azure' ? { 'x-ms-version': AZURE_VERSION } : {};
  return {
    list: async (path, query) => {
      const response = await http.send({
        url: `${base}${path}${queryText(query)}`,
        headers: { accept: '*/*', ...own },
        accept: TOLD_STATUSES,
      });
      if (response.status < 300) return response;
      throw refusalError(refusalOf(response), 'list', clock.nowMs());
    },
    read: async (path, query, headers, range) => {
      const isWhole = range.from === 0 && range.to === null;
      const download = await http.download({
        url: `${base}${path}${queryText(query)}`,
        // Google unpacks on its way out unless gzip is accepted; as stored is what ranges and bounds are about.
        headers: { accept: '*/*', 'accept-encoding': 'gzip', ...own, ...headers, ...rangeHeader(range) },
        keepsCoding: true,
        accept: TOLD_STATUSES,
      });
      if (download.status === (isWhole ? 200 : 206)) return { kind: 'bytes', bytes: download.bytes };
      // A server may ignore the range and send all.
      if (download.status === 200) return { kind: 'bytes', bytes: cut(download.bytes, range) };
      const refusal = await downloadRefusal(download);
      const why = absenceOf(refusal);
      if (why !== null) return { kind: 'absent', why };
      throw refusalError(refusal, 'read', clock.nowMs());
    },
  };
}

/** Named by it are blob names outside XML 1.0; every region and emulator knows it. */
const AZURE_VERSION = '2021-12-02';

function rangeHeader({ from, to }: ByteRange): Readonly<Record<string, string>> {
  if (from === 0 && to === null) return {};
  return { range: `bytes=${from}-${to === null ? '' : to - 1}` };
}

async function* cut(bytes: AsyncIterable<Uint8Array>, { from, to }: ByteRange): AsyncIterable<Uint8Array> {
  let at = 0;
  for await (const piece of bytes) {
    const start = Math.max(0, from - at);
    const end = Math.min(piece.length, (to ?? Infinity) - at);
    at += piece.length;
    if (start < end) yield piece.subarray(start, end);
    if (to !== null && at >= to) return;
  }
}

/** RFC 3986 percent-encoding: a signature covers the bytes, so a space is `%20` and never `+`. */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function queryText(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [`${encodeText(name)}=${encodeText(value)}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/**
 * The key as a path. Null for one with a `.` or `..` segment: a URL cannot carry it, since those are resolved before it
 * is sent.
 */
export function keyPath(key: string): string | null {
  const segments = key.split('/');
  if (segments.includes('.') || segments.includes('..')) return null;
  return `/${segments.map(encodeText).join('/')}`;
}

/** Follows the tokens of a listing; one that repeats would never end, and too many pages are no listing. */
export async function* followTokens<T>(
  fetchPage: (token: string | null) => Promise<{ readonly page: T; readonly next: string | null }>,
): AsyncGenerator<T> {
  const seen = new Set<string>();
  let token: string | null = null;
  for (let pages = 1; pages <= MAX_PAGES; pages += 1) {
    const { page, next }: { readonly page: T; readonly next: string | null } = await fetchPage(token);
    yield page;
    if (next === null) return;
    if (seen.has(next)) throw refused('OBJECT_LIST_LOOP', 'The listing repeats a token; it would never end.');
    seen.add(next);
    token = next;
  }
  throw refused('OBJECT_LIST_TOO_LONG', 'The listing has more pages than allowed.');
}

/** A hundred million objects under one prefix. */
const MAX_PAGES = 100_000;

function refused(code: string, message: string): AssayError {
  return new AssayError({ code, kind: 'sourceContract', message });
}
