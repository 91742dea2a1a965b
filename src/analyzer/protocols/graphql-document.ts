import type { OperationType } from './operation-type.ts';

/**
 * Reads just enough of a GraphQL document (June 2018 to October 2021 syntax) to name its operations. Tolerant: what
 * cannot be read is skipped, never an error. Linear in the length of the text.
 */
export interface GraphqlOperation {
  readonly type: OperationType;
  readonly name: string | null;
  /** Names of the fields selected at the root, in order, at most four. */
  readonly fields: readonly string[];
}

const TOKEN = /#[^\n\r]*|"""[^"]*"""|"[^"\n\r]*"|[{}()[\]!:=|&@$]|\.\.\.|[A-Za-z_][A-Za-z0-9_]*/g;
const NAME = /^[A-Za-z_]/;
const MAX_FIELDS = 4;
const MAX_OPERATIONS = 32;

export function graphqlOperations(document: string): GraphqlOperation[] {
  const operations: GraphqlOperation[] = [];
  const reader = new TokenReader(document);
  for (let token = reader.next(); token !== null; token = reader.next()) {
    if (token === '{') operations.push({ type: 'query', name: null, fields: rootFields(reader) });
    else if (isOperationType(token)) operations.push(namedOperation(token, reader));
    else if (token === 'fragment') skipDefinition(reader);
    if (operations.length >= MAX_OPERATIONS) break;
  }
  return operations;
}

const KEYWORD_START = /^(?:\s|#[^\n\r]*[\n\r])*(?:query|mutation|subscription|fragment)\b/;
/** An anonymous query; nothing that a search language or an object in braces begins with. */
const SHORTHAND_START = /^(?:\s|#[^\n\r]*[\n\r])*\{[\s\w,]*[({}]/;

/** Whether a text is a document, and no search for words or objects of another language. */
export function isGraphqlDocument(text: string): boolean {
  if (!KEYWORD_START.test(text) && !SHORTHAND_START.test(text)) return false;
  if (!text.trimEnd().endsWith('}')) return false;
  return graphqlOperations(text).some(({ fields }) => fields.length > 0);
}

function isOperationType(token: string): token is GraphqlOperation['type'] {
  return token === 'query' || token === 'mutation' || token === 'subscription';
}

class TokenReader {
  readonly #text: string;
  readonly #pattern = new RegExp(TOKEN);

  constructor(text: string) {
    this.#text = text;
  }

  next(): string | null {
    for (;;) {
      const match = this.#pattern.exec(this.#text);
      if (match === null) return null;
      const token = match[0];
      if (!token.startsWith('#') && !token.startsWith('"')) return token;
    }
  }
}

function namedOperation(type: GraphqlOperation['type'], reader: TokenReader): GraphqlOperation {
  let name: string | null = null;
  let depth = 0;
  let first = true;
  for (let token = reader.next(); token !== null; token = reader.next()) {
    if (first && NAME.test(token)) name = token;
    first = false;
    if (token === '(' || token === '[') depth += 1;
    else if (token === ')' || token === ']') depth -= 1;
    else if (token === '{' && depth <= 0) return { type, name, fields: rootFields(reader) };
  }
  return { type, name, fields: [] };
}

/** Reads to the brace that closes the selection set just opened. */
function rootFields(reader: TokenReader): string[] {
  const fields: string[] = [];
  let braces = 1;
  let parens = 0;
  let before = '';
  for (let token = reader.next(); token !== null && braces > 0; ) {
    if (token === '{') braces += 1;
    else if (token === '}') braces -= 1;
    else if (token === '(') parens += 1;
    else if (token === ')') parens -= 1;
    else if (braces === 1 && parens === 0) noteField(fields, token, before);
    before = token;
    if (braces === 0) break;
    token = reader.next();
  }
  return fields.slice(0, MAX_FIELDS);
}

function noteField(fields: string[], token: string, before: string): void {
  if (!NAME.test(token) || before === '@' || before === '...' || before === '$') return;
  if (before === 'on' && fields.at(-1) === 'on') {
    fields.pop();
    return;
  }
  if (before === ':') fields.pop();
  fields.push(token);
}

function skipDefinition(reader: TokenReader): void {
  let braces = 0;
  for (let token = reader.next(); token !== null; token = reader.next()) {
    if (token === '{') braces += 1;
    else if (token === '}') {
      braces -= 1;
      if (braces === 0) return;
    }
  }
}
