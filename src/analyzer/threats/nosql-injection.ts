import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Query operators and scripts of document stores where a plain value belongs. */
export const nosqlInjection: ContentRule = {
  type: 'nosql-injection',
  needs:
    SHAPE.quote |
    SHAPE.doubleQuote |
    SHAPE.semicolon |
    SHAPE.pipe |
    SHAPE.ampersand |
    SHAPE.call |
    SHAPE.dollar,
  detect,
};

const SCRIPT =
  /\bthis\.\w{1,40}\s{0,4}(?:[=!<>.]|\[)|\breturn(?:\s{1,4}(?:(?:true|this|\d{1,9})\s{0,4}(?:[^\w\s,]|$)|!)|\s{0,4}\()|\bdb\.\w{1,40}\.(?:find|insert|drop|remove)|\bwhile\s{0,4}\(\s{0,4}(?:true|1)\s{0,4}\)|\bsleep\s{0,4}\(\s{0,4}\d{3,6}\s{0,4}\)|\bnew\s{1,4}Date\s{0,4}\(/;
const SCRIPT_TAUTOLOGY =
  /^\s{0,4}(?:\|\||&&)\s{0,4}(?:(['"]?)[\w.]{1,40}\1?\s{0,4}={2,3}\s{0,4}\1?[\w.]{1,40}|[1-9]\s{0,4}(?:\|\||&&|\/\/|%00|\0|$)|this\.)/;

/** A JavaScript condition that continues behind the first quote: `' || '1'=='1`, `'; return true; //`. */
function detect(probe: Probe): Hit | null {
  const { text } = probe;
  const bare = inBareScript(probe);
  if (bare !== null) return bare;
  for (const quote of ["'", '"']) {
    const at = text.indexOf(quote);
    if (at < 0) continue;
    const rest = text.slice(at + 1, at + 257);
    const bare = rest.replace(/^[\s)}\]]{1,8}/, '');
    if (SCRIPT_TAUTOLOGY.test(bare)) return { rule: 'nosql-script-tautology', at };
    if (/^(?:[;+]|\|\||&&)/.test(bare) && SCRIPT.test(bare)) return { rule: 'nosql-script', at };
    if (OPERATOR_MEMBER.test(bare)) return { rule: 'nosql-script', at };
  }
  return null;
}

/** `', $or: [ {}, {'a':'a`: a value that goes on as members of the query. */
const OPERATOR_MEMBER = /^[\s{}\],]{1,8}['"]?\$(?:or|and|nor|where|ne|gt|comment|regex|expr)['"]?\s{0,4}:/;
/** Where no quote is left: the value is pasted into a function as it is. */
const BARE_SCRIPT =
  /^\s{0,4},?\s{0,4}\$where\s{0,4}:\s{0,4}['"]|^[\w'"]{0,20}\s{0,4};\s{0,4}(?:return\s{0,4}(?:\(|!|(?:true|this|\d{1,9})\s{0,4}(?:[^\w\s,]|$)|[^;]{1,80}\bthis\.\w)|var\s{1,4}\w{1,20}\s{0,4}=\s{0,4}new\s{1,4}Date|while\s{0,4}\(|do\s{0,4}\{|sleep\s{0,4}\(\s{0,4}\d{3,6})|^\w{1,20}\s{0,4},\s{0,4}\$(?:where|or|ne)\s{0,4}:|^\s{0,4}(?:\|\||&&)\s{0,4}[\w'"!(.]{1,40}\s{0,4}={2,3}/;
const WHOLE_SCRIPT =
  /^\s{0,4}(?:function\s{0,4}\(\s{0,4}\w{0,10}\s{0,4}\)\s{0,4}\{[^}]{0,200}\breturn\b|this\.\w{1,40}\s{0,4}(?:[!=]={1,2}|[<>]|\.(?:match|length|test|constructor))|db\.\w{1,40}\.(?:find|drop|insert|remove|update)\w{0,10}\()/;

function inBareScript({ text, location }: Probe): Hit | null {
  if (text.length > 400) return null;
  if (BARE_SCRIPT.test(text)) {
    const rule =
      text.trimStart().startsWith('|') || text.trimStart().startsWith('&')
        ? 'nosql-script-tautology'
        : 'nosql-script';
    return { rule, at: 0 };
  }
  return location !== 'request.body' && WHOLE_SCRIPT.test(text) ? { rule: 'nosql-script', at: 0 } : null;
}

const OPERATORS: ReadonlySet<string> = new Set(
  '$ne $gt $gte $lt $lte $in $nin $regex $exists $eq $not $nor $or $and $size $all $elemmatch $type $mod'.split(
    ' ',
  ),
);
const SCRIPT_OPERATORS: ReadonlySet<string> = new Set('$where $function $accumulator $expr'.split(' '));
/** A value that identifies or authenticates somebody is never a condition. */
const IDENTITY =
  /^(?:(?:api|db|auth|admin)?_?user|username|user_?name|login(?:_?name)?|nick|handle|email|e-?mail|pass|passwd|password|pwd|token|otp|code|pin|secret|api_?key|key|id|_id|user_?id|account|session|role|coupon|voucher|promo_?code|gift_?card|reset_?(?:token|code)|refresh_?token|access_?token|invite(?:_?code)?|mail|nickname|display_?name|phone|answer|hash|is_?admin|uid)$/i;
/** Lists and pages by id are work of every client: `id[$in]=1`, `_id: {$gt: last}`. */
const PAGED = /^(?:_?id|\w{1,40}_?id)$/i;

function isRange(operator: string, value: JsonValue): boolean {
  if (operator === '$in' || operator === '$nin')
    return value !== '' && (!isJsonArray(value) || value.length > 0);
  const isBound = operator === '$gt' || operator === '$gte' || operator === '$lt' || operator === '$lte';
  // The last id of a page is a long one; `$gt: 0` takes everything.
  return isBound && (typeof value === 'string' || typeof value === 'number') && String(value).length >= 4;
}

/** What nobody filters by. */
const SECRET =
  /^(?:pass|passwd|password|pwd|otp|pin|secret|token|api_?key|reset_?(?:token|code)|(?:access|refresh)_?token|hash|password_?hash)$/i;
/** APIs that take Mongo-style filters on purpose put them below such a name. */
const FILTER =
  /^(?:_?filters?|_?where|_?query|criteria|selector|conditions?|match|search|q|pipeline|expression|segments?|audience|having|update|\$?(?:set|match)|rules?)$/i;

/**
 * An operator as a member name of a JSON body. `parents` are the member names above, outermost first; `within` is the
 * parameter that holds the JSON.
 */
export function operatorInJson(
  key: string,
  value: JsonValue,
  parents: readonly string[],
  within = '',
): string | null {
  const operator = key.toLowerCase();
  if (SCRIPT_OPERATORS.has(operator))
    return isScriptOperand(operator, value) ? 'nosql-script-operator' : null;
  if (!OPERATORS.has(operator)) return null;
  const field = parents.findLast((name) => !name.startsWith('$')) ?? '';
  if (SECRET.test(field)) return 'nosql-operator';
  if (PAGED.test(field) && isRange(operator, value)) return null;
  if (IDENTITY.test(field) && !parents.slice(0, -1).some((name) => FILTER.test(name)))
    return 'nosql-operator';
  if (parents.some((name) => FILTER.test(name))) return null;
  if (operator === '$regex' && FILTER.test(within) && isPrefix(value)) return null;
  return isAlwaysTrue(operator, value) ? 'nosql-operator' : null;
}

/** `^oak`: what a search as people type asks of a filter. A letter or two guess at a secret. */
function isPrefix(value: JsonValue): boolean {
  return typeof value === 'string' && /^\^?[\w -]{3,40}$/.test(value);
}

/** A client has no business with `$where`, whatever it says. */
function isScriptOperand(operator: string, value: JsonValue): boolean {
  if (operator === '$where') return value !== null && value !== '';
  if (isJsonObject(value)) return value['body'] !== undefined;
  if (typeof value !== 'string') return false;
  return SCRIPT.test(value) || /function\s{0,4}\(|={2}|\bthis\b/.test(value);
}

/** A condition that every document meets. */
function isAlwaysTrue(operator: string, value: JsonValue): boolean {
  if (operator === '$ne')
    return value === null || value === '' || typeof value === 'number' || typeof value === 'string';
  if (operator === '$gt' || operator === '$gte') return value === '' || value === null || value === -1;
  if (operator === '$lt' || operator === '$lte')
    return value === '~' || value === 'zzzz' || value === '\uffff';
  if (operator === '$or' || operator === '$and' || operator === '$nor')
    return isJsonArray(value) && value.some((item) => isJsonObject(item) && Object.keys(item).length === 0);
  if (operator === '$regex')
    return (
      typeof value === 'string' && /^(?:|\^|\.|\$|\^?\.[*+]\$?|\^.{1,40}|.{0,40}\.\*.{0,40})$/.test(value)
    );
  if (operator === '$exists') return value === true || value === 'true' || value === '1';
  return operator === '$nin' && isJsonArray(value) && value.length === 0;
}

const BRACKET = /^([\w.-]{0,64})((?:\[[\w.$-]{0,64}\]){0,8})\[(\$[a-z]{2,12})\]$/i;

const DOTTED = /^([\w-]{1,64})()\.(\$[a-z]{2,12})$/i;

/** An operator in the name of a query or form parameter: `password[$ne]=1`. */
export function operatorInName(name: string, value: string): string | null {
  if (!name.includes('$')) return null;
  if (name === '$where') return operatorInJson(name, value, []);
  const match = BRACKET.exec(name.replace(/(?:\[\d{0,3}\])$/, '')) ?? DOTTED.exec(name);
  if (match === null) return null;
  const base = match[1] ?? '';
  const inner = Array.from((match[2] ?? '').matchAll(/\[([^\]]{0,64})\]/g), (part) => part[1] ?? '');
  return operatorInJson(match[3] ?? '', value, [base, ...inner]);
}
