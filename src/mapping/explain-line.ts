import { linkMapping, linkParse } from './closures.ts';
import type { FieldRef } from './field-path.ts';
import { linearPattern } from './line-pattern.ts';
import { linkCondition, linkFirst, linkLet, type Scope } from './link-values.ts';
import type { Plan, TargetPlan } from './plan.ts';
import { readRecord } from './read-record.ts';
import type { MapMeta } from './runtime/meta.ts';
import { isDropped, type MapOutcome } from './runtime/outcome.ts';
import { Fields } from './runtime/values.ts';

/** Where one target of the call came from. */
export interface TargetSource {
  readonly target: string;
  /** The path that was taken; null where no path had a value. */
  readonly path: string | null;
  /** What the mapping does where there is no value (`drop`, `null`, `default`…); null where there was one. */
  readonly missing: string | null;
}

export interface LineExplanation {
  readonly mapping: string;
  /** The form of the line, for mappings with patterns. */
  readonly pattern: string | null;
  /** Condition under `skip` that held, its number from 1. */
  readonly skippedBy: number | null;
  readonly targets: readonly TargetSource[];
  readonly outcomes: readonly MapOutcome[];
}

/**
 * Says how a mapping reads one line (the first record in it): which pattern, which field each target comes from.
 * For people at a terminal: the outcomes hold the values of the line.
 */
export function explainLine(plan: Plan, line: Buffer | string, meta: MapMeta): LineExplanation {
  const mapping = linkMapping(plan);
  const unit = readRecord(line, plan.framing);
  const common = { mapping: plan.id, pattern: patternOf(plan, unit) };
  if (isDropped(unit)) return { ...common, skippedBy: null, targets: [], outcomes: [unit] };
  const found = mapping.recordsOf(unit);
  if (isDropped(found)) return { ...common, skippedBy: null, targets: [], outcomes: [found] };
  const records = found ?? [unit];
  const outcomes = records.map((record) => mapping.map(record, meta));
  const fields = linkParse(plan.parse)(records[0]);
  if (isDropped(fields)) return { ...common, skippedBy: null, targets: [], outcomes };
  const scope = openScope(plan, fields, meta);
  const skipped = plan.skip.findIndex((condition) => linkCondition(condition)(scope));
  return {
    ...common,
    skippedBy: skipped < 0 ? null : skipped + 1,
    targets: targetsOf(plan, scope),
    outcomes,
  };
}

function patternOf(plan: Plan, unit: unknown): string | null {
  if (plan.parse.kind !== 'regex' || typeof unit !== 'string') return null;
  return plan.parse.patterns.find(({ pattern }) => linearPattern(pattern).test(unit))?.name ?? null;
}

function openScope(plan: Plan, record: Scope['record'], meta: MapMeta): Scope {
  const lets = new Fields();
  const scope: Scope = { record, lets, meta };
  for (const part of plan.lets) lets[part.name] = linkLet(plan, part)(scope);
  return scope;
}

function targetsOf(plan: Plan, scope: Scope): readonly TargetSource[] {
  const values = plan.targets.map((target) => valueSource(plan, target, scope));
  const headers = plan.headers.map(({ target, refs, fields, prefix }) => {
    const all = [...refs, ...fields.flatMap((field) => field.refs)];
    const paths = all.filter((ref) => hasValue(plan, ref, scope)).map(pathText);
    if (prefix !== null && Object.keys(scope.record).some((name) => name.startsWith(prefix)))
      paths.unshift(`${prefix}*`);
    return paths.length === 0
      ? { target, path: null, missing: 'null' }
      : { target, path: paths.join(', '), missing: null };
  });
  return [...values, ...headers];
}

function valueSource(plan: Plan, target: TargetPlan, scope: Scope): TargetSource {
  for (const source of target.sources) {
    if (source.when !== null && !linkCondition(source.when)(scope)) continue;
    const forwarded = source.cast.kind === 'address' ? source.cast.forwarded : [];
    const ref = [...source.refs, ...forwarded].find((candidate) => hasValue(plan, candidate, scope));
    if (ref !== undefined) return { target: target.target, path: pathText(ref), missing: null };
  }
  const { missing } = target;
  return {
    target: target.target,
    path: null,
    missing: missing.kind === 'value' ? missing.value : missing.kind,
  };
}

function hasValue(plan: Plan, ref: FieldRef, scope: Scope): boolean {
  return linkFirst(plan, [ref])(scope) !== undefined;
}

function pathText(ref: FieldRef): string {
  const names = ref.letName === null ? ref.segments : [`$${ref.letName}`, ...ref.segments];
  return names.join('.');
}
