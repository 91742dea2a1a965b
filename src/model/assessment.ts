import type { Finding, Grade, SourceGrade } from './generated/report.ts';
import type { ApiId, FindingId } from './ids.ts';

/** The five results of a check. "Not evaluated" is never a pass. */
export type CheckResult = 'pass' | 'fail' | 'warn' | 'not-evaluated' | 'not-applicable';

/** What one rule of the rubric says about one API. */
export interface Check {
  readonly rule: string;
  readonly result: CheckResult;
  /** Why it was not evaluated or does not apply; null otherwise. */
  readonly reason: string | null;
}

export interface ApiAssessment {
  readonly api: ApiId;
  readonly grade: Grade;
  readonly checks: readonly Check[];
  readonly sourceGrade: SourceGrade | null;
}

/** Findings and grades over one inventory: what assessment says. */
export interface Assessment {
  /** `id@version` */
  readonly rubric: string;
  readonly findings: readonly Finding[];
  /** Ids that findings had before their endpoint or API was re-keyed; only findings that had others. */
  readonly formerIds: ReadonlyMap<FindingId, readonly FindingId[]>;
  readonly apis: readonly ApiAssessment[];
  /** Signals and scores of other systems at places where no API is known. */
  readonly unmatchedResults: number;
}
