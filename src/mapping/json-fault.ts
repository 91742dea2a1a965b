/**
 * Where a text stops being JSON (RFC 8259), as an index into it; its length where it ends too early. Used only
 * after `JSON.parse` has refused the text, because the parser's own message would quote it. No recursion.
 */
export function jsonFaultOffset(text: string): number {
  const scanner = new Scanner(text);
  while (scanner.step());
  return scanner.at;
}

const LITERAL = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;
/** RFC 8259 section 7: control characters below U+0020 are not allowed inside. */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

class Scanner {
  at = 0;
  readonly #text: string;
  /** Closing bracket of every open array and object, innermost last. */
  readonly #closers: string[] = [];
  #expect: Expect = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads one token; false where it does not fit. */
  step(): boolean {
    this.#skipSpace();
    if (this.at >= this.#text.length) return false;
    const mark = this.#text.charAt(this.at);
    switch (this.#expect) {
      case 'nothing':
        return false;
      case 'colon':
        return mark === ':' && this.#take(1, 'value');
      case 'key':
      case 'key-or-end':
        if (mark === '}' && this.#expect === 'key-or-end') return this.#close();
        return this.#token(STRING, 'colon');
      case 'comma-or-end':
        if (mark === ',') return this.#take(1, this.#closers.at(-1) === '}' ? 'key' : 'value');
        return mark === this.#closers.at(-1) && this.#close();
      case 'value':
      case 'value-or-end':
        return this.#value(mark);
    }
  }

  #value(mark: string): boolean {
    if (mark === ']' && this.#expect === 'value-or-end') return this.#close();
    if (mark === '{') return this.#open('}', 'key-or-end');
    if (mark === '[') return this.#open(']', 'value-or-end');
    return this.#token(mark === '"' ? STRING : LITERAL, this.#after());
  }

  #after(): Expect {
    return this.#closers.length === 0 ? 'nothing' : 'comma-or-end';
  }

  #open(closer: string, expect: Expect): boolean {
    this.#closers.push(closer);
    return this.#take(1, expect);
  }

  #close(): boolean {
    this.#closers.pop();
    return this.#take(1, this.#after());
  }

  #take(length: number, expect: Expect): boolean {
    this.at += length;
    this.#expect = expect;
    return true;
  }

  #token(token: RegExp, expect: Expect): boolean {
    token.lastIndex = this.at;
    const match = token.exec(this.#text);
    return match !== null && this.#take(match[0].length, expect);
  }

  #skipSpace(): void {
    while (' \t\r\n'.includes(this.#text.charAt(this.at)) && this.at < this.#text.length) this.at += 1;
  }
}
