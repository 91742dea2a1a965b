import type { Grade } from '../../model/generated/report.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { Letter } from '../../model/vocabulary.ts';

/**
 * The letter that the store shows. It moves only when the score is at least the rubric's margin beyond the edge of the
 * band shown before, or on a cap, so that a score on an edge does not flicker. `analyze` has no past and no margin.
 */
export function shownGrade(previous: Letter | null, computed: Grade, rubric: Rubric): Letter {
  const { score, letter } = computed;
  if (previous === null || previous === 'U' || score === null || letter === previous) return letter;
  if (computed.caps.some((cap) => cap.letter === letter)) return letter;
  const at = rubric.bands.findIndex((band) => band.letter === previous);
  const band = rubric.bands[at];
  if (band === undefined) return letter;
  if (score < band.from) return score <= band.from - rubric.margin ? letter : previous;
  const better = rubric.bands[at - 1];
  return better === undefined || score >= better.from + rubric.margin ? letter : previous;
}
