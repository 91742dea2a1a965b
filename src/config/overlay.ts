import { isJsonObject, type JsonObject } from '../model/json.ts';
import { pointerTo } from '../schema/index.ts';
import { BASE_SCHEMA } from './document-schema.ts';
import { type Branch, setAt, type Tree } from './value-tree.ts';

/** A value from the command line, with the option it came from. */
export interface FlagValue {
  readonly pointer: string;
  readonly option: string;
  readonly value: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where each value that is not from the file came from, by pointer. */
export type Origins = Map<string, string>;

/** Environment over file, flags over environment. Texts become numbers, booleans and lists where the schema says so. */
export function overlay(tree: Tree, env: Environment, flags: readonly FlagValue[], origins: Origins): void {
  const settings = scalarSettings(BASE_SCHEMA, '', 'ASSAY');
  for (const { pointer, variable, schema } of settings) {
    const text = env[variable];
    if (text === undefined || text === '') continue;
    setAt(tree, pointer, typed(text, schema));
    origins.set(pointer, `environment ${variable}`);
  }
  for (const { pointer, option, value } of flags) {
    const setting = settings.find((candidate) => candidate.pointer === pointer);
    setAt(tree, pointer, setting === undefined ? value : typed(value, setting.schema));
    origins.set(pointer, `option ${option}`);
  }
}

interface Setting {
  readonly pointer: string;
  readonly variable: string;
  readonly schema: JsonObject;
}

/** Every property that one line of text can state: scalars and lists of strings, `ASSAY_ASSESSMENT_AS_OF` style. */
function scalarSettings(schema: JsonObject, pointer: string, prefix: string): readonly Setting[] {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).flatMap(([key, child]): readonly Setting[] => {
    if (!isJsonObject(child) || key.startsWith('$')) return [];
    const variable = `${prefix}_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    const here = pointerTo(pointer, key);
    if (child['type'] === 'object') return scalarSettings(child, here, variable);
    const items = child['items'];
    const isTextList = isJsonObject(items) && items['type'] === 'string';
    return child['type'] !== 'array' || isTextList ? [{ pointer: here, variable, schema: child }] : [];
  });
}

function typed(text: string, schema: JsonObject): Branch {
  const type = schema['type'];
  if (type === 'array') return text.split(',').map((item) => item.trim());
  if ((type === 'number' || type === 'integer') && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return schema['const'] === Number(text) ? Number(text) : text;
}
