import type { JsonObject, JsonValue } from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import { type Attributes, attributesOf, member, valueOf } from './attributes.ts';

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** By number and by name, as both are written; what is not said is internal. */
const KINDS: Readonly<Record<string, SpanKind>> = {
  '2': 'server',
  '3': 'client',
  '4': 'producer',
  '5': 'consumer',
  SPAN_KIND_SERVER: 'server',
  SPAN_KIND_CLIENT: 'client',
  SPAN_KIND_PRODUCER: 'producer',
  SPAN_KIND_CONSUMER: 'consumer',
};

export function kindOf(span: unknown): SpanKind {
  return KINDS[String(member(span, 'kind'))] ?? 'internal';
}

/** A span as the mapping reads it. */
export function spanRecord(span: unknown): JsonObject {
  const [trace, own] = [textOf(member(span, 'traceId')), textOf(member(span, 'spanId'))];
  const [start, end] = [nanosOf(member(span, 'startTimeUnixNano')), nanosOf(member(span, 'endTimeUnixNano'))];
  return {
    ...parts(attributesOf(member(span, 'attributes'))),
    id: trace === null || own === null ? null : `${trace}:${own}`,
    timeUnixNano: start?.toString() ?? null,
    durationNanos: start === null || end === null || end < start ? null : (end - start).toString(),
  };
}

/** A log record; members of a structured body count as attributes, those of the record come first. */
export function logRecord(record: unknown): JsonObject {
  const body = valueOf(member(record, 'body'));
  const own = attributesOf(member(record, 'attributes'));
  const time = nanosOf(member(record, 'timeUnixNano')) ?? nanosOf(member(record, 'observedTimeUnixNano'));
  return {
    ...parts(isMembers(body) ? { ...body, ...own } : own),
    id: null,
    timeUnixNano: time?.toString() ?? null,
    durationNanos: null,
  };
}

function isMembers(value: JsonValue): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parts(attributes: Attributes): JsonObject {
  const requestHeaders = headersOf(attributes, 'http.request.header.');
  const agent = attributes['user_agent.original'] ?? attributes['http.user_agent'];
  return {
    attributes,
    host: hostOf(attributes, requestHeaders),
    requestHeaders: typeof agent === 'string' ? { 'user-agent': agent, ...requestHeaders } : requestHeaders,
    responseHeaders: headersOf(attributes, 'http.response.header.'),
  };
}

/** `http.request.header.<key>`; the older conventions wrote `_` for `-`. Null where there are none. */
function headersOf(attributes: Attributes, prefix: string): JsonObject | null {
  const names = Object.keys(attributes).filter((name) => name.startsWith(prefix));
  if (names.length === 0) return null;
  return Object.fromEntries(
    names.map((name) => [name.slice(prefix.length).replaceAll('_', '-'), attributes[name] ?? null]),
  );
}

/** The host that was called, by the stable conventions, then by the older ones; null where nothing names it. */
function hostOf(attributes: Attributes, headers: JsonObject | null): string | null {
  const named = headers?.['host'];
  const first = isJsonArray(named) ? named[0] : named;
  return (
    textOf(first) ??
    withPort(attributes['server.address'], attributes['server.port']) ??
    textOf(attributes['http.host']) ??
    withPort(attributes['net.host.name'], attributes['net.host.port']) ??
    textOf(attributes['http.server_name'])
  );
}

function withPort(address: JsonValue | undefined, port: JsonValue | undefined): string | null {
  const host = textOf(address);
  if (host === null) return null;
  const bare = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const isPort = (typeof port === 'string' || typeof port === 'number') && /^[0-9]{1,5}$/.test(`${port}`);
  return isPort ? `${bare}:${port}` : bare;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Nanoseconds as text or number; 0 says that there is none. */
function nanosOf(value: unknown): bigint | null {
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  const text = isNumber ? BigInt(Math.trunc(value)).toString() : value;
  if (typeof text !== 'string' || !/^[0-9]{1,20}$/.test(text)) return null;
  const nanos = BigInt(text);
  return nanos === 0n ? null : nanos;
}
