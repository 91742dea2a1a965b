/** A small SQL tokenizer: enough of every dialect to tell an expression from a sentence. */
type SqlKind =
  | 'number'
  | 'string'
  /** Not closed: the rest of the statement would swallow it. */
  | 'open-string'
  | 'word'
  | 'variable'
  | 'logic'
  | 'compare'
  | 'operator'
  | 'open'
  | 'close'
  | 'comma'
  | 'semicolon'
  | 'comment';

export interface SqlToken {
  readonly kind: SqlKind;
  /** Lower case for words and operators; the content of a string or comment. */
  readonly text: string;
  readonly at: number;
}

/** Attacks decide within the first tokens; a long text cannot make this slow. */
const MAX_TOKENS = 160;

const LOGIC: ReadonlySet<string> = new Set(['or', 'and', 'xor', '||', '&&']);
const COMPARE: ReadonlySet<string> = new Set(
  '= == <> != < > <= >= <=> like ilike rlike regexp is in between similar glob'.split(' '),
);
const OPERATOR: ReadonlySet<string> = new Set('+ - * / % | & ^ ~ ! div mod not collate'.split(' '));

/** Tokens of `text` from `from`, as a statement reads them outside any string. */
export function sqlTokens(text: string, from: number): SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = from;
  while (at < text.length && tokens.length < MAX_TOKENS) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) at += 1;
    else at = readToken(text, at, code, tokens);
  }
  return tokens;
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

function readToken(text: string, at: number, code: number, tokens: SqlToken[]): number {
  if (code === 0x27 || code === 0x22) return readString(text, at, code, tokens);
  if (isDigit(code)) return readNumber(text, at, tokens);
  if (isWordStart(code)) return readWord(text, at, tokens);
  if (code === 0x60 || code === 0x5b) return readQuotedName(text, at, code === 0x60 ? '`' : ']', tokens);
  if (code === 0x40) return readVariable(text, at, tokens);
  if (code === 0x3a && text.charCodeAt(at + 1) === 0x3a) return endOfCast(text, at + 2);
  return readComment(text, at, code, tokens) ?? readSymbol(text, at, code, tokens);
}

/** `::int` (PostgreSQL) changes the type of an operand, and nothing of the grammar. */
function endOfCast(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWordPart(text.charCodeAt(at))) at += 1;
  return at;
}

/** Doubled and backslashed quotes belong to the string. */
export function endOfString(text: string, from: number, quote: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === quote) {
      if (text.charCodeAt(at + 1) !== quote) return at;
      at += 1;
    }
  }
  return -1;
}

function readString(text: string, at: number, quote: number, tokens: SqlToken[]): number {
  // `''` is the empty string here: doubling can only be meant inside a longer one.
  const isEmpty = text.charCodeAt(at + 1) === quote;
  const end = isEmpty ? at + 1 : endOfString(text, at + 1, quote);
  if (end < 0) {
    tokens.push({ kind: 'open-string', text: text.slice(at + 1), at });
    return text.length;
  }
  tokens.push({ kind: 'string', text: text.slice(at + 1, end), at });
  return end + 1;
}

function readNumber(text: string, at: number, tokens: SqlToken[]): number {
  let end = at + 1;
  const isHex = text.charCodeAt(at) === 0x30 && (text.charCodeAt(end) | 0x20) === 0x78;
  if (isHex) {
    end += 1;
    while (isHexDigit(text.charCodeAt(end))) end += 1;
  } else {
    while (isDigit(text.charCodeAt(end)) || isFraction(text, end)) end += 1;
    end = endOfExponent(text, end);
  }
  tokens.push({ kind: 'number', text: text.slice(at, end), at });
  return end;
}

/** `1e0union`: the number ends where its digits do, and the keyword starts without a blank. */
function endOfExponent(text: string, at: number): number {
  if ((text.charCodeAt(at) | 0x20) !== 0x65) return at;
  const sign = text.charCodeAt(at + 1);
  let end = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
  if (!isDigit(text.charCodeAt(end))) return at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isFraction(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x2e && isDigit(text.charCodeAt(at + 1));
}

function readWord(text: string, at: number, tokens: SqlToken[]): number {
  let end = at + 1;
  while (end < text.length && isWordPart(text.charCodeAt(end))) end += 1;
  const word = text.slice(at, end).toLowerCase();
  tokens.push({ kind: kindOf(word), text: word, at });
  return end;
}

function kindOf(word: string): SqlKind {
  if (LOGIC.has(word)) return 'logic';
  if (COMPARE.has(word)) return 'compare';
  return OPERATOR.has(word) ? 'operator' : 'word';
}

function readQuotedName(text: string, at: number, close: string, tokens: SqlToken[]): number {
  const end = text.indexOf(close, at + 1);
  if (end < 0) {
    tokens.push({ kind: 'operator', text: text.charAt(at), at });
    return at + 1;
  }
  tokens.push({ kind: 'word', text: text.slice(at + 1, end).toLowerCase(), at });
  return end + 1;
}

function readVariable(text: string, at: number, tokens: SqlToken[]): number {
  let end = at + 1;
  while (text.charCodeAt(end) === 0x40 || isWordPart(text.charCodeAt(end))) end += 1;
  tokens.push({ kind: 'variable', text: text.slice(at, end).toLowerCase(), at });
  return end;
}

/** `-- `, `#` and unclosed `/*` run to the end; closed comments are white space; `/*!50000 x` is code (MySQL). */
function readComment(text: string, at: number, code: number, tokens: SqlToken[]): number | null {
  const next = text.charCodeAt(at + 1);
  if (code === 0x23 || (code === 0x2d && next === 0x2d)) {
    const line = text.indexOf('\n', at);
    const end = line < 0 ? text.length : line;
    if (line > 0 && isJunk(text, at + (code === 0x23 ? 1 : 2), line)) return end;
    tokens.push({ kind: 'comment', text: text.slice(at + (code === 0x23 ? 1 : 2), end), at });
    return end;
  }
  if (code === 0x2a && next === 0x2f) return at + 2;
  if (code !== 0x2f || next !== 0x2a) return null;
  if (text.charCodeAt(at + 2) === 0x21) {
    let end = at + 3;
    while (isDigit(text.charCodeAt(end))) end += 1;
    return end;
  }
  const close = text.indexOf('*/', at + 2);
  if (close >= 0) return close + 2;
  tokens.push({ kind: 'comment', text: text.slice(at + 2), at });
  return text.length;
}

/** `--xyz` and a line break in the place of a blank (as `/**\/` elsewhere): one word that says nothing. */
function isJunk(text: string, from: number, end: number): boolean {
  if (end - from > LONGEST_JUNK || text.slice(end).trim() === '') return false;
  for (let at = from; at < end; at += 1) {
    if (!isWordPart(text.charCodeAt(at)) && text.charCodeAt(at) !== 0x0d) return false;
  }
  return true;
}

const LONGEST_JUNK = 16;

const SINGLE: ReadonlyMap<number, SqlKind> = new Map([
  [0x28, 'open'],
  [0x29, 'close'],
  [0x2c, 'comma'],
  [0x3b, 'semicolon'],
]);

function readSymbol(text: string, at: number, code: number, tokens: SqlToken[]): number {
  const single = SINGLE.get(code);
  if (single !== undefined) {
    tokens.push({ kind: single, text: text.charAt(at), at });
    return at + 1;
  }
  for (let width = 3; width >= 1; width -= 1) {
    const symbol = text.slice(at, at + width);
    if (symbol.length !== width) continue;
    const kind = kindOf(symbol);
    if (kind !== 'word') {
      tokens.push({ kind, text: symbol, at });
      return at + width;
    }
  }
  tokens.push({ kind: 'operator', text: text.charAt(at), at });
  return at + 1;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

function isWordStart(code: number): boolean {
  return ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f || code >= 0xa1;
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === 0x24 || code === 0x2e;
}
