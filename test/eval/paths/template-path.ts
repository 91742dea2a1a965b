/** A part of a template: literal text, or a slot with the literal segment before it. */
export type Part =
  | { readonly literal: string }
  | { readonly slot: string; readonly spans: boolean; readonly after: string };

/** A path of the truth, ready to be filled and matched. */
export interface ParsedPath {
  readonly parts: readonly Part[];
  /** The path with `{}` for every slot. */
  readonly erased: string;
  readonly segments: number;
  /** Segments without any slot, and the characters of literal text: what tells the more specific of two templates. */
  readonly specificity: readonly [number, number];
  /** Does the path have this form? */
  readonly matches: (path: string) => boolean;
}

const SLOT = /\{([^}]+)\}/g;

/** Literal segment before the slot at `index`, if any. */
function literalBefore(path: string, index: number): string {
  const literals = path
    .slice(0, index)
    .split('/')
    .slice(0, -1)
    .filter((segment) => segment !== '' && !segment.includes('{'));
  return literals.at(-1) ?? '';
}

function parts(path: string): Part[] {
  const out: Part[] = [];
  let end = 0;
  for (const match of path.matchAll(SLOT)) {
    if (match.index > end) out.push({ literal: path.slice(end, match.index) });
    const name = match[1] ?? '';
    const spans = name.endsWith('+');
    out.push({ slot: spans ? name.slice(0, -1) : name, spans, after: literalBefore(path, match.index) });
    end = match.index + match[0].length;
  }
  if (end < path.length) out.push({ literal: path.slice(end) });
  return out;
}

export function eraseNames(path: string): string {
  return path.replace(SLOT, '{}');
}

export function parsePath(path: string): ParsedPath {
  const split = parts(path);
  const source = split
    .map((part) =>
      'literal' in part ? part.literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : part.spans ? '.+' : '[^/]+',
    )
    .join('');
  const pattern = new RegExp(`^${source}$`);
  const literalSegments = path
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{')).length;
  const literalLength = split.reduce((sum, part) => sum + ('literal' in part ? part.literal.length : 0), 0);
  return {
    parts: split,
    erased: eraseNames(path),
    segments: path.split('/').length,
    specificity: [literalSegments, literalLength],
    matches: (candidate) => pattern.test(candidate),
  };
}

/** Is `a` the more specific of two templates that both accept a path? */
export function moreSpecific(a: ParsedPath, b: ParsedPath): boolean {
  return a.specificity[0] !== b.specificity[0]
    ? a.specificity[0] > b.specificity[0]
    : a.specificity[1] > b.specificity[1];
}
