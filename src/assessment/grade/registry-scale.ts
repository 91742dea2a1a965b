import type { GradeScale } from '../../model/rubric.ts';
import type { Letter } from '../../model/vocabulary.ts';

/**
 * A grade on a registry's risk scale: (100 - score) / 10, clamped into the half-open band of the letter, because the
 * registry derives the letter from the number alone. Without a score the middle of the band. `U` has no value: nothing
 * is published for it.
 */
export function riskScore(letter: Letter, score: number | null, scale: GradeScale): number | null {
  const band = scale.bands.find((one) => one.letter === letter);
  if (band === undefined) return null;
  if (score === null || !Number.isFinite(score)) return band.middle;
  const unit = 10 ** -scale.decimals;
  const highest = Math.max(band.from, band.below - unit);
  const risk = Math.min(Math.max((100 - score) / 10, band.from), highest);
  const rounded = Math.round(risk / unit) * unit;
  return Number(Math.min(rounded, highest).toFixed(scale.decimals));
}
