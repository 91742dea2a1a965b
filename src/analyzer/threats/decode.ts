import { percentDecode } from '../percent-decoding.ts';
import { SHAPE } from './text-shape.ts';

/** Attackers encode twice; a third round also undoes the encoding that a proxy added, a fourth its entities. */
const MAX_ROUNDS = 4;
/** A longer text is looked at in its first part only: payloads are short. */
export const MAX_TEXT = 4096;

/**
 * The text and what it becomes under the decodings that servers apply, each once, the plain text first. What a base64
 * value holds is decoded again. `plus`: `+` may stand for a space (some servers read paths so).
 */
export function decodedForms(text: string, shape: number, plus = false): readonly string[] {
  const forms = [text];
  if ((shape & ENCODED) !== 0) decodeRounds(forms, text);
  if (plus && text.includes('+')) forms.push((forms.at(-1) ?? text).replaceAll('+', ' '));
  if ((shape & SHAPE.opaque) !== 0 || forms.length > 1) {
    const last = forms.at(-1) ?? text;
    const inner = decodeBase64(last);
    if (inner !== null) {
      forms.push(inner);
      if (/[%\\&]/.test(inner)) decodeRounds(forms, inner);
    }
  }
  return forms;
}

function decodeRounds(forms: string[], text: string): void {
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = decodeOnce(current);
    if (next === current) return;
    forms.push(next);
    current = next;
  }
}

const ENCODED = SHAPE.percent | SHAPE.escape | SHAPE.ampersand | SHAPE.wide;

/** One round of URL, overlong UTF-8, `%uXXXX`, backslash, HTML entity and fullwidth decoding. */
function decodeOnce(text: string): string {
  let result = text;
  if (result.includes('%')) result = percentDecode(decodeOverlong(result));
  if (result.includes('\\')) result = result.replace(BACKSLASH_ESCAPE, decodeEscape);
  // An encoded quote closes an attribute, an entity of one does not: entities have a round of their own.
  if (result !== text && result.includes('&')) return result;
  if (result.includes('&')) result = result.replace(ENTITY, decodeEntity);
  if (WIDE.test(result)) result = foldWide(result);
  return result;
}

/** Fullwidth and circled forms, and slashes of mathematics. */
const WIDE = /[\uff01-\uff5e\u560a\u560d\u2460-\u24ff\u2215\u2216\u02b9\u02bc\u2032]/;
/** Databases of one-byte character sets store these as the plain quote. The typographic one is left: texts are full of it. */
const LIKE_QUOTE = /[\u02b9\u02bc\u2032]/g;
function foldWide(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('嘊', '\n')
    .replaceAll('嘍', '\r')
    .replaceAll('\u2215', '/')
    .replaceAll('\u2216', '\\')
    .replace(LIKE_QUOTE, "'");
}

const PERCENT_U = /%u([0-9a-f]{4})/gi;

/** `%c0%af` and its like: invalid UTF-8 that old servers read as `/`, `.` and `\`. */
function decodeOverlong(text: string): string {
  return text
    .replace(/%(?:c0%af|c0%2f|e0%80%af|f0%80%80%af)/gi, '/')
    .replace(/%(?:c0%ae|c0%2e|e0%80%ae|f0%80%80%ae)/gi, '.')
    .replace(/%(?:c1%9c|c1%1c|c0%5c)/gi, '\\')
    .replace(PERCENT_U, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const BACKSLASH_ESCAPE = /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi;

function decodeEscape(_: string, unicode: string | undefined, byte: string | undefined): string {
  return String.fromCharCode(Number.parseInt(unicode ?? byte ?? '20', 16));
}

const ENTITY =
  /&(?:#(\d{1,7});?|#x([0-9a-f]{1,6});?|(lt|gt|quot|apos|amp|colon|lpar|rpar|tab|newline|sol|bsol|equals|grave|nbsp);)/gi;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['colon', ':'],
  ['lpar', '('],
  ['rpar', ')'],
  ['tab', '\t'],
  ['newline', '\n'],
  ['sol', '/'],
  ['bsol', '\\'],
  ['equals', '='],
  ['grave', '`'],
  ['nbsp', ' '],
]);

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const BASE64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/;

/** The printable text that a base64 value holds, or null. Only values that are base64 as a whole. */
function decodeBase64(text: string): string | null {
  if (text.length > MAX_TEXT || text.length < 16 || !BASE64.test(text)) return null;
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return null;
  try {
    const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    if (!PRINTABLE.test(decoded)) return null;
    return HIGH.test(decoded) ? percentDecode(decoded.replace(HIGH_OR_PERCENT, percentEncode)) : decoded;
  } catch {
    // A token of base64 letters and another length: no base64.
    return null;
  }
}

/** Bytes of printable text in UTF-8, without four-byte sequences. */
const PRINTABLE = /^(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})+$/;
const HIGH = /[\x80-\xff]/;
const HIGH_OR_PERCENT = /[\x80-\xff%]/g;

function percentEncode(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16)}`;
}
