import { showInvisible } from './invisible.ts';

/**
 * Characters that make a spreadsheet read a cell as a formula (OWASP, CSV injection), their full-width forms, and
 * leading white space that spreadsheets skip before looking.
 */
const FORMULA = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u;

/** One field of RFC 4180, always quoted when it is text, with an apostrophe before anything that could be a formula. */
export function encodeCsv(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const shown = showInvisible(value);
  const guarded = FORMULA.test(shown) ? `'${shown}` : shown;
  return `"${guarded.replaceAll('"', '""')}"`;
}
