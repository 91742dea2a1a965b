import { isIP } from 'node:net';
import { type Config, createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';

/** What two programs that know nothing of this project say of a document. */

/**
 * Redocly's recommended rules, of which every error counts, less one: `security-defined` wants a claim for every
 * operation, and where credentials could not be observed either claim would be invented. `hasSecurityWhereKnown` asks
 * for the claim wherever something is known.
 */
const RULES = { 'security-defined': 'off' } as const;

/** Errors of the validator and of the linter; empty for a document that is valid and lints clean. */
export async function documentErrors(document: JsonObject): Promise<readonly string[]> {
  return [...(await validationErrors(document)), ...(await lintErrors(document))];
}

/** One for all documents: its schema is compiled once. */
const validator = new Validator();

export async function validationErrors(document: JsonObject): Promise<readonly string[]> {
  // A parsed copy: what is seen is what a reader of the file sees.
  const result = await validator.validate(JSON.parse(JSON.stringify(document)));
  return result.valid ? [] : [JSON.stringify(result.errors)];
}

let linter: Promise<Config> | null = null;

async function lintErrors(document: JsonObject): Promise<readonly string[]> {
  linter ??= createConfig({ extends: ['recommended'], rules: RULES });
  const problems = await lintFromString({ source: JSON.stringify(document), config: await linter });
  const errors = problems.filter((problem) => problem.severity === 'error');
  return errors.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}

/** Every operation of a document with its path and method. */
export function operationsOf(
  document: JsonObject,
): readonly { readonly path: string; readonly method: string; readonly operation: JsonObject }[] {
  return Object.entries(objectOf(document['paths'])).flatMap(([path, item]) =>
    Object.entries(objectOf(item)).flatMap(([method, operation]) =>
      method === 'servers' ? [] : [{ path, method, operation: objectOf(operation) }],
    ),
  );
}

export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** `security` is stated by every operation whose authentication is known. */
export function hasSecurityWhereKnown(document: JsonObject): boolean {
  return operationsOf(document).every(({ operation }) => {
    const { state } = objectOf(objectOf(operation['x-assay'])['authentication']);
    return (operation['security'] === undefined) === (state === 'undetected');
  });
}

const REGISTERED_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
  date: isDay,
  time: (text) => /^\d\d:\d\d:\d\d/.test(text),
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  uri: (text) => URL.canParse(text),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  ipv4: (text) => isIP(text) === 4,
  ipv6: (text) => isIP(text) === 6,
};

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const INT32 = 2 ** 31;

const ajv = new Ajv2020({ strict: false, formats: REGISTERED_FORMATS, code: { optimize: false } });
ajv.addFormat('int32', { type: 'number', validate: (value: number) => value < INT32 && value >= -INT32 });
ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
ajv.addFormat('double', { type: 'number', validate: Number.isFinite });

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** Formats are asserted, which JSON Schema 2020-12 leaves open; an empty list for a value that the schema accepts. */
export function schemaErrors(schema: JsonObject, value: unknown): readonly string[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword} ${error.schemaPath}`);
}

/** A text of a path, query or form: any of the values that it may stand for will do. */
export function textErrors(schema: JsonObject, text: string): readonly string[] {
  const values: unknown[] = [text];
  if (text.trim() !== '' && Number.isFinite(Number(text))) values.push(Number(text));
  if (text === 'true' || text === 'false') values.push(text === 'true');
  const errors = values.map((value) => schemaErrors(schema, value));
  return errors.some((each) => each.length === 0) ? [] : (errors[0] ?? []);
}
