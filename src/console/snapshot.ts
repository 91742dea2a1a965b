import type { Change, Finding, Report, ReportApi, ReportEndpoint } from '../model/generated/report.ts';
import { isJsonArray, type JsonObject } from '../model/json.ts';
import { correctionEffectsOf } from '../report/corrections.ts';
import type { GradePoint, Store } from '../store/store.ts';
import { type Order, orderBy } from './keyset.ts';
import { LETTER_RANK, SEVERITY_RANK } from './ranks.ts';

/** One API with what its table row needs. */
export interface ApiRow {
  readonly api: ReportApi;
  readonly findings: readonly Finding[];
  /** Lower case; what a text query is looked for in. */
  readonly haystack: string;
  /** Letter that the store shows: it moves only past a margin, so it may differ from the computed one. */
  readonly shownLetter: string | null;
}

/** A report with its indexes, built once and shared by all requests until the next assessment. */
export interface Snapshot {
  readonly report: Report;
  readonly rows: readonly ApiRow[];
  readonly rowById: ReadonlyMap<string, ApiRow>;
  /** Also by the ids that endpoints had before they were re-keyed: addresses in tickets go on working. */
  readonly endpointById: ReadonlyMap<string, ReportEndpoint>;
  readonly endpointsOf: ReadonlyMap<string, readonly ReportEndpoint[]>;
  readonly findingById: ReadonlyMap<string, Finding>;
  readonly findingsOfEndpoint: ReadonlyMap<string | null, readonly Finding[]>;
  /** What rules of people reached, by their ids. */
  readonly corrections: ReadonlyMap<string, JsonObject>;
  /** Ids of the rules that reached an endpoint, by its id. */
  readonly correctionsOf: ReadonlyMap<string, readonly string[]>;
  /** Sorted lists, each built when first asked for. */
  apisBy(sort: ApiSort): Order<ApiRow>;
  endpointsBy(sort: EndpointSort): Order<ReportEndpoint>;
  findingsBy(sort: FindingSort): Order<Finding>;
  changesByTime(): Order<Change>;
}

export const API_SORTS = ['grade', 'name', 'host', 'calls', 'last-seen'] as const;
export type ApiSort = (typeof API_SORTS)[number];
export const ENDPOINT_SORTS = ['calls', 'path', 'last-seen'] as const;
type EndpointSort = (typeof ENDPOINT_SORTS)[number];
export const FINDING_SORTS = ['severity', 'type'] as const;
export type FindingSort = (typeof FINDING_SORTS)[number];

const API_KEYS: Readonly<Record<ApiSort, (row: ApiRow) => string | number>> = {
  grade: ({ api }) => reviewRank(api),
  name: ({ api }) => api.name.toLowerCase(),
  host: ({ api }) => `${api.host}${api.basePath}`,
  calls: ({ api }) => api.calls,
  'last-seen': ({ api }) => api.lastSeen ?? '',
};

const ENDPOINT_KEYS: Readonly<Record<EndpointSort, (endpoint: ReportEndpoint) => string | number>> = {
  calls: (endpoint) => endpoint.calls,
  path: (endpoint) => `${endpoint.host}${endpoint.path} ${endpoint.method}`,
  'last-seen': (endpoint) => endpoint.lastSeen ?? '',
};

const FINDING_KEYS: Readonly<Record<FindingSort, (finding: Finding) => string | number>> = {
  severity: (finding) => SEVERITY_RANK[finding.severity],
  type: (finding) => finding.type,
};

const CALLS_RANGE = 1e12;

/** Worst first: letter, then score, then the busiest; what has no grade comes last. Exact below 2^53. */
function reviewRank({ grade, calls }: ReportApi): number {
  const rank = LETTER_RANK[grade.letter] * 1000 + Math.round(grade.score ?? 0);
  return rank * CALLS_RANGE + (CALLS_RANGE - 1 - Math.min(calls, CALLS_RANGE - 1));
}

function buildSnapshot(report: Report, grades: ReadonlyMap<string, GradePoint>): Snapshot {
  const findingsOf = Map.groupBy(report.findings, (finding) => finding.api);
  const rows = report.apis.map(
    (api): ApiRow => ({
      api,
      findings: findingsOf.get(api.id) ?? [],
      haystack: [api.name, ...api.hosts, `${api.host}${api.basePath}`, api.owner ?? '', ...api.tags, api.id]
        .join('\n')
        .toLowerCase(),
      shownLetter: grades.get(api.id)?.shownLetter ?? null,
    }),
  );
  const corrections = correctionEffectsOf(report);
  const changes = once((_order: 'time') => orderBy(report.changes, (change) => change.at, idOf));
  return {
    report,
    rows,
    rowById: new Map(rows.map((row) => [row.api.id, row])),
    endpointById: endpointsByAnyId(report.endpoints),
    endpointsOf: Map.groupBy(report.endpoints, (endpoint) => endpoint.api),
    findingById: new Map(report.findings.map((finding) => [finding.id, finding])),
    findingsOfEndpoint: Map.groupBy(report.findings, (finding) => finding.endpoint),
    corrections,
    correctionsOf: correctionsByEndpoint(corrections),
    apisBy: once((sort: ApiSort) => orderBy(rows, API_KEYS[sort], (row) => row.api.id)),
    endpointsBy: once((sort: EndpointSort) => orderBy(report.endpoints, ENDPOINT_KEYS[sort], idOf)),
    findingsBy: once((sort: FindingSort) => orderBy(report.findings, FINDING_KEYS[sort], idOf)),
    changesByTime: () => changes('time'),
  };
}

/** An id that lives is its own endpoint's, whatever the aliases say. */
function endpointsByAnyId(endpoints: readonly ReportEndpoint[]): ReadonlyMap<string, ReportEndpoint> {
  const byId = new Map<string, ReportEndpoint>();
  for (const endpoint of endpoints) for (const alias of endpoint.aliases ?? []) byId.set(alias, endpoint);
  for (const endpoint of endpoints) byId.set(endpoint.id, endpoint);
  return byId;
}

function correctionsByEndpoint(
  corrections: ReadonlyMap<string, JsonObject>,
): ReadonlyMap<string, readonly string[]> {
  const byEndpoint = new Map<string, string[]>();
  for (const [rule, { reached }] of corrections) {
    for (const id of isJsonArray(reached) ? reached : []) {
      if (typeof id !== 'string') continue;
      const rules = byEndpoint.get(id);
      if (rules === undefined) byEndpoint.set(id, [rule]);
      else rules.push(rule);
    }
  }
  return byEndpoint;
}

function idOf(item: { readonly id: string }): string {
  return item.id;
}

function once<K extends string, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

const RUNS_LOOKED_AT = 500;

/**
 * The snapshot of the newest report, or null before the first assessment. A report is parsed and indexed once per
 * ended assessment; requests that meet a rebuild wait for the same one.
 */
export function snapshotSource(store: Store): () => Promise<Snapshot | null> {
  let held: { readonly version: string; readonly snapshot: Promise<Snapshot | null> } | null = null;
  return async () => {
    const version = await reportVersion(store);
    if (held !== null && held.version === version && version !== '') return held.snapshot;
    const snapshot = load(store);
    held = { version, snapshot };
    // A failed load must not be served for ever.
    snapshot.catch(() => {
      if (held?.snapshot === snapshot) held = null;
    });
    return snapshot;
  };
}

/** The run that wrote the report; empty when no assessment has a run record, which is never cached. */
async function reportVersion(store: Store): Promise<string> {
  const runs = await store.runs(RUNS_LOOKED_AT);
  const last = runs.find((run) => run.job === 'assess' && run.outcome !== null);
  return last === undefined ? '' : `${last.id} ${last.endedAtMs ?? 0}`;
}

async function load(store: Store): Promise<Snapshot | null> {
  const [report, grades] = await Promise.all([store.latestReport(), store.latestGrades()]);
  return report === null ? null : buildSnapshot(report, grades);
}
