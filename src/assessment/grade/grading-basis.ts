import type { Grade, SourceGrade } from '../../model/generated/report.ts';
import type { Letter } from '../../model/vocabulary.ts';

/** Whose grade is shown and published: ours, the data lake's, or the worse of the two. */
export type GradingBasis = 'assay' | 'source' | 'worst';

export interface GradeInForce {
  readonly letter: Letter;
  readonly score: number | null;
  /** `assay`, or the origin of the source's grade. */
  readonly origin: string;
}

/** Where ours is `U` and a source has a grade, the source's stands, whatever the basis. */
export function gradeInForce(grade: Grade, source: SourceGrade | null, basis: GradingBasis): GradeInForce {
  const ours: GradeInForce = { letter: grade.letter, score: grade.score, origin: 'assay' };
  if (source === null || source.letter === 'U') return ours;
  const theirs: GradeInForce = { letter: source.letter, score: source.score, origin: source.origin };
  if (grade.letter === 'U' || grade.score === null || basis === 'source') return theirs;
  return basis === 'worst' && source.score < grade.score ? theirs : ours;
}
