import { isMasked } from '../masked-value.ts';

/** Longer values are tokens, whatever they hold. */
const LONGEST_MASK = 256;
/** Words before the credential itself. */
const SCHEME = /^[A-Za-z][\w-]{1,30} +/;
/** No token alphabet has these in a row; a single `*` stands for a whole value. */
const COVERED = /^[*•∗#.…]{1,80}$|[*•∗]{3}|…/;
/** Longer values hold a mark of their mask, or are none. */
const LONGEST_NAMED = 40;
const STAR = /[*•∗…]/;
const NAMED =
  /^[[(<{"'%*]{0,3}(?:redacted|masked|filtered|hidden|removed|sanitized|sanitised|omitted|obfuscated|secret|sensitive|present|protected|scrubbed|stripped|confidential|secure|credentials?|value)[\])>}"'%*]{0,3}$/i;

/**
 * True when a log hid the credential, wholly or in part (`***`, `Bearer [REDACTED]`, `abcd****`): one was sent, and
 * neither whether it was one nor which can be judged.
 */
export function isMaskedCredential(value: string): boolean {
  if (value.length > LONGEST_MASK || isPlainToken(value)) return false;
  if (value.length > LONGEST_NAMED && !STAR.test(value)) return false;
  if (isMasked(value)) return true;
  const space = SCHEME.exec(value)?.[0].length ?? 0;
  const credential = space === 0 ? value : value.slice(space);
  return COVERED.test(credential) || NAMED.test(credential);
}

/**
 * Most credentials: ASCII without a `*`, a digit behind the last blank. No mask has a digit, and what covers a part of
 * a value is no other character. Spares the patterns.
 */
function isPlainToken(value: string): boolean {
  let hasDigit = false;
  for (let at = value.length - 1; at >= 0; at--) {
    const code = value.charCodeAt(at);
    if (code === 0x2a || code > 0x7e) return false;
    if (code === 0x20 && !hasDigit) return false;
    if (code >= 0x30 && code <= 0x39) hasDigit = true;
  }
  return hasDigit;
}

const LONGEST_NOTHING = 32;
const NOTHING =
  /^(?:(?:bearer|basic|token|jwt|apikey|api-key)\s{0,4})?(?:null|undefined|none|nil|\(null\)|false|nan|-|""|''|\[object object\]|og==)?$/i;

/** What clients send that forgot to log in (`Bearer null`): nothing. */
export function isNoCredential(value: string): boolean {
  return value.length <= LONGEST_NOTHING && !isPlainToken(value) && NOTHING.test(value.trim());
}
