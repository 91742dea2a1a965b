import type { HeaderPairs } from '../backends/backend-server.ts';
import { BACKEND_ADDRESS, GATEWAY } from '../estate.ts';
import { uuidOf } from '../seeded-random.ts';
import type { GatewayExchange } from './gateway-hop.ts';

/** Kong's log serialiser masks these two names whatever their value, and no other. */
const MASKED = new Set(['authorization', 'proxy-authorization']);

function headerMap(pairs: HeaderPairs): Record<string, string | string[]> {
  const map: Record<string, string | string[]> = {};
  for (const [name, raw] of pairs) {
    const value = MASKED.has(name) ? 'REDACTED' : raw;
    const before = map[name];
    if (before === undefined) map[name] = value;
    else map[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return map;
}

function queryMap(uri: string): Record<string, string | string[]> {
  const map: Record<string, string | string[]> = {};
  const [, query = ''] = uri.split(/\?(.*)/su);
  for (const name of new Set(new URLSearchParams(query).keys())) {
    const values = new URLSearchParams(query).getAll(name);
    map[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return map;
}

function routing(exchange: GatewayExchange): Record<string, unknown> {
  if (exchange.match === undefined) return {};
  const { route, service } = exchange.match;
  return {
    route: {
      id: route.id,
      name: route.name,
      paths: route.paths,
      methods: route.methods ?? null,
      hosts: route.hosts,
      protocols: route.protocols,
      strip_path: route.strip_path,
      preserve_host: route.preserve_host,
      service: { id: service.id },
    },
    service: {
      id: service.id,
      name: service.name,
      protocol: service.protocol,
      host: service.host,
      port: service.port,
      path: service.path ?? null,
      enabled: true,
    },
  };
}

function identity(exchange: GatewayExchange): Record<string, unknown> {
  const { verdict } = exchange;
  if (verdict === undefined || !verdict.admitted || verdict.consumer === undefined) return {};
  return {
    consumer: { id: verdict.consumer.id, username: verdict.consumer.username },
    authenticated_entity: { id: verdict.credentialId, consumer_id: verdict.consumer.id },
  };
}

function attempts(exchange: GatewayExchange): Record<string, unknown> {
  const { upstream, match } = exchange;
  const request = exchange.endedAtMs - exchange.startedAtMs;
  if (upstream === undefined || match === undefined)
    return {
      latencies: { kong: request, proxy: -1, request },
      tries: {},
      upstream_status: '',
      source: 'kong',
    };
  return {
    latencies: {
      kong: Math.max(0, request - upstream.waitedMs),
      proxy: upstream.waitedMs,
      request,
      receive: 0,
    },
    tries: [
      {
        ip: BACKEND_ADDRESS,
        port: match.service.port,
        balancer_start: upstream.sentAtMs,
        balancer_latency: 0,
      },
    ],
    upstream_uri: upstream.uri,
    upstream_status: String(upstream.status),
    source: 'upstream',
  };
}

/** One captured exchange as a line of Kong's `http-log`/`file-log`. */
export function kongRecord(exchange: GatewayExchange): Record<string, unknown> {
  const headers = headerMap(exchange.requestHeaders);
  return {
    request: {
      method: exchange.method,
      uri: exchange.uri,
      url: `https://${String(headers['host'])}:${GATEWAY.tlsPort}${exchange.uri}`,
      querystring: queryMap(exchange.uri),
      size: exchange.requestBytes,
      headers,
      tls: { version: exchange.tls.version, cipher: exchange.tls.cipher, client_verify: 'NONE' },
    },
    response: {
      status: exchange.status,
      size: exchange.responseBytes,
      headers: headerMap(exchange.responseHeaders),
    },
    ...attempts(exchange),
    ...routing(exchange),
    ...identity(exchange),
    client_ip: exchange.clientAddress,
    started_at: exchange.startedAtMs,
    workspace: uuidOf('workspace/default'),
    workspace_name: 'default',
  };
}
