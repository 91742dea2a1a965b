import { XMLParser } from 'fast-xml-parser';
import { AssayError } from '../../src/kit/index.ts';

/** An element of a listing: text, or its children; an element that repeats is an array. */
export type XmlElement = { readonly [name: string]: unknown };

/**
 * The root element of a listing. Document types are refused, so there are no entities but the five of XML. Throws
 * AssayError `OBJECT_LIST_INVALID` for what is not that element.
 */
export function parseListing(text: string, root: string, repeated: readonly string[]): XmlElement {
  const document = text.includes('<!') ? null : parse(text, repeated);
  const element = document === null ? undefined : document[root];
  if (element === '') return {};
  if (isElement(element)) return element;
  throw invalidListing();
}

function parse(text: string, repeated: readonly string[]): XmlElement | null {
  const parser = new XMLParser({
    ignoreDeclaration: true,
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => repeated.includes(name),
  });
  try {
    const document: unknown = parser.parse(text);
    return isElement(document) ? document : null;
  } catch {
    return null;
  }
}

export function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Children of a name; none where it is not there. */
export function children(element: XmlElement, name: string): readonly XmlElement[] {
  const value = element[name];
  return Array.isArray(value) ? value.filter(isElement) : isElement(value) ? [value] : [];
}

/** Text of a child; null where there is none. */
export function textOf(element: XmlElement, name: string): string | null {
  const value = element[name];
  if (typeof value === 'string') return value;
  // Text beside attributes.
  return isElement(value) && typeof value['#text'] === 'string' ? value['#text'] : null;
}

export function invalidListing(): AssayError {
  return new AssayError({
    code: 'OBJECT_LIST_INVALID',
    kind: 'sourceContract',
    message: 'The answer is no listing of objects.',
    fix: 'Check provider, url and bucket: something else answers there.',
  });
}
