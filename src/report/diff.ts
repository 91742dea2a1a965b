import type { Finding, Report, ReportApi } from '../model/generated/report.ts';
import { LETTERS, type Letter } from '../model/vocabulary.ts';
import { byKeys } from './order.ts';

export interface GradeChange {
  readonly api: string;
  readonly name: string;
  readonly before: { readonly letter: Letter; readonly score: number | null };
  readonly after: { readonly letter: Letter; readonly score: number | null };
  /** `unrated`: one of the two has no score, so neither direction can be told. */
  readonly direction: 'better' | 'worse' | 'unrated';
}

export interface ReportDiff {
  readonly rubricChanged: boolean;
  readonly addedApis: readonly ReportApi[];
  readonly removedApis: readonly ReportApi[];
  readonly managementChanges: readonly {
    readonly api: string;
    readonly name: string;
    readonly after: string;
  }[];
  readonly grades: readonly GradeChange[];
  readonly newFindings: readonly Finding[];
  readonly resolvedFindings: readonly Finding[];
  readonly addedEndpoints: number;
  readonly removedEndpoints: number;
}

/** What changed from one report to another, by ids. Findings judged false count as absent. */
export function diffReports(before: Report, after: Report): ReportDiff {
  const old = new Map(before.apis.map((api) => [api.id, api]));
  const fresh = new Map(after.apis.map((api) => [api.id, api]));
  const both = after.apis.flatMap((api) => {
    const previous = old.get(api.id);
    return previous === undefined ? [] : [{ previous, api }];
  });
  const oldEndpoints = new Set(before.endpoints.map((endpoint) => endpoint.id));
  const freshEndpoints = new Set(after.endpoints.map((endpoint) => endpoint.id));
  return {
    rubricChanged: both.some(({ previous, api }) => previous.grade.rubric !== api.grade.rubric),
    addedApis: after.apis.filter((api) => !old.has(api.id)),
    removedApis: before.apis.filter((api) => !fresh.has(api.id)),
    managementChanges: both
      .filter(({ previous, api }) => previous.management !== api.management)
      .map(({ api }) => ({ api: api.id, name: api.name, after: api.management })),
    grades: both.flatMap(({ previous, api }) => gradeChange(previous, api)),
    newFindings: missingIn(after, before),
    resolvedFindings: missingIn(before, after),
    addedEndpoints: [...freshEndpoints].filter((id) => !oldEndpoints.has(id)).length,
    removedEndpoints: [...oldEndpoints].filter((id) => !freshEndpoints.has(id)).length,
  };
}

function gradeChange(previous: ReportApi, api: ReportApi): readonly GradeChange[] {
  const before = { letter: previous.grade.letter, score: previous.grade.score };
  const after = { letter: api.grade.letter, score: api.grade.score };
  if (before.letter === after.letter && before.score === after.score) return [];
  return [{ api: api.id, name: api.name, before, after, direction: directionOf(before.score, after.score) }];
}

function directionOf(before: number | null, after: number | null): GradeChange['direction'] {
  if (before === null || after === null) return 'unrated';
  return after < before ? 'worse' : 'better';
}

/** Findings of one report that the other has not, sorted by id. */
function missingIn(report: Report, other: Report): readonly Finding[] {
  const known = new Set(other.findings.filter(counts).map((finding) => finding.id));
  return report.findings
    .filter((finding) => counts(finding) && !known.has(finding.id))
    .sort(byKeys((finding) => finding.id));
}

function counts(finding: Finding): boolean {
  return finding.status !== 'false-positive';
}

/**
 * Whether a gate should stop: a letter fell, an API left management, or a new API or finding is as bad as `F` or
 * `high`. A score that moved inside its band is not worse, and neither is an API that lost its evidence.
 */
export function isWorse(diff: ReportDiff): boolean {
  return (
    diff.grades.some(fell) ||
    diff.managementChanges.some((change) => change.after === 'unmanaged') ||
    diff.addedApis.some((api) => api.grade.letter === 'F' || api.management === 'unmanaged') ||
    diff.newFindings.some((finding) => finding.severity === 'high' || finding.severity === 'critical')
  );
}

function fell(change: GradeChange): boolean {
  if (change.after.letter === 'U') return false;
  if (change.before.letter === 'U') return change.after.letter === 'F';
  return LETTERS.indexOf(change.after.letter) > LETTERS.indexOf(change.before.letter);
}
