import { body } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';

type Values = Readonly<Record<string, string | number>>;

/** A query as one of the two ways in which clients write it. */
export function queryText(values: Values, r: Random): string {
  const strings = Object.entries(values).map(([k, v]): [string, string] => [k, String(v)]);
  if (r.chance(0.4)) return new URLSearchParams(strings).toString();
  return strings.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join('&');
}

const shop = (r: Random) => ({ total: r.int(0, 40), page: 1, tookMs: r.int(2, 90), requestId: r.uuid() });

export function read(r: Random, host: string, path: string, values?: Values, reply?: unknown): Exchange {
  const missing = r.chance(0.04);
  return {
    method: 'GET',
    host,
    path,
    ...(values === undefined ? {} : { query: queryText(values, r) }),
    status: missing ? 404 : 200,
    responseBody: JSON.stringify(missing ? { error: 'not_found', requestId: r.uuid() } : (reply ?? shop(r))),
  };
}

/** A JSON body; the reply repeats it in a third of the cases, as creating something does. */
export function write(r: Random, host: string, path: string, value: unknown, method = 'POST'): Exchange {
  return raw(r, host, path, 'application/json', JSON.stringify(value), method, value);
}

export function form(r: Random, host: string, path: string, values: Values): Exchange {
  const text = new URLSearchParams(Object.entries(values).map(([k, v]): [string, string] => [k, String(v)]));
  return raw(r, host, path, 'application/x-www-form-urlencoded', text.toString());
}

export function raw(
  r: Random,
  host: string,
  path: string,
  type: string,
  text: string,
  method = 'POST',
  echo?: unknown,
): Exchange {
  const refused = r.chance(0.03);
  const answer = { id: r.uuid(), createdAt: `2026-11-0${r.int(1, 2)}T10:00:00Z`, version: r.int(1, 30) };
  const whole = echo !== undefined && r.chance(0.33) ? { ...answer, data: echo } : answer;
  return {
    method,
    host,
    path,
    ...body(type, text),
    status: refused ? r.pick([400, 401, 403]) : method === 'POST' ? r.pick([200, 201, 201]) : 200,
    responseBody: JSON.stringify(refused ? { error: 'refused', requestId: r.uuid() } : whole),
  };
}

export interface Part {
  readonly name: string;
  readonly text: string;
  readonly fileName?: string;
  readonly type?: string;
}

export function multipart(
  parts: readonly Part[],
  r: Random,
): Pick<Exchange, 'requestHeaders' | 'requestBody'> {
  const boundary = `----WebKitFormBoundary${r.token(16)}`;
  const lines = parts.map(({ name, text, fileName, type }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const kind = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${kind}\r\n${text}\r\n`;
  });
  return body(`multipart/form-data; boundary=${boundary}`, `${lines.join('')}--${boundary}--\r\n`);
}

export function upload(r: Random, host: string, path: string, parts: readonly Part[]): Exchange {
  return { ...raw(r, host, path, '', ''), ...multipart(parts, r) };
}
