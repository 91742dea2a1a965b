/** One thing that is wrong with a value. Never quotes the value: it may be a secret or personal data. */
export interface SchemaProblem {
  /** JSON Pointer (RFC 6901) to the member that is wrong; the empty string is the document itself. */
  readonly pointer: string;
  readonly message: string;
  /** What to do about it, one sentence, or null. */
  readonly fix: string | null;
}

/** Appends one reference token to a pointer, escaped as RFC 6901 section 3 says. */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Reference tokens of a pointer, unescaped. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
