/** Identifiers of one generated function: readable, unique, never a reserved word. */
export class Names {
  readonly #taken = new Set<string>(RESERVED);

  /** A name made from words: `request headers` -> `requestHeaders`, numbered where it is taken. */
  make(words: string): string {
    const parts = words.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
    const camel = parts.map((part, index) => (index === 0 ? lowerFirst(part) : upperFirst(part))).join('');
    const base = /^[A-Za-z]/.test(camel) ? camel : `field${upperFirst(camel)}`;
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** Words of the language, and what every generated module declares itself. */
const RESERVED: readonly string[] = [
  'break case catch class const continue default delete do else export extends finally for function if import in',
  'instanceof new return super switch this throw try typeof var void while with yield let static enum await null',
  'true false undefined arguments eval interface package',
  'record meta fields run map recordsOf unit line match shape precise Set Map RegExp fieldsOf Fields',
].flatMap((words) => words.split(' '));

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A string as a TypeScript literal; every character that could end or bend it is escaped. */
export function literal(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Member access, `.name` or `['odd-name']`. */
export function member(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${literal(name)}]`;
}

/** A key of an object literal. */
export function objectKey(name: string): string {
  return IDENTIFIER.test(name) ? name : literal(name);
}
