import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { refuse, textOf } from './resource.ts';

/** Comparisons joined by `;` (and) and `,` (or): `==`, `!=` with `*`, `=in=(…)`. Throws a refusal with 400. */
export function rsqlFilter(query: string): (resource: JsonObject) => boolean {
  const alternatives = split(query, ',').map((part) => split(part, ';').map(comparison));
  return (resource) => alternatives.some((all) => all.every((fits) => fits(resource)));
}

function split(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (const [index, char] of [...text].entries()) {
    if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function comparison(text: string): (resource: JsonObject) => boolean {
  const match = /^([A-Za-z0-9_.-]+)(==|!=|=in=)(.+)$/.exec(text.trim());
  if (match === null) refuse(400, 'query is no RSQL');
  const [, selector = '', operator = '', operand = ''] = match;
  const wanted =
    operator === '=in='
      ? split(operand.replace(/^\(/, '').replace(/\)$/, ''), ',').map(unquoted)
      : [unquoted(operand)];
  return (resource) => {
    const fits = valuesAt(resource, selector.split('.')).some((value) =>
      wanted.some((pattern) => like(textOf(value), pattern)),
    );
    return operator === '!=' ? !fits : fits;
  };
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1');
}

function like(value: string, pattern: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'i').test(value);
}

/** Every value that a selector names; lists are looked through. */
function valuesAt(value: JsonValue | undefined, path: readonly string[]): readonly JsonValue[] {
  if (isJsonArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === undefined || value === null ? [] : [value];
  return isJsonObject(value) ? valuesAt(value[name], rest) : [];
}
