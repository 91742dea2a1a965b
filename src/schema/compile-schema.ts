import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { AssayError, type ErrorKind } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { describeErrors } from './describe-errors.ts';
import { FORMATS } from './formats.ts';
import { pointerTokens, type SchemaProblem } from './problem.ts';

/** A compiled schema. `T` is what the schema promises; the promise is made where the schema is compiled. */
export interface Validator<T> {
  /** All problems at once; empty when the value is valid. */
  check(value: unknown): readonly SchemaProblem[];
  is(value: unknown): value is T;
  /** The value, typed; throws AssayError that names the first place and never quotes the value. */
  parse(value: unknown, failure: ParseFailure): T;
}

export interface ParseFailure {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly message: string;
}

const ajv = createAjv();

function createAjv(): Ajv2020 {
  const instance = new Ajv2020({
    strict: true,
    // A choice between required keys (`anyOf: [{ required: […] }]`) names keys that stand one level up.
    strictRequired: false,
    allErrors: true,
    allowUnionTypes: true,
    messages: false,
    verbose: true,
  });
  for (const [name, format] of Object.entries(FORMATS)) instance.addFormat(name, { validate: format.test });
  // `secret: true` marks a property whose value must be a reference; the configuration loader enforces it.
  instance.addKeyword({ keyword: 'secret', schemaType: 'boolean' });
  return instance;
}

/** Compiles a JSON Schema 2020-12 in strict mode; throws AssayError `SCHEMA_INVALID` for a schema ajv refuses. */
export function compileSchema<T>(schema: JsonObject): Validator<T> {
  const validate = compile<T>(schema);
  const known = propertyNames(schema);
  const problemsOf = (value: unknown): readonly SchemaProblem[] => {
    if (validate(value)) return [];
    const errors: readonly ErrorObject[] = validate.errors ?? [];
    return describeErrors(errors);
  };
  return {
    check: problemsOf,
    is: (value): value is T => validate(value),
    parse: (value, failure) => {
      if (validate(value)) return value;
      throw parseError(failure, problemsOf(value), known);
    },
  };
}

function compile<T>(schema: JsonObject): ValidateFunction<T> {
  // The schema may carry an $id that another compilation already registered; each compilation stands alone.
  const { $id: _id, $schema: _dialect, ...rest } = schema;
  const body: AnySchemaObject = { ...rest };
  try {
    return ajv.compile<T>(body);
  } catch (error: unknown) {
    throw new AssayError({
      code: 'SCHEMA_INVALID',
      kind: 'bug',
      message: 'A JSON Schema of the program or of a connector does not compile.',
      context: { title: typeof schema['title'] === 'string' ? schema['title'] : null },
      cause: error,
    });
  }
}

function parseError(
  failure: ParseFailure,
  problems: readonly SchemaProblem[],
  known: ReadonlySet<string>,
): AssayError {
  const first = problems[0];
  return new AssayError({
    ...failure,
    context: {
      pointer: maskPointer(first?.pointer ?? '', known),
      problem: first?.message ?? null,
      problems: problems.length,
    },
  });
}

/** Keys that the schema does not name were chosen by the sender; they are shown as `*`. */
function maskPointer(pointer: string, known: ReadonlySet<string>): string {
  return pointerTokens(pointer)
    .map((token) => (known.has(token) || /^\d{1,9}$/.test(token) ? `/${token}` : '/*'))
    .join('');
}

function propertyNames(schema: unknown, into = new Set<string>()): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return into;
  for (const [key, value] of Object.entries(schema)) {
    const member: unknown = value;
    if (key === 'properties' && typeof member === 'object' && member !== null) {
      for (const name of Object.keys(member)) into.add(name);
    }
    propertyNames(member, into);
  }
  return into;
}
