/** One start tag as a browser would read it, however broken. */
export interface HtmlTag {
  readonly name: string;
  readonly at: number;
  readonly end: number;
  readonly attributes: readonly HtmlAttribute[];
}

interface HtmlAttribute {
  readonly name: string;
  readonly value: string;
}

const MAX_TAGS = 64;
const MAX_ATTRIBUTES = 32;
const MAX_NAME = 40;

/** The start tags of a text in order. A `<` that no letter follows opens none. */
export function htmlTags(text: string): HtmlTag[] {
  const tags: HtmlTag[] = [];
  let at = text.indexOf('<');
  while (at >= 0 && tags.length < MAX_TAGS) {
    const tag = readTag(text, at);
    if (tag !== null) tags.push(tag);
    at = text.indexOf('<', Math.max(at + 1, tag?.end ?? 0));
  }
  return tags;
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

function isNamePart(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x3a || code === 0x5f;
}

function readTag(text: string, at: number): HtmlTag | null {
  let cursor = at + 1;
  while (cursor < text.length && text.charCodeAt(cursor) === 0) cursor += 1;
  if (!isLetter(text.charCodeAt(cursor))) return null;
  const nameAt = cursor;
  while (cursor - nameAt < MAX_NAME && isNamePart(text.charCodeAt(cursor))) cursor += 1;
  const name = text.slice(nameAt, cursor).toLowerCase();
  const attributes: HtmlAttribute[] = [];
  while (cursor < text.length && text.charAt(cursor) !== '>' && attributes.length < MAX_ATTRIBUTES) {
    cursor = readAttribute(text, cursor, attributes);
  }
  return { name, at, end: cursor, attributes };
}

function isSeparator(code: number): boolean {
  return code <= 0x20 || code === 0x2f || code === 0x22 || code === 0x27;
}

/** Reads one attribute, or passes one separator. Returns the place behind it. */
function readAttribute(text: string, from: number, attributes: HtmlAttribute[]): number {
  if (isSeparator(text.charCodeAt(from))) return from + 1;
  let cursor = from;
  while (cursor < text.length && !isNameEnd(text.charCodeAt(cursor))) cursor += 1;
  const name = text.slice(from, Math.min(cursor, from + MAX_NAME)).toLowerCase();
  if (cursor === from) return from + 1;
  const equals = skipSpace(text, cursor);
  if (text.charAt(equals) !== '=') {
    attributes.push({ name, value: '' });
    return cursor;
  }
  const valueAt = skipSpace(text, equals + 1);
  const end = endOfValue(text, valueAt);
  const quoted = text.charAt(valueAt) === '"' || text.charAt(valueAt) === "'";
  attributes.push({
    name,
    value: text.slice(quoted ? valueAt + 1 : valueAt, quoted ? end : endOfScript(text, name, valueAt, end)),
  });
  return quoted ? end + 1 : end;
}

/** `onload=new Image().src=...`: the blank ends the value for a browser, and still shows what was meant. */
function endOfScript(text: string, name: string, from: number, end: number): number {
  // `onClick={() => open(item)}` is source code of a component.
  if (!name.startsWith('on') || text.charAt(from) === '{' || text.charAt(end) === '>') return end;
  const close = text.indexOf('>', end);
  return Math.min(close < 0 ? text.length : close, end + 200);
}

function isNameEnd(code: number): boolean {
  return code <= 0x20 || code === 0x3d || code === 0x3e || code === 0x2f;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function endOfValue(text: string, from: number): number {
  const quote = text.charAt(from);
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, from + 1);
    return end < 0 ? text.length : end;
  }
  let at = from;
  while (at < text.length && text.charCodeAt(at) > 0x20 && text.charAt(at) !== '>') at += 1;
  return at;
}
