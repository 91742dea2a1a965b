import type { ErrorObject } from 'ajv/dist/2020.js';
import { FORMATS } from './formats.ts';
import { nearestWord } from './nearest.ts';
import { pointerTo, type SchemaProblem } from './problem.ts';

interface Description {
  readonly pointer: string;
  readonly message: string;
  readonly fix?: string | null;
}

/**
 * Problems from the errors of one validation, one per place and rule, in document order.
 * The sentences are ours: those of the validator may quote the value.
 */
export function describeErrors(errors: readonly ErrorObject[]): readonly SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const error of withoutBranches(errors)) {
    const { pointer, message, fix } = describeError(error, siblings(error));
    const key = `${pointer}\n${message}`;
    if (!problems.has(key)) problems.set(key, { pointer, message, fix: fix ?? null });
  }
  return [...problems.values()];
}

/** When a choice fails, its branches fail too; only the choice itself tells the reader something. */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  return errors.filter(
    (error) =>
      error.keyword !== 'if' &&
      !choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`)),
  );
}

function siblings(error: ErrorObject): readonly string[] {
  const parent: unknown = error.parentSchema;
  if (typeof parent !== 'object' || parent === null || !('properties' in parent)) return [];
  const properties: unknown = parent.properties;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function describeError(error: ErrorObject, known: readonly string[]): Description {
  const pointer = error.instancePath;
  const parameters: Readonly<Record<string, unknown>> = error.params;
  const parameter = (name: string): string => String(parameters[name]);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(pointer, parameter('additionalProperty'), known);
    case 'unevaluatedProperties':
      return unknownKey(pointer, parameter('unevaluatedProperty'), known);
    case 'required':
      return { pointer, message: `is missing the required key "${parameter('missingProperty')}"` };
    case 'type':
      return { pointer, message: `must be of type ${parameter('type').replaceAll(',', ' or ')}` };
    case 'enum':
      return { pointer, message: `must be one of: ${list(parameters['allowedValues'])}` };
    case 'const':
      return { pointer, message: `must be ${JSON.stringify(parameters['allowedValue'])}` };
    case 'format':
      return {
        pointer,
        message: `is not a valid ${parameter('format')}`,
        fix: FORMATS[parameter('format')]?.fix ?? null,
      };
    case 'pattern':
      return { pointer, message: `must match the pattern ${parameter('pattern')}` };
    case 'anyOf':
    case 'oneOf':
      return { pointer, message: choiceMessage(error.schema) };
    case 'propertyNames':
      return { pointer, message: 'has a key that is not allowed here' };
    default:
      return { pointer, message: limitMessage(error.keyword, parameters['limit']) };
  }
}

/** A choice between required keys can be said in words. */
function choiceMessage(branches: unknown): string {
  const keys = Array.isArray(branches) ? branches.map(requiredKeys) : [];
  return keys.length > 0 && keys.every((branch) => branch !== null)
    ? `needs at least one of the keys: ${keys.join(', ')}`
    : 'matches none of the allowed forms';
}

function requiredKeys(branch: unknown): string | null {
  if (typeof branch !== 'object' || branch === null || !('required' in branch)) return null;
  return Array.isArray(branch.required) ? branch.required.map(String).join(' and ') : null;
}

function unknownKey(parent: string, key: string, known: readonly string[]): Description {
  const nearest = nearestWord(key, known);
  const fix = nearest === null ? listFix(known) : `Did you mean "${nearest}"?`;
  return { pointer: pointerTo(parent, key), message: 'is not a known key', fix };
}

function listFix(known: readonly string[]): string | null {
  return known.length === 0 ? null : `Known keys: ${[...known].sort().join(', ')}.`;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : '';
}

function limitMessage(keyword: string, limit: unknown): string {
  const sentences: Readonly<Record<string, string>> = {
    minimum: `must be at least ${String(limit)}`,
    maximum: `must be at most ${String(limit)}`,
    exclusiveMinimum: `must be greater than ${String(limit)}`,
    exclusiveMaximum: `must be less than ${String(limit)}`,
    minLength: limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`,
    maxLength: `must have at most ${String(limit)} characters`,
    minItems: limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} items`,
    maxItems: `must have at most ${String(limit)} items`,
    uniqueItems: 'must not repeat an item',
    minProperties: `must have at least ${String(limit)} keys`,
  };
  return sentences[keyword] ?? `breaks the rule "${keyword}"`;
}
