import type { Cap, Deduction, Grade } from '../../model/generated/report.ts';
import type { RatedLetter, Rubric } from '../../model/rubric.ts';
import { bandOf, roundPoints, type Score, scoreOf, topOf } from './score.ts';

/** One line of the waterfall: what changed the score, and what it left. */
export interface WaterfallStep {
  readonly kind: 'start' | 'deduction' | 'floor' | 'cap' | 'rounding';
  readonly rule: string | null;
  /** Signed. */
  readonly points: number;
  readonly score: number;
  readonly endpoint: string | null;
  readonly text: string;
  readonly fix: string | null;
}

export interface Explanation {
  readonly steps: readonly WaterfallStep[];
  readonly score: number;
  readonly letter: RatedLetter;
  /** Why there is no letter; null where there is one. */
  readonly unrated: string | null;
  /** The fewest rules, greatest first, whose repair reaches the next letter; null at the best letter. */
  readonly next: {
    readonly letter: RatedLetter;
    readonly rules: readonly string[];
    readonly score: number;
  } | null;
}

/** The waterfall of one grade, from its own record: a saved report is enough. */
export function explainGrade(grade: Grade, rubric: Rubric): Explanation {
  const score = scoreOf(grade.deductions, grade.caps, rubric);
  return {
    steps: waterfall(grade, score, rubric),
    score: score.value,
    letter: score.letter,
    unrated: grade.letter === 'U' ? unratedBecause(grade, rubric) : null,
    next: nextLetter(grade, score, rubric),
  };
}

function unratedBecause(grade: Grade, rubric: Rubric): string {
  if (grade.coverage >= rubric.minimum.coverage) return `fewer than ${rubric.minimum.calls} calls`;
  const percent = Math.floor(grade.coverage * 100);
  return `${percent} % of the rubric could be evaluated, ${rubric.minimum.coverage * 100} % are needed`;
}

function waterfall(grade: Grade, score: Score, rubric: Rubric): readonly WaterfallStep[] {
  const steps: WaterfallStep[] = [
    {
      kind: 'start',
      rule: null,
      points: 100,
      score: 100,
      endpoint: null,
      text: 'every API starts here',
      fix: null,
    },
  ];
  let running = 100;
  const push = (step: Omit<WaterfallStep, 'score'>): void => {
    running = roundPoints(running + step.points);
    steps.push({ ...step, score: running });
  };
  for (const { rule, deducted, endpoint, text, fix } of grade.deductions) {
    push({ kind: 'deduction', rule, points: -deducted, endpoint, text, fix });
  }
  for (const [category, points] of Object.entries(score.floored)) {
    const floor = rubric.categories.find((one) => one.id === category)?.floor ?? 0;
    const text = `${category} takes at most ${floor}`;
    push({ kind: 'floor', rule: null, points, endpoint: null, text, fix: null });
  }
  if (running < 0) {
    push({
      kind: 'floor',
      rule: null,
      points: -running,
      endpoint: null,
      text: 'no score is below 0',
      fix: null,
    });
  }
  for (const { rule, letter, endpoint, text, fix } of grade.caps) {
    const top = topOf(letter, rubric);
    push({
      kind: 'cap',
      rule,
      points: roundPoints(Math.min(0, top - running)),
      endpoint,
      text: `at most ${letter}: ${text}`,
      fix,
    });
  }
  if (running !== score.value) {
    const points = roundPoints(score.value - running);
    push({ kind: 'rounding', rule: null, points, endpoint: null, text: 'rounded down', fix: null });
  }
  return steps;
}

/** The grade if these rules passed: their deductions and their caps fall away. */
export function whatIf(
  grade: Pick<Grade, 'deductions' | 'caps'>,
  passing: readonly string[],
  rubric: Rubric,
): Score {
  const stays = ({ rule }: Deduction | Cap): boolean => !passing.includes(rule);
  return scoreOf(grade.deductions.filter(stays), grade.caps.filter(stays), rubric);
}

function nextLetter(grade: Grade, score: Score, rubric: Rubric): Explanation['next'] {
  const at = rubric.bands.findIndex((band) => band.letter === score.letter);
  const better = rubric.bands[at - 1];
  if (better === undefined) return null;
  const blocking = grade.caps.filter((cap) => topOf(cap.letter, rubric) < better.from).map((cap) => cap.rule);
  const rules = [...new Set(blocking)];
  const rest = grade.deductions.map((one) => one.rule).filter((rule) => !rules.includes(rule));
  let reached = whatIf(grade, rules, rubric);
  while (reached.value < better.from) {
    const best = bestOf(grade, rules, rest, rubric);
    if (best === null) break;
    rules.push(best);
    rest.splice(rest.indexOf(best), 1);
    reached = whatIf(grade, rules, rubric);
  }
  return { letter: bandOf(reached.value, rubric), rules, score: reached.value };
}

/** The rule that gains most; among equals, and inside a floored category where one alone gains nothing, the first. */
function bestOf(
  grade: Grade,
  rules: readonly string[],
  rest: readonly string[],
  rubric: Rubric,
): string | null {
  let best: { readonly rule: string; readonly uncapped: number } | null = null;
  for (const rule of rest) {
    const { uncapped } = whatIf(grade, [...rules, rule], rubric);
    if (best === null || uncapped > best.uncapped) best = { rule, uncapped };
  }
  return best?.rule ?? null;
}
