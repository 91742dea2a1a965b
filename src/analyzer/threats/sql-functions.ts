import type { Hit } from './rule.ts';
import { endOfCall, isLiteral, isShort, isWord } from './sql-operands.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Calls that only an attack makes from a value: waiting, reading files, leaving the database. */
const STRONG_CALLS = new Set(
  'pg_sleep benchmark extractvalue updatexml load_file randomblob xp_cmdshell xp_dirtree dbms_pipe.receive_message dbms_lock.sleep utl_inaddr.get_host_address utl_http.request ctxsys.drithsx.sn'.split(
    ' ',
  ),
);
const KEYWORDS = new Set(
  'select and or if when case then delay from where by having limit else exec'.split(' '),
);

export function findFunction(tokens: readonly SqlToken[], start: number, end: number): Hit | null {
  for (let at = start; at < end; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind !== 'word') continue;
    const hit: Hit = { rule: 'sql-function', at: token.at };
    const next = tokens[at + 1];
    if (token.text === 'waitfor' && isWord(next, 'delay', 'time') && isLiteral(tokens[at + 2])) return hit;
    if (token.text === 'into' && isWord(next, 'outfile', 'dumpfile') && isLiteral(tokens[at + 2])) return hit;
    if (token.text === 'procedure' && isWord(next, 'analyse') && tokens[at + 2]?.kind === 'open') return hit;
    if (next?.kind !== 'open') continue;
    const previous = tokens[at - 1];
    const isOperand = previous === undefined || previous.kind !== 'word' || KEYWORDS.has(previous.text);
    // `benchmark (yours)` and `benchmark(cpu)` stand in sentences.
    const isGlued = token.text !== 'benchmark' || isRepeated(tokens, at);
    if (STRONG_CALLS.has(token.text) && isOperand && isGlued) return hit;
    if (token.text === 'sleep' && isInjectedSleep(tokens, at)) return hit;
    if (readsLetters(tokens, at)) return hit;
  }
  return null;
}

/** `benchmark(5000000,md5(1))`: how often, and what. */
function isRepeated(tokens: readonly SqlToken[], at: number): boolean {
  const [name, open, count] = tokens.slice(at, at + 3);
  const isCall = open !== undefined && name !== undefined && open.at === name.at + name.text.length;
  return isCall && (count === undefined || count.kind === 'number' || count.kind === 'open');
}

/** `'-sleep(5)-'`: the value goes on behind the call as the string it came from. */
const reopensString = (after: SqlToken | undefined): boolean =>
  after?.kind === 'operator' || after?.kind === 'compare' || after?.kind === 'open-string';

/** `ascii(substr(...`: a text read letter by letter. */
const LETTER_CODES = new Set(['ascii', 'ord', 'unicode', 'hex']);
const PARTS = new Set(['substr', 'substring', 'mid', 'left', 'right']);

function readsLetters(tokens: readonly SqlToken[], at: number): boolean {
  return (
    LETTER_CODES.has(tokens[at]?.text ?? '') &&
    PARTS.has(tokens[at + 2]?.text ?? '') &&
    tokens[at + 3]?.kind === 'open' &&
    tokens[at - 1] !== undefined
  );
}

/** `1-sleep(5)`, `sleep(5)#`, `if(now()=sysdate(),sleep(15),0)`; a lone `sleep(5)` is source code. */
function isInjectedSleep(tokens: readonly SqlToken[], at: number): boolean {
  if (tokens[at + 2]?.kind !== 'number') return false;
  const after = tokens[endOfCall(tokens, at + 1)];
  const previous = tokens[at - 1];
  if (previous === undefined) return after?.kind === 'comment' && isShort(after);
  if (isWord(previous, 'select')) return true;
  if (previous.kind === 'operator' || previous.kind === 'logic' || previous.kind === 'compare')
    return (at === 2 && isLiteral(tokens[0])) || (at === 1 && reopensString(after));
  return previous.kind === 'comma' && tokens.some((token) => isWord(token, 'sysdate', 'if'));
}
