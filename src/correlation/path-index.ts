/**
 * Values by string prefix. A lookup costs one map access for each distinct prefix length, however many values there
 * are; routes of an estate share a handful of lengths.
 */
export class PathIndex<T> {
  readonly #byPrefix = new Map<string, T[]>();
  #lengths: number[] = [];

  add(prefix: string, value: T): void {
    const bucket = this.#byPrefix.get(prefix);
    if (bucket !== undefined) {
      bucket.push(value);
      return;
    }
    this.#byPrefix.set(prefix, [value]);
    if (!this.#lengths.includes(prefix.length)) {
      this.#lengths = [...this.#lengths, prefix.length].sort((a, b) => b - a);
    }
  }

  /** Every value whose prefix starts `path`, longest prefix first. */
  *candidates(path: string): Generator<T> {
    for (const length of this.#lengths) {
      if (length > path.length) continue;
      yield* this.#byPrefix.get(path.slice(0, length)) ?? [];
    }
  }
}

/**
 * Text that every match of an anchored pattern starts with; `''` when none is certain. Escaped punctuation counts as
 * literal, an alternation at top level leaves nothing certain.
 */
export function literalPrefix(source: string): string {
  if (hasTopLevelAlternative(source)) return '';
  let prefix = '';
  let at = source.startsWith('^') ? 1 : 0;
  while (at < source.length) {
    let char = source[at] ?? '';
    let width = 1;
    if (char === '\\') {
      char = source[at + 1] ?? '';
      width = 2;
      if (!/^[^A-Za-z0-9]$/.test(char)) break;
    } else if ('.[](){}^$*+?|'.includes(char)) {
      break;
    }
    const quantifier = source[at + width] ?? '';
    if (quantifier === '*' || quantifier === '?' || quantifier === '{') break;
    prefix += char;
    at += width;
    if (quantifier === '+') break;
  }
  return prefix;
}

function hasTopLevelAlternative(source: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
}
