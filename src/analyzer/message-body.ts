import { isJsonArray, type JsonValue } from '../model/json.ts';
import type { Body, Part } from './exchange.ts';
import { bodyFormFields } from './form-fields.ts';
import { eventStreamValues, jsonDocument, jsonLines, jsonpArgument, unguardedText } from './json-text.ts';
import { isMasked } from './masked-value.ts';
import { multipartParts } from './multipart.ts';
import { base64Text, gunzippedText, unchunkedText, whollyUnchunkedText } from './packed-text.ts';

/** Longer bodies are kept as `text`: parsing them would cost more than their schema tells. */
export const MAX_BODY_CHARS = 1 << 20;

/** Deeper JSON is `undecodable`, so that no walk over a body can exhaust the stack. */
export const MAX_JSON_DEPTH = 64;

const NOT_CAPTURED: Body = { kind: 'not-captured' };
const EMPTY: Body = { kind: 'empty' };

/** Reads a body by its content type, by its first characters where there is none. Never throws. */
export function parseBody(text: string | null, contentTypeHeader: string | null): Body {
  if (text === null) return NOT_CAPTURED;
  if (text === '') return EMPTY;
  if (isMasked(text)) return NOT_CAPTURED;
  const unpacked = text.length > MAX_BODY_CHARS ? null : gunzippedText(text);
  return readBody(unpacked ?? text, contentTypeHeader);
}

function readBody(text: string, contentTypeHeader: string | null): Body {
  const declared = contentTypeHeader === null ? '' : mediaType(contentTypeHeader);
  if (text.length > MAX_BODY_CHARS) {
    return { kind: 'text', contentType: declared === '' ? 'text/plain' : declared, text };
  }
  if (isJsonType(declared))
    return jsonBody(text, declared) ?? wrappedJson(text, declared) ?? undecodable(text, declared);
  if (isXmlType(declared)) return xmlBody(text, declared);
  return otherBody(whollyUnchunkedText(text) ?? text, declared, contentTypeHeader ?? '');
}

/** A body that claims to be neither JSON nor XML. */
function otherBody(text: string, declared: string, contentTypeHeader: string): Body {
  if (declared === 'application/x-www-form-urlencoded') return formBody(text, declared);
  if (declared.startsWith('multipart/')) return multipartBody(text, declared, contentTypeHeader);
  return streamBody(text, declared) ?? sniffedBody(text, declared);
}

/** What claims to be JSON and is it only under a wrapping: chunks, base64, a guard, a callback, a value a line. */
function wrappedJson(text: string, declared: string): Body | null {
  const content = unchunkedText(text) ?? base64Text(text) ?? unguardedText(text) ?? jsonpArgument(text);
  if (content !== null) return jsonBody(content, declared);
  return text.includes('\n') ? valuesBody(jsonLines(text), text, declared) : null;
}

/** JSON values one after the other, as an array of them. */
function valuesBody(values: readonly JsonValue[] | null, text: string, contentType: string): Body | null {
  if (values === null || values.some((value) => isDeeperThan(value, MAX_JSON_DEPTH - 1))) return null;
  return { kind: 'json', contentType, value: values, text };
}

const LINE_TYPES: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/jsonlines',
  'application/x-jsonlines',
  'application/x-json-stream',
  'application/json-seq',
]);
const SCRIPT_TYPES: ReadonlySet<string> = new Set([
  'application/javascript',
  'application/x-javascript',
  'text/javascript',
]);

/** Types of several JSON values, or of a script that carries one; null for others and when there is no JSON. */
function streamBody(text: string, declared: string): Body | null {
  if (declared === 'text/event-stream') return valuesBody(eventStreamValues(text), text, declared);
  if (LINE_TYPES.has(declared)) return valuesBody(jsonLines(text), text, declared);
  if (!SCRIPT_TYPES.has(declared)) return null;
  const argument = jsonpArgument(text);
  return argument === null ? null : jsonBody(argument, declared);
}

function xmlBody(text: string, contentType: string): Body {
  if (firstCharacter(text) === '<') return { kind: 'xml', contentType, text };
  const content = unchunkedText(text);
  return content !== null && firstCharacter(content) === '<'
    ? { kind: 'xml', contentType, text: content }
    : undecodable(text, contentType);
}

/** The type without parameters, lower case: `application/json`. */
function mediaType(header: string): string {
  const known = MEDIA_TYPES.get(header);
  if (known !== undefined) return known;
  // A comma joins repeated headers (RFC 9110 section 5.3); a media type has none.
  const end = header.search(/[;,]/);
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase();
}

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['application/json', 'application/json'],
  ['application/json; charset=utf-8', 'application/json'],
  ['application/json;charset=utf-8', 'application/json'],
  ['application/json;charset=UTF-8', 'application/json'],
]);

function isJsonType(type: string): boolean {
  if (type === 'application/json') return true;
  return type.endsWith('+json') || JSON_TYPES.has(type) || type.startsWith('application/x-amz-json-');
}

const JSON_TYPES: ReadonlySet<string> = new Set([
  'text/json',
  'text/x-json',
  'application/x-json',
  'application/csp-report',
  'application/json-rpc',
  'application/jsonrequest',
]);

function isXmlType(type: string): boolean {
  if (type === 'application/xhtml+xml' || type === 'image/svg+xml') return false;
  return type.endsWith('/xml') || type.endsWith('+xml');
}

function undecodable(text: string, contentType: string): Body {
  return { kind: 'undecodable', contentType, text };
}

/** Types that say nothing about JSON may still carry it; what was never claimed is not `undecodable`. */
function sniffedBody(text: string, declared: string): Body {
  const isOpen = declared === '' || declared === 'text/plain' || declared === 'application/octet-stream';
  if (!isOpen) return { kind: 'text', contentType: declared, text };
  const first = firstCharacter(text);
  if (first === '{' || first === '[') {
    const body = jsonBody(text, declared === '' ? 'application/json' : declared);
    if (body !== null) return body;
  }
  if (declared === '' && first === '<' && !HTML_START.test(text)) {
    return { kind: 'xml', contentType: 'application/xml', text };
  }
  if (declared === '' && FORM_SHAPE.test(text)) return formBody(text, 'application/x-www-form-urlencoded');
  return { kind: 'text', contentType: declared === '' ? 'text/plain' : declared, text };
}

const HTML_START = /^\s{0,64}<(?:!doctype html|html|head|body)\b/i;
const FORM_SHAPE = /^[A-Za-z_][\w.%+[\]-]{0,63}=[^\s<>{}"]*$/;

function firstCharacter(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== BYTE_ORDER_MARK) return text.charAt(at);
  }
  return '';
}

const BYTE_ORDER_MARK = 0xfeff;

/** null when the text is no JSON or too deep. */
function jsonBody(text: string, contentType: string): Body | null {
  const source = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const document = jsonDocument(source);
  if (document === null) return null;
  const { value } = document;
  if (mayBeDeep(source) && isDeeperThan(value, MAX_JSON_DEPTH)) return null;
  return { kind: 'json', contentType, value, text };
}

/** Cheap bound: a document of depth d has at least d opening brackets. */
function mayBeDeep(text: string): boolean {
  let openers = 0;
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    if (++openers > MAX_JSON_DEPTH) return true;
  }
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    if (++openers > MAX_JSON_DEPTH) return true;
  }
  return false;
}

/** Recurses at most `depth` levels. */
function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  if (isJsonArray(value)) return value.some((item) => isDeeperThan(item, depth - 1));
  for (const key of Object.keys(value)) {
    const member = (value as Readonly<Record<string, JsonValue>>)[key];
    if (member !== undefined && isDeeperThan(member, depth - 1)) return true;
  }
  return false;
}

function formBody(text: string, contentType: string): Body {
  return { kind: 'form', contentType, fields: bodyFormFields(text.trim()), text };
}

function multipartBody(text: string, contentType: string, header: string): Body {
  const parts: readonly Part[] | null = multipartParts(text, header);
  return parts === null ? undecodable(text, contentType) : { kind: 'multipart', contentType, parts, text };
}
