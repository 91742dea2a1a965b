import type { SqlToken } from './sql-tokens.ts';

/** Where words behind a quote are a sentence and no SQL: `L'union fait la force`, `the boys' order by Friday`. */

/** What a clause of SQL needs right behind its first word; a sentence that uses the word goes on in another way. */
const NEXT_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['union', new Set(['select', 'all', 'distinct', 'distinctrow', 'values', 'table'])],
  ['order', new Set(['by'])],
  ['group', new Set(['by'])],
  ['into', new Set(['outfile', 'dumpfile'])],
  ['procedure', new Set(['analyse', 'analyze'])],
  ['waitfor', new Set(['delay', 'time'])],
]);
/** Clauses that a condition or a number follows. */
const CONDITIONED: ReadonlySet<string> = new Set(['having', 'where', 'limit', 'rlike', 'regexp', 'case']);

/** True when the word at `index` starts a clause that may follow an operand. */
export function opensClause(tokens: readonly SqlToken[], index: number): boolean {
  const word = tokens[index]?.text ?? '';
  const next = tokens[index + 1];
  if (next === undefined) return false;
  const expected = NEXT_WORDS.get(word);
  if (expected !== undefined)
    return next.kind === 'word' ? expected.has(next.text) : next.kind === 'open' || next.kind === 'variable';
  if (!CONDITIONED.has(word)) return false;
  return next.kind !== 'word' || !isPlainWord(tokens[index + 2]);
}

/** Words of SQL that stand between names. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `select from where having group order by union all distinct distinctrow limit offset fetch first next rows only as on using join
  inner left right outer cross natural full insert into update set values delete drop table database schema view index procedure function
  create alter truncate exec execute declare if else case when then end begin waitfor delay time outfile dumpfile analyse exists any some
  null true false is not asc desc nulls top with recursive cast convert to program copy grant revoke call do handler read write escape interval
  collate binary user column add rename shutdown for xml json path returning replace`.split(/\s+/),
);

function isPlainWord(token: SqlToken | undefined): boolean {
  return token !== undefined && token.kind === 'word' && !KEYWORDS.has(token.text);
}

/** A name and its alias are two words in a row; three are a sentence. */
const WORDS_OF_SENTENCE = 3;

/** The index where the tokens from `start` stop being SQL: three names in a row that nothing joins. */
export function endOfGrammar(tokens: readonly SqlToken[], start: number): number {
  let words = 0;
  for (let at = start; at < tokens.length; at += 1) {
    words = isPlainWord(tokens[at]) ? words + 1 : 0;
    if (words === WORDS_OF_SENTENCE) return at - words + 1;
  }
  return tokens.length;
}

/** `l'union`, `d'or`, `qu'on`: the apostrophe of French and Italian, behind one of a few words of a letter or two. */
export function isElision(text: string, quoteAt: number): boolean {
  if (!/^[a-z\u00c0-\u024f]/i.test(text.slice(quoteAt + 1, quoteAt + 2))) return false;
  return /(?:^|[^\w'"=])(?:[cdjlmnst]|qu|dell|all|un)$/i.test(text.slice(Math.max(0, quoteAt - 6), quoteAt));
}
