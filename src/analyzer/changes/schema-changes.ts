import type { BodyFacts, ParameterFacts } from '../../model/inventory.ts';
import type { ChangeClass, ChangeType } from '../../model/vocabulary.ts';
import type { ComparedFacts } from './compared-facts.ts';
import { type SchemaField, schemaFields } from './schema-fields.ts';

/** A change before it gets its endpoint and time. */
export interface Difference {
  readonly type: ChangeType;
  readonly class: ChangeClass;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Calls on each side before "always" or "never" means anything (rule of three: 3/20 = 15 % at most missed). */
export const ENOUGH_CALLS = 20;
/** For what may come or not: only a far longer absence is no accident. */
const ENOUGH_FOR_OPTIONAL = 200;
/** "Optional" needs more calls than "always": one client in fifty left it out. */
const ENOUGH_FOR_REQUIRED = 50;

type Direction = 'request' | 'response';

export function parameterDifferences(before: ComparedFacts, after: ComparedFacts): Difference[] {
  const old = byKey(before.schemas.parameters);
  const now = byKey(after.schemas.parameters);
  const found: Difference[] = [];
  for (const [key, parameter] of now) {
    const known = old.get(key);
    if (known === undefined) {
      if (isNewParameter(parameter, before.calls, after.calls)) {
        found.push(added('parameter-added', key, parameter.required ? 'risky' : 'additive'));
      }
      continue;
    }
    found.push(...requiredDifference(key, known, parameter, before.calls, after.calls));
    const [oldField] = schemaFields(known.schema).values();
    const [newField] = schemaFields(parameter.schema).values();
    if (
      oldField === undefined ||
      newField === undefined ||
      Math.min(before.calls, after.calls) < ENOUGH_CALLS
    )
      continue;
    found.push(...fieldDifferences(key, oldField, newField, 'request', 'parameter-type'));
  }
  for (const [key, parameter] of old) {
    const isGone =
      parameter.required && !now.has(key) && before.calls >= ENOUGH_CALLS && after.calls >= ENOUGH_CALLS;
    if (isGone)
      found.push({
        type: 'parameter-removed',
        class: 'risky',
        subject: key,
        before: 'required',
        after: null,
      });
  }
  return found;
}

/** Path parameters come and go with templates, not with the API. */
function byKey(parameters: readonly ParameterFacts[]): Map<string, ParameterFacts> {
  const found = new Map<string, ParameterFacts>();
  for (const parameter of parameters)
    if (parameter.in !== 'path') found.set(`${parameter.in} ${parameter.name}`, parameter);
  return found;
}

function isNewParameter(parameter: ParameterFacts, before: number, after: number): boolean {
  if (parameter.required) return before >= ENOUGH_CALLS;
  // A rare parameter shows up first where there are more calls.
  return before >= ENOUGH_FOR_OPTIONAL && before * 2 >= after;
}

function added(type: ChangeType, subject: string, kind: ChangeClass): Difference {
  return { type, class: kind, subject, before: null, after: kind === 'risky' ? 'required' : 'optional' };
}

function requiredDifference(
  subject: string,
  before: ParameterFacts,
  after: ParameterFacts,
  callsBefore: number,
  callsAfter: number,
): Difference[] {
  if (before.required === after.required || Math.min(callsBefore, callsAfter) < ENOUGH_FOR_REQUIRED)
    return [];
  const word = (required: boolean): string => (required ? 'required' : 'optional');
  return [
    {
      type: 'parameter-required',
      class: after.required ? 'breaking' : 'additive',
      subject,
      before: word(before.required),
      after: word(after.required),
    },
  ];
}

/** Type, enumeration and format of one place; classes depend on who has to cope with the change. */
function fieldDifferences(
  subject: string,
  before: SchemaField,
  after: SchemaField,
  direction: Direction,
  type: ChangeType,
): Difference[] {
  const types = typeDifference(subject, before, after, direction, type);
  if (types !== null) return [types];
  const found: Difference[] = [];
  const gained = (after.enumeration ?? []).filter((member) => before.enumeration?.includes(member) === false);
  if (gained.length > 0) {
    found.push({
      type: 'enumeration-changed',
      class: direction === 'response' ? 'risky' : 'additive',
      subject,
      before: (before.enumeration ?? []).join(' '),
      after: (after.enumeration ?? []).join(' '),
    });
  }
  if (before.format !== null && after.format !== null && before.format !== after.format) {
    found.push({
      type: 'format-changed',
      class: 'risky',
      subject,
      before: before.format,
      after: after.format,
    });
  }
  return found;
}

function typeDifference(
  subject: string,
  before: SchemaField,
  after: SchemaField,
  direction: Direction,
  type: ChangeType,
): Difference | null {
  const gained = after.types.filter((name) => !before.types.includes(name));
  // Fewer types than before are a day on which some did not occur.
  if (gained.length === 0 || before.types.length === 0) return null;
  const isOther = !after.types.some((name) => before.types.includes(name));
  const widened: ChangeClass = direction === 'response' ? 'risky' : 'additive';
  return {
    type,
    class: isOther ? 'breaking' : widened,
    subject,
    before: before.types.join(' '),
    after: after.types.join(' '),
  };
}

export function responseDifferences(before: ComparedFacts, after: ComparedFacts): Difference[] {
  const found: Difference[] = [];
  for (const old of before.schemas.responses) {
    const now = after.schemas.responses.find(
      (body) => body.contentType === old.contentType && body.statusClass === old.statusClass,
    );
    if (now === undefined || old.count < ENOUGH_CALLS || now.count < ENOUGH_CALLS) continue;
    found.push(...bodyDifferences(old, now));
  }
  return found;
}

function bodyDifferences(before: BodyFacts, after: BodyFacts): Difference[] {
  const old = schemaFields(before.schema);
  const now = schemaFields(after.schema);
  const label = (pointer: string): string =>
    `${before.statusClass ?? ''} ${before.contentType} ${pointer}`.trim();
  const found: Difference[] = [];
  for (const [pointer, field] of now) {
    const known = old.get(pointer);
    if (known !== undefined) {
      found.push(...fieldDifferences(label(pointer), known, field, 'response', 'response-field-type'));
    } else if (old.has(field.parent) && isNewField(field, before.count, after.count)) {
      found.push({
        type: 'response-field-added',
        class: 'additive',
        subject: label(pointer),
        before: null,
        after: field.types.join(' '),
      });
    }
  }
  for (const [pointer, field] of old) {
    // Only where the object that held it still comes: an empty list shows no items.
    if (now.has(pointer) || !field.required || !now.has(field.parent)) continue;
    if (field.pointer.endsWith('/*')) continue;
    found.push({
      type: 'response-field-removed',
      class: 'breaking',
      subject: label(pointer),
      before: field.types.join(' '),
      after: null,
    });
  }
  return found;
}

function isNewField(field: SchemaField, before: number, after: number): boolean {
  if (field.pointer.endsWith('/*')) return false;
  if (field.required) return true;
  return before >= ENOUGH_FOR_OPTIONAL && before * 2 >= after;
}
