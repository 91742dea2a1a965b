import { type JsonValue } from '../model/json.ts';

/** Texts that hold JSON, though they are not one JSON document: streams of values, scripts, guarded answers. */

/** The document, or null when the text is none. */
export function jsonDocument(text: string): { readonly value: JsonValue } | null {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return null;
  }
}

/**
 * The values of a body with one JSON value a line (NDJSON, JSON Lines) or behind record separators (RFC 7464); null
 * when a line is none, except the last one, which a log may have cut off.
 */
export function jsonLines(text: string): JsonValue[] | null {
  const values: JsonValue[] = [];
  const lines = text
    .replaceAll(RECORD_SEPARATOR, '\n')
    .split(LINE_END)
    .filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    const document = jsonDocument(line);
    if (document !== null) values.push(document.value);
    else if (index !== lines.length - 1 || index === 0) return null;
  }
  return values.length === 0 ? null : values;
}

const RECORD_SEPARATOR = '\u001e';
const LINE_END = /[\n\r]+/;

/**
 * The JSON data of Server-Sent Events (HTML standard, section 9.2.6): the `data` lines of an event make one text. Data
 * that is no object or array, such as an end mark, is no part of the schema; null when no event has any.
 */
export function eventStreamValues(text: string): JsonValue[] | null {
  const values: JsonValue[] = [];
  let data: string[] = [];
  const dispatch = (): void => {
    const joined = data.join('\n').trim();
    data = [];
    if (!joined.startsWith('{') && !joined.startsWith('[')) return;
    const document = jsonDocument(joined);
    if (document !== null) values.push(document.value);
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '') dispatch();
    else if (line.startsWith('data:')) data.push(line.slice(line.charCodeAt(5) === 32 ? 6 : 5));
  }
  dispatch();
  return values.length === 0 ? null : values;
}

/** Prefixes that keep a page from running an answer as a script. */
const GUARDS = [")]}',", ")]}'", ')]}', 'for(;;);', 'while(1);', 'while (1);', '{}&&', '/*-secure-'];

/** The JSON behind a guard; null without one. */
export function unguardedText(text: string): string | null {
  const guard = GUARDS.find((each) => text.startsWith(each));
  return guard === undefined ? null : text.slice(guard.length).trim();
}

const CALLBACK =
  /^\s{0,16}(?:\/\*\*\/)?\s{0,16}(?:typeof [\w$.]{1,80} === 'function' && )?[A-Za-z_$][\w$.[\]]{0,127}\(/;
const CALLBACK_END = /\)\s{0,8};?\s{0,8}$/;

/** The argument of `callback({...});` (JSONP); null for any other script. */
export function jsonpArgument(text: string): string | null {
  const start = CALLBACK.exec(text);
  if (start === null) return null;
  const end = CALLBACK_END.exec(text.slice(-20));
  if (end === null) return null;
  const argument = text.slice(start[0].length, text.length - end[0].length).trim();
  return argument.startsWith('{') || argument.startsWith('[') ? argument : null;
}
