import type { Report } from '../model/generated/report.ts';
import { encodeCsv } from './encode/csv.ts';

type Cell = string | number | null;

const CRLF = '\r\n';

/** One line per API, RFC 4180, in the order of the report. Of one with provisional endpoints alone only the id says which it is. */
export function renderApisCsv(report: Report): string {
  const header =
    'id,name,host,base_path,management,flags,grade,score,coverage,calls,endpoints,first_seen,last_seen,environment,owner,tags,reason,findings';
  const findings = Map.groupBy(report.findings, (finding) => finding.api);
  const endpoints = Map.groupBy(report.endpoints, (endpoint) => endpoint.api);
  const isFirm = (api: Report['apis'][number]): boolean =>
    api.management === 'managed' || endpoints.get(api.id)?.every((one) => one.provisional) !== true;
  const rows = report.apis.map((api): readonly Cell[] => [
    api.id,
    isFirm(api) ? api.name : null,
    isFirm(api) && api.provisionalHosts?.includes(api.host) !== true ? api.host : null,
    isFirm(api) ? api.basePath : null,
    api.management,
    api.flags.join(' '),
    api.grade.letter,
    api.grade.score,
    api.grade.coverage,
    api.calls,
    api.endpoints,
    api.firstSeen,
    api.lastSeen,
    api.environment,
    api.owner,
    api.tags.join(' '),
    api.reason.text,
    [...new Set((findings.get(api.id) ?? []).map((finding) => finding.type))].sort().join(' '),
  ]);
  return toCsv(header, rows);
}

/** One line per endpoint. Provisional literals are traffic's own words and stay out of exports. */
export function renderEndpointsCsv(report: Report): string {
  const header =
    'id,api,method,host,path,operation,protocol,management,flags,calls,auth,schemes,data_classes,first_seen,last_seen,reason';
  const firmHosts = new Set(report.endpoints.filter((one) => !one.provisional).map((one) => one.host));
  const rows = report.endpoints.map((endpoint): readonly Cell[] => [
    endpoint.id,
    endpoint.api,
    endpoint.method,
    firmHosts.has(endpoint.host) ? endpoint.host : null,
    endpoint.provisional ? null : endpoint.path,
    endpoint.provisional ? null : endpoint.operation,
    endpoint.protocol,
    endpoint.management,
    endpoint.flags.join(' '),
    endpoint.calls,
    endpoint.auth.state,
    endpoint.auth.schemes.join(' '),
    [...new Set(endpoint.dataClasses.map((one) => one.id))].join(' '),
    endpoint.firstSeen,
    endpoint.lastSeen,
    endpoint.provisional ? null : endpoint.reason.text,
  ]);
  return toCsv(header, rows);
}

/** One line per finding; samples are redacted already and stay in the report document. */
export function renderFindingsCsv(report: Report): string {
  const header = 'id,type,severity,status,api,endpoint,title,counts,rule,controls';
  const rows = report.findings.map((finding): readonly Cell[] => [
    finding.id,
    finding.type,
    finding.severity,
    finding.status,
    finding.api,
    finding.endpoint,
    finding.title,
    Object.entries(finding.evidence.counts)
      .map(([name, count]) => `${name}=${count ?? 0}`)
      .join(' '),
    finding.evidence.rule,
    finding.controls.join(' '),
  ]);
  return toCsv(header, rows);
}

function toCsv(header: string, rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows.map((row) => row.map(encodeCsv).join(','))].map((line) => line + CRLF).join('');
}
