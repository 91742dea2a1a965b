import { RE2JS } from 're2js';
import type { LinearPattern } from '../../src/model/correlation.ts';

/** Longest pattern that is compiled; a route's path is far shorter. */
const MAX_SOURCE_LENGTH = 4096;

/**
 * Compiles a pattern of a foreign configuration in RE2, which shares its syntax with Rust's `regex` (no look-around, no
 * back-references) and runs in linear time. Null for what the engine refuses.
 */
export function compileRustPattern(source: string): LinearPattern | null {
  if (source.length > MAX_SOURCE_LENGTH) return null;
  try {
    const compiled = RE2JS.compile(source);
    return {
      matchEnd: (path) => {
        const matcher = compiled.matcher(path);
        return matcher.lookingAt() ? matcher.end() : null;
      },
    };
  } catch {
    return null;
  }
}
