import {
  BEHIND_HOP,
  EDGE_HOP,
  GATEWAY_HOP,
  MESH_HOP,
  serviceAt,
  UNGATEWAYED,
  upstreamPathOf,
} from '../estate.ts';
import type { Credential, SentRequest } from '../manifest.ts';
import {
  BODY_CLASSES,
  type ClassAt,
  ENDPOINT_FLAGS,
  KNOWN_APIS,
  type KnownApi,
  SEES_BODIES,
  SEES_HEADERS,
  URL_CLASSES,
} from './known-truth.ts';

/** Where one request left a line: a hop, under a host and a path of its own behind the gateway. */
export interface Sighting {
  readonly source: 'edge-nginx' | 'edge-haproxy' | 'kong' | 'graylog-behind' | 'graylog-mesh';
  readonly hop: string;
  readonly host: string;
  readonly template: string | undefined;
}

export function sightingsOf(sent: SentRequest): Sighting[] {
  const { host, tag } = sent;
  const template = tag.template;
  const sightings: Sighting[] = [];
  if (sent.entrance === 'nginx') sightings.push({ source: 'edge-nginx', hop: EDGE_HOP, host, template });
  if (sent.entrance === 'haproxy') sightings.push({ source: 'edge-haproxy', hop: EDGE_HOP, host, template });
  if (sent.entrance === 'gateway' || (sent.entrance === 'nginx' && host === 'api.shop.example'))
    sightings.push({ source: 'kong', hop: GATEWAY_HOP, host, template });
  const service = template === undefined ? undefined : serviceAt(host, template);
  if (service?.tapped === true && tag.endsAtGateway !== true && template !== undefined)
    sightings.push({
      source: 'graylog-behind',
      hop: BEHIND_HOP,
      host: service.upstreamHost,
      template: upstreamPathOf(service, template),
    });
  if (UNGATEWAYED.some((api) => api.tapped && api.host === host))
    sightings.push({ source: 'graylog-mesh', hop: MESH_HOP, host, template });
  return sightings;
}

const SCHEMES: Readonly<Record<Credential, string | null>> = {
  none: null,
  jwt: 'jwt',
  basic: 'basic',
  'api-key-header': 'api-key',
  'api-key-query': 'api-key',
  'session-cookie': 'session-cookie',
  'token-query': 'jwt',
};
const inUrl = (credential: Credential): boolean =>
  credential === 'api-key-query' || credential === 'token-query';

export interface LedgerRow {
  readonly api: KnownApi;
  readonly upstreamView: boolean;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly operation: string | null;
  /** `METHOD host template` as the client called it: the key of the known truth. */
  readonly origin: string;
  readonly flags: readonly string[];
  readonly classes: Map<string, ClassAt>;
  readonly statusesByHop: Map<string, Map<number, number>>;
  readonly clients: Set<string>;
  readonly proof: { admitted: number; masked: number; open: number; refused: number };
  readonly schemes: Set<string>;
}

const erase = (template: string): string => template.replace(/\{\w+\}/gu, '{}');

export function apiAt(host: string, template: string): KnownApi {
  const found = KNOWN_APIS.find(
    (api) => api.host === host && (template === api.basePath || template.startsWith(`${api.basePath}/`)),
  );
  if (found === undefined) throw new Error(`no known API at ${host}${template}`);
  return found;
}

/** Operations are seen where the log holds them: in a body, or in a GET's query. */
function operationsSeen(sent: SentRequest, hop: string): ReadonlyArray<string | null> {
  const named = sent.tag.operations ?? [];
  return named.length > 0 && (SEES_BODIES(hop) || sent.method === 'GET') ? named : [null];
}

function noteProof(row: LedgerRow, sent: SentRequest, hop: string): void {
  const { credential } = sent.tag;
  const visible = SEES_HEADERS(hop) || inUrl(credential);
  if (!visible) return;
  const accepted = sent.status >= 200 && sent.status < 400;
  if (credential !== 'none') {
    const scheme = SCHEMES[credential];
    // Kong masks Authorization whole: something was presented, and neither what nor whether it was one is seen.
    const masked = hop.startsWith('gateway:') && (credential === 'jwt' || credential === 'basic');
    if (accepted) row.proof[masked ? 'masked' : 'admitted'] += 1;
    if (scheme !== null && !masked) row.schemes.add(scheme);
  } else if (accepted) row.proof.open += 1;
  else if (sent.status === 401 || sent.status === 403) row.proof.refused += 1;
}

function openRow(
  sent: SentRequest,
  sighting: Sighting,
  template: string,
  operation: string | null,
): LedgerRow {
  const origin = `${sent.method} ${sent.host}${sent.tag.template ?? ''}`;
  const api = apiAt(sent.host, sent.tag.template ?? '');
  const upstreamView = sighting.hop === BEHIND_HOP;
  const flags = [...(ENDPOINT_FLAGS.get(origin) ?? []), ...(api.flags.includes('bypass') ? ['bypass'] : [])];
  return {
    api,
    upstreamView,
    method: sent.method,
    host: sighting.host,
    path: erase(template),
    operation,
    origin,
    flags: upstreamView ? ['upstream-view'] : flags,
    classes: new Map(),
    statusesByHop: new Map(),
    clients: new Set(),
    proof: { admitted: 0, masked: 0, open: 0, refused: 0 },
    schemes: new Set(),
  };
}

function noteClasses(row: LedgerRow, hop: string): void {
  const classes = [
    ...(URL_CLASSES.get(row.origin) ?? []),
    ...(SEES_BODIES(hop) ? (BODY_CLASSES.get(row.origin) ?? []) : []),
  ];
  for (const one of classes) row.classes.set(`${one.id} ${one.location}`, one);
}

/** Adds every sighting of every request that used an API; noise is left out. */
export function buildLedger(requests: readonly SentRequest[]): LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const sent of requests) {
    if (sent.tag.noise !== undefined) continue;
    for (const sighting of sightingsOf(sent)) {
      const { template, hop } = sighting;
      if (template === undefined) throw new Error('a request is neither noise nor the use of an operation');
      for (const operation of operationsSeen(sent, hop)) {
        const key = JSON.stringify([sighting.host, sent.method, erase(template), operation]);
        const row = rows.get(key) ?? openRow(sent, sighting, template, operation);
        rows.set(key, row);
        const statuses = row.statusesByHop.get(hop) ?? new Map<number, number>();
        row.statusesByHop.set(hop, statuses);
        statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1);
        row.clients.add(sent.clientAddress);
        noteProof(row, sent, hop);
        if (sent.status < 400) noteClasses(row, hop);
      }
    }
  }
  return [...rows.values()];
}

export function authStateOf({ proof }: LedgerRow): 'required' | 'mixed' | 'none' | 'undetected' {
  // A masked credential proves nothing by itself; beside open calls it shows that there are two ways in.
  if (proof.admitted + proof.masked > 0 && proof.open > 0) return 'mixed';
  if (proof.open > 0) return 'none';
  return proof.admitted > 0 || proof.refused > 0 ? 'required' : 'undetected';
}

const sum = (statuses: ReadonlyMap<number, number>): number =>
  [...statuses.values()].reduce((total, count) => total + count, 0);

export function callsByHop(row: LedgerRow): Record<string, number> {
  return Object.fromEntries(
    [...row.statusesByHop]
      .map(([hop, statuses]): [string, number] => [hop, sum(statuses)])
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Gateways added up, else edges, else the largest other hop: never across levels. */
export function headline(byHop: Readonly<Record<string, number>>): number {
  const gateways = Object.entries(byHop).filter(([hop]) => hop.startsWith('gateway:'));
  if (gateways.length > 0) return gateways.reduce((total, [, calls]) => total + calls, 0);
  return byHop[EDGE_HOP] ?? Math.max(0, ...Object.values(byHop));
}

/** Statuses at the hop level that the headline counts. */
export function headlineStatuses(row: LedgerRow): Record<string, number> {
  const hops = [...row.statusesByHop.keys()];
  const hop =
    hops.find((one) => one.startsWith('gateway:')) ?? hops.find((one) => one === EDGE_HOP) ?? hops[0];
  return Object.fromEntries(
    [...(row.statusesByHop.get(hop ?? '') ?? [])].map(([status, count]) => [String(status), count]),
  );
}
