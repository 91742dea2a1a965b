/** A JSON text as the texts that stand between its values. */
export type JsonShape = ScalarShape | ObjectShape | ListShape;

export interface ScalarShape {
  readonly kind: 'scalar';
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly keys: readonly string[];
  /** What stands before each value, its key included, and behind the last. */
  readonly pieces: readonly string[];
  readonly values: readonly JsonShape[];
}

export interface ListShape {
  readonly kind: 'list';
  readonly open: string;
  /** As between the first two items. */
  readonly between: string;
  readonly close: string;
  readonly values: readonly JsonShape[];
}

const SCALAR: ScalarShape = { kind: 'scalar' };
/** Deeper texts are parsed. */
const DEEPEST = 24;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const COMMA = 0x2c;

/** The shape of a whole text; null where it is no JSON, has white space before it, escapes in a key, or is too deep. */
export function jsonShape(text: string): JsonShape | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const found = valueAt(text, 0, 0);
  return found === null || spaceEnd(text, found.end) !== text.length ? null : found.shape;
}

interface Found {
  readonly shape: JsonShape;
  readonly end: number;
}

/** Of a text that is known to be JSON. */
function valueAt(text: string, at: number, depth: number): Found | null {
  if (depth > DEEPEST) return null;
  switch (text.charCodeAt(at)) {
    case BRACE:
      return objectAt(text, at, depth);
    case BRACKET:
      return listAt(text, at, depth);
    case QUOTE:
      return { shape: SCALAR, end: stringEnd(text, at) };
    default:
      return { shape: SCALAR, end: wordEnd(text, at) };
  }
}

function objectAt(text: string, start: number, depth: number): Found | null {
  const keys: string[] = [];
  const pieces: string[] = [];
  const values: JsonShape[] = [];
  let from = start;
  let at = spaceEnd(text, start + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = stringEnd(text, at);
    const key = text.slice(at + 1, keyEnd - 1);
    if (key.includes('\\')) return null;
    const valueFrom = spaceEnd(text, spaceEnd(text, keyEnd) + 1);
    const value = valueAt(text, valueFrom, depth + 1);
    if (value === null) return null;
    keys.push(key);
    pieces.push(text.slice(from, valueFrom));
    values.push(value.shape);
    from = value.end;
    at = spaceEnd(text, from);
    if (text.charCodeAt(at) === COMMA) at = spaceEnd(text, at + 1);
  }
  pieces.push(text.slice(from, at + 1));
  return { shape: { kind: 'object', keys, pieces, values }, end: at + 1 };
}

function listAt(text: string, start: number, depth: number): Found | null {
  const values: JsonShape[] = [];
  let at = spaceEnd(text, start + 1);
  const open = text.slice(start, at);
  let between = `,${open.slice(1)}`;
  let end = at;
  while (text.charCodeAt(at) !== BRACKET + 2) {
    if (values.length === 1) between = text.slice(end, at);
    const value = valueAt(text, at, depth + 1);
    if (value === null) return null;
    values.push(value.shape);
    end = value.end;
    at = spaceEnd(text, end);
    if (text.charCodeAt(at) === COMMA) at = spaceEnd(text, at + 1);
  }
  const close = text.slice(end, at + 1);
  return { shape: { kind: 'list', open, between, close, values }, end: at + 1 };
}

function spaceEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** Behind the closing quote. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

const WORD_ENDS: ReadonlySet<string> = new Set([',', ']', '}', ' ', '\t', '\n', '\r']);

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !WORD_ENDS.has(text.charAt(at))) at += 1;
  return at;
}
