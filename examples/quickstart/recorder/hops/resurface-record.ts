import type { HeaderPairs, TappedExchange } from '../backends/backend-server.ts';

/** Which writer a line imitates: the product's own export, or one of the loggers whose quirks survive in real files. */
export type ResurfaceDialect = 'export' | 'logger-strings' | 'logger-spaced-header';

type Entry = readonly [key: string, value: string | number];

/** The reader keeps the last of these as the client's address and does not store them as headers. */
const ADDRESS_HEADERS = new Set([
  'cf-connecting-ip',
  'fastly-client-ip',
  'forwarded',
  'forwarded-for',
  'true-client-ip',
  'x-forwarded-for',
  'x-forwarded',
  'x-client-ip',
  'x-real-ip',
  'x-cluster-client-ip',
]);
const LIFTED = new Set(['content-type', 'user-agent', 'content-length', 'connection']);

function valueOf(pairs: HeaderPairs, name: string): string | undefined {
  return pairs.find(([key]) => key === name)?.[1];
}

function addressOf(pairs: HeaderPairs): string | undefined {
  return pairs.filter(([name]) => ADDRESS_HEADERS.has(name)).at(-1)?.[1];
}

function optional(key: string, value: string | undefined): Entry[] {
  return value === undefined || value === '' ? [] : [[key, value]];
}

function headerEntries(prefix: string, pairs: HeaderPairs): Entry[] {
  return pairs
    .filter(([name]) => !ADDRESS_HEADERS.has(name) && !LIFTED.has(name) && name !== 'host')
    .map(([name, value]) => [`${prefix}:${name}`, value]);
}

function urlOf(exchange: TappedExchange): string {
  const host = valueOf(exchange.requestHeaders, 'host') ?? '';
  // A gateway's upstream call names the service, in plain HTTP; elsewhere the edge says what the client spoke.
  const behindGateway = valueOf(exchange.requestHeaders, 'x-forwarded-host') !== undefined;
  const scheme = behindGateway ? 'http' : (valueOf(exchange.requestHeaders, 'x-forwarded-proto') ?? 'http');
  return `${scheme}://${host}${exchange.target}`;
}

function parameterEntries(target: string): Entry[] {
  const [, query = ''] = target.split(/\?(.*)/su);
  return [...new URLSearchParams(query)].map(([name, value]) => [
    `request_param:${name.toLowerCase()}`,
    value,
  ]);
}

function addressEntry(dialect: ResurfaceDialect, address: string | undefined): Entry[] {
  return optional(
    dialect === 'logger-spaced-header' ? 'request_header: x-forwarded-for' : 'request_header:x-forwarded-for',
    address,
  );
}

/** One tapped exchange as a Resurface message, in the order in which the product's writer puts the keys. */
export function resurfaceRecord(exchange: TappedExchange, dialect: ResurfaceDialect): Entry[] {
  const number = (value: number): string | number =>
    dialect === 'export' ? value : value.toFixed(dialect === 'logger-strings' ? 2 : 0);
  return [
    ['interval', number(Math.max(1, exchange.endedAtMs - exchange.startedAtMs))],
    ...optional('request_body', exchange.requestBody.toString('utf8')),
    ...optional('request_header:content-type', valueOf(exchange.requestHeaders, 'content-type')),
    ...headerEntries('request_header', exchange.requestHeaders),
    ['request_method', exchange.method],
    ...parameterEntries(exchange.target),
    ['request_url', urlOf(exchange)],
    ...optional('request_header:user-agent', valueOf(exchange.requestHeaders, 'user-agent')),
    ...optional('response_body', exchange.responseBody),
    ['response_code', String(exchange.status)],
    ...optional('response_header:content-type', valueOf(exchange.responseHeaders, 'content-type')),
    ...headerEntries('response_header', exchange.responseHeaders),
    ['now', dialect === 'export' ? exchange.endedAtMs : String(exchange.endedAtMs)],
    ...addressEntry(dialect, addressOf(exchange.requestHeaders)),
  ];
}
