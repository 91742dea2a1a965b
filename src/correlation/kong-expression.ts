import type { LinearPattern, RegexCompiler } from '../model/correlation.ts';

/** Kong's expression language as far as an access log can answer it. Source: github.com/Kong/atc-router grammar. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly inner: Expression }
  | Predicate;

export type Operator =
  | '=='
  | '!='
  | '~'
  | '^='
  | '=^'
  | '>'
  | '>='
  | '<'
  | '<='
  | 'contains'
  | 'in'
  | 'not in';

export interface Predicate {
  readonly kind: 'predicate';
  readonly field: string;
  readonly lower: boolean;
  readonly any: boolean;
  readonly operator: Operator;
  readonly value: string | number;
  readonly pattern: LinearPattern | null;
}

type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly at: number; readonly why: string };

interface Token {
  readonly kind: 'word' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const SYMBOLS = ['&&', '||', '==', '!=', '^=', '=^', '>=', '<=', '>', '<', '~', '!', '(', ')'];
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '~', '^=', '=^', '>', '>=', '<', '<=']);
const MAX_DEPTH = 64;

class SyntaxStop extends Error {
  readonly at: number;
  constructor(at: number, why: string) {
    super(why);
    this.at = at;
  }
}

/** Parses one expression; everything outside the documented language is refused with its offset, never guessed. */
export function parseExpression(text: string, compileRegex: RegexCompiler): ParsedExpression {
  try {
    const parser = new Parser(tokenize(text), compileRegex);
    return { ok: true, expression: parser.parse() };
  } catch (error) {
    if (error instanceof SyntaxStop) return { ok: false, at: error.at, why: error.message };
    throw error;
  }
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === ' ' || char === '\n' || char === '\t' || char === '\r') {
      at += 1;
      continue;
    }
    const start = at;
    if (char === '"') {
      const literal = readQuoted(text, at);
      tokens.push({ kind: 'string', text: literal.value, at: start });
      at = literal.end;
      continue;
    }
    if (text.startsWith('r#"', at)) {
      const end = text.indexOf('"#', at + 3);
      if (end < 0) throw new SyntaxStop(at, 'raw string without end');
      tokens.push({ kind: 'string', text: text.slice(at + 3, end), at: start });
      at = end + 2;
      continue;
    }
    const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
    if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', text: symbol, at: start });
      at += symbol.length;
      continue;
    }
    const word = /^[A-Za-z0-9_.:/\-*]+/.exec(text.slice(at))?.[0];
    if (word === undefined) throw new SyntaxStop(at, 'unexpected character');
    tokens.push({ kind: 'word', text: word, at: start });
    at += word.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readQuoted(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') return { value, end: at + 1 };
    if (char !== '\\') {
      value += char;
      continue;
    }
    at += 1;
    const escaped = ESCAPES[text[at] ?? ''];
    if (escaped === undefined) throw new SyntaxStop(at, 'unknown escape');
    value += escaped;
  }
  throw new SyntaxStop(start, 'string without end');
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #compileRegex: RegexCompiler;
  #next = 0;

  constructor(tokens: readonly Token[], compileRegex: RegexCompiler) {
    this.#tokens = tokens;
    this.#compileRegex = compileRegex;
  }

  parse(): Expression {
    const expression = this.#or(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw new SyntaxStop(rest.at, 'unexpected text after the expression');
    return expression;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #accept(text: string): boolean {
    const token = this.#peek();
    if (token.kind === 'string' || token.text !== text) return false;
    this.#next += 1;
    return true;
  }

  #expect(text: string): void {
    const { at } = this.#peek();
    if (!this.#accept(text)) throw new SyntaxStop(at, `"${text}" expected`);
  }

  #or(depth: number): Expression {
    let left = this.#and(depth);
    while (this.#accept('||')) left = { kind: 'or', left, right: this.#and(depth) };
    return left;
  }

  #and(depth: number): Expression {
    let left = this.#term(depth);
    while (this.#accept('&&')) left = { kind: 'and', left, right: this.#term(depth) };
    return left;
  }

  #term(depth: number): Expression {
    if (depth > MAX_DEPTH) throw new SyntaxStop(this.#peek().at, 'nested too deeply');
    const negated = this.#accept('!');
    if (this.#accept('(')) {
      const inner = this.#or(depth + 1);
      this.#expect(')');
      return negated ? { kind: 'not', inner } : inner;
    }
    if (negated) throw new SyntaxStop(this.#peek().at, '"(" expected after "!"');
    return this.#predicate();
  }

  #predicate(): Expression {
    let lower = false;
    let any = false;
    let open = 0;
    let word = this.#take();
    while (word.kind === 'word' && (word.text === 'lower' || word.text === 'any') && this.#accept('(')) {
      if (word.text === 'lower') lower = true;
      else any = true;
      open += 1;
      word = this.#take();
    }
    if (word.kind !== 'word') throw new SyntaxStop(word.at, 'a field name is expected');
    for (; open > 0; open -= 1) this.#expect(')');
    const operator = this.#operator();
    const literal = this.#take();
    const value = literalValue(literal);
    // `~` searches anywhere, while a LinearPattern starts at index 0.
    const pattern = operator === '~' ? this.#compileRegex(`(?s:.*?)(?:${value})`) : null;
    if (operator === '~' && pattern === null)
      throw new SyntaxStop(literal.at, 'pattern outside the linear engine');
    return { kind: 'predicate', field: word.text, lower, any, operator, value, pattern };
  }

  #operator(): Operator {
    const token = this.#take();
    if (token.kind === 'symbol' && COMPARISONS.has(token.text)) return toOperator(token.text);
    if (token.kind === 'word' && token.text === 'contains') return 'contains';
    if (token.kind === 'word' && token.text === 'in') return 'in';
    if (token.kind === 'word' && token.text === 'not' && this.#accept('in')) return 'not in';
    throw new SyntaxStop(token.at, 'an operator is expected');
  }
}

function toOperator(text: string): Operator {
  switch (text) {
    case '==':
    case '!=':
    case '~':
    case '^=':
    case '=^':
    case '>':
    case '>=':
    case '<':
    case '<=':
      return text;
    default:
      throw new SyntaxStop(0, 'an operator is expected');
  }
}

function literalValue(token: Token): string | number {
  if (token.kind === 'string') return token.text;
  if (token.kind === 'word') return /^-?\d+$/.test(token.text) ? Number(token.text) : token.text;
  throw new SyntaxStop(token.at, 'a value is expected');
}
