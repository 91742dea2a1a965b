import { type JsonObject, type JsonValue } from '../../model/json.ts';
import type { KeyContext } from '../data-classes/key-context.ts';
import { childNode, enterObject, observeText } from './observe-node.ts';
import { ROOT_POINTER } from './pointer-breadth.ts';
import type { SchemaNode } from './schema-node.ts';
import type { Walk } from './walk.ts';

/** Deeper or larger documents are read as text. */
const MAX_DEPTH = 48;
const MAX_ELEMENTS = 20_000;

/**
 * Adds an XML document: elements and attributes are properties by local name, their text is the value. False when it
 * is not well-formed enough to be read, or declares a document type (entities are never expanded).
 */
export function observeXml(root: SchemaNode, text: string, context: KeyContext, walk: Walk): boolean {
  const document = readXml(text);
  if (document === null) return false;
  observeElement(root, document, context, 0, ROOT_POINTER, walk);
  return true;
}

function observeElement(
  node: SchemaNode,
  value: JsonValue,
  context: KeyContext,
  depth: number,
  pointer: number,
  walk: Walk,
): void {
  if (typeof value === 'string') {
    observeText(node, value, context, walk);
    return;
  }
  const stats = enterObject(node, depth, walk);
  const object = value as JsonObject;
  const wasInMap = walk.isInMap;
  for (const key of Object.keys(object)) {
    const member = object[key];
    if (member === undefined) continue;
    const child = childNode(stats, key, context, depth, pointer, walk);
    const { childContext: own, childPointer } = walk;
    walk.isInMap = wasInMap || walk.enteredMap;
    for (const one of Array.isArray(member) ? (member as readonly JsonValue[]) : [member]) {
      observeElement(child, one, own, depth + 1, childPointer, walk);
    }
    walk.isInMap = wasInMap;
  }
}

interface OpenElement {
  readonly name: string;
  /** null prototype: element names are chosen by traffic. */
  readonly members: Record<string, JsonValue[]>;
  text: string;
  hasMembers: boolean;
}

function openElement(name: string): OpenElement {
  return { name, members: Object.create(null) as Record<string, JsonValue[]>, text: '', hasMembers: false };
}

function addMember(element: OpenElement, name: string, value: JsonValue): void {
  const known = element.members[name];
  if (known === undefined) element.members[name] = [value];
  else known.push(value);
  element.hasMembers = true;
}

/** Element tree as arrays of values by local name; null for what this reader does not read. */
export function readXml(text: string): JsonObject | null {
  const stack: OpenElement[] = [openElement('')];
  let elements = 0;
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    const top = stack.at(-1);
    if (top === undefined) return null;
    if (open < 0 || open > at) top.text += text.slice(at, open < 0 ? text.length : open);
    if (open < 0) break;
    const end = markupEnd(text, open);
    if (end < 0) return null;
    const kind = text.charCodeAt(open + 1);
    if (kind === EXCLAMATION && !readDeclaration(text.slice(open, end), top)) return null;
    if (kind === SLASH && !closeElement(stack, text.slice(open + 2, end - 1))) return null;
    if (kind !== EXCLAMATION && kind !== SLASH && kind !== QUESTION) {
      if (++elements > MAX_ELEMENTS || stack.length > MAX_DEPTH) return null;
      startElement(stack, text.slice(open + 1, end - 1));
    }
    at = end;
  }
  const document = stack[0];
  return stack.length === 1 && document !== undefined && document.hasMembers ? document.members : null;
}

const EXCLAMATION = 33;
const SLASH = 47;
const QUESTION = 63;

/** Index after the markup that starts at `open`; -1 when it does not end. */
function markupEnd(text: string, open: number): number {
  const [marker, length] = text.startsWith('<!--', open)
    ? ['-->', 3]
    : text.startsWith('<![CDATA[', open)
      ? [']]>', 3]
      : ['>', 1];
  const end = text.indexOf(marker, open + 1);
  return end < 0 ? -1 : end + length;
}

/** Comments pass, CDATA is text, a document type is refused. */
function readDeclaration(markup: string, top: OpenElement): boolean {
  if (markup.startsWith('<!--')) return true;
  if (!markup.startsWith('<![CDATA[')) return false;
  top.text += markup.slice(9, -3);
  return true;
}

function startElement(stack: OpenElement[], markup: string): void {
  const isEmpty = markup.endsWith('/');
  const tag = isEmpty ? markup.slice(0, -1) : markup;
  const nameEnd = tag.search(/\s/);
  const element = openElement(localName(nameEnd < 0 ? tag : tag.slice(0, nameEnd)));
  if (nameEnd >= 0) readAttributes(element, tag.slice(nameEnd));
  if (isEmpty) finish(stack.at(-1), element);
  else stack.push(element);
}

const ATTRIBUTE = /\s([A-Za-z_][\w.:-]{0,127})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)')/g;

function readAttributes(element: OpenElement, text: string): void {
  for (const match of text.matchAll(ATTRIBUTE)) {
    const name = match[1] ?? '';
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    addMember(element, `@${localName(name)}`, unescapeXml(match[2] ?? match[3] ?? ''));
  }
}

function closeElement(stack: OpenElement[], name: string): boolean {
  const element = stack.pop();
  const parent = stack.at(-1);
  if (element === undefined || parent === undefined || element.name !== localName(name.trim())) return false;
  finish(parent, element);
  return true;
}

function finish(parent: OpenElement | undefined, element: OpenElement): void {
  if (parent === undefined) return;
  const text = unescapeXml(element.text.trim());
  if (element.hasMembers && text !== '') addMember(element, '$text', text);
  addMember(parent, element.name, element.hasMembers ? element.members : text);
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
