import { RE2JS } from 're2js';
import type { LinearPattern } from '../model/correlation.ts';

/** Compiles a pattern that is not ours in an engine that runs in linear time; null when it is not of its syntax. */
export function compileRegex(source: string): LinearPattern | null {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(source);
  } catch {
    return null;
  }
  return {
    matchEnd: (path) => {
      const matcher = pattern.matcher(path);
      return matcher.lookingAt() ? matcher.end() : null;
    },
  };
}
