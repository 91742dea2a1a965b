import type { ReportApi } from '../model/generated/report.ts';
import type { GradingBasis, PublishedGrade } from '../model/registry.ts';
import type { Letter } from '../model/vocabulary.ts';

/** A letter and its score on the scale of a registry; null for a letter that the scale does not have. */
export type RiskScale = (letter: Letter, score: number | null) => number | null;

const BEST_FIRST = 'ABCDEF';
/** What a grade of ours calls itself. */
const OURS = 'assay';

interface Candidate {
  readonly letter: Letter;
  readonly score: number | null;
  readonly origin: string;
}

/**
 * The grade that registries show: ours by its shown letter, the source's own, or the worse of the two. Where ours is U
 * the source's stands in, whatever the basis; where there is none either, nothing is published. The score lies on the
 * scale inside the band of its letter, so that the registry derives the letter that we show.
 */
export function publishedGrade(
  api: ReportApi,
  shownLetter: Letter,
  basis: GradingBasis,
  scale: RiskScale,
): PublishedGrade | null {
  const chosen = choose(ownGrade(api, shownLetter), sourceGrade(api), basis);
  if (chosen === null) return null;
  const riskScore = scale(chosen.letter, chosen.score);
  if (riskScore === null) return null;
  const { letter, origin } = chosen;
  return { letter, origin, score: chosen.score ?? Math.round(100 - riskScore * 10), riskScore };
}

function ownGrade({ grade }: ReportApi, shownLetter: Letter): Candidate | null {
  return shownLetter === 'U' ? null : { letter: shownLetter, score: grade.score, origin: OURS };
}

function sourceGrade({ sourceGrade: given }: ReportApi): Candidate | null {
  return given === null || given.letter === 'U' ? null : given;
}

function choose(own: Candidate | null, source: Candidate | null, basis: GradingBasis): Candidate | null {
  if (own === null || source === null) return own ?? source;
  if (basis === 'assay') return own;
  return basis === 'source' || isWorse(source, own) ? source : own;
}

function isWorse(one: Candidate, other: Candidate): boolean {
  const distance = BEST_FIRST.indexOf(one.letter) - BEST_FIRST.indexOf(other.letter);
  return distance === 0 ? (one.score ?? 0) < (other.score ?? 0) : distance > 0;
}
