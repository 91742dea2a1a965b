import type { Hit } from './rule.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Where a logic word stands: first after a closing quote, later after one, behind a lone operand, anywhere bare. */
export type Place = 'first' | 'later' | 'lead' | 'bare';

const STATEMENTS = new Set(
  'select insert update delete create alter drop with explain show begin declare merge exec execute call grant use set truncate replace refresh vacuum analyze pragma copy describe do values revoke'.split(
    ' ',
  ),
);

export function isStatement(tokens: readonly SqlToken[]): boolean {
  let at = 0;
  while (tokens[at]?.kind === 'comment' || tokens[at]?.kind === 'open') at += 1;
  const first = tokens[at];
  // A bracket before it may be an attack's sub-select: only behind a comment or at the start is it a script.
  return (
    first !== undefined && first.kind === 'word' && STATEMENTS.has(first.text) && tokens[0]?.kind !== 'open'
  );
}

function isWord(token: SqlToken | undefined, ...words: readonly string[]): boolean {
  return token !== undefined && token.kind === 'word' && words.includes(token.text);
}

const CONSTANTS = new Set(['true', 'false', 'null']);

function isLiteral(token: SqlToken | undefined): boolean {
  if (token === undefined) return false;
  const { kind } = token;
  if (kind === 'number' || kind === 'string' || kind === 'open-string' || kind === 'variable') return true;
  return kind === 'word' && CONSTANTS.has(token.text);
}

function skipPrefix(tokens: readonly SqlToken[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'open' || tokens[at]?.kind === 'operator') at += 1;
  return at;
}

function skipClose(tokens: readonly SqlToken[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'close') at += 1;
  return at;
}

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
  // `10 or 20 = 30` is arithmetic of people; `1 and 1=2` asks whether the condition counts.
  if (place === 'lead' && next.text === '=' && tokens[at - 1]?.text === 'or' && left?.kind === 'number')
    return left.text === right?.text || right?.kind !== 'number' || tokens.length > rightAt + 1;
  return true;
}

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

/** The text of a closing comment: nothing, or the junk that keeps it from being trimmed (`-- -`, `--+`). */
function isShort(comment: SqlToken): boolean {
  return comment.text.trim().length <= 4;
}

const FUNCTIONS = new Set(
  'sleep pg_sleep benchmark ascii ord substring substr mid char chr concat group_concat version user database current_user system_user session_user extractvalue updatexml load_file length if exp floor row_count make_set elt convert cast exists case gtid_subset gtid_subtract json_keys sqlite_version db_name host_name current_database hex unhex md5 sha1 ifnull nullif coalesce instr locate strcmp randomblob xmltype utl_inaddr.get_host_address dbms_pipe.receive_message'.split(
    ' ',
  ),
);

function callAfterLogic(tokens: readonly SqlToken[], at: number, place: Place): boolean {
  const name = tokens[at]?.text ?? '';
  if (FUNCTIONS.has(name) && place !== 'bare') return true;
  if (place === 'bare' || place === 'later') return false;
  const after = tokens[endOfCall(tokens, at + 1)];
  if (after === undefined) return false;
  return place === 'first' && (after.kind === 'compare' || (after.kind === 'comment' && isShort(after)));
}

/** The index behind the bracket that closes the one at `open`. */
function endOfCall(tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.kind === 'open') depth += 1;
    else if (tokens[at]?.kind === 'close') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return tokens.length;
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

/** `union [all|distinct] select` followed by a list of columns. */
export function unionAt(tokens: readonly SqlToken[], index: number, broken: boolean): Hit | null {
  const union = tokens[index];
  if (union === undefined || !isWord(union, 'union')) return null;
  let at = index + 1;
  while (tokens[at]?.kind === 'open' || isWord(tokens[at], 'all', 'distinct', 'distinctrow')) at += 1;
  if (!isWord(tokens[at], 'select')) return null;
  const previous = tokens[index - 1];
  const isBreak =
    broken || previous?.kind === 'number' || previous?.kind === 'string' || previous?.kind === 'close';
  const list = selectList(tokens, at + 1);
  if (list === null) return null;
  const isSql = list.items > 1 || list.literal || (isBreak && list.ends) || (list.from && isBreak);
  return isSql || (list.from && list.query) ? { rule: 'sql-union', at: union.at } : null;
}

interface SelectList {
  readonly items: number;
  /** A number, string, `*`, variable, call or null is among the columns: no sentence has that. */
  readonly literal: boolean;
  readonly from: boolean;
  /** A condition, a comment or a name of the catalogue follows. */
  readonly query: boolean;
  /** The statement ends behind the list. */
  readonly ends: boolean;
}

/** The columns behind `select`; null when they are no list. */
function selectList(tokens: readonly SqlToken[], start: number): SelectList | null {
  let at = start;
  while (isWord(tokens[at], 'all', 'distinct', 'top')) at += 1;
  let items = 0;
  let literal = false;
  for (;;) {
    const open = skipPrefix(tokens, at);
    const item = tokens[open];
    const isStar = open > at && tokens[open - 1]?.text === '*';
    if (!isStar && (item === undefined || (item.kind !== 'word' && !isLiteral(item)))) return null;
    items += 1;
    const isCall = item?.kind === 'word' && tokens[open + 1]?.kind === 'open';
    if (isStar || isCall || isLiteral(item)) literal = true;
    at = isStar ? open : isCall ? endOfCall(tokens, open + 1) : skipClose(tokens, open + 1);
    while (isJoiner(tokens[at]) && isOperand(tokens[at + 1])) {
      if (isLiteral(tokens[at + 1])) literal = true;
      at = skipClose(tokens, at + 2);
    }
    if (isWord(tokens[at], 'as')) at += 2;
    if (tokens[at]?.kind !== 'comma') break;
    at += 1;
  }
  return tailOfList(tokens, at, items, literal);
}

/** `name || '~' || pass` is one column. */
const isJoiner = (token: SqlToken | undefined): boolean => token?.kind === 'operator' || token?.text === '||';

function isOperand(token: SqlToken | undefined): boolean {
  return token?.kind === 'word' || (token?.kind !== 'open-string' && isLiteral(token));
}

function tailOfList(
  tokens: readonly SqlToken[],
  at: number,
  items: number,
  literal: boolean,
): SelectList | null {
  const next = tokens[at];
  const ends = next === undefined || next.kind === 'comment' || next.kind === 'semicolon';
  const from = isWord(next, 'from', 'into');
  const operators = next?.kind === 'operator' || next?.kind === 'logic' || next?.kind === 'open-string';
  if (!ends && !from && !operators && next?.kind !== 'close') return null;
  const table = tokens[skipPrefix(tokens, at + 1)];
  const after = tokens[at + 2];
  const query =
    from &&
    (/[_.]/.test(table?.text ?? '') || after?.kind === 'comment' || isWord(after, 'where', 'limit', 'order'));
  return { items, literal, from, query, ends };
}

const DESTRUCTIVE: ReadonlyMap<string, readonly string[]> = new Map([
  ['drop', ['table', 'database', 'user', 'schema', 'view', 'procedure', 'column', 'index']],
  ['delete', ['from']],
  ['insert', ['into']],
  ['create', ['table', 'user', 'database', 'login', 'function']],
  ['alter', ['table', 'user', 'database', 'login']],
  ['truncate', ['table']],
  ['exec', ['master', 'sp_', 'xp_']],
]);

/** `; drop table users`, `; exec xp_cmdshell 'dir'`, `; select pg_sleep(5)`. */
export function stackedAt(tokens: readonly SqlToken[], index: number): Hit | null {
  const semicolon = tokens[index];
  const verb = tokens[index + 1];
  if (semicolon?.kind !== 'semicolon' || verb?.kind !== 'word') return null;
  const hit: Hit = { rule: 'sql-stacked-statement', at: semicolon.at };
  const object = tokens[index + 2];
  const named = tokens[index + 3];
  const objects = DESTRUCTIVE.get(verb.text === 'execute' ? 'exec' : verb.text);
  if (objects !== undefined && object?.kind === 'word') {
    if (verb.text.startsWith('exec')) return objects.some((name) => object.text.includes(name)) ? hit : null;
    return objects.includes(object.text) && named?.kind === 'word' ? hit : null;
  }
  if (verb.text === 'update') return object?.kind === 'word' && isWord(named, 'set') ? hit : null;
  if (verb.text === 'shutdown') return object === undefined || object.kind === 'comment' ? hit : null;
  if (verb.text === 'declare') return object?.kind === 'variable' ? hit : null;
  if (verb.text === 'copy' || verb.text === 'grant') return isAdministration(tokens, index + 2) ? hit : null;
  if (verb.text !== 'select') return null;
  const list = selectList(tokens, index + 2);
  return list !== null && (list.from || list.literal) ? hit : null;
}

/** `copy (select '') to program 'x'`, `grant all on a to b`. */
function isAdministration(tokens: readonly SqlToken[], from: number): boolean {
  return tokens.slice(from, from + 12).some((token) => isWord(token, 'to', 'on')) && tokens.length > from + 2;
}

/** `(select count(*) from users)`, `(select @@version)`. */
export function subselectAt(tokens: readonly SqlToken[], index: number, broken: boolean): Hit | null {
  const select = tokens[index];
  if (!isWord(select, 'select') || tokens[index - 1]?.kind !== 'open' || select === undefined) return null;
  const before = tokens[index - 2];
  // `Toppings (select 2)` is a sentence.
  if (!broken && before?.kind === 'word' && !FUNCTIONS.has(before.text)) return null;
  const list = selectList(tokens, index + 1);
  if (list === null) return null;
  const isQuery = (list.from && (list.literal || broken)) || hasCall(tokens, index + 1);
  return isQuery || (broken && list.literal) ? { rule: 'sql-subselect', at: select.at } : null;
}

function hasCall(tokens: readonly SqlToken[], from: number): boolean {
  const item = tokens[skipPrefix(tokens, from)];
  if (item?.kind === 'variable') return true;
  return item?.kind === 'word' && FUNCTIONS.has(item.text);
}

/** `order by 7 --`: counting the columns of the statement. */
export function orderByAt(tokens: readonly SqlToken[], index: number): Hit | null {
  const order = tokens[index];
  if (order === undefined || !isWord(order, 'order', 'group') || !isWord(tokens[index + 1], 'by'))
    return null;
  let at = index + 2;
  while (tokens[at]?.kind === 'number' && tokens[at + 1]?.kind === 'comma') at += 2;
  if (tokens[at]?.kind !== 'number') return null;
  const next = tokens[at + 1];
  const isTail = next === undefined && index === 1 && tokens[0]?.kind === 'number';
  if (isTail) return { rule: 'sql-order-by-probe', at: order.at };
  return next?.kind === 'comment' && isShort(next) ? { rule: 'sql-order-by-probe', at: order.at } : null;
}

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
    // `benchmark (yours)` stands in sentences; no database wants that blank.
    const isGlued = token.text !== 'benchmark' || next.at === token.at + token.text.length;
    if (STRONG_CALLS.has(token.text) && isOperand && isGlued) return hit;
    if (token.text === 'sleep' && isInjectedSleep(tokens, at)) return hit;
    if (readsLetters(tokens, at)) return hit;
  }
  return null;
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
