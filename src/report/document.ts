import type { ApiAssessment, Assessment } from '../model/assessment.ts';
import type { CorrelatedApi, CorrelatedEndpoint, Correlation } from '../model/correlation.ts';
import type {
  Change,
  Grade,
  Overflow,
  Report,
  ReportApi,
  ReportEndpoint,
  Run,
  Slot,
} from '../model/generated/report.ts';
import { changeId, type EndpointId } from '../model/ids.ts';
import type { EndpointFacts, Inventory, SlotFacts } from '../model/inventory.ts';
import { byKeys } from './order.ts';
import { toTime, toTimeOrNull } from './time.ts';

export interface ReportInput {
  readonly inventory: Inventory;
  readonly correlation: Correlation;
  readonly assessment: Assessment;
  /** Records ever handed in; blank lines are none. */
  readonly received: number;
  readonly dropped: Readonly<Record<string, number | undefined>>;
  /** All that may differ between equal inputs. */
  readonly run: Run;
}

/** The canonical report: every list, page and export is derived from it. Equal inputs give equal documents, `run` apart. */
export function buildReport(input: ReportInput): Report {
  const { inventory, correlation, assessment } = input;
  const facts = new Map(inventory.endpoints.map((one) => [one.id, one]));
  const assessed = new Map(assessment.apis.map((one) => [one.api, one]));
  return {
    schemaVersion: 1,
    asOf: inventory.calls.analyzed === 0 ? null : toTime(inventory.asOfMs),
    calls: {
      // What was called outside the assessment window is kept, and is no part of this document.
      received: input.received - inventory.calls.outsideWindow,
      dropped: withoutZeros(input.dropped),
      noise: withoutZeros(inventory.calls.noise),
      analyzed: inventory.calls.analyzed,
      operations: correlation.operations,
    },
    apis: correlation.apis
      .map((api) => reportApi(api, assessed.get(api.id), assessment.rubric))
      .sort(
        byKeys(
          (api) => api.host,
          (api) => api.basePath,
          (api) => api.id,
        ),
      ),
    endpoints: correlation.endpoints.map((endpoint) => reportEndpoint(endpoint, facts)).sort(endpointOrder),
    findings: [...assessment.findings].sort(byKeys((finding) => finding.id)),
    changes: reportChanges(inventory, correlation).sort(byKeys((change) => change.id)),
    ...reportOverflows(inventory),
    run: input.run,
  };
}

const OTHER_HOSTS = '*';

/** A host that has no endpoint was named by a caller alone, so it is one of the others. */
function reportOverflows({ endpoints, overflows }: Inventory): Pick<Report, 'overflows'> {
  const hosts = new Set(endpoints.map(({ host }) => host));
  const places = new Map<string, Overflow>();
  for (const { cap, where } of overflows) {
    const [named = ''] = where.split(' ');
    const host = hosts.has(named) ? named : OTHER_HOSTS;
    places.set(`${cap} ${host}`, { cap, host });
  }
  const [first, ...more] = [...places.values()].sort(
    byKeys(
      (one) => one.cap,
      (one) => one.host,
    ),
  );
  return first === undefined ? {} : { overflows: [first, ...more] };
}

const endpointOrder = byKeys<ReportEndpoint>(
  (endpoint) => endpoint.host,
  (endpoint) => endpoint.path,
  (endpoint) => endpoint.method,
  (endpoint) => endpoint.operation ?? '',
  (endpoint) => endpoint.id,
);

function withoutZeros(counts: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const kept: Record<string, number> = {};
  for (const key of Object.keys(counts).sort()) {
    const count = counts[key];
    if (count !== undefined && count > 0) kept[key] = count;
  }
  return kept;
}

function reportApi(api: CorrelatedApi, assessed: ApiAssessment | undefined, rubric: string): ReportApi {
  return {
    id: api.id,
    name: api.name,
    host: api.host,
    hosts: [...api.hosts].sort(),
    ...(api.provisionalHosts === undefined ? {} : { provisionalHosts: [...api.provisionalHosts].sort() }),
    basePath: api.basePath,
    management: api.management,
    flags: [...api.flags],
    reason: { ...api.reason },
    registered: api.registered === null ? null : { ...api.registered },
    ...(api.registrations === undefined
      ? {}
      : { registrations: api.registrations.map((one) => ({ ...one })) }),
    environment: api.environment,
    owner: api.owner,
    tags: [...api.tags].sort(),
    endpoints: api.endpoints.length,
    calls: api.calls,
    callsByHop: { ...api.callsByHop },
    firstSeen: toTimeOrNull(api.firstSeenMs),
    lastSeen: toTimeOrNull(api.lastSeenMs),
    grade: assessed?.grade ?? unrated(rubric),
    sourceGrade: assessed?.sourceGrade ?? null,
  };
}

function unrated(rubric: string): Grade {
  return { letter: 'U', score: null, coverage: 0, rubric, deductions: [], caps: [], notEvaluated: [] };
}

function reportEndpoint(
  endpoint: CorrelatedEndpoint,
  byId: ReadonlyMap<EndpointId, EndpointFacts>,
): ReportEndpoint {
  const facts = byId.get(endpoint.id);
  if (facts === undefined)
    throw new RangeError('correlation names an endpoint that the inventory does not hold');
  return {
    id: endpoint.id,
    api: endpoint.apiId,
    method: facts.method,
    host: facts.host,
    path: facts.path,
    ...(facts.slots.length === 0 ? {} : { slots: facts.slots.map(reportSlot) }),
    operation: facts.operation,
    protocol: facts.protocol,
    calls: endpoint.calls,
    statuses: withoutZeros(endpoint.statuses),
    management: endpoint.management,
    flags: [...endpoint.flags],
    reason: { ...endpoint.reason },
    registered: endpoint.registered === null ? null : { ...endpoint.registered },
    auth: { state: facts.auth.state, schemes: [...facts.auth.schemes].sort() },
    dataClasses: dataClassesOf([facts, ...endpoint.views.flatMap((id) => byId.get(id) ?? [])]),
    firstSeen: toTime(endpoint.firstSeenMs),
    lastSeen: toTime(endpoint.lastSeenMs),
    provisional: facts.provisional,
    ...(facts.aliases.length === 0 ? {} : { aliases: [...facts.aliases] }),
  };
}

function reportSlot({ name, type, enumeration, origin, why }: SlotFacts): Slot {
  return { name, type, ...(enumeration === null ? {} : { enumeration: [...enumeration] }), origin, why };
}

/** Views are the same calls at another hop, so the larger count stands and nothing is added up. */
function dataClassesOf(views: readonly EndpointFacts[]): ReportEndpoint['dataClasses'] {
  const largest = new Map<string, ReportEndpoint['dataClasses'][number]>();
  for (const { id, location, path, count } of views.flatMap((facts) => facts.dataClasses)) {
    const key = `${id} ${location} ${path}`;
    if ((largest.get(key)?.count ?? -1) < count) largest.set(key, { id, location, path, count });
  }
  return [...largest.values()].sort(
    byKeys(
      (one) => one.id,
      (one) => one.location,
      (one) => one.path,
    ),
  );
}

/** Changes of an endpoint that is another one's view belong to that one. */
function reportChanges(inventory: Inventory, correlation: Correlation): Change[] {
  const into = new Map(correlation.folded.map((one) => [one.endpoint, one.into]));
  const apiOf = new Map(correlation.endpoints.map((one) => [one.id, one.apiId]));
  const changes = new Map<string, Change>();
  for (const change of inventory.changes) {
    const endpoint = into.get(change.endpoint) ?? change.endpoint;
    const api = apiOf.get(endpoint);
    if (api === undefined) continue;
    const at = toTime(change.atMs);
    const id = changeId(change.type, api, endpoint, change.subject, at);
    const { type, class: kind, before, after } = change;
    changes.set(id, { id, type, class: kind, api, endpoint, at, before, after });
  }
  return [...changes.values()];
}
