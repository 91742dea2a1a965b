import { BASE_WORDS } from './path-words.ts';

const VERSION =
  /^(?:v\d{1,4}(?:\.\d{1,3}){0,2}(?:p\d)?(?:alpha|beta|rc)?\d{0,2}|\d{1,3}\.\d{1,3}|20\d{2}-\d{2}(?:-\d{2})?)$/i;
/** The version counts only among the first three literal segments. */
const VERSION_SEGMENTS = 3;

export function isVersionSegment(segment: string): boolean {
  // Every version begins with `v` or a digit, and one of two characters is `v` and a digit.
  const first = segment.charCodeAt(0) | 0x20;
  if (first !== 0x76 && !isDigit(segment.charCodeAt(0))) return false;
  if (segment.length === 2) return first === 0x76 && isDigit(segment.charCodeAt(1));
  return VERSION.test(segment);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/**
 * Base path of an unmanaged API from the segments of a template: leading generic segments, then everything through
 * the first version among the first three literal segments; without a version the generic segments, else `/`.
 */
export function basePathOf(segments: readonly string[]): string {
  let end = 0;
  while (end < segments.length && BASE_WORDS.has((segments[end] ?? '').toLowerCase())) end += 1;
  for (let index = 0; index < Math.min(VERSION_SEGMENTS, segments.length); index += 1) {
    const segment = segments[index] ?? '';
    if (segment.includes('{')) break;
    if (isVersionSegment(segment)) end = index + 1;
    if (end === index + 1 && isVersionSegment(segment)) break;
  }
  return end === 0 ? '/' : `/${segments.slice(0, end).join('/')}`;
}
