import type { PathTemplate } from './path-template.ts';

const LONGEST = 80;
/** An id as definitions have it; anything else could not be a name in generated code. */
const WRITTEN_ID = /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/;

/**
 * A readable id: the one of the definition where there is one, else `getOrdersByOrderId`. Ids are unique in the
 * document (OpenAPI 3.1 section 4.8.10) and, given in one order, always the same.
 */
export function operationId(
  written: string | null,
  method: string,
  template: PathTemplate,
  base: readonly string[],
  used: Set<string>,
): string {
  const wanted = written !== null && WRITTEN_ID.test(written) ? written : composedId(method, template, base);
  let unique = wanted;
  for (let number = 2; used.has(unique); number += 1) unique = `${wanted}${number}`;
  used.add(unique);
  return unique;
}

function composedId(method: string, { path }: PathTemplate, base: readonly string[]): string {
  const parts = relativeSegments(path, base).map((segment) =>
    segment.replace(/\{([^{}]*)\}/g, (_, name: string) => ` by ${name} `),
  );
  const words = parts.flatMap((part) => part.split(/[^A-Za-z0-9]+/)).filter((word) => word !== '');
  const named = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return `${method}${named === '' ? 'Root' : named}`.slice(0, LONGEST);
}

/** Segments after those of the base path; its last one where there is nothing after it (`/graphql`). */
export function relativeSegments(path: string, base: readonly string[]): readonly string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const isBelow = base.every((segment, at) => segments[at] === segment);
  if (!isBelow) return segments;
  return segments.length > base.length ? segments.slice(base.length) : segments.slice(-1);
}
