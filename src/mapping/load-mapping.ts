import { existsSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { JsonObject } from '../model/json.ts';
import { compileSchema, type Validator } from '../schema/index.ts';
import type { MappingFile } from './mapping-file.ts';
import { mappingFault } from './mapping-names.ts';
import type { Plan } from './plan.ts';
import { resolvePlan } from './resolve-plan.ts';

/** From the sources, and from `dist/`, which lies one folder deeper. */
const SCHEMA_PLACES = ['../../schemas/', '../../../schemas/'].map(
  (folder) => new URL(`${folder}mapping.schema.json`, import.meta.url),
);

let validator: Validator<MappingFile> | null = null;

/** The validator of mapping files; compiled at the first use, since shipped mappings need none. */
function mappingValidator(): Validator<MappingFile> {
  validator ??= compileSchema<MappingFile>(readSchema());
  return validator;
}

function readSchema(): JsonObject {
  const schema: unknown = JSON.parse(
    readFileSync(SCHEMA_PLACES.find((place) => existsSync(place)) ?? '', 'utf8'),
  );
  return isObject(schema) ? schema : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the text of a mapping file. `name` stands in the error where the file does not say its id.
 * Throws AssayError MAPPING_INVALID; the text is never quoted.
 */
export function loadMapping(text: string, name: string): Plan {
  return resolvePlan(parseMappingFile(text, name));
}

export function parseMappingFile(text: string, name: string): MappingFile {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    const offset = document.errors[0]?.pos[0] ?? 0;
    throw mappingFault(name, `byte ${offset}`, 'this is no YAML.', 'Correct the file at this place.');
  }
  return checkMappingFile(document.toJS({ maxAliasCount: 0 }), name);
}

/** The value as a mapping file, as far as the schema can tell. Throws AssayError MAPPING_INVALID. */
export function checkMappingFile(value: unknown, name: string): MappingFile {
  const [problem] = mappingValidator().check(value);
  if (problem !== undefined) {
    throw mappingFault(
      name,
      problem.pointer,
      problem.message,
      problem.fix ?? 'See schemas/mapping.schema.json.',
    );
  }
  return mappingValidator().parse(value, {
    code: 'MAPPING_INVALID',
    kind: 'config',
    message: 'A mapping file does not fit its schema.',
  });
}
