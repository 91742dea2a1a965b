import type { Letter, Severity } from '../model/vocabulary.ts';

/** Worst first; `U` last, because nothing is known. */
export const LETTER_RANK: Readonly<Record<Letter, number>> = { F: 0, E: 1, D: 2, C: 3, B: 4, A: 5, U: 6 };

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = {
  critical: 0,
  high: 1,
  medium: 2,
  low: 3,
  info: 4,
};

export const SEVERITIES_WORST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
export const LETTERS_BEST_FIRST: readonly Letter[] = ['A', 'B', 'C', 'D', 'E', 'F', 'U'];
