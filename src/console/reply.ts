import type { ServerResponse } from 'node:http';
import type { Markup } from './html.ts';

/** An answer as a value: handlers return it, one function sends it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** No script of any kind is served, and nothing from elsewhere is loaded. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS_OF_EVERY_REPLY: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export function htmlReply(page: Markup, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.text };
}

export function jsonReply(value: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify(value)}\n`,
  };
}

export function textReply(text: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

/** An asset that is the same for everyone and changes its address when it changes. */
export function assetReply(type: string, body: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
    body,
  };
}

export function downloadReply(type: string, file: string, body: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` },
    body,
  };
}

export function redirectReply(location: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 303, headers: { location, ...headers }, body: '' };
}

export function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

export function sendReply(response: ServerResponse, reply: Reply, withBody: boolean): void {
  const body = Buffer.from(reply.body, 'utf8');
  response.writeHead(reply.status, {
    ...HEADERS_OF_EVERY_REPLY,
    ...reply.headers,
    // RFC 9110 section 8.6: a 304 has the length of what it stands for, or none.
    ...(reply.status === 304 ? {} : { 'content-length': String(body.length) }),
  });
  response.end(withBody ? body : undefined);
}
