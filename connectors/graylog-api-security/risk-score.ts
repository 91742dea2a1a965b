import type { ImportedScore } from '../../src/kit/index.ts';

/** Lower ends of the letters on the scale from 0 (best) to 5: A below 1, F from 5. Source: Amplify, runtime compliance. */
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** Tops of the letters on our scale: a score and its letter never disagree. */
const TOPS = [100, 89.99, 79.99, 69.99, 59.99, 49.99] as const;

/** A risk of the server as score and letter; `worstRisk` and all above it is an F. */
export function lakeScore(risk: number, worstRisk: number): Pick<ImportedScore, 'score' | 'letter'> {
  const scaled = Math.min(10, (risk / worstRisk) * 5);
  const at = Math.min(5, Math.floor(scaled));
  const score = Math.min(TOPS[at] ?? 49.99, 100 - scaled * 10);
  return { score: Math.round(score * 100) / 100, letter: LETTERS[at] ?? 'F' };
}
