import { percentDecode } from './percent-decoding.ts';

/** Longer beginnings of a path are not remembered: their text would be held alive. */
const LONGEST_HEAD = 64;

/**
 * How the path before began, and its segments: lines of like requests follow each other, and each text that is there
 * already has its hash in every table that it is looked up in. A pure cache.
 */
let headText = '/';
let headSegments: readonly string[] = [];

/** Empty segments (`//`, a trailing slash) are dropped; an escaped slash stays inside its segment. */
export function pathSegments(path: string): readonly string[] {
  if (path.startsWith(headText)) return withSegmentsFrom(headSegments.slice(), path, headText.length);
  const segments = withSegmentsFrom([], path, 0);
  rememberHead(path);
  return segments;
}

function withSegmentsFrom(segments: string[], path: string, start: number): string[] {
  let from = start;
  for (let at = path.indexOf('/', from); at >= 0; at = path.indexOf('/', from)) {
    if (at > from) segments.push(percentDecode(path.slice(from, at)));
    from = at + 1;
  }
  if (from < path.length) segments.push(percentDecode(path.slice(from)));
  return segments;
}

/** A head is what stands before the first segment that ends with a digit, a version apart, and before the last one. */
function rememberHead(path: string): void {
  let end = 0;
  for (let at = path.indexOf('/', 0); at >= 0; at = path.indexOf('/', end)) {
    if (at > LONGEST_HEAD || (at - end > 2 && isDigit(path.charCodeAt(at - 1)))) break;
    end = at + 1;
  }
  if (end === 0) return;
  headText = path.slice(0, end);
  headSegments = withSegmentsFrom([], headText, 0);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
