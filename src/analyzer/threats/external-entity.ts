import { reachOf } from './internal-address.ts';
import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Entities that read files or URLs, or grow without bound; and inclusion of files (XInclude). */
export const externalEntity: ContentRule = { type: 'xxe', needs: SHAPE.angle, detect };

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  const declaration = text.search(/<!ENTITY\s/i);
  if (declaration >= 0) return entity(text, declaration);
  const include = text.search(
    /<\w{0,20}:?include\s[^>]{0,200}href\s{0,4}=\s{0,4}["'](?:(?:file|https?|ftp|php):|\/(?:etc|proc|root|var|home)\/)/i,
  );
  if (include >= 0 && /XInclude/.test(text)) return { rule: 'xxe-xinclude', at: include };
  return externalSubset(text);
}

const EXTERNAL =
  /<!DOCTYPE\s{1,20}([\w:.-]{1,60})\s{1,20}(?:SYSTEM|PUBLIC\s{1,20}["']([^"']{0,200})["'])\s{1,20}["'](https?|ftp|file|php|expect|jar|gopher|netdoc):([^"']{0,300})/i;

/**
 * A document type that is fetched. Standards name theirs by a formal public identifier (ISO 8879: owner, class of text,
 * description, language), or put it in a folder of versions under the name of the document: `cXML/1.2/cXML.dtd`.
 */
function externalSubset(text: string): Hit | null {
  const match = EXTERNAL.exec(text);
  if (match === null) return null;
  const [, root = '', publicId, scheme = '', rest = ''] = match;
  const isWeb = /^https?$/i.test(scheme);
  const isStandard = publicId === undefined ? isOwnType(root, rest) : FORMAL_PUBLIC_ID.test(publicId);
  const host = /^\/\/([^/:?#]{1,255})/.exec(rest)?.[1] ?? '';
  if (isWeb && isStandard && isPublicName(host)) return null;
  return { rule: 'xxe-external-dtd', at: match.index };
}

/** Some leave a slash out: `-//Hibernate/Hibernate Mapping DTD 3.0//EN`. */
const FORMAL_PUBLIC_ID =
  /^(?:[+-]|ISO [^/]{1,40})\/\/[^/]{2,80}\/{1,2}(?:[\w. -]{1,60} )?(?:DTD|ENTITIES|ELEMENTS)\s[^/]{1,120}\/\//;

function isOwnType(root: string, rest: string): boolean {
  const path = /^\/\/[^/?#]{1,255}((?:\/[\w.-]{1,60}){2,8})$/.exec(rest)?.[1];
  return root.length > 2 && path?.toLowerCase().endsWith(`/${root.toLowerCase()}.dtd`) === true;
}

/** A name of the open internet: no address, nothing inside. */
function isPublicName(host: string): boolean {
  return host.includes('.') && reachOf(host.toLowerCase()).reach === 'outside' && !/^[\d.]{1,40}$/.test(host);
}

/** A parameter entity that makes declarations, or is made of others; `<!ENTITY % draft 'INCLUDE'>` is a switch of a document type. */
const BUILDING_ENTITY =
  /<!ENTITY\s{1,20}%\s{1,20}[\w:.-]{1,80}\s{1,20}(?:"[^"]{0,400}(?:<!|%|&#)|'[^']{0,400}(?:<!|%|&#)|[^"'\s])/i;

function entity(text: string, at: number): Hit | null {
  if (/<!ENTITY\s{1,20}(?:%\s{1,20})?[\w:.-]{1,80}\s{1,20}(?:SYSTEM|PUBLIC)\s/i.test(text))
    return { rule: 'xxe-external-entity', at };
  if (BUILDING_ENTITY.test(text) || (/<!ENTITY\s{1,20}%\s/i.test(text) && /%[\w:.-]{1,80};/.test(text)))
    return { rule: 'xxe-parameter-entity', at };
  const nested = text.match(/<!ENTITY\s{1,20}[\w:.-]{1,80}\s{1,20}["'](?:&\w{1,40};){2}/gi);
  return nested !== null && nested.length >= 2 ? { rule: 'xxe-entity-expansion', at } : null;
}
