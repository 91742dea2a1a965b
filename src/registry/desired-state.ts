import type { Finding, ReportApi, ReportEndpoint } from '../model/generated/report.ts';
import type { JsonObject } from '../model/json.ts';
import type { PublishDetail } from '../model/registry.ts';

/** One API with its rows of the report. */
export interface ApiRows {
  readonly api: ReportApi;
  readonly endpoints: readonly ReportEndpoint[];
  readonly findings: readonly Finding[];
}

/** What a registry may show of one API, grade included, by detail. Pure. */
export function publishedBody(rows: ApiRows, detail: PublishDetail, letter: string): JsonObject {
  const { api } = rows;
  const identity = identityOf(api);
  const grade = { letter, rubric: api.grade.rubric };
  if (detail === 'grade') return { ...identity, grade };
  const summary = {
    ...identity,
    ...labelsOf(api),
    grade: { ...grade, score: api.grade.score, coverage: api.grade.coverage },
    findings: [...new Set(countedFindings(rows).map((finding) => finding.type))].sort(),
  };
  return detail === 'summary' ? summary : { ...summary, ...trafficOf(rows) };
}

export function identityOf(api: ReportApi): JsonObject {
  const { id, name, host, basePath, management } = api;
  return { id, name, host, basePath, management };
}

export function labelsOf(api: ReportApi): JsonObject {
  return {
    hosts: api.hosts,
    flags: api.flags,
    reason: { code: api.reason.code, text: api.reason.text },
    environment: api.environment,
    owner: api.owner,
    tags: api.tags,
  };
}

/** An accepted risk is still there and belongs to what others see; a false positive never was. */
export function countedFindings({ findings }: ApiRows): readonly Finding[] {
  return findings.filter((finding) => finding.status !== 'false-positive');
}

export function trafficOf({ api, endpoints }: ApiRows): JsonObject {
  return {
    calls: api.calls,
    firstSeen: api.firstSeen,
    lastSeen: api.lastSeen,
    endpoints: endpoints
      .filter((endpoint) => !endpoint.provisional)
      .map((endpoint) => ({
        method: endpoint.method,
        path: endpoint.path,
        operation: endpoint.operation,
        auth: endpoint.auth.state,
      })),
  };
}
