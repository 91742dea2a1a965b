import { percentDecode } from './percent-decoding.ts';

/** Empty segments (`//`, a trailing slash) are dropped; an escaped slash stays inside its segment. */
export function pathSegments(path: string): readonly string[] {
  const segments: string[] = [];
  let from = 0;
  for (let at = 0; at <= path.length; at++) {
    if (at < path.length && path.charCodeAt(at) !== SLASH) continue;
    if (at > from) segments.push(percentDecode(path.slice(from, at)));
    from = at + 1;
  }
  return segments;
}

const SLASH = 47;
