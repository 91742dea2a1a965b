import { createRequire } from 'node:module';
import type * as ajv2020 from 'ajv/dist/2020.js';
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

let made: ajv2020.Ajv2020 | null = null;

/** Loaded with the first value that is checked: most commands check little, and some nothing. */
function ajv(): ajv2020.Ajv2020 {
  made ??= createAjv();
  return made;
}

function createAjv(): ajv2020.Ajv2020 {
  const library = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof ajv2020;
  const instance = new library.Ajv2020({
    strict: true,
    // Strict mode refuses what is no keyword or has no such value. The meta-schema says little more, and compiling it
    // would cost every start more than all the rest: a test holds the shipped schemas against it.
    validateSchema: false,
    meta: false,
    code: { optimize: false },
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

/**
 * A validator of a JSON Schema 2020-12 in strict mode. It is compiled by the first value, which throws AssayError
 * `SCHEMA_INVALID` for a schema that ajv refuses.
 */
export function compileSchema<T>(schema: JsonObject): Validator<T> {
  let compiled: ajv2020.ValidateFunction<T> | null = null;
  const isValid = (value: unknown): value is T => {
    compiled ??= compile<T>(schema);
    return compiled(value);
  };
  const problemsOf = (value: unknown): readonly SchemaProblem[] => {
    if (isValid(value)) return [];
    const errors: readonly ajv2020.ErrorObject[] = compiled?.errors ?? [];
    return describeErrors(errors);
  };
  return {
    check: problemsOf,
    is: isValid,
    parse: (value, failure) => {
      if (isValid(value)) return value;
      throw parseError(failure, problemsOf(value), propertyNames(schema));
    },
  };
}

function compile<T>(schema: JsonObject): ajv2020.ValidateFunction<T> {
  // The schema may carry an $id that another compilation already registered; each compilation stands alone.
  const { $id: _id, $schema: _dialect, ...rest } = schema;
  const body: ajv2020.AnySchemaObject = { ...rest };
  try {
    return ajv().compile<T>(body);
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
