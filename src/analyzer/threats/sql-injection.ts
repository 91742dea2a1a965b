import type { ContentRule, Hit, Probe } from './rule.ts';
import { orderByAt, stackedAt, subselectAt, unionAt } from './sql-clauses.ts';
import { caseAt, tautologyAt } from './sql-conditions.ts';
import { findFunction } from './sql-functions.ts';
import { isStatement } from './sql-operands.ts';
import { endOfGrammar, isElision, opensClause } from './sql-sentences.ts';
import { endOfString, type SqlToken, sqlTokens } from './sql-tokens.ts';
import { SHAPE } from './text-shape.ts';

/**
 * A value is read as a database would read it: bare (a number in the statement), and inside a quoted string that its
 * first quote closes. What follows must be SQL grammar, not a list of words: `O'Brien`, `select specialty hospital`
 * and `having friends over is nice` are grammar in no context.
 */
export const sqlInjection: ContentRule = {
  type: 'sql-injection',
  needs:
    SHAPE.quote |
    SHAPE.doubleQuote |
    SHAPE.call |
    SHAPE.semicolon |
    SHAPE.comment |
    SHAPE.tautology |
    SHAPE.union |
    SHAPE.numberLead |
    SHAPE.pipe,
  detect,
};

function detect(probe: Probe): Hit | null {
  const { text } = probe;
  if (probe.location === 'request.body' && isConsole(text)) return null;
  if (probe.location === 'request.body' && isQuoted(text)) return null;
  return (
    detectIn(PLUS_FOR_BLANK.test(text) ? text.replaceAll('+', ' ') : text) ??
    (SPLIT_WORD.test(text) ? detectIn(joinedWords(text)) : null)
  );
}

/** `x'+UNION+SELECT+1`: blanks as a query writes them, encoded once more. */
const PLUS_FOR_BLANK = /\+(?:union|or|and|order)\+(?:all\+|select\+|by\+|\d)/i;

/** A sentence about an attack, as tickets and logs of firewalls hold it: words before it, and words behind it to the end. */
function isQuoted(text: string): boolean {
  const quote = text.search(/['"]/);
  if (quote < 12 || !/^\s{0,4}[A-Z][\w:,-]{1,20}(?:\s\S{1,40}){2,40}/.test(text.slice(0, quote)))
    return false;
  return (
    /[\s'"][a-z]{2,12}\s[\w.:/-]{2,40}[.!)]?\s{0,4}$/.test(text.slice(quote)) &&
    !/--|#|\/\*|;/.test(text.slice(quote))
  );
}

/** A whole statement in a body is what a console of the database sends. */
function isConsole(body: string): boolean {
  const text = body.startsWith('{') ? body.replace(TEMPLATE_HEAD, '') : body;
  if (
    text.length < 24 ||
    !/^\s{0,8}(?:--|\/\*|#|select|with|insert|update|delete|create|alter|drop|explain|merge|begin|declare|grant|use|set|truncate|copy)/i.test(
      text,
    )
  )
    return false;
  const tokens = sqlTokens(text, 0);
  return isStatement(tokens) && STATEMENT_BODY.test(text);
}

/** `{{ config(...) }}`, `{% set x = 1 %}` before a model of a warehouse. */
const TEMPLATE_HEAD = /^(?:\{[{%#][^{}]{0,400}[}%#]\}\s{0,8}){1,8}/;
const STATEMENT_BODY =
  /\b(?:from|into|set|table|view|as|index|values|to|procedure|function|database|schema)\b/i;

/** `UNI/**\/ON`: a filter that removes comments makes words of it. */
const SPLIT_WORD = /[a-z]\/\*[^*]{0,40}\*\/[a-z]/i;
function joinedWords(text: string): string {
  return text.replace(CLOSED_COMMENT, '').replace(GLUED_UNION, ' union $1 select ');
}

const GLUED_UNION = /union(all|distinct)?select/gi;
const CLOSED_COMMENT = /\/\*[^*]{0,40}\*\//g;

/** `'='`, `'-'`: closes the quotes and opens them again around an operator. */
const OPERATOR_ALONE = /^'(?:[=*&^|-]|=''or)'$/i;

function detectIn(text: string): Hit | null {
  if (text.length <= 7 && OPERATOR_ALONE.test(text)) return { rule: 'sql-tautology', at: 0 };
  return detectBare(text) ?? detectQuoted(text, "'", 0x27) ?? detectQuoted(text, '"', 0x22);
}

function detectQuoted(text: string, quote: string, code: number): Hit | null {
  const first = text.indexOf(quote);
  if (first < 0) return null;
  const escaped = endOfString(text, 0, code);
  return afterBreak(text, first) ?? (escaped > first ? afterBreak(text, escaped) : null);
}

/** What follows a closing quote: an operator or keyword that continues the statement, or nothing of interest. */
function afterBreak(text: string, quoteAt: number): Hit | null {
  if (isElision(text, quoteAt)) return null;
  const tokens = sqlTokens(text, quoteAt + 1);
  let start = 0;
  while (tokens[start]?.kind === 'close') start += 1;
  const first = tokens[start];
  if (first === undefined || !continuesStatement(tokens, start)) return null;
  if (first.kind === 'comment') return truncation(text, quoteAt, tokens, start);
  const end = endOfGrammar(tokens, start);
  for (let index = start; index < end; index += 1) {
    const hit =
      tautologyAt(tokens, index, index === start ? 'first' : 'later') ??
      unionAt(tokens, index, true) ??
      stackedAt(tokens, index) ??
      subselectAt(tokens, index, true) ??
      caseAt(tokens, index) ??
      orderByAt(tokens, index);
    if (hit !== null) return hit;
  }
  return findFunction(tokens, start, end) ?? nextOperand(tokens, start);
}

const CONTINUING = new Set(['logic', 'operator', 'compare', 'comma', 'semicolon', 'comment']);

function continuesStatement(tokens: readonly SqlToken[], index: number): boolean {
  const kind = tokens[index]?.kind;
  return kind === 'word' ? opensClause(tokens, index) : kind !== undefined && CONTINUING.has(kind);
}

/** `admin'--`: the rest of the statement is cut off. A dash after a possessive stands in a sentence. */
function truncation(text: string, quoteAt: number, tokens: readonly SqlToken[], start: number): Hit | null {
  const comment = tokens[start];
  if (comment === undefined || tokens.length > start + 1 || comment.text.trim().length > 4) return null;
  // What a password manager makes has signs in it, and letters behind them.
  if (/[^-+\s]/.test(comment.text) && /[^\w\s@.+-]/.test(text.slice(0, quoteAt))) return null;
  // `$('#id')` names an element.
  if (text.charAt(comment.at) === '#' && /^[a-z]/i.test(comment.text)) return null;
  return /\s/.test(text.slice(0, quoteAt)) ? null : { rule: 'sql-comment-truncation', at: quoteAt };
}

/** `'=0--`: a comparison that ends the statement. */
function nextOperand(tokens: readonly SqlToken[], start: number): Hit | null {
  const [first, second, third] = tokens.slice(start, start + 3);
  if (first?.kind === 'compare' && /like|glob/.test(first.text) && second?.kind === 'open-string')
    return second.text.startsWith('%') ? { rule: 'sql-tautology', at: first.at } : null;
  if (first?.kind !== 'compare' || third?.kind !== 'comment' || third.text.trim().length > 4) return null;
  const isOperand = second?.kind === 'number' || second?.kind === 'string';
  return isOperand ? { rule: 'sql-tautology', at: first.at } : null;
}

/** Read as part of a statement without quotes: what is a whole statement by itself is SQL, not an injection. */
function detectBare(text: string): Hit | null {
  const tokens = sqlTokens(text, 0);
  if (tokens.length < 2 || isStatement(tokens)) return null;
  const lead = leadLength(tokens);
  for (let index = 0; index < tokens.length; index += 1) {
    const hit =
      tautologyAt(tokens, index, index <= lead ? 'lead' : 'bare') ??
      unionAt(tokens, index, false) ??
      (index <= lead || (index <= lead + 2 && tokens.at(-1)?.kind === 'comment')
        ? stackedAt(tokens, index)
        : null) ??
      (index <= lead + 1 ? orderByAt(tokens, index) : null) ??
      caseAt(tokens, index) ??
      subselectAt(tokens, index, false);
    if (hit !== null) return hit;
  }
  return findFunction(tokens, 0, tokens.length);
}

/** The operand that the injected text continues: at most a sign, one literal or name, and closing brackets. */
function leadLength(tokens: readonly SqlToken[]): number {
  let at = 0;
  if (tokens[at]?.kind === 'operator') at += 1;
  const kind = tokens[at]?.kind;
  if (kind === 'number' || kind === 'string' || kind === 'word') at += 1;
  while (tokens[at]?.kind === 'close') at += 1;
  return at;
}
