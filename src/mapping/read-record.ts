import { jsonFaultOffset } from './json-fault.ts';
import type { Framing } from './mapping-file.ts';
import { Dropped, TOO_DEEP, TOO_LONG } from './runtime/outcome.ts';

/** Longest line of JSON, in bytes. Documents (HAR) are not lines and have their connector's limit. */
export const LONGEST_JSON_LINE = 1_048_576;
/** Longest line of text, in bytes: servers cut theirs far below (NGINX 8 kB per header, syslog 1 to 8 kB). */
const LONGEST_TEXT_LINE = 65_536;
/** Deepest nesting of arrays and objects. */
const DEEPEST = 100;

/**
 * Reads one line of a framing, or the document of `json`: the parsed JSON value, or the text. Invalid UTF-8 becomes U+FFFD, NUL and lone
 * surrogates stay, of a repeated key the last value stands. Never throws and never quotes the line.
 */
export function readRecord(line: Buffer | string, framing: Framing): unknown {
  if (framing === 'lines') {
    return byteLengthOver(line, LONGEST_TEXT_LINE) ? TOO_LONG : textOf(line);
  }
  return framing === 'json' ? parseJsonDocument(line) : parseRecord(line);
}

/** One line of NDJSON. `Dropped` with `too-long`, `too-deep`, or `malformed` and the byte offset of the fault. */
export function parseRecord(line: Buffer | string): unknown {
  return byteLengthOver(line, LONGEST_JSON_LINE) ? TOO_LONG : parseJson(textOf(line));
}

/** A whole JSON document, whose length the caller has limited. */
export function parseJsonDocument(text: Buffer | string): unknown {
  return parseJson(textOf(text));
}

function parseJson(text: string): unknown {
  if (isTooDeep(text)) return TOO_DEEP;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // The message of the parser quotes the input; only where the fault is may leave this module.
    const offset = jsonFaultOffset(text);
    return new Dropped('malformed', null, Buffer.byteLength(text.slice(0, offset)));
  }
}

/** White space of JSON only: such a line is no record and is not counted as received. */
export function isBlankLine(line: Buffer | string): boolean {
  for (let index = 0; index < line.length; index += 1) {
    const code = typeof line === 'string' ? line.charCodeAt(index) : line[index];
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d && code !== 0x0a) return false;
  }
  return true;
}

function textOf(line: Buffer | string): string {
  const text = typeof line === 'string' ? line : line.toString('utf8');
  const last = text.charCodeAt(text.length - 1) === 0x0d ? text.length - 1 : text.length;
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return first === 0 && last === text.length ? text : text.slice(first, last);
}

function byteLengthOver(line: Buffer | string, limit: number): boolean {
  if (typeof line !== 'string') return line.length > limit;
  if (line.length > limit) return true;
  // A UTF-16 unit is at most three bytes of UTF-8.
  return line.length * 3 > limit && Buffer.byteLength(line) > limit;
}

/** Without recursion; most lines have too few brackets to be deep, which is found out by native search. */
function isTooDeep(text: string): boolean {
  return countUpTo(text, '{', DEEPEST) + countUpTo(text, '[', DEEPEST) > DEEPEST && nestingOf(text) > DEEPEST;
}

function countUpTo(text: string, mark: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0 && count <= limit; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}

/** Nesting of brackets outside of strings; stops as soon as it is beyond the limit. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length && deepest <= DEEPEST; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

/** Position of the closing quote, or the end of the text. */
function endOfString(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) return index;
  }
  return text.length;
}
