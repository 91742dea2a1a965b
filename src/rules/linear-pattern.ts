import { RE2JS } from 're2js';
import type { SitePattern } from '../analyzer/index.ts';

/** Compiles a person's pattern in an engine that runs in linear time; null when it is not of its syntax (RE2). */
export function linearPattern(source: string): SitePattern | null {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(source);
  } catch {
    return null;
  }
  return {
    find: (text, from) => {
      const matcher = pattern.matcher(text);
      return matcher.find(from) ? { from: matcher.start(), to: matcher.end() } : null;
    },
    matchesWhole: (text) => pattern.testExact(text),
  };
}
