import type { Capability, CapabilityResult, Half } from '../capability.ts';
import { analyzeCalls, type NativeCall } from '../harness.ts';
import { callsOf } from './calls.ts';
import { CLASS_IDS } from './classes.ts';
import { endpointsOf, type LabelledEndpoint } from './endpoints.ts';
import { judge, type Mistake, type Reported, type Verdict } from './score.ts';
import { type Part, variationsOf } from './variations/index.ts';

/** Field-level precision and recall of data classes. */

const CLASS_GOAL = 0.85;
const WORST = 10;

export interface ClassScore {
  readonly classId: string;
  readonly labelled: number;
  readonly found: number;
  readonly falselyReported: number;
  readonly recall: number;
  readonly precision: number;
}

export interface Assessment {
  readonly calls: number;
  readonly endpoints: readonly LabelledEndpoint[];
  readonly verdicts: readonly Verdict[];
  readonly mistakes: readonly Mistake[];
  readonly classes: readonly ClassScore[];
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** What was reported of the endpoint that each call of a labelled endpoint was counted at. */
async function reportedOf(
  calls: readonly (readonly NativeCall[])[],
): Promise<readonly (readonly Reported[])[]> {
  const { report, annotations } = await analyzeCalls(calls.flat(), { content: false });
  const rows = new Map(report.endpoints.map((row) => [row.id, row.dataClasses]));
  let at = 0;
  return calls.map((group) => {
    const ids = new Set(annotations.slice(at, at + group.length).map((annotation) => annotation.endpoint));
    at += group.length;
    const unique = new Map<string, Reported>();
    for (const id of ids) {
      for (const one of (id == null ? undefined : rows.get(id)) ?? []) {
        unique.set(`${one.id} ${one.location} ${one.path}`, one);
      }
    }
    return [...unique.values()];
  });
}

function classScores(
  endpoints: readonly LabelledEndpoint[],
  verdicts: readonly Verdict[],
): readonly ClassScore[] {
  const truths = endpoints.flatMap((endpoint) =>
    endpoint.fields.flatMap((field) => field.truth?.classId ?? []),
  );
  const labelled = Map.groupBy(truths, (id) => id);
  const found = Map.groupBy(
    verdicts.flatMap((verdict) => verdict.found),
    (id) => id,
  );
  const wrong = Map.groupBy(
    verdicts.flatMap((verdict) => verdict.mistakes.filter((mistake) => mistake.kind === 'false')),
    (mistake) => mistake.classId,
  );
  return CLASS_IDS.map((classId) => {
    const hits = found.get(classId)?.length ?? 0;
    const all = labelled.get(classId)?.length ?? 0;
    const errors = wrong.get(classId)?.length ?? 0;
    return {
      classId,
      labelled: all,
      found: hits,
      falselyReported: errors,
      recall: ratio(hits, all),
      precision: ratio(hits, hits + errors),
    };
  });
}

export async function assess(half: Half): Promise<Assessment> {
  return assessEndpoints(endpointsOf(half), half);
}

export async function assessEndpoints(
  endpoints: readonly LabelledEndpoint[],
  half: Half,
): Promise<Assessment> {
  const calls = endpoints.map((endpoint, number) => callsOf(endpoint, half, number));
  const reported = await reportedOf(calls);
  const verdicts = endpoints.map((endpoint, number) => judge(endpoint, reported[number] ?? []));
  return {
    calls: calls.flat().length,
    endpoints,
    verdicts,
    mistakes: verdicts.flatMap((verdict) => verdict.mistakes),
    classes: classScores(endpoints, verdicts),
  };
}

/** Mistakes of the classes that go wrong most often come first, one of each class before the second of any. */
function worstOf(mistakes: readonly Mistake[]): readonly string[] {
  const byClass = [...Map.groupBy(mistakes, (mistake) => `${mistake.kind} ${mistake.classId}`).values()];
  byClass.sort(
    (left, right) =>
      right.length - left.length || (left[0]?.words ?? '').localeCompare(right[0]?.words ?? '', 'en'),
  );
  return byClass
    .slice(0, WORST)
    .map((group) => `${group[0]?.words ?? ''}${group.length > 1 ? ` and ${group.length - 1} more` : ''}`);
}

export function falseFieldCounts({ verdicts, endpoints }: Assessment): Record<string, number> {
  const negatives = endpoints.flatMap((endpoint) =>
    endpoint.fields.filter((field) => field.truth === null && field.nature !== 'ignored'),
  );
  const wrong = verdicts.flatMap((verdict) => verdict.falseFields);
  const of = (nature: string): number => wrong.filter((field) => field.nature === nature).length;
  return {
    negativeFields: negatives.length,
    ordinaryFields: negatives.filter((field) => field.nature === 'ordinary').length,
    falseFields: wrong.length,
    falseOrdinary: of('ordinary'),
    falseLookAlikes: of('look-alike'),
    falseTwins: of('twin'),
  };
}

export function metricsOf(
  { classes, mistakes }: Assessment,
  negative: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = (pick: (score: ClassScore) => number): number =>
    classes.reduce((total, score) => total + pick(score), 0);
  const hits = sum((score) => score.found);
  const precision = ratio(hits, hits + mistakes.filter((mistake) => mistake.kind === 'false').length);
  const recall = ratio(
    hits,
    sum((score) => score.labelled),
  );
  return {
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded(ratio(2 * precision * recall, precision + recall)),
    worstClassRecall: rounded(Math.min(...classes.map((score) => score.recall))),
    worstClassPrecision: rounded(Math.min(...classes.map((score) => score.precision))),
    classesUnderGoal: classes.filter((score) => score.recall < CLASS_GOAL || score.precision < CLASS_GOAL)
      .length,
    falseOrdinaryPer10k: rounded(
      ratio((negative['falseOrdinary'] ?? 0) * 10_000, negative['ordinaryFields'] ?? 0),
    ),
    falseFieldsPer10k: rounded(
      ratio((negative['falseFields'] ?? 0) * 10_000, negative['negativeFields'] ?? 0),
    ),
  };
}

/** Recall and precision of the variations, and of their classes how many miss the goal. */
async function variedMetrics(part: Part): Promise<Record<string, number>> {
  const assessment = await assessEndpoints(variationsOf(part), 'dev');
  const metrics = metricsOf(assessment, falseFieldCounts(assessment));
  const name = part === 'fit' ? 'fit' : 'heldOut';
  return {
    [`${name}Precision`]: metrics['precision'] ?? 0,
    [`${name}Recall`]: metrics['recall'] ?? 0,
    [`${name}FalseFieldsPer10k`]: metrics['falseFieldsPer10k'] ?? 0,
    [`${name}ClassesUnderGoal`]: metrics['classesUnderGoal'] ?? 0,
  };
}

async function evaluate(half: Half): Promise<CapabilityResult> {
  const assessment = await assess(half);
  const negative = falseFieldCounts(assessment);
  return {
    capability: 'data',
    half,
    counts: {
      classes: assessment.classes.length,
      endpoints: assessment.endpoints.length,
      calls: assessment.calls,
      positiveFields: assessment.classes.reduce((total, score) => total + score.labelled, 0),
      missedFields: assessment.mistakes.filter((mistake) => mistake.kind === 'missed').length,
      falseReports: assessment.mistakes.filter((mistake) => mistake.kind === 'false').length,
      ...negative,
    },
    metrics: {
      ...metricsOf(assessment, negative),
      ...(half === 'dev' ? { ...(await variedMetrics('fit')), ...(await variedMetrics('hold-out')) } : {}),
    },
    worst: worstOf(assessment.mistakes),
  };
}

export const data: Capability = { name: 'data', evaluate };
