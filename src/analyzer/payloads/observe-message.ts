import { type KeyContext, keyContext, rootContext } from '../data-classes/key-context.ts';
import { singular } from '../data-classes/key-words.ts';
import type { Field } from '../exchange.ts';
import { cookiePair } from '../exchange-parser.ts';
import { PEOPLE_WORDS } from '../paths/path-words.ts';
import { boundedMemo } from '../sketch/bounded-memo.ts';
import { type FieldSet, fieldNode } from './field-set.ts';
import { observeText } from './observe-node.ts';
import { emptyNode, type SchemaNode } from './schema-node.ts';
import { isCredentialHeader, isTransportHeader } from './transport-headers.ts';
import { NO_CONTEXT, type Walk } from './walk.ts';

/** Adds the segments that may be values. Segments beyond the depth cap share one place. */
export function observePath(
  path: Map<number, SchemaNode>,
  segments: readonly string[],
  maxDepth: number,
  walk: Walk,
): void {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] ?? '';
    if (isPlainWord(segment)) continue;
    const at = Math.min(index, maxDepth);
    let node = path.get(at);
    if (node === undefined) {
      node = emptyNode();
      path.set(at, node);
    }
    const before = index > 0 ? (segments[index - 1] ?? '') : '';
    const context = isPlainWord(before) ? keyContext('', before) : NO_CONTEXT;
    observeText(node, segment, context, walk);
  }
}

const LONGEST_WORD = 24;

/** Letters and separators alone: says nothing that a schema or a class could use. */
export function isPlainWord(segment: string): boolean {
  const length = segment.length;
  if (length === 0 || length > LONGEST_WORD) return false;
  for (let at = 0; at < length; at++) {
    const code = segment.charCodeAt(at);
    const lower = code | 32;
    if (!(lower >= 97 && lower <= 122) && code !== 45 && code !== 95) return false;
  }
  return true;
}

/** The noun of a people collection makes `name` at the root of a body a person's name. */
export function rootContextOf(segments: readonly string[]): KeyContext {
  for (let at = segments.length - 1; at >= 0; at--) {
    const segment = segments[at] ?? '';
    if (isPlainWord(segment)) return wordContext(segment);
  }
  return NO_CONTEXT;
}

const wordContext = boundedMemo(
  (word) => {
    const noun = singular(word.toLowerCase());
    return PEOPLE_WORDS.has(noun) ? rootContext(noun) : NO_CONTEXT;
  },
  1024,
  LONGEST_WORD,
);

export function observeQuery(set: FieldSet, fields: readonly Field[], walk: Walk): void {
  for (const field of fields) observeField(set, field.name, field.value, walk);
}

export function observeRequestHeaders(set: FieldSet, fields: readonly Field[], walk: Walk): void {
  for (const field of fields) {
    if (isTransportHeader(field.name)) continue;
    // Of a credential only its name is of interest here, so that a definition can say where it goes.
    if (isCredentialHeader(field.name)) fieldNode(set, field.name, walk).strings++;
    else observeField(set, field.name, field.value, walk);
  }
}

export function observeCookies(set: FieldSet, fields: readonly Field[], walk: Walk): void {
  for (const field of fields) observeField(set, field.name, field.value, walk);
}

export function observeResponseHeaders(
  headers: FieldSet,
  cookies: FieldSet,
  fields: readonly Field[],
  walk: Walk,
): void {
  for (const field of fields) {
    if (field.name === 'set-cookie') {
      const cookie = cookiePair(field.value.split(';', 1)[0] ?? '');
      if (cookie !== null) observeField(cookies, cookie.name, cookie.value, walk);
    } else if (!isTransportHeader(field.name)) observeField(headers, field.name, field.value, walk);
  }
}

function observeField(set: FieldSet, name: string, value: string, walk: Walk): void {
  const node = fieldNode(set, name, walk);
  observeText(node, value, walk.childContext, walk);
}
