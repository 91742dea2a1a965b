import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse as parseGraphql } from 'graphql';

/** Reads the committed logs the plain way, to compare them with the expected answer; knows nothing of the manifest. */
const LOGS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'logs');

export interface ReadCall {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly clientAddress: string;
  /** Operations that this line shows; one `null` where the protocol has none or the log does not hold them. */
  readonly operations: ReadonlyArray<string | null>;
}

export type SourceName = 'edge-nginx' | 'edge-haproxy' | 'kong' | 'graylog-behind' | 'graylog-mesh';

const FILES: Readonly<Record<SourceName, string>> = {
  'edge-nginx': 'edge-nginx.log.gz',
  'edge-haproxy': 'edge-haproxy.log',
  kong: 'kong-http-log.ndjson.gz',
  'graylog-behind': 'graylog-behind.ndjson.gz',
  'graylog-mesh': 'graylog-mesh.ndjson.gz',
};

export function linesOf(source: SourceName): string[] {
  const bytes = readFileSync(join(LOGS, FILES[source]));
  const text = (FILES[source].endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

function operationInQuery(target: URL): string | null {
  return target.searchParams.get('operationName');
}

function call(
  method: string,
  host: string,
  target: string,
  status: number,
  clientAddress: string,
  operations?: ReadonlyArray<string | null>,
): ReadCall {
  const url = new URL(target, 'http://log.invalid');
  return {
    method,
    host,
    path: target.split('?')[0] ?? '',
    status,
    clientAddress,
    operations: operations ?? [operationInQuery(url)],
  };
}

function nginxCall(line: string): ReadCall {
  const fields: Record<string, string> = JSON.parse(line);
  const field = (name: string): string => fields[name] ?? '';
  return call(
    field('request_method'),
    field('host'),
    field('request_uri'),
    Number(field('status')),
    field('remote_addr'),
  );
}

const HTTPLOG =
  /^(\S+):\d+ \[[^\]]+\] \S+ \S+ [-\d/]+ (\d{3}) \d+ - - \S{4} [\d/]+ [\d/]+ \{([^}]*)\} "(\S+) (\S+) HTTP\/1\.1"$/u;

function haproxyCall(line: string): ReadCall {
  const [, client = '', status = '', host = '', method = '', target = ''] = HTTPLOG.exec(line) ?? [];
  if (client === '') throw new Error('a line that is not httplog');
  return call(method, host, target, Number(status), client);
}

interface KongLine {
  readonly request: {
    readonly method: string;
    readonly uri: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number };
  readonly client_ip: string;
}

function kongCall(line: string): ReadCall {
  const record: KongLine = JSON.parse(line);
  return call(
    record.request.method,
    record.request.headers['host'] ?? '',
    record.request.uri,
    record.response.status,
    record.client_ip,
    [null],
  );
}

/** Names in a GraphQL body, from its documents rather than from `operationName`, or a SOAP action's last segment. */
function operationsIn(body: string, soapAction: string | undefined): ReadonlyArray<string | null> {
  if (soapAction !== undefined) return [soapAction.replaceAll('"', '').split('/').at(-1) ?? null];
  if (!body.includes('"operationName"')) return [null];
  const asked: { query: string } | Array<{ query: string }> = JSON.parse(body);
  return (Array.isArray(asked) ? asked : [asked]).map(({ query }) => {
    const [definition] = parseGraphql(query).definitions;
    return definition?.kind === 'OperationDefinition' ? (definition.name?.value ?? null) : null;
  });
}

function resurfaceCall(line: string): ReadCall {
  const entries: Array<[string, string | number]> = JSON.parse(line);
  const value = (key: string): string =>
    String(entries.find(([name]) => name.replace(/\s/gu, '') === key)?.[1] ?? '');
  const url = new URL(value('request_url'));
  const soapAction = value('request_header:soapaction');
  return call(
    value('request_method'),
    url.host,
    `${url.pathname}${url.search}`,
    Number(value('response_code')),
    value('request_header:x-forwarded-for'),
    operationsIn(value('request_body'), soapAction === '' ? undefined : soapAction),
  );
}

const READERS: Readonly<Record<SourceName, (line: string) => ReadCall>> = {
  'edge-nginx': nginxCall,
  'edge-haproxy': haproxyCall,
  kong: kongCall,
  'graylog-behind': resurfaceCall,
  'graylog-mesh': resurfaceCall,
};

export function callsOf(source: SourceName): ReadCall[] {
  return linesOf(source).map(READERS[source]);
}
