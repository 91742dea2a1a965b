import type { Hit } from './rule.ts';
import { endOfCall, FUNCTIONS, isLiteral, isShort, isWord, skipClose, skipPrefix } from './sql-operands.ts';
import type { SqlToken } from './sql-tokens.ts';

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
