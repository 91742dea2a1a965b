import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml, type YamlDocument } from '../config/yaml-document.ts';
import type { CorrectionRule, FiledRule } from '../model/correction-rules.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { compileSchema, pointerTokens, type Validator } from '../schema/index.ts';
import { checkRules, type PlacedRule } from './check-rules.ts';
import type { RuleProblem } from './rule-problem.ts';

export type LoadedRules =
  | { readonly ok: true; readonly rules: readonly PlacedRule[] }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** Larger files are no rules that people wrote. */
const MAX_FILE_BYTES = 4 * 1024 ** 2;

/** From the sources, and from `dist/`, which lies one folder deeper. */
const SCHEMA_PLACES = ['../../schemas/', '../../../schemas/'].map(
  (folder) => new URL(`${folder}rules.schema.json`, import.meta.url),
);

let validator: Validator<{ readonly rules: readonly CorrectionRule[] }> | null = null;

/** The validator of rules files; compiled at the first use. */
function rulesValidator(): Validator<{ readonly rules: readonly CorrectionRule[] }> {
  if (validator !== null) return validator;
  const place = SCHEMA_PLACES.find((each) => existsSync(each)) ?? '';
  const schema = JSON.parse(readFileSync(place, 'utf8')) as JsonValue;
  validator = compileSchema(isJsonObject(schema) ? schema : {});
  return validator;
}

/** Reads every `.yaml` and `.yml` file of the folder, in order of names. All problems come at once. */
export async function loadRules(folder: string): Promise<LoadedRules> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return { ok: false, problems: [problem('', 'cannot be read', 'Check the path.')] };
  const files = names.filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.')).sort();
  if (files.length === 0)
    return { ok: false, problems: [problem('', 'holds no .yaml file', 'Write the rules there.')] };
  const read = await Promise.all(files.map((file) => readRulesFile(folder, file)));
  const rules = read.flatMap((each) => each.rules);
  const lines = new Map(files.map((file, index) => [file, read[index]?.document ?? null]));
  const found = checkRules(rules).map((each) => ({
    ...each,
    line: lines.get(each.file)?.lineOf(each.pointer) ?? null,
  }));
  const problems = [...read.flatMap((each) => each.problems), ...found];
  return problems.length === 0 ? { ok: true, rules } : { ok: false, problems: problems.sort(byPlace) };
}

/** The rules alone, as plain data. */
export function filedRules(placed: readonly PlacedRule[]): readonly FiledRule[] {
  return placed.map(({ file, rule }) => ({ file, rule }));
}

interface ReadFile {
  readonly rules: readonly PlacedRule[];
  readonly problems: readonly RuleProblem[];
  readonly document: YamlDocument | null;
}

async function readRulesFile(folder: string, file: string): Promise<ReadFile> {
  const failed = (problems: readonly RuleProblem[]): ReadFile => ({ rules: [], problems, document: null });
  const path = join(folder, file);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) return failed([problem(file, 'cannot be read', 'Check its permissions.')]);
  if (size > MAX_FILE_BYTES) return failed([problem(file, 'is larger than 4 MiB', 'Split it.')]);
  const document = parseYaml(await readFile(path, 'utf8'));
  if (!('value' in document)) return failed(document.map((each) => ({ ...each, file })));
  const found = rulesValidator().check(document.value);
  const problems = found.map((each) => ({ ...each, file, line: document.lineOf(each.pointer) }));
  const broken = new Set(found.map(({ pointer }) => pointerTokens(pointer)[1]));
  return { rules: soundRules(document.value, file, broken), problems, document };
}

/** The rules without problems, so that one bad rule hides nothing that is wrong elsewhere. */
function soundRules(
  value: JsonValue,
  file: string,
  broken: ReadonlySet<string | undefined>,
): readonly PlacedRule[] {
  const entries = isJsonObject(value) ? value['rules'] : null;
  if (!isJsonArray(entries)) return [];
  return entries.flatMap((entry, index) => {
    if (broken.has(String(index)) || !isJsonObject(entry)) return [];
    return [{ file, pointer: `/rules/${index}`, rule: checkedRule(entry) }];
  });
}

/** The validator has found nothing wrong with it. */
function checkedRule(entry: JsonObject): CorrectionRule {
  const { rules } = rulesValidator().parse(
    { version: 1, rules: [entry] },
    { code: 'RULES_INVALID', kind: 'config', message: 'A rules file does not fit its schema.' },
  );
  const [rule] = rules;
  if (rule === undefined) throw new RangeError('a list of one rule has one');
  return rule;
}

function problem(file: string, message: string, fix: string): RuleProblem {
  return { file, pointer: '', line: null, message, fix };
}

function byPlace(a: RuleProblem, b: RuleProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.pointer < b.pointer ? -1 : 1);
}
