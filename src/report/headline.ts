import type { Report, ReportApi } from '../model/generated/report.ts';
import type { FindingType } from '../model/vocabulary.ts';
import { daysBetween } from './time.ts';

/** Findings that say that an API carries personal or other sensitive data. */
const CARRIES_DATA: ReadonlySet<FindingType> = new Set<FindingType>([
  'sensitive-data-in-response',
  'personal-data-in-url',
  'unauthenticated-sensitive-endpoint',
]);

/** The sentence that matters, first on every table, page and report. Plain text; a sink encodes it. */
export function headline(report: Report): string {
  if (report.apis.length === 0) return 'No API was found.';
  const parts = [management(report), failing(report), unmanagedWithData(report), retirable(report)];
  return `${parts.filter((part) => part !== null).join('; ')}.`;
}

function management(report: Report): string {
  const managed = report.apis.filter((api) => api.management === 'managed');
  const calls = sumCalls(report.apis);
  const share = `${percent(managed.length, report.apis.length)} of APIs are managed`;
  if (calls === 0) return `no calls; ${share}`;
  return `${percent(sumCalls(managed), calls)} of calls and ${share}`;
}

/** Rounded, but 0 % and 100 % mean none and all. */
function percent(part: number, whole: number): string {
  if (part === 0) return '0 %';
  if (part === whole) return '100 %';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`;
}

function sumCalls(apis: readonly ReportApi[]): number {
  return apis.reduce((sum, api) => sum + api.calls, 0);
}

function failing(report: Report): string | null {
  const count = report.apis.filter((api) => api.grade.letter === 'F').length;
  return count === 0 ? null : `${count} ${count === 1 ? 'API is' : 'APIs are'} graded F`;
}

function unmanagedWithData(report: Report): string | null {
  const carrying = new Set(
    report.findings
      .filter((one) => CARRIES_DATA.has(one.type) && one.status !== 'false-positive')
      .map((one) => one.api),
  );
  const count = report.apis.filter((api) => api.management === 'unmanaged' && carrying.has(api.id)).length;
  return count === 0
    ? null
    : `${count} unmanaged ${count === 1 ? 'API carries' : 'APIs carry'} personal data`;
}

/** Dormant APIs can go at once; the last call says how sure that is. */
function retirable(report: Report): string | null {
  const dormant = report.apis.filter((api) => api.flags.includes('dormant'));
  if (dormant.length === 0) return null;
  const text = `${dormant.length} ${dormant.length === 1 ? 'API' : 'APIs'} can be retired`;
  const last = dormant
    .flatMap((api) => api.lastSeen ?? [])
    .sort()
    .at(-1);
  if (last === undefined || report.asOf === null) return `${text}: no call seen`;
  const days = daysBetween(last, report.asOf);
  return `${text}: last call ${days} ${days === 1 ? 'day' : 'days'} ago`;
}

/**
 * What would let checks run that could not: one sentence per missing thing, with the number of APIs that would leave
 * `U`. Counted alone: an API that lacks two things is helped by neither.
 */
export function missingEvidence(report: Report, minimumCoverage: number): readonly string[] {
  const reasons = new Map<string, { apis: number; leaving: number }>();
  for (const { grade } of report.apis) {
    for (const [reason, points] of pointsByReason(grade)) {
      const entry = reasons.get(reason) ?? { apis: 0, leaving: 0 };
      entry.apis += 1;
      if (grade.letter === 'U' && coverageWith(grade, points) >= minimumCoverage) entry.leaving += 1;
      reasons.set(reason, entry);
    }
  }
  return [...reasons]
    .sort(([a, x], [b, y]) => y.leaving - x.leaving || y.apis - x.apis || (a < b ? -1 : 1))
    .map(([reason, { apis, leaving }]) => {
      const effect = leaving > 0 ? `; ${leaving} would leave U` : '';
      return `${reason} on ${apis} ${apis === 1 ? 'API' : 'APIs'}${effect}`;
    });
}

/** Only what a source could deliver: "missing" things; too few calls is nothing to switch on. */
function pointsByReason(grade: ReportApi['grade']): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  for (const one of grade.notEvaluated) {
    if (!one.reason.endsWith(' missing') && !one.reason.includes('missing where')) continue;
    const reason = one.reason.replace(/ missing.*$/, ' missing');
    points.set(reason, (points.get(reason) ?? 0) + one.points);
  }
  return points;
}

/** Coverage if rules worth `points` more were evaluated: applicable points follow from what is missing and the share. */
function coverageWith(grade: ReportApi['grade'], points: number): number {
  const missing = grade.notEvaluated.reduce((sum, one) => sum + one.points, 0);
  if (missing === 0 || grade.coverage >= 1) return grade.coverage;
  const applicable = missing / (1 - grade.coverage);
  return grade.coverage + points / applicable;
}
