import type { FieldRef } from './field-path.ts';
import { type LinePattern, linearPattern } from './line-pattern.ts';
import type { Condition, LetPlan, Plan, SourcePlan } from './plan.ts';
import * as run from './runtime/index.ts';

/** One record on its way: its members, what `let` took apart, and the source's settings. */
export interface Scope {
  readonly record: Readonly<Record<string, unknown>>;
  readonly lets: Readonly<Record<string, unknown>>;
  readonly meta: run.MapMeta;
}

export type Read = (scope: Scope) => unknown;

/** Follows members; undefined as soon as there is none. */
export function descend(value: unknown, segments: readonly string[]): unknown {
  let here = value;
  for (const segment of segments) here = run.membersOf(here)[segment];
  return here;
}

export function linkRef(ref: FieldRef): Read {
  const { letName, segments } = ref;
  if (letName !== null) return (scope) => descend(scope.lets[letName], segments);
  const [only] = segments;
  if (only !== undefined && segments.length === 1) return (scope) => scope.record[only];
  return (scope) => descend(scope.record, segments);
}

/** The first of several places that has a value. */
export function linkFirst(plan: Plan, refs: readonly FieldRef[]): Read {
  const present = plan.blanksAreMissing ? run.presentUnlessBlank : run.present;
  const reads = refs.map(linkRef);
  return (scope) => {
    for (const read of reads) {
      const value = present(read(scope));
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

export function unescaper(escaping: SourcePlan['unescape']): (value: unknown) => unknown {
  if (escaping === 'nginx') return run.unescapeBackslashHex;
  return escaping === 'haproxy' ? run.unescapeHashHex : run.asPrinted;
}

export function linkLet(plan: Plan, part: LetPlan): Read {
  const first = linkFirst(plan, part.refs);
  const unescape = unescaper(part.unescape);
  switch (part.split) {
    case 'url':
      return (scope) => run.splitTarget(unescape(first(scope)));
    case 'request-line':
      return (scope) => run.splitRequestLine(unescape(first(scope)));
    case 'headers':
      return (scope) => run.splitHeaders(unescape(first(scope)));
    case 'names':
      return (scope) =>
        run.splitNames(first(scope), scope.meta.options[part.option], part.separator, unescape);
  }
}

export function linkCondition(condition: Condition): (scope: Scope) => boolean {
  switch (condition.kind) {
    case 'all': {
      const parts = condition.of.map(linkCondition);
      return (scope) => parts.every((part) => part(scope));
    }
    case 'any': {
      const parts = condition.of.map(linkCondition);
      return (scope) => parts.some((part) => part(scope));
    }
    case 'not': {
      const part = linkCondition(condition.of);
      return (scope) => !part(scope);
    }
    case 'exists':
    case 'equals':
    case 'in':
    case 'matches':
      return linkTest(condition, linkRef(condition.ref));
  }
}

function linkTest(
  test: Exclude<Condition, { kind: 'all' | 'any' | 'not' }>,
  read: Read,
): (scope: Scope) => boolean {
  switch (test.kind) {
    case 'exists':
      return (scope) => (run.present(read(scope)) !== undefined) === test.wanted;
    case 'equals':
      return (scope) => run.equalsScalar(read(scope), test.word);
    case 'in': {
      const words = new Set(test.words);
      return (scope) => run.isOneOf(read(scope), words);
    }
    case 'matches': {
      const pattern: LinePattern = linearPattern(test.pattern);
      return (scope) => run.containsMatch(read(scope), pattern);
    }
  }
}
