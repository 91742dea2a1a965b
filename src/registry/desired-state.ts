import type { Report, ReportApi } from '../model/generated/report.ts';
import type { JsonObject } from '../model/json.ts';
import type { DesiredObject, PublishDetail } from '../model/registry.ts';

export interface DesiredSettings {
  readonly detail: PublishDetail;
  /** Letter as shown by the store (with its margin), by API id; the computed letter where there is none. */
  readonly shownLetters: ReadonlyMap<string, string>;
}

/** The parts of a report that registries learn of. */
export type PublishedReport = Pick<Report, 'apis' | 'endpoints' | 'findings'>;

/** What the registry should hold: one object per API of the report, in report order. Pure. */
export function desiredState(report: PublishedReport, settings: DesiredSettings): readonly DesiredObject[] {
  return report.apis.map((api) => ({ key: api.id, kind: 'api', body: publishedApi(report, api, settings) }));
}

function publishedApi(
  report: PublishedReport,
  api: ReportApi,
  { detail, shownLetters }: DesiredSettings,
): JsonObject {
  const identity = {
    id: api.id,
    name: api.name,
    host: api.host,
    basePath: api.basePath,
    management: api.management,
  };
  const grade = { letter: shownLetters.get(api.id) ?? api.grade.letter, rubric: api.grade.rubric };
  if (detail === 'grade') return { ...identity, grade };
  // An accepted risk is still there and belongs to what others see; a false positive never was.
  const findings = report.findings.filter(
    (finding) => finding.api === api.id && finding.status !== 'false-positive',
  );
  const summary = {
    ...identity,
    hosts: api.hosts,
    flags: api.flags,
    reason: { code: api.reason.code, text: api.reason.text },
    environment: api.environment,
    owner: api.owner,
    tags: api.tags,
    grade: { ...grade, score: api.grade.score, coverage: api.grade.coverage },
    findings: [...new Set(findings.map((finding) => finding.type))].sort(),
  };
  if (detail === 'summary') return summary;
  return {
    ...summary,
    calls: api.calls,
    firstSeen: api.firstSeen,
    lastSeen: api.lastSeen,
    endpoints: report.endpoints
      .filter((endpoint) => endpoint.api === api.id && !endpoint.provisional)
      .map((endpoint) => ({
        method: endpoint.method,
        path: endpoint.path,
        operation: endpoint.operation,
        auth: endpoint.auth.state,
      })),
  };
}
