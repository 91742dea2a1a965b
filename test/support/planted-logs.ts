import type { Needle } from './leak-search.ts';
import { FORMLESS_KINDS, PLANTED_KINDS, type PlantedKind, plantedPeople } from './planted-people.ts';
import { PLANTED_POSITIONS, type PlaceKind, type PlantedCall } from './planted-positions.ts';

export interface PlantedLogs {
  /** Contents of one log per shipped format, by mapping id. */
  readonly logs: Readonly<Record<string, string>>;
  readonly needles: readonly (Needle & { readonly place: PlaceKind; readonly isFormless: boolean })[];
  /** `kind position` of all that was planted. */
  readonly planted: ReadonlySet<string>;
}

/** The hour of the planted traffic. */
export const PLANTED_AT_MS = Date.parse('2026-03-04T10:00:00.000Z');
/** Fewer than five, so that nothing may be shown for having come from many. */
const CLIENTS = ['198.51.100.7', '198.51.100.8', '203.0.113.20'];

interface Planting {
  readonly logs: Record<string, string[]>;
  readonly needles: Map<string, PlantedLogs['needles'][number]>;
  readonly planted: Set<string>;
}

/** Each person's every value in a position of its own; over all persons every kind gets into every position. */
export function plantedLogs(persons: number): PlantedLogs {
  const planting: Planting = { logs: {}, needles: new Map(), planted: new Set() };
  for (const [index, person] of plantedPeople(persons).entries()) {
    for (const [at, kind] of PLANTED_KINDS.entries()) plant(planting, person[kind], kind, index, at);
  }
  const logs = Object.fromEntries(
    Object.entries(planting.logs).map(([format, lines]) => [format, `${lines.join('\n')}\n`]),
  );
  return { logs, needles: [...planting.needles.values()], planted: planting.planted };
}

function plant(planting: Planting, value: string, kind: PlantedKind, index: number, at: number): void {
  const isFormless = FORMLESS_KINDS.has(kind);
  const position = PLANTED_POSITIONS[(index + at * 7) % PLANTED_POSITIONS.length];
  if (position === undefined) return;
  // A name that only its few senders give away may stand as a provisional literal: contracts of the report.
  if (isFormless && position.kind === 'literal') return;
  planting.planted.add(`${kind} ${position.id}`);
  const timeMs = PLANTED_AT_MS + index * 3000 + at * 7;
  const call = emptyCall(index, timeMs);
  const written = position.place(call, value, kind);
  const label = `${kind} in ${position.id}`;
  const add = (text: string, formless: boolean): void => {
    planting.needles.set(text, { label, text, place: position.kind, isFormless: formless });
  };
  add(value, isFormless);
  // As a name in path or host, a part of a value is a name like any other.
  if (position.kind !== 'literal')
    for (const part of telling(kind, value)) add(part, isFormless || position.kind === 'name');
  // Spelled otherwise, a value may have lost the form by which its class is known.
  if (written !== undefined && position.kind !== 'literal') add(written, true);
  line(planting, 'assay-call', JSON.stringify(call));
  // The other formats get every position too, with fewer kinds each.
  if ((index + at) % 3 === 0)
    inOtherFormats(planting, call, timeMs, position.kind === 'value' ? value : null);
  if (index % 20 === 0) malformed(planting, value);
}

/** Parts that give the person away by themselves. */
function telling(kind: PlantedKind, value: string): readonly string[] {
  if (kind === 'name') return [value.slice(value.indexOf(' ') + 1)];
  if (kind === 'phone') return [value.slice(1)];
  if (kind === 'jwt') return value.split('.').slice(1);
  if (kind === 'email') return [value.slice(0, value.indexOf('@'))];
  return [];
}

function emptyCall(index: number, timeMs: number): PlantedCall {
  return {
    time: new Date(timeMs).toISOString(),
    method: 'GET',
    scheme: 'https',
    host: index % 3 === 0 ? 'api.shop.example' : 'app.shop.example',
    path: '/v1/orders',
    query: '',
    status: 200,
    client: { address: CLIENTS[index % CLIENTS.length] ?? '' },
    latencyMs: 12,
    request: { headers: { host: 'api.shop.example' } },
    response: { headers: { 'content-type': 'application/json' }, body: '{"ok":true}' },
  };
}

function line(planting: Planting, format: string, text: string): void {
  (planting.logs[format] ??= []).push(text);
}

function target(call: PlantedCall): string {
  return call.query === '' ? call.path : `${call.path}?${call.query}`;
}

/** The same call as other products would write it; what they have no field for goes along as an extra one. */
function inOtherFormats(planting: Planting, call: PlantedCall, timeMs: number, value: string | null): void {
  const headers = Object.entries(call.request.headers);
  line(planting, 'kong-http-log', JSON.stringify(kongRecord(call, timeMs)));
  line(planting, 'resurface', JSON.stringify(resurfaceRecord(call, timeMs)));
  const nginx = {
    msec: (timeMs / 1000).toFixed(3),
    remote_addr: call.client.address,
    remote_user: call.client.id ?? '',
    request_method: call.method,
    scheme: 'https',
    host: call.host,
    request_uri: target(call),
    status: String(call.status),
    request_time: '0.012',
    request_body: call.request.body ?? '',
    ...Object.fromEntries(headers.map(([name, text]) => [`http_${name.replaceAll('-', '_')}`, text])),
  };
  line(planting, 'nginx-json', JSON.stringify(nginx));
  const agent = (call.request.headers['user-agent'] ?? '-').replaceAll('"', '');
  const captures = `{${call.host}|${agent}|${call.request.headers['referer'] ?? ''}|${value ?? ''}}`;
  line(
    planting,
    'haproxy-http',
    `${call.client.address}:4711 [04/Mar/2026:10:00:00.000] fe be/app1 0/0/0/12/12 ${call.status} 174 - - ---- 3/2/1/1/0 0/0 ${captures} "${call.method} ${target(call)} HTTP/1.1"`,
  );
  line(
    planting,
    'nginx-combined',
    `${call.client.address} - ${call.client.id ?? '-'} [04/Mar/2026:10:00:00 +0000] "${call.method} ${target(call)} HTTP/1.1" ${call.status} 17 "${call.request.headers['referer'] ?? '-'}" "${agent}"`,
  );
}

function kongRecord(call: PlantedCall, timeMs: number): object {
  return {
    request: {
      method: call.method,
      uri: target(call),
      url: `https://${call.host}:8443${target(call)}`,
      headers: { ...call.request.headers, host: call.host },
      body: call.request.body,
      id: call.id,
    },
    response: { status: call.status, headers: call.response.headers, body: call.response.body },
    latencies: { request: 12 },
    consumer: call.client.id === undefined ? undefined : { username: call.client.id },
    service: { id: call.gateway?.['api'] ?? 'svc-1', name: call.gateway?.['api'] ?? 'orders' },
    route: { id: call.gateway?.['route'] ?? 'route-1' },
    client_ip: call.client.address,
    started_at: timeMs,
  };
}

function resurfaceRecord(call: PlantedCall, timeMs: number): readonly (readonly [string, unknown])[] {
  const pairs = (prefix: string, headers: Readonly<Record<string, string>>) =>
    Object.entries(headers).map(([name, text]) => [`${prefix}:${name}`, text] as const);
  return [
    ['now', timeMs],
    ['interval', 12],
    ['request_method', call.method],
    ['request_url', `https://${call.host}${target(call)}`],
    ...pairs('request_header', call.request.headers),
    ...(call.request.body === undefined ? [] : [['request_body', call.request.body] as const]),
    ['response_code', String(call.status)],
    ...pairs('response_header', call.response.headers),
    ...(call.response.body === undefined ? [] : [['response_body', call.response.body] as const]),
    ['custom_field:note', call.client.id ?? ''],
    ['request_header:x-forwarded-for', call.client.address],
  ];
}

function malformed(planting: Planting, value: string): void {
  for (const format of ['assay-call', 'kong-http-log', 'resurface', 'nginx-json'])
    line(planting, format, `{"email": "${value}", "broken": ${value}`);
  line(planting, 'haproxy-http', `${value} [04/Mar/2026] ${value} "GET /${value}`);
  line(planting, 'nginx-combined', `${value} - - [yesterday] "${value}`);
}
