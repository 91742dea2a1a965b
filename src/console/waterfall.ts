import type { Cap, Deduction, Grade } from '../model/generated/report.ts';
import type { Rubric } from '../model/rubric.ts';

/** One bar of the waterfall; `from` and `to` are scores, 0 to 100. */
export interface WaterfallStep {
  readonly kind: 'start' | 'deduction' | 'floor' | 'cap' | 'rounding';
  readonly rule: string | null;
  readonly text: string;
  readonly fix: string | null;
  readonly endpoint: string | null;
  readonly findings: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** The bands of contracts: only a report of a rubric that is not known here needs them. */
const COMMON_BANDS: Rubric['bands'] = [
  { letter: 'A', from: 90, top: 100 },
  { letter: 'B', from: 80, top: 89 },
  { letter: 'C', from: 70, top: 79 },
  { letter: 'D', from: 60, top: 69 },
  { letter: 'E', from: 50, top: 59 },
  { letter: 'F', from: 0, top: 49 },
];

/**
 * From 100 down to the score: every deduction, what a category gives back beyond its floor, every cap that bites.
 * The last step always ends at the score of the grade, so the picture never contradicts the letter.
 */
export function waterfallOf(grade: Grade, rubric: Rubric | null): readonly WaterfallStep[] {
  const steps: WaterfallStep[] = [
    { ...BLANK, kind: 'start', text: 'Every API starts here', from: 0, to: 100 },
  ];
  let at = 100;
  const push = (step: Omit<WaterfallStep, 'from' | 'to'>, to: number): void => {
    steps.push({ ...step, from: at, to: clean(to) });
    at = clean(to);
  };
  for (const deduction of grade.deductions) push(deductionStep(deduction), at - deduction.deducted);
  const returned = clean(uncappedScore(grade.deductions, rubric) - at);
  if (returned > 0) push({ ...BLANK, kind: 'floor', text: floorText(grade, rubric) }, at + returned);
  for (const cap of grade.caps) {
    const top = topOf(cap.letter, rubric);
    if (top < at) push(capStep(cap), top);
  }
  if (grade.score !== null && grade.score !== at) {
    push({ ...BLANK, kind: 'rounding', text: 'Rounded down to a whole score' }, grade.score);
  }
  return steps;
}

const BLANK = { rule: null, fix: null, endpoint: null, findings: [] } as const;

function deductionStep(deduction: Deduction): Omit<WaterfallStep, 'from' | 'to'> {
  const { rule, text, fix, endpoint, findings } = deduction;
  return { kind: 'deduction', rule, text, fix, endpoint, findings };
}

function capStep({ rule, text, fix, endpoint, letter }: Cap): Omit<WaterfallStep, 'from' | 'to'> {
  return { kind: 'cap', rule, text: `Capped at ${letter}: ${text}`, fix, endpoint, findings: [] };
}

function floorText(grade: Grade, rubric: Rubric | null): string {
  const titles = (rubric?.categories ?? [])
    .filter((category) => takenBy(category.id, grade.deductions) > category.floor)
    .map((category) => `${category.title} takes at most ${category.floor}`);
  return titles.length === 0 ? 'A score is never below 0' : titles.join('; ');
}

function takenBy(category: string, deductions: readonly Deduction[]): number {
  return deductions.reduce((sum, one) => (one.category === category ? sum + one.deducted : sum), 0);
}

/** After category floors, before caps. */
function uncappedScore(deductions: readonly Deduction[], rubric: Rubric | null): number {
  const categories = new Set(deductions.map((one) => one.category));
  let score = 100;
  for (const category of categories) {
    const floor = rubric?.categories.find((one) => one.id === category)?.floor ?? Number.POSITIVE_INFINITY;
    score -= Math.min(takenBy(category, deductions), floor);
  }
  return Math.max(0, clean(score));
}

function topOf(letter: string, rubric: Rubric | null): number {
  return (rubric?.bands ?? COMMON_BANDS).find((band) => band.letter === letter)?.top ?? 100;
}

/** Removes binary noise such as 7.199999999999999. */
function clean(score: number): number {
  return Math.round(score * 100) / 100;
}

/** What leads to the next better letter. */
export interface Raise {
  /** The letter reached: lifting a cap may skip one. */
  readonly letter: string;
  /** Score after these fixes, when nothing else changes. */
  readonly score: number;
  readonly fixes: readonly { readonly rule: string; readonly fix: string; readonly reason: string }[];
}

/**
 * The fewest fixes found for the next letter: first whatever caps below it, then whatever regains most, and what
 * turns out to be needless is dropped again. Null for A and for what has no score.
 */
export function raiseOf(grade: Grade, rubric: Rubric | null): Raise | null {
  const bands = rubric?.bands ?? COMMON_BANDS;
  const target = bands[bands.findIndex((band) => band.letter === grade.letter) - 1];
  if (grade.score === null || target === undefined) return null;
  const scoreWithout = (fixed: ReadonlySet<string>): number => scoreOf(grade, fixed, rubric);
  const fixed = new Set(
    grade.caps.filter((cap) => topOf(cap.letter, rubric) < target.from).map((cap) => cap.rule),
  );
  const needed = new Set(fixed);
  while (scoreWithout(fixed) < target.from) {
    const best = bestRule(grade, fixed, scoreWithout);
    if (best === null) return null;
    fixed.add(best);
  }
  for (const rule of Array.from(fixed)) {
    if (needed.has(rule)) continue;
    const fewer = new Set([...fixed].filter((one) => one !== rule));
    if (scoreWithout(fewer) >= target.from) fixed.delete(rule);
  }
  const score = scoreWithout(fixed);
  return {
    letter: bands.find((band) => score >= band.from)?.letter ?? target.letter,
    score,
    fixes: [...fixed].map((rule) => fixOf(rule, grade)),
  };
}

function scoreOf(grade: Grade, fixed: ReadonlySet<string>, rubric: Rubric | null): number {
  const deductions = grade.deductions.filter((one) => !fixed.has(one.rule));
  const capped = grade.caps
    .filter((cap) => !fixed.has(cap.rule))
    .reduce((score, cap) => Math.min(score, topOf(cap.letter, rubric)), uncappedScore(deductions, rubric));
  return Math.floor(capped);
}

function bestRule(
  grade: Grade,
  fixed: ReadonlySet<string>,
  scoreWithout: (fixed: ReadonlySet<string>) => number,
): string | null {
  let best: { readonly rule: string; readonly score: number; readonly deducted: number } | null = null;
  for (const { rule, deducted } of grade.deductions) {
    if (fixed.has(rule)) continue;
    const score = scoreWithout(new Set([...fixed, rule]));
    if (best === null || score > best.score || (score === best.score && deducted > best.deducted)) {
      best = { rule, score, deducted };
    }
  }
  return best?.rule ?? null;
}

function fixOf(rule: string, grade: Grade): Raise['fixes'][number] {
  const cap = grade.caps.find((one) => one.rule === rule);
  const deduction = grade.deductions.find((one) => one.rule === rule);
  const fix = deduction?.fix ?? cap?.fix ?? '';
  const reasons = [
    cap === undefined ? [] : [`lifts the cap at ${cap.letter}`],
    deduction === undefined ? [] : [`regains up to ${deduction.deducted} points`],
  ].flat();
  return { rule, fix, reason: reasons.join(', ') };
}
