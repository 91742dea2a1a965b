import type { Check } from '../../model/assessment.ts';
import type { Cap, Deduction, Grade, NotEvaluated } from '../../model/generated/report.ts';
import type { FindingId } from '../../model/ids.ts';
import type { CapCondition, Rubric, RubricCap, RubricRule } from '../../model/rubric.ts';
import type { Detection } from '../finding-rule.ts';
import { exposesOverPlaintext } from '../findings/plaintext-transport.ts';
import type { ApiSubject } from '../subject.ts';
import { observe } from './observation.ts';
import { roundPoints, scoreOf } from './score.ts';

/** A detection with what the report says about it. */
export interface Found {
  readonly id: FindingId;
  readonly title: string;
  readonly detection: Detection;
}

/** One rule's verdict on one API. */
interface Verdict {
  readonly rule: RubricRule;
  readonly check: Check;
  /** Sightings that cost points, the worst first; empty unless it failed. */
  readonly drivers: readonly Driver[];
}

interface Driver {
  readonly found: Found;
  readonly strength: number;
  readonly exposure: number;
  readonly deducted: number;
}

/** Grades one API from what was found there. `found` must not contain findings judged false. */
export function gradeApi(
  api: ApiSubject,
  found: readonly Found[],
  rubric: Rubric,
): { readonly grade: Grade; readonly checks: readonly Check[] } {
  const verdicts = rubric.rules.map((rule) => judge(rule, api, found, rubric));
  const deductions = verdicts.flatMap(toDeduction).sort(byWeight);
  const fired = firedCaps(api, verdicts, rubric);
  const caps = fired.map(({ cap }) => cap);
  const coverage = coverageOf(verdicts);
  const enough = coverage >= rubric.minimum.coverage && api.correlated.calls >= rubric.minimum.calls;
  const rated = enough || fired.some(({ rule }) => rule.stands);
  const score = scoreOf(deductions, caps, rubric);
  const grade: Grade = {
    letter: rated ? score.letter : 'U',
    score: rated ? score.value : null,
    coverage,
    rubric: `${rubric.id}@${rubric.version}`,
    deductions,
    caps,
    notEvaluated: verdicts.flatMap(toNotEvaluated),
  };
  return { grade, checks: verdicts.map(({ check }) => check) };
}

function judge(rule: RubricRule, api: ApiSubject, found: readonly Found[], rubric: Rubric): Verdict {
  const own = found.filter((one) => rule.findings.includes(one.detection.type));
  const drivers = own.flatMap((one) => toDriver(one, rule, api, rubric)).sort(byDriver);
  if (drivers.length > 0) return { rule, check: { rule: rule.id, result: 'fail', reason: null }, drivers };
  const observability = observe(rule, api);
  if (observability.kind !== 'observed') {
    const check: Check = { rule: rule.id, result: observability.kind, reason: observability.reason };
    return { rule, check, drivers };
  }
  const result = own.length > 0 ? 'warn' : 'pass';
  return { rule, check: { rule: rule.id, result, reason: null }, drivers };
}

function toDriver(found: Found, rule: RubricRule, api: ApiSubject, rubric: Rubric): readonly Driver[] {
  const { endpoint, strength: kind } = found.detection;
  if (kind === null) return [];
  const exposed =
    endpoint === null ? api.endpoints.some((one) => one.accepted > 0 && one.exposed) : endpoint.exposed;
  const strength = rubric.strengths[kind];
  const exposure = rule.exposure && !exposed ? rubric.exposure.internal : rubric.exposure.exposed;
  return [{ found, strength, exposure, deducted: roundPoints(rule.points * strength * exposure) }];
}

/** The largest deduction drives; among equals the busier endpoint is shown, then the smaller id. */
function byDriver(a: Driver, b: Driver): number {
  return b.deducted - a.deducted || traffic(b) - traffic(a) || (a.found.id < b.found.id ? -1 : 1);
}

function traffic({ found }: Driver): number {
  return found.detection.endpoint?.accepted ?? 0;
}

function toDeduction({ rule, drivers }: Verdict): readonly Deduction[] {
  const [worst] = drivers;
  if (worst === undefined) return [];
  return [
    {
      rule: rule.id,
      category: rule.category,
      points: rule.points,
      strength: worst.strength,
      exposure: worst.exposure,
      deducted: worst.deducted,
      endpoint: worst.found.detection.endpoint?.facts.id ?? null,
      text: worst.found.title,
      fix: rule.fix,
      findings: [...new Set(drivers.map((driver) => driver.found.id))].sort(),
    },
  ];
}

function byWeight(a: Deduction, b: Deduction): number {
  return b.deducted - a.deducted || (a.rule < b.rule ? -1 : 1);
}

function toNotEvaluated({ rule, check }: Verdict): readonly NotEvaluated[] {
  if (check.result !== 'not-evaluated') return [];
  return [{ rule: rule.id, points: rule.points, reason: check.reason ?? '' }];
}

/** Points of evaluated rules over points of applicable ones, four decimals. */
function coverageOf(verdicts: readonly Verdict[]): number {
  let applicable = 0;
  let evaluated = 0;
  for (const { rule, check } of verdicts) {
    if (check.result === 'not-applicable') continue;
    applicable += rule.points;
    if (check.result !== 'not-evaluated') evaluated += rule.points;
  }
  return applicable === 0 ? 0 : Math.round((evaluated / applicable) * 10_000) / 10_000;
}

interface FiredCap {
  readonly rule: RubricCap;
  readonly cap: Cap;
}

/** Worst letter first. */
function firedCaps(api: ApiSubject, verdicts: readonly Verdict[], rubric: Rubric): readonly FiredCap[] {
  const order = rubric.bands.map((band) => band.letter);
  return rubric.caps
    .flatMap((rule): readonly FiredCap[] => {
      const verdict = verdicts.find((one) => one.rule.id === rule.rule);
      const driver = verdict?.drivers.find(({ found }) => CONDITIONS[rule.when](found.detection, api));
      if (verdict === undefined || driver === undefined) return [];
      const endpoint = driver.found.detection.endpoint?.facts.id ?? null;
      const cap: Cap = {
        rule: rule.rule,
        letter: rule.letter,
        endpoint,
        text: rule.text,
        fix: verdict.rule.fix,
      };
      return [{ rule, cap }];
    })
    .sort((a, b) => order.indexOf(b.rule.letter) - order.indexOf(a.rule.letter));
}

const CONDITIONS: Readonly<Record<CapCondition, (detection: Detection, api: ApiSubject) => boolean>> = {
  failed: () => true,
  proved: ({ strength }) => strength === 'proved',
  external: ({ endpoint }, api) => endpoint?.correlated.external ?? api.correlated.external,
  'sensitive-or-credentials': ({ endpoint }) => endpoint !== null && exposesOverPlaintext(endpoint),
};
