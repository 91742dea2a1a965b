import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Entities that read files or URLs, or grow without bound; and inclusion of files (XInclude). */
export const externalEntity: ContentRule = { type: 'xxe', needs: SHAPE.angle, detect };

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  const declaration = text.search(/<!ENTITY\s/i);
  if (declaration >= 0) return entity(text, declaration);
  const include = text.search(
    /<\w{0,20}:?include\s[^>]{0,200}href\s{0,4}=\s{0,4}["'](?:file|https?|ftp|php):/i,
  );
  if (include >= 0 && /XInclude/.test(text)) return { rule: 'xxe-xinclude', at: include };
  const external = text.search(
    /<!DOCTYPE\s{1,20}[\w:.-]{1,60}\s{1,20}SYSTEM\s{1,20}["'](?:https?|ftp|file|php|expect|jar|gopher):/i,
  );
  return external >= 0 ? { rule: 'xxe-external-dtd', at: external } : null;
}

function entity(text: string, at: number): Hit | null {
  if (/<!ENTITY\s{1,20}(?:%\s{1,20})?[\w:.-]{1,80}\s{1,20}(?:SYSTEM|PUBLIC)\s/i.test(text))
    return { rule: 'xxe-external-entity', at };
  if (/<!ENTITY\s{1,20}%\s/i.test(text)) return { rule: 'xxe-parameter-entity', at };
  const nested = text.match(/<!ENTITY\s{1,20}[\w:.-]{1,80}\s{1,20}["'](?:&\w{1,40};){2}/gi);
  return nested !== null && nested.length >= 2 ? { rule: 'xxe-entity-expansion', at } : null;
}
