import type { SlotFacts } from '../../model/inventory.ts';

/** One slot of a template as OpenAPI names it. */
export interface PathSlot {
  /** Name in the document: unique in its template. */
  readonly name: string;
  /** Name in the facts. */
  readonly observedName: string;
  /** Whether the slot is its whole segment: only then do values of the segment describe it. */
  readonly isSegment: boolean;
  readonly facts: SlotFacts | null;
}

export interface PathTemplate {
  /** A valid key of `paths`. */
  readonly path: string;
  readonly slots: readonly PathSlot[];
  /** Literal texts and `{}` in order: equal for templates that differ by slot names only, which OpenAPI forbids. */
  readonly key: string;
}

const PIECE = /\{([^{}]*)\}|[^{}]+|[{}]/g;

/**
 * A template of the inventory as OpenAPI 3.1 takes it (section 4.8.8, Paths Object): slot names unique and not empty,
 * no stray brace, no query, no trailing slash. Templates of definitions are texts of others, so nothing is assumed.
 */
export function pathTemplate(path: string, facts: readonly SlotFacts[]): PathTemplate {
  const used = new Set<string>();
  const slots: PathSlot[] = [];
  const texts = trimmed(path)
    .split('/')
    .slice(1)
    .map((segment) => {
      const pieces = [...segment.matchAll(PIECE)];
      return pieces.map(([text, name]) => {
        if (name === undefined) return literalText(text);
        const unique = uniqueName(slotName(name), used);
        const isSegment = pieces.length === 1;
        slots.push({ name: unique, observedName: name, isSegment, facts: facts[slots.length] ?? null });
        return `{${unique}}`;
      });
    });
  return {
    path: `/${texts.map((pieces) => pieces.join('')).join('/')}`,
    slots,
    key: `/${texts.map((pieces) => pieces.map((text) => (text.startsWith('{') ? '{}' : text)).join('')).join('/')}`,
  };
}

function trimmed(path: string): string {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  let end = rooted.length;
  while (end > 1 && rooted.charCodeAt(end - 1) === SLASH) end -= 1;
  return rooted.slice(0, end);
}

const SLASH = 47;

function slotName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, '');
  return plain === '' ? 'slot' : plain;
}

function uniqueName(name: string, used: Set<string>): string {
  let unique = name;
  for (let number = 2; used.has(unique); number += 1) unique = `${name}${number}`;
  used.add(unique);
  return unique;
}

/** What stands unescaped in a path by RFC 3986 section 3.3 or is a letter or digit of any script (RFC 3987). */
const UNSAFE = /[^\p{L}\p{N}\-._~!$&'()*+,;=:@%]/gu;

function literalText(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (character) => encodeURIComponent(character));
}
