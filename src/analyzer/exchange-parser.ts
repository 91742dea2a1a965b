import type { ApiCall, HeaderMap, Message } from '../model/api-call.ts';
import { type Unpack, unpackedText } from './content-coding.ts';
import type { Body, Exchange, Field } from './exchange.ts';
import { formFields } from './form-fields.ts';
import { parseBody } from './message-body.ts';
import { pathSegments } from './path-segments.ts';

export { isMasked } from './masked-value.ts';
export { MAX_BODY_CHARS, MAX_JSON_DEPTH } from './message-body.ts';
export { pathSegments } from './path-segments.ts';

/**
 * Parses a call once for every detector. Pure and total: bad input becomes a fact, never an error. Bodies in codings
 * that only `unpack` knows stay packed without it.
 */
export function parseExchange(call: ApiCall, unpack: Unpack | null = null): Exchange {
  const requestHeaders = headerFields(call.request.headers);
  const responseHeaders = headerFields(call.response.headers);
  return {
    call,
    segments: pathSegments(call.path),
    query: call.query === null || call.query === '' ? NO_FIELDS : formFields(call.query),
    requestHeaders,
    responseHeaders,
    cookies: requestHeaders === null ? NO_FIELDS : cookieFields(requestHeaders),
    requestBody: bodyOf(call.request, unpack),
    responseBody: bodyOf(call.response, unpack),
  };
}

const NO_FIELDS: readonly Field[] = [];

function headerFields(headers: HeaderMap | null): readonly Field[] | null {
  if (headers === null) return null;
  const fields: Field[] = [];
  for (const key of Object.keys(headers)) {
    const value = headers[key];
    if (value === undefined) continue;
    const name = key.toLowerCase();
    if (typeof value === 'string') fields.push({ name, value });
    else for (const one of value) fields.push({ name, value: one });
  }
  return fields;
}

function cookieFields(headers: readonly Field[]): readonly Field[] {
  let cookies: Field[] | null = null;
  for (const header of headers) {
    if (header.name !== 'cookie') continue;
    cookies ??= [];
    for (const pair of header.value.split(';')) {
      const cookie = cookiePair(pair);
      if (cookie !== null) cookies.push(cookie);
    }
  }
  return cookies ?? NO_FIELDS;
}

/** One `name=value` of Cookie or the first pair of Set-Cookie (RFC 6265 section 4); null without a name. */
export function cookiePair(pair: string): Field | null {
  const equals = pair.indexOf('=');
  if (equals < 0) return null;
  const name = pair.slice(0, equals).trim();
  if (name === '') return null;
  let value = pair.slice(equals + 1).trim();
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) value = value.slice(1, -1);
  return { name, value };
}

function bodyOf({ body: text, headers }: Message, unpack: Unpack | null): Body {
  // An access log has no body: nothing asks for the type of one.
  if (text === null) return parseBody(null, null);
  const contentType = headerValue(headers, 'content-type');
  const body = parseBody(text, contentType);
  // JSON is never packed, and most bodies are JSON: the others pay for the second header.
  if (body.kind === 'json' || body.kind === 'empty' || body.kind === 'not-captured') return body;
  const content = unpackedText(text, headerValue(headers, 'content-encoding'), unpack);
  return content === null ? body : parseBody(content, contentType);
}

/** The last value of a header, whatever the case of its name; null when absent or not captured. */
function headerValue(headers: HeaderMap | null, name: string): string | null {
  if (headers === null) return null;
  const direct = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (direct !== undefined) return lastOf(direct);
  for (const key of Object.keys(headers)) {
    const value = headers[key];
    if (value !== undefined && key.length === name.length && key.toLowerCase() === name) return lastOf(value);
  }
  return null;
}

function lastOf(value: string | readonly string[]): string | null {
  return typeof value === 'string' ? value : (value.at(-1) ?? null);
}
