import { addHeader, Headers } from './headers.ts';
import { NO_NAMES } from './targets.ts';
import { isMembers } from './values.ts';

/** Part under which the first line of a block stands; no header can have this name (RFC 9110 section 5.1). */
const START_LINE = ':start-line';

/** One field line, or a request or status line; what follows is not looked at again. */
const LINE_END = /\r?\n/;

/**
 * Headers by lower-case name from one of the forms in which loggers print them whole: the block as sent (RFC 9112
 * section 5), the JSON text of a map, or a map itself. What cannot be read was not captured: it has no parts. HTTP/2's
 * `:authority` is the host (RFC 9113 section 8.3.1).
 */
export function splitHeaders(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'string') return isMembers(value) ? fromMembers(value) : NO_NAMES;
  const first = value.trimStart().charCodeAt(0);
  if (first === 0x7b || first === 0x5b) return fromMembers(parsed(value));
  return fromBlock(value);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function fromMembers(value: unknown): Readonly<Record<string, unknown>> {
  if (!isMembers(value)) return NO_NAMES;
  const headers = new Headers();
  const entries = Array.isArray(value) ? value.flatMap(entriesOf) : Object.entries(value);
  for (const [name, text] of entries) addNamed(headers, name, text);
  return nonEmpty(headers);
}

/** `{name, value}`, or an object whose members are headers. */
function entriesOf(item: unknown): readonly (readonly [string, unknown])[] {
  if (!isMembers(item)) return [];
  const { name, value } = item;
  return typeof name === 'string' ? [[name, value]] : Object.entries(item);
}

function addNamed(headers: Headers, name: string, value: unknown): void {
  addHeader(headers, name.toLowerCase() === ':authority' ? 'host' : name, value);
}

function fromBlock(text: string): Readonly<Record<string, unknown>> {
  const headers = new Headers();
  const [start = '', ...lines] = text.split(LINE_END);
  // A first line that is a field line already: the logger left the start line out.
  if (isStartLine(start)) headers[START_LINE] = start;
  else addLine(headers, start);
  for (const line of unfolded(lines)) addLine(headers, line);
  return nonEmpty(headers);
}

/** The name of a field has no space, so the first blank comes after its colon; in a start line it comes before. */
function isStartLine(line: string): boolean {
  const blank = line.indexOf(' ');
  const colon = line.indexOf(':');
  return blank > 0 && (colon < 0 || blank < colon);
}

/** A line that begins with a blank goes on with the one before (obsolete folding, RFC 9112 section 5.2). */
function unfolded(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.length - 1;
    if (/^[ \t]/.test(line) && last >= 0) whole[last] = `${whole[last] ?? ''} ${line.trim()}`;
    else whole.push(line);
  }
  return whole;
}

function addLine(headers: Headers, line: string): void {
  const colon = line.indexOf(':');
  if (colon > 0) addNamed(headers, line.slice(0, colon), line.slice(colon + 1).trim());
}

function nonEmpty(headers: Headers): Readonly<Record<string, unknown>> {
  for (const _name in headers) return headers;
  return NO_NAMES;
}
