import { letsThatBreak } from '../link-target.ts';
import type { ValueTarget } from '../mapping-file.ts';
import type { Action, Plan, SourcePlan, TargetPlan } from '../plan.ts';
import { literal } from './emit-names.ts';
import type { ValueEmitter } from './emit-values.ts';

/** Type and local name of each target inside the generated function. */
export const LOCALS: Readonly<Record<ValueTarget, { readonly name: string; readonly type: string }>> = {
  method: { name: 'method', type: 'string' },
  path: { name: 'path', type: 'string' },
  query: { name: 'query', type: 'string | null' },
  status: { name: 'status', type: 'number | null' },
  scheme: { name: 'scheme', type: "'http' | 'https' | null" },
  host: { name: 'host', type: 'string' },
  latencyMs: { name: 'latencyMs', type: 'number | null' },
  time: { name: 'timeMs', type: 'number' },
  id: { name: 'id', type: 'string | null' },
  'client.address': { name: 'clientAddress', type: 'string | null' },
  'client.id': { name: 'clientId', type: 'string | null' },
  'request.body': { name: 'requestBody', type: 'string | null' },
  'request.sizeBytes': { name: 'requestSizeBytes', type: 'number | null' },
  'response.body': { name: 'responseBody', type: 'string | null' },
  'response.sizeBytes': { name: 'responseSizeBytes', type: 'number | null' },
  'gateway.id': { name: 'gatewayId', type: 'string | null' },
  'gateway.api': { name: 'gatewayApi', type: 'string | null' },
  'gateway.route': { name: 'gatewayRoute', type: 'string | null' },
  operation: { name: 'operation', type: 'string | null' },
};

/** The statements that fill one target, in the order that the closures follow too. */
export function emitTarget(values: ValueEmitter, plan: Plan, target: TargetPlan): readonly string[] {
  const local = LOCALS[target.target];
  const lines = [`let ${local.name}: ${local.type};`];
  const missing = emitMissing(values, plan, target);
  lines.push(...emitSources(values, target, 0, missing, plan.endStamped));
  if (target.target === 'time' && plan.endStamped) lines.unshift('let precise = false;');
  return lines;
}

/** Sources nest: each one is looked at only where the ones before have no value. */
function emitSources(
  values: ValueEmitter,
  target: TargetPlan,
  index: number,
  missing: readonly string[],
  endStamped: boolean,
): readonly string[] {
  const source = target.sources[index];
  if (source === undefined) return missing;
  const { value, lines, found } = emitRaw(values, target, source);
  const otherwise = emitSources(values, target, index + 1, missing, endStamped);
  return [
    ...lines,
    `if (${found}) {`,
    ...indent([
      ...emitCast(values, target, source, value),
      ...(endStamped ? emitPrecision(source, value) : []),
    ]),
    '} else {',
    ...indent(otherwise),
    '}',
  ];
}

function emitRaw(
  values: ValueEmitter,
  target: TargetPlan,
  source: SourcePlan,
): { readonly value: string; readonly lines: readonly string[]; readonly found: string } {
  const value = values.names.make(`${LOCALS[target.target].name} value`);
  const raw = values.raw(source);
  const guarded = source.when === null ? raw : `${values.condition(source.when)} ? ${raw} : undefined`;
  const lines = [`const ${value}: unknown = ${guarded};`];
  if (source.cast.kind !== 'address' || source.cast.forwarded.length === 0) {
    return { value, lines, found: `${value} !== undefined` };
  }
  const forwarded = values.names.make('forwarded value');
  lines.push(`const ${forwarded}: unknown = ${values.first(source.cast.forwarded)};`);
  return { value, lines, found: `${value} !== undefined || ${forwarded} !== undefined` };
}

function emitCast(
  values: ValueEmitter,
  target: TargetPlan,
  source: SourcePlan,
  value: string,
): readonly string[] {
  const local = LOCALS[target.target].name;
  const cast = values.names.make(`${local} cast`);
  const invalid = emitAction(values, target, target.invalid, 'invalid-field');
  return [
    `const ${cast} = ${values.cast(source.cast, value)};`,
    `if (${cast} === undefined) ${braced(invalid)}`,
    ...(leaves(invalid) ? [`${local} = ${cast};`] : [`else ${local} = ${cast};`]),
  ];
}

/** Whether the stamp has milliseconds, so that a latency may be subtracted from it. */
function emitPrecision({ cast }: SourcePlan, value: string): readonly string[] {
  if (cast.kind !== 'time') return [];
  return [
    `precise = ${cast.format === 'iso' || cast.format === 'clf' ? `run.hasDecimals(${value})` : 'true'};`,
  ];
}

function emitMissing(values: ValueEmitter, plan: Plan, target: TargetPlan): readonly string[] {
  const missing = emitAction(values, target, target.missing, 'missing-field');
  const lets = letsThatBreak(plan, target);
  const local = LOCALS[target.target].name;
  let lines = missing;
  if (lets.length > 0) {
    const broken = lets
      .map((name) => values.letName(name))
      .map((name, index) => {
        const kind = plan.lets.find((part) => part.name === lets[index])?.split;
        return `${name} === ${kind === 'url' ? 'run.BROKEN_TARGET' : 'run.BROKEN_REQUEST_LINE'}`;
      });
    const invalid = emitAction(values, target, target.invalid, 'invalid-field');
    if (invalid.join() !== missing.join()) lines = branch(broken.join(' || '), invalid, missing);
  }
  if (!target.nullable) return lines;
  const nulls = target.sources.flatMap((source) => source.refs).map((ref) => `${values.ref(ref)} === null`);
  return branch(nulls.join(' || '), [`${local} = null;`], lines);
}

function branch(condition: string, yes: readonly string[], no: readonly string[]): readonly string[] {
  return [`if (${condition}) {`, ...indent(yes), '} else {', ...indent(no), '}'];
}

const dropNames = new WeakMap<ValueEmitter, Map<string, string>>();

/** One shared object for each reason and target: a dropped record allocates nothing. */
function dropConstant(values: ValueEmitter, target: ValueTarget, reason: string): string {
  const known = dropNames.get(values) ?? new Map<string, string>();
  dropNames.set(values, known);
  const key = `${reason} ${target}`;
  const name =
    known.get(key) ?? values.constant(key, `new run.Dropped(${literal(reason)}, ${literal(target)})`);
  known.set(key, name);
  return name;
}

function emitAction(
  values: ValueEmitter,
  target: TargetPlan,
  action: Action,
  reason: 'missing-field' | 'invalid-field',
): readonly string[] {
  const local = LOCALS[target.target].name;
  switch (action.kind) {
    case 'drop':
      return [`return ${dropConstant(values, target.target, reason)};`];
    case 'not-a-call':
      return ['return run.NOT_A_CALL;'];
    case 'null':
      return [`${local} = null;`];
    case 'value':
      return [`${local} = ${literal(action.value)};`];
    case 'default':
      if (target.target === 'scheme') return [`${local} = meta.defaults.scheme;`];
      return [
        `if (meta.defaults.host === null) return ${dropConstant(values, target.target, reason)};`,
        `${local} = meta.defaults.host;`,
      ];
  }
}

function leaves(lines: readonly string[]): boolean {
  return lines.length === 1 && (lines[0] ?? '').startsWith('return ');
}

function braced(lines: readonly string[]): string {
  return lines.length === 1 && leaves(lines) ? (lines[0] ?? '') : `{ ${lines.join(' ')} }`;
}

export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
