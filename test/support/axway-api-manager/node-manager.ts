import type { JsonObject } from '../../../src/kit/index.ts';
import { PASSWORD, USER } from './api-manager.ts';
import { type Asked, basicOf, type Listening, listen, type Reply } from './listen.ts';

/** A transaction as the ring of an instance has it, newest last. */
export interface Transaction {
  readonly correlationId: string;
  readonly timestamp: number;
  readonly uri: string;
  /** Host header of the request; null: its details have been overwritten. */
  readonly host: string | null;
}

export interface Domain {
  /** By instance; what is added later is found later. */
  readonly rings: Readonly<Record<string, readonly Transaction[]>>;
  /** Rows of one answer, whatever is asked for. */
  readonly limit?: number;
  /** The user may not see the traffic monitor. */
  readonly forbidden?: boolean;
  /** Instances that do not run: the manager cannot hand their answers on. */
  readonly down?: ReadonlySet<string>;
}

const SEARCH = /^\/api\/router\/service\/([^/]+)\/ops\/search$/;
const DETAILS = /^\/api\/router\/service\/([^/]+)\/ops\/http\/([^/]+)\/0\/getinfo$/;

/** The Admin Node Manager with the traffic monitor of its instances: bounds exclusive, newest first, never more than its limit. */
export function startNodeManager(domain: Domain): Promise<Listening> {
  return listen((asked) => {
    if (asked.method !== 'GET') return { status: 405 };
    if (basicOf(asked) !== `${USER}:${PASSWORD}`) return { status: 401 };
    if (asked.path === '/api/topology') return { status: 200, body: topologyOf(domain) };
    if (domain.forbidden === true) return { status: 403 };
    const instance = SEARCH.exec(asked.path)?.[1];
    if (instance !== undefined && domain.down?.has(instance) === true) return { status: 502 };
    if (instance !== undefined) return search(domain, instance, asked);
    const [, ring, id] = DETAILS.exec(asked.path) ?? [];
    return ring === undefined || id === undefined ? { status: 404 } : details(domain, ring, id, asked);
  });
}

function topologyOf({ rings }: Domain): JsonObject {
  const gateways = Object.keys(rings).map((id) => ({ id, name: id, type: 'gateway', enabled: true }));
  const others = [
    { id: 'nodemanager-1', name: 'Node Manager', type: 'nodemanager', enabled: true },
    { id: 'instance-off', name: 'Off', type: 'gateway', enabled: false },
  ];
  return {
    result: {
      id: 'd1',
      productVersion: '7.7.20240530',
      hosts: [{ id: 'host-1', name: 'gw.internal.example' }],
      groups: [
        { id: 'group-1', name: 'NM', services: others },
        { id: 'group-2', name: 'GW', services: gateways },
      ],
    },
  };
}

function search({ rings, limit = 1000 }: Domain, instance: string, { query }: Asked): Reply {
  const ring = rings[instance];
  const filters = filtersOf(query);
  const count = Number(query.get('count'));
  const isSound = query.get('format') === 'json' && query.get('protocol') === 'http' && count > 0;
  if (ring === undefined || filters === null || !isSound) return { status: 400, body: {} };
  const found = ring.filter((one) => filters.every((fits) => fits(one)));
  const newestFirst = [...found].sort((a, b) => b.timestamp - a.timestamp).slice(0, Math.min(count, limit));
  return { status: 200, body: { processId: '4711', data: newestFirst.map(rowOf) } };
}

type Filter = (one: Transaction) => boolean;

/** Triples of field, op and value, of which an op may be left out; null for anything else. */
function filtersOf(query: URLSearchParams): readonly Filter[] | null {
  const filters: Filter[] = [];
  let field: string | null = null;
  let op: string | null = null;
  for (const [name, value] of query) {
    if (['format', 'count', 'protocol'].includes(name)) continue;
    if (name === 'field' && field === null) field = value;
    else if (name === 'op' && field !== null && op === null) op = value;
    else if (name === 'value' && field !== null) {
      const filter = filterOf(field, op, value);
      if (filter === null) return null;
      filters.push(filter);
      field = null;
      op = null;
    } else return null;
  }
  return field === null ? filters : null;
}

function filterOf(field: string, op: string | null, value: string): Filter | null {
  if (field === 'leg' && op === null && value === '0') return () => true;
  const ms = Number(value);
  if (field !== 'timestamp' || !Number.isSafeInteger(ms) || ms < 0) return null;
  if (op === 'gt') return (one) => one.timestamp > ms;
  return op === 'lt' ? (one) => one.timestamp < ms : null;
}

function rowOf({ correlationId, timestamp, uri }: Transaction): JsonObject {
  return {
    correlationId,
    timestamp,
    uri,
    leg: 0,
    serviceName: 'Orders',
    operation: 'getOrder',
    type: 'http',
    method: 'GET',
    status: 200,
    statustext: 'OK',
    wafStatus: 0,
    finalStatus: 'Pass',
    subject: 'Pass Through',
    sslsubject: null,
    vhost: null,
    duration: 12,
    bytesReceived: 131,
    bytesSent: 952,
    remoteName: '192.0.2.7',
    remoteAddr: '192.0.2.7',
    remotePort: '55783',
    localAddr: '198.51.100.4',
    localPort: '8065',
  };
}

function details({ rings }: Domain, instance: string, id: string, { query }: Asked): Reply {
  const one = rings[instance]?.find(({ correlationId }) => correlationId === id);
  if (query.get('format') !== 'json' || query.get('rheaders') !== '1') return { status: 400, body: {} };
  if (one === undefined || one.host === null) return { status: 404, body: {} };
  return {
    status: 200,
    body: { details: null, rheaders: [{ Host: one.host }, { Accept: '*/*' }], sheaders: [{ Server: 'gw' }] },
  };
}
