import type { SourceGrade } from '../model/generated/report.ts';

/** `Beside it: C (76) by graylog-api-security:lake as of 2026-01-15T12:00:00.000Z`: what a data lake says itself. */
export function sourceGradeSentence({ letter, score, origin, asOf }: SourceGrade): string {
  return `Beside it: ${letter} (${score}) by ${origin} as of ${asOf}`;
}
