import type { Report, ReportApi } from '../../model/generated/report.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { FindingType, Letter } from '../../model/vocabulary.ts';
import { whatIf } from './explain.ts';
import { scoreOf } from './score.ts';

/** One thing to fix, with what it is worth. */
export interface NextAction {
  readonly api: string;
  readonly name: string;
  readonly host: string;
  readonly basePath: string;
  readonly rule: string;
  readonly text: string;
  readonly fix: string;
  /** The worst endpoint; null for the API as a whole. */
  readonly endpoint: string | null;
  /** Points regained by this alone: those of the score, and those hidden under a cap. */
  readonly regained: number;
  readonly exposure: number;
  readonly sensitivity: number;
  /** regained x exposure x sensitivity: the order of the list. */
  readonly priority: number;
  readonly before: { readonly letter: Letter; readonly score: number };
  readonly after: { readonly letter: Letter; readonly score: number };
}

/** An API that carries sensitive data weighs this much more. */
const SENSITIVE_WEIGHT = 1.5;

const SENSITIVE: ReadonlySet<FindingType> = new Set<FindingType>([
  'sensitive-data-in-response',
  'personal-data-in-url',
  'secret-in-response',
  'unauthenticated-sensitive-endpoint',
]);

/**
 * What to fix first over all APIs, the greatest priority first, at most `limit`. Unrated APIs stand in the list too:
 * their deductions are as proven as others'.
 */
export function nextActions(report: Report, rubric: Rubric, limit: number): readonly NextAction[] {
  const sensitive = new Set(
    report.findings
      .filter((one) => SENSITIVE.has(one.type) && one.status !== 'false-positive')
      .map((one) => one.api),
  );
  return report.apis
    .flatMap((api) => actionsOf(api, sensitive.has(api.id) ? SENSITIVE_WEIGHT : 1, rubric))
    .sort((a, b) => b.priority - a.priority || compare(a.api + a.rule, b.api + b.rule))
    .slice(0, Math.max(0, limit));
}

function actionsOf(api: ReportApi, sensitivity: number, rubric: Rubric): readonly NextAction[] {
  const { deductions, caps } = api.grade;
  const now = scoreOf(deductions, caps, rubric);
  return deductions.map(({ rule, text, fix, endpoint, exposure }): NextAction => {
    const after = whatIf(api.grade, [rule], rubric);
    // A cap hides what its rule's neighbours cost: without the hidden part none of them would ever look worth fixing.
    const regained = Math.max(after.value - now.value, after.uncapped - now.uncapped, 0);
    return {
      api: api.id,
      name: api.name,
      host: api.host,
      basePath: api.basePath,
      rule,
      text,
      fix,
      endpoint,
      regained,
      exposure,
      sensitivity,
      priority: Math.round(regained * exposure * sensitivity * 100) / 100,
      before: { letter: now.letter, score: now.value },
      after: { letter: after.letter, score: after.value },
    };
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
