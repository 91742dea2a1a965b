import type { Cap, Deduction } from '../../model/generated/report.ts';
import type { RatedLetter, Rubric } from '../../model/rubric.ts';

/** The arithmetic of a grade. It needs the grade's own record only, so a saved report can be replayed. */
export interface Score {
  /** After deductions and category floors, before caps; 0 to 100, not rounded. */
  readonly uncapped: number;
  /** Whole number; a fraction is rounded down so that no letter is given away. */
  readonly value: number;
  readonly letter: RatedLetter;
  /** Points given back because a category had reached its floor, by category. */
  readonly floored: Readonly<Record<string, number>>;
}

/** Removes binary noise such as 7.199999999999999. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}

export function bandOf(score: number, rubric: Rubric): RatedLetter {
  return rubric.bands.find((band) => score >= band.from)?.letter ?? 'F';
}

/** The highest score that a cap at this letter leaves. */
export function topOf(letter: string, rubric: Rubric): number {
  return rubric.bands.find((band) => band.letter === letter)?.top ?? 100;
}

export function scoreOf(
  deductions: readonly Pick<Deduction, 'category' | 'deducted'>[],
  caps: readonly Pick<Cap, 'letter'>[],
  rubric: Rubric,
): Score {
  const floored: Record<string, number> = {};
  let uncapped = 100;
  for (const category of rubric.categories) {
    const taken = roundPoints(
      deductions.reduce((sum, one) => (one.category === category.id ? sum + one.deducted : sum), 0),
    );
    if (taken > category.floor) floored[category.id] = roundPoints(taken - category.floor);
    uncapped -= Math.min(taken, category.floor);
  }
  uncapped = Math.max(0, roundPoints(uncapped));
  const capped = caps.reduce((score, cap) => Math.min(score, topOf(cap.letter, rubric)), uncapped);
  const value = Math.floor(capped);
  return { uncapped, value, letter: bandOf(value, rubric), floored };
}
