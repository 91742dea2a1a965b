import { createRequire } from 'node:module';
import type * as re2js from 're2js';
import type { SitePattern } from '../analyzer/index.ts';

type Engine = typeof re2js.RE2JS;

let engine: Engine | null = null;

/** Loaded with the first pattern: a worker thread without rules does not pay for it. */
function linearEngine(): Engine {
  if (engine === null) {
    const loaded = createRequire(import.meta.url)('re2js') as typeof re2js;
    engine = loaded.RE2JS;
  }
  return engine;
}

/** Compiles a person's pattern in an engine that runs in linear time; null when it is not of its syntax (RE2). */
export function linearPattern(source: string): SitePattern | null {
  let pattern: InstanceType<Engine>;
  try {
    pattern = linearEngine().compile(source);
  } catch {
    return null;
  }
  const required = requiredText(source);
  return {
    find: (text, from) => {
      // Most texts hold nothing of it: looking for fixed characters costs a hundredth of the engine.
      if (required !== '' && !text.includes(required, from)) return null;
      const matcher = pattern.matcher(text);
      return matcher.find(from) ? { from: matcher.start(), to: matcher.end() } : null;
    },
    matchesWhole: (text) => pattern.testExact(text),
  };
}

const LEADING = /^(?:\^|\\b)*([A-Za-z0-9_-]+)(.?)/;

/** Characters that every match begins with, as far as they can be told at a glance; empty where they cannot. */
export function requiredText(source: string): string {
  if (source.includes('|') || source.includes('(?')) return '';
  const [, text = '', next = ''] = LEADING.exec(source) ?? [];
  // What counts the last character may count it zero times.
  return '*?{+'.includes(next) && next !== '' ? text.slice(0, -1) : text;
}
