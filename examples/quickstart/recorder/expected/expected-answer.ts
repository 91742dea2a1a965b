import type { NoiseKind, SentRequest } from '../manifest.ts';
import {
  authStateOf,
  buildLedger,
  callsByHop,
  headline,
  headlineStatuses,
  type LedgerRow,
  type Sighting,
  sightingsOf,
} from './endpoint-ledger.ts';
import { expectedFindings, gradeCaps } from './findings.ts';
import { KNOWN_APIS, type KnownApi } from './known-truth.ts';

export type PerSource = Record<Sighting['source'], number>;

export function perSource(requests: readonly SentRequest[]): PerSource {
  const lines: PerSource = {
    'edge-nginx': 0,
    'edge-haproxy': 0,
    kong: 0,
    'graylog-behind': 0,
    'graylog-mesh': 0,
  };
  for (const sent of requests) for (const { source } of sightingsOf(sent)) lines[source] += 1;
  return lines;
}

function byKey<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

function endpointOf(row: LedgerRow): object {
  const byHop = callsByHop(row);
  return {
    host: row.host,
    method: row.method,
    path: row.path,
    operation: row.operation,
    calls: headline(byHop),
    callsByHop: byHop,
    statuses: headlineStatuses(row),
    api: { host: row.api.host, basePath: row.api.basePath },
    management: row.api.management,
    flags: row.flags,
    auth: { state: authStateOf(row), schemes: [...row.schemes].sort() },
    dataClasses: byKey([...row.classes.values()], ({ id, location }) => `${id} ${location}`),
    distinctClients: row.clients.size,
  };
}

function addUp(rows: readonly LedgerRow[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const row of rows)
    for (const [hop, calls] of Object.entries(callsByHop(row))) total[hop] = (total[hop] ?? 0) + calls;
  return Object.fromEntries(byKey(Object.entries(total), ([hop]) => hop));
}

function apiOf(api: KnownApi, rows: readonly LedgerRow[]): object {
  const own = rows.filter((row) => row.api === api);
  const called = own.filter((row) => !row.upstreamView);
  return {
    host: api.host,
    basePath: api.basePath,
    name: api.name,
    management: api.management,
    flags: api.flags,
    ...(api.bypasses === undefined ? {} : { bypasses: api.bypasses }),
    calls: called.reduce((total, row) => total + headline(callsByHop(row)), 0),
    callsByHop: addUp(own),
    endpoints: called.length,
    upstreamViews: own.length - called.length,
  };
}

function noiseOf(requests: readonly SentRequest[]): object {
  const kinds: Record<NoiseKind, { calls: number; lines: number }> = {
    'scanner-probe': { calls: 0, lines: 0 },
    'static-asset': { calls: 0, lines: 0 },
    'cors-preflight': { calls: 0, lines: 0 },
  };
  for (const sent of requests) {
    if (sent.tag.noise === undefined) continue;
    kinds[sent.tag.noise].calls += 1;
    kinds[sent.tag.noise].lines += sightingsOf(sent).length;
  }
  const each = Object.values(kinds);
  return {
    calls: each.reduce((total, kind) => total + kind.calls, 0),
    lines: each.reduce((total, kind) => total + kind.lines, 0),
    byKind: kinds,
  };
}

function callCounts(requests: readonly SentRequest[], rows: readonly LedgerRow[]): object {
  const lines = perSource(requests);
  const uses = requests.filter(({ tag }) => tag.noise === undefined);
  return {
    sent: requests.length,
    received: Object.values(lines).reduce((total, count) => total + count, 0),
    dropped: 0,
    perSource: lines,
    // Counted once however many logs hold a call.
    onceAtEndpoints: uses.length,
    linesAtEndpoints: uses.reduce((total, sent) => total + sightingsOf(sent).length, 0),
    // What the endpoints' own counts add up to: upstream views stand apart, each batch counts once per operation seen.
    operations: rows.reduce((total, row) => total + headline(callsByHop(row)), 0),
    ...operationCounts(uses),
  };
}

/** Batches: one line, several operations, where the log shows them. */
function operationCounts(uses: readonly SentRequest[]): object {
  const batches = uses.filter(({ tag }) => (tag.operations?.length ?? 0) > 1);
  return {
    batches: batches.length,
    operationsInBatches: batches.reduce((total, { tag }) => total + (tag.operations?.length ?? 0), 0),
  };
}

/** The whole expected answer, from the manifest alone. */
export function expectedAnswer(requests: readonly SentRequest[]): Record<string, unknown> {
  const rows = buildLedger(requests);
  const { findings, absentFindings } = expectedFindings(rows, requests);
  return {
    calls: callCounts(requests, rows),
    apis: byKey(KNOWN_APIS, ({ host, basePath }) => `${host} ${basePath}`).map((api) => apiOf(api, rows)),
    endpoints: byKey(rows, (row) => `${row.host} ${row.path} ${row.method} ${row.operation ?? ''}`).map(
      endpointOf,
    ),
    findings,
    absentFindings,
    gradeCaps: gradeCaps(findings),
    noise: noiseOf(requests),
    changes: [],
  };
}
