import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  isParsedJson,
  type JsonObject,
  type JsonValue,
} from '../model/json.ts';
import type { CompiledMapping } from './compiled-mapping.ts';
import { mapLine } from './map-line.ts';
import { createMeta, type MapSettings } from './map-meta.ts';
import { isBlankLine } from './read-record.ts';
import type { MapMeta } from './runtime/meta.ts';
import { isDropped, type MapOutcome } from './runtime/outcome.ts';

/**
 * One case beside a mapping: `<name>.input` as a file of the format, `<name>.expected.json` with one outcome for
 * each record, and `<name>.settings.json` where the source has to say something.
 */
export interface MappingCase {
  readonly name: string;
  readonly input: Buffer;
  readonly expected: readonly JsonValue[];
  readonly meta: MapMeta;
}

export interface CaseResult {
  readonly name: string;
  readonly records: number;
  /** Number of the first record that differs, from 1; null when all are as expected. */
  readonly firstDifference: number | null;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Folder of the cases of a mapping file: `nginx-json.yaml` -> `nginx-json.cases`. */
export function casesFolderOf(mappingFile: string): string {
  return join(dirname(mappingFile), `${basename(mappingFile, '.yaml')}.cases`);
}

/** The cases of a folder, by name; none where there is no such folder. */
export async function readCases(folder: string): Promise<readonly MappingCase[]> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith('.input')).map((file) => basename(file, '.input'));
  return Promise.all(names.sort().map((name) => readCase(folder, name, files)));
}

async function readCase(folder: string, name: string, files: readonly string[]): Promise<MappingCase> {
  const settingsFile = `${name}.settings.json`;
  const expected = await readJson(join(folder, `${name}.expected.json`));
  const settings = files.includes(settingsFile) ? await readJson(join(folder, settingsFile)) : {};
  return {
    name,
    input: await readFile(join(folder, `${name}.input`)),
    expected: isJsonArray(expected) ? expected : [],
    meta: createMeta(caseSettings(isJsonObject(settings) ? settings : {})),
  };
}

async function readJson(file: string): Promise<JsonValue> {
  return asJson(JSON.parse(await readFile(file, 'utf8')));
}

/** What `JSON.parse` gives, typed. */
function asJson(value: unknown): JsonValue {
  return isParsedJson(value) ? value : null;
}

function caseSettings(settings: JsonObject): MapSettings {
  const { host, scheme, zone, options } = settings;
  return {
    sourceId: 'case',
    host: typeof host === 'string' ? host : null,
    scheme: scheme === 'http' || scheme === 'https' ? scheme : null,
    zone: typeof zone === 'string' ? zone : null,
    options: isJsonObject(options) ? Object.fromEntries(Object.entries(options).flatMap(namedList)) : {},
  };
}

function namedList([name, list]: [string, JsonValue | undefined]): [string, readonly string[]][] {
  if (list === undefined || !isJsonArray(list)) return [];
  return [[name, list.filter((word) => typeof word === 'string')]];
}

/** Runs one case: every record of the input against its expected outcome. */
export function runCase(mapping: CompiledMapping, { name, input, expected, meta }: MappingCase): CaseResult {
  const actual = outcomesOf(mapping, input, meta).map((outcome) => canonicalJson(outcomeAsJson(outcome)));
  const wanted = expected.map(canonicalJson);
  for (let index = 0; index < Math.max(actual.length, wanted.length); index += 1) {
    if (actual[index] === wanted[index]) continue;
    const difference = { expected: wanted[index] ?? null, actual: actual[index] ?? null };
    return { name, records: actual.length, firstDifference: index + 1, ...difference };
  }
  return { name, records: actual.length, firstDifference: null, expected: null, actual: null };
}

/** Every outcome of a file of the format, in order; blank lines are none. */
export function outcomesOf(mapping: CompiledMapping, input: Buffer, meta: MapMeta): readonly MapOutcome[] {
  const outcomes: MapOutcome[] = [];
  for (const line of mapping.framing === 'json' ? [input] : linesOf(input)) {
    if (!isBlankLine(line)) mapLine(mapping, line, meta, (outcome) => outcomes.push(outcome));
  }
  return outcomes;
}

function linesOf(input: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = input.indexOf(0x0a); end >= 0; end = input.indexOf(0x0a, start)) {
    lines.push(input.subarray(start, end));
    start = end + 1;
  }
  lines.push(input.subarray(start));
  return lines;
}

/** An outcome as the expected files write it: a call, or `{drop, field?, byteOffset?}`. */
export function outcomeAsJson(outcome: MapOutcome): JsonValue {
  const plain = asJson(JSON.parse(JSON.stringify(outcome)));
  if (!isDropped(outcome) || !isJsonObject(plain)) return plain;
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== null));
}
