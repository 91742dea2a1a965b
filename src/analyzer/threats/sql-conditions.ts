import type { Hit } from './rule.ts';
import {
  endOfCall,
  FUNCTIONS,
  isLiteral,
  isShort,
  isWord,
  STATEMENTS,
  skipClose,
  skipPrefix,
} from './sql-operands.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Where a logic word stands: first after a closing quote, later after one, behind a lone operand, anywhere bare. */
export type Place = 'first' | 'later' | 'lead' | 'bare';

/** `or 1=1`, `or 'a' like 'a`, `and sleep(5)`, `or true --`, `and exists(select ...`. */
export function tautologyAt(tokens: readonly SqlToken[], index: number, place: Place): Hit | null {
  const logic = tokens[index];
  if (logic === undefined || (logic.kind !== 'logic' && !isWord(logic, 'having'))) return null;
  const at = skipPrefix(tokens, index + 1);
  const left = tokens[at];
  if (left === undefined) return null;
  const hit: Hit = { rule: 'sql-tautology', at: logic.at };
  if (isLiteral(left)) return literalTautology(tokens, at, place) ? hit : null;
  if (left.kind !== 'word') return null;
  if (tokens[at + 1]?.kind === 'open') return callAfterLogic(tokens, at, place) ? hit : null;
  return place === 'first' && nameComparison(tokens, at) ? hit : null;
}

/** `1 not like 2`. */
function skipNot(tokens: readonly SqlToken[], at: number): number {
  return tokens[at]?.text === 'not' && tokens[at + 1]?.kind === 'compare' ? at + 1 : at;
}

function literalTautology(tokens: readonly SqlToken[], at: number, place: Place): boolean {
  const left = tokens[at];
  const nextAt = skipNot(tokens, skipClose(tokens, at + 1));
  const next = tokens[nextAt];
  const broken = place === 'first' || place === 'later';
  if (left?.kind === 'open-string') return place === 'first' && /^(?:\d{1,9}|true)$/.test(left.text);
  if (next?.kind === 'operator' && isLiteral(tokens[skipClose(tokens, at + 1) + 1]))
    return arithmeticTautology(tokens, skipClose(tokens, at + 1) + 2, place);
  if (next === undefined) return place === 'first' && (left?.text === '1' || left?.text === 'true');
  if (next.kind === 'comment') return isShort(next) && (broken || place === 'lead');
  if (next.kind === 'semicolon') return place === 'first';
  if (next.kind !== 'compare') return false;
  const rightAt = skipPrefix(tokens, nextAt + 1);
  const right = tokens[rightAt];
  if (isWord(right, 'select')) return true;
  if (!isLiteral(right)) {
    if (right?.kind !== 'word' || !/^\W/.test(next.text)) return false;
    const isCall = FUNCTIONS.has(right.text) && tokens[rightAt + 1]?.kind === 'open';
    return place === 'first' || (isCall && place !== 'bare');
  }
  if (place === 'bare')
    return left?.text === right?.text && /^\W/.test(next.text) && !isSentence(tokens, at, rightAt);
  // `1 and 1 is 2, or is it?`
  if (place === 'lead' && isRemark(tokens, rightAt + 1)) return false;
  // `10 or 20 = 30` is arithmetic of people; `1 and 1=2` asks whether the condition counts.
  if (place === 'lead' && next.text === '=' && tokens[at - 1]?.text === 'or' && left?.kind === 'number')
    return left.text === right?.text || right?.kind !== 'number' || tokens.length > rightAt + 1;
  return true;
}

const isRemark = (tokens: readonly SqlToken[], at: number): boolean =>
  tokens[at]?.kind === 'comma' && (tokens[at + 1]?.kind === 'logic' || tokens[at + 1]?.kind === 'word');

/** `good; and 1 = 1 as ever`, `if 1=1 and 2=2 then`: words before, an equation before, or a word behind. */
function isSentence(tokens: readonly SqlToken[], leftAt: number, rightAt: number): boolean {
  const after = tokens[skipClose(tokens, rightAt + 1)];
  const goesOn =
    after !== undefined &&
    after.kind === 'word' &&
    !CLAUSES_BEHIND.has(after.text) &&
    !STATEMENTS.has(after.text);
  if (goesOn) return true;
  let words = 0;
  for (let index = 0; index < leftAt - 1; index += 1) {
    const token = tokens[index];
    if (token?.kind === 'word') words += 1;
    const isEquation = token?.kind === 'compare' && tokens[index - 1]?.text === tokens[index + 1]?.text;
    if (words > 2 || isEquation) return true;
  }
  return false;
}

const CLAUSES_BEHIND: ReadonlySet<string> = new Set(
  'union order group having limit into procedure'.split(' '),
);

/** `or 17-7=10`: numbers reckoned on the left side. */
function arithmeticTautology(tokens: readonly SqlToken[], from: number, place: Place): boolean {
  let at = skipClose(tokens, from);
  while (tokens[at]?.kind === 'operator' && isLiteral(tokens[at + 1])) at = skipClose(tokens, at + 2);
  return tokens[at]?.kind === 'compare' && isLiteral(tokens[skipPrefix(tokens, at + 1)]) && place !== 'bare';
}

/** `case when (1=1) then name else price end`: a condition on nothing, or on another query. */
export function caseAt(tokens: readonly SqlToken[], index: number): Hit | null {
  const start = tokens[index];
  if (start === undefined || !isWord(start, 'case') || !isWord(tokens[index + 1], 'when')) return null;
  let proof = false;
  for (let at = index + 2; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isWord(token, 'then')) return proof ? { rule: 'sql-condition', at: start.at } : null;
    if (token?.kind === 'compare' && isLiteral(tokens[at - 1]) && isLiteral(tokens[at + 1])) proof = true;
    if (
      isWord(token, 'select') ||
      (token?.kind === 'word' && FUNCTIONS.has(token.text) && tokens[at + 1]?.kind === 'open')
    )
      proof = true;
  }
  return null;
}

function callAfterLogic(tokens: readonly SqlToken[], at: number, place: Place): boolean {
  const name = tokens[at]?.text ?? '';
  if (FUNCTIONS.has(name) && place !== 'bare') return true;
  if (place === 'bare' || place === 'later') return false;
  const after = tokens[endOfCall(tokens, at + 1)];
  if (after === undefined) return false;
  return place === 'first' && (after.kind === 'compare' || (after.kind === 'comment' && isShort(after)));
}

/** `and password = 'x'`, `and email is null`; words as operators need a literal, as in `like 'a%'`. */
function nameComparison(tokens: readonly SqlToken[], at: number): boolean {
  const compare = tokens[at + 1];
  if (compare?.kind !== 'compare') return false;
  const right = tokens[at + 2];
  if (right === undefined) return false;
  if (isLiteral(right)) return true;
  if (right.kind === 'operator') return isWord(tokens[at + 3], 'null');
  return /^\W/.test(compare.text) ? right.kind === 'word' || right.kind === 'open' : right.kind === 'open';
}
