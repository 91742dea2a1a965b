import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { Change, Plan } from '../model/registry.ts';
import { clip, encodeTerminal } from './encode/terminal.ts';

export interface PlanTextOptions {
  /** Columns of the terminal; longer lines are clipped. */
  readonly width: number;
  /** Keys of planned changes that would not be made: refused earlier, or retired by hand. */
  readonly waiting: ReadonlySet<string>;
}

/** Fields shown of one change; the number of the others follows. */
const FIELDS_SHOWN = 16;

const SIGNS = { create: '+', update: '~', retire: '-' } as const;

/** One plan as a person reads it: a sentence, each change with its fields before and after, conflicts and refusals. */
export function planText(registry: string, plan: Plan, { width, waiting }: PlanTextOptions): string {
  const lines = [
    planSentence(registry, plan),
    ...plan.changes.flatMap((change) => changeLines(change, waiting.has(change.key))),
    ...plan.conflicts.map(({ key, code, message }) => `! conflict ${key}  ${code}: ${message}`),
    ...refusalLines(plan),
  ];
  return `${lines.map((line) => clip(encodeTerminal(line), width)).join('\n')}\n`;
}

/** `Registry amplify: 2 to create, 1 to update, 40 unchanged.` */
export function planSentence(registry: string, { changes, unchanged, conflicts }: Plan): string {
  const count = (action: Change['action']): number =>
    changes.filter((change) => change.action === action).length;
  const parts = (['create', 'update', 'retire'] as const)
    .filter((action) => count(action) > 0)
    .map((action) => `${count(action)} to ${action}`);
  const others = conflicts.length === 0 ? [] : [`${conflicts.length} in conflict`];
  const all = [...(parts.length === 0 ? ['nothing to do'] : parts), ...others, `${unchanged} unchanged`];
  return `Registry ${registry}: ${all.join(', ')}.`;
}

function changeLines(change: Change, isWaiting: boolean): readonly string[] {
  const note = isWaiting ? '  (waits: refused or retired by hand; assay publish --retry tries it)' : '';
  const head = `${SIGNS[change.action]} ${change.action} ${change.kind} ${change.key}${note}`;
  const fields = fieldLines(change);
  const more = fields.length - FIELDS_SHOWN;
  return [
    head,
    ...fields.slice(0, FIELDS_SHOWN).map((line) => `    ${line}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}

function fieldLines(change: Change): readonly string[] {
  if (change.action === 'retire') return [];
  if (change.action === 'create')
    return leaves(change.after, '').map(([path, value]) => `${path}: ${shown(value)}`);
  const lines = differences(change.before, change.after).map(
    ({ path, before, after }) => `${path}: ${shown(before)} → ${shown(after)}`,
  );
  return lines.length === 0 ? ['retired → active'] : lines;
}

export interface FieldDifference {
  readonly path: string;
  /** Absent where the field was not there. */
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Every field that differs, objects entered, lists compared as a whole; in the order of their paths. */
export function differences(before: JsonObject, after: JsonObject, prefix = ''): readonly FieldDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): readonly FieldDifference[] => {
    const path = `${prefix}${name}`;
    const [one, other] = [before[name], after[name]];
    if (isJsonObject(one) && isJsonObject(other)) return differences(one, other, `${path}.`);
    return text(one) === text(other) ? [] : [{ path, before: one, after: other }];
  });
}

function leaves(object: JsonObject, prefix: string): readonly (readonly [string, JsonValue | undefined])[] {
  return Object.entries(object).flatMap(([name, value]) =>
    isJsonObject(value) && Object.keys(value).length > 0
      ? leaves(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value] as const],
  );
}

function text(value: JsonValue | undefined): string {
  return value === undefined ? '' : canonicalJson(value);
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? '(nothing)' : clip(text(value), 160);
}

function refusalLines({ refusal, withheld = [] }: Plan): readonly string[] {
  if (refusal === null) return [];
  return [
    `! refused: ${refusal} If those APIs are really gone: --allow-retire.`,
    ...withheld.map(({ kind, key }) => `! withheld: retire ${kind} ${key}`),
  ];
}
