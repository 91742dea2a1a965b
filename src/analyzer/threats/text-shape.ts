/**
 * One pass over the characters of a text tells which detectors could have anything to find in it. The bits are
 * necessary conditions of the rules: a text without a rule's bits cannot fire it (a test holds every example of
 * every rule against this).
 */
export const SHAPE = {
  quote: 1,
  /** `"` that is not JSON structure: escaped in a raw body, any in a decoded value. */
  escape: 1 << 1,
  angle: 1 << 2,
  /** An opening bracket of a call, see `isCall`. */
  call: 1 << 3,
  semicolon: 1 << 4,
  pipe: 1 << 5,
  ampersand: 1 << 6,
  backtick: 1 << 7,
  dollar: 1 << 8,
  /** A brace behind `$ # * @ ~ % {`, before a digit, or `{%`: never JSON structure. */
  expression: 1 << 9,
  dots: 1 << 10,
  percent: 1 << 11,
  comment: 1 << 12,
  /** `1=1`, `a=a`: equal or both digits on the two sides. */
  tautology: 1 << 13,
  /** `//`, as in URLs. */
  slashes: 1 << 14,
  /** `/etc`, `/proc`, `-INF/`... */
  systemPath: 1 << 15,
  lineBreak: 1 << 16,
  union: 1 << 17,
  /** A number at the start of a value, then white space. */
  numberLead: 1 << 18,
  wide: 1 << 19,
  doubleQuote: 1 << 20,
  /** Sixteen or more base64 characters in a row. */
  opaque: 1 << 21,
  equals: 1 << 22,
} as const;

/** Bits that are JSON structure, or that mean nothing by themselves. */
const WEAK = SHAPE.doubleQuote | SHAPE.equals;
/** Bits that can start a finding in a decoded value. */
export const STRONG = ~WEAK;

const NONE = 0;
/** Kinds of characters: nothing to see, part of base64, a bit by itself, a bit by its neighbours. */
const BASE64 = 1;
const PLAIN_BIT = 2;
const IN_CONTEXT = 3;

const PLAIN_BITS: ReadonlyMap<string, number> = new Map<string, number>([
  ['"', SHAPE.doubleQuote],
  ['#', SHAPE.comment],
  ['$', SHAPE.dollar],
  ['&', SHAPE.ampersand],
  ["'", SHAPE.quote],
  [';', SHAPE.semicolon],
  ['<', SHAPE.angle],
  ['\\', SHAPE.escape],
  ['`', SHAPE.backtick],
  ['|', SHAPE.pipe],
]);
const KINDS = new Uint8Array(128);
const BITS = new Int32Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code);
  const bit = PLAIN_BITS.get(character);
  if (bit !== undefined) BITS[code] = bit;
  if (/[A-Za-z0-9]/.test(character)) KINDS[code] = BASE64;
  else if (bit !== undefined) KINDS[code] = PLAIN_BIT;
  else if (/[%*(.\-=/{+ \t\n\r]/.test(character)) KINDS[code] = IN_CONTEXT;
}
/** Shorter runs hold no attack. */
const OPAQUE_RUN = 16;

/** The shape of a text. Linear; allocates nothing. */
export function shapeOf(text: string): number {
  let shape = NONE;
  let runFrom = 0;
  const { length } = text;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? KINDS[code] : IN_CONTEXT;
    if (kind === BASE64) continue;
    if (code === 0x2f || code === 0x2b) {
      if (code === 0x2f) shape |= slashBits(text, at);
      continue;
    }
    if (at - runFrom >= OPAQUE_RUN) shape |= SHAPE.opaque;
    runFrom = at + 1;
    if (kind === PLAIN_BIT) shape |= BITS[code] ?? NONE;
    else if (kind === IN_CONTEXT) shape |= contextBits(text, at, code);
  }
  return length - runFrom >= OPAQUE_RUN ? shape | SHAPE.opaque : shape;
}

/**
 * False only where no part of the text has a bit that can start a finding: the same conditions as `shapeOf`, said as
 * single searches that the engine runs many characters at a time. For JSON bodies: line breaks, quotes and braces of
 * the structure do not count.
 */
export function mayHoldAttack(text: string): boolean {
  if (COMMON.test(text) || WIDE.test(text)) return true;
  if (text.includes('/') && SLASHED.test(text)) return true;
  if (text.includes('{{') || text.includes('*{') || text.includes('@{') || text.includes('~{')) return true;
  return UNION.test(text) || (DIGIT_SPACE.test(text) && NUMBER_LEAD.test(text)) || hasOpaqueRun(text);
}

const COMMON = /['`$<|;\\#&%(=]|\.\.|--|\{\d/;
const WIDE = /[\uff00-\uffff\u560a\u560d\u2460-\u24ff\u2215\u2216\u02b9\u02bc\u2032]/;
const SLASHED = /\/[/*epvbuwrthEPVBUWRTH]|[fF]\//;
const UNION = /[uU][nN][iI][oO][nN]\s/;
const DIGIT_SPACE = /\d\s/;
const NUMBER_LEAD = /[">-]\d{1,20}\s/;

/** Looks at every sixteenth character and, where that one fits, back from it. */
function hasOpaqueRun(text: string): boolean {
  let from = 0;
  while (from + OPAQUE_RUN <= text.length) {
    let at = from + OPAQUE_RUN - 1;
    while (at >= from && isBase64(text.charCodeAt(at))) at -= 1;
    if (at < from) return true;
    from = at + 1;
  }
  return false;
}

function isBase64(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a;
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x2f && code <= 0x39) || code === 0x2b;
}

function contextBits(text: string, at: number, code: number): number {
  if (code === 0x20 || code === 0x09) return spaceBits(text, at);
  if (code === 0x2e) return before(text, at) === 0x2e ? SHAPE.dots : NONE;
  if (code === 0x2d) return before(text, at) === 0x2d ? SHAPE.comment : NONE;
  if (code === 0x0a || code === 0x0d) return SHAPE.lineBreak | spaceBits(text, at);
  return rarerBits(text, at, code);
}

function rarerBits(text: string, at: number, code: number): number {
  switch (code) {
    case 0x25:
      return SHAPE.percent | (before(text, at) === 0x7b ? SHAPE.expression : NONE);
    case 0x28:
      return isCall(text, at) ? SHAPE.call : NONE;
    case 0x2a:
      return before(text, at) === 0x2f ? SHAPE.comment | spaceBits(text, at - 1) : NONE;
    case 0x3d:
      return equalsBits(text, at);
    case 0x7b:
      return braceBits(before(text, at)) | (isDigit(text.charCodeAt(at + 1)) ? SHAPE.expression : NONE);
    default:
      // Fullwidth forms fold to ASCII under NFKC; U+560A and U+560D fold to line breaks when cut to a byte.
      return isWide(code) ? SHAPE.wide : NONE;
  }
}

function isWide(code: number): boolean {
  if (code >= 0xff00 || code === 0x560a || code === 0x560d) return true;
  if (code < 0x2460)
    return code === 0x2215 || code === 0x2216 || code === 0x2032 || code === 0x2bc || code === 0x2b9;
  return code <= 0x24ff;
}

/** `f(`, `((`, `()`, `(s...`: a call, or the start of a sub-select; prose puts a space before its brackets. */
function isCall(text: string, at: number): boolean {
  const last = before(text, at);
  if (last > 0x20) return true;
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return next === 0x29 || next === 0x28 || (next | 0x20) === 0x73;
}

function before(text: string, at: number): number {
  return at > 0 ? text.charCodeAt(at - 1) : 0;
}

function braceBits(previous: number): number {
  const isExpression =
    previous === 0x24 ||
    previous === 0x25 ||
    previous === 0x23 ||
    previous === 0x2a ||
    previous === 0x40 ||
    previous === 0x7e ||
    previous === 0x7b;
  return isExpression ? SHAPE.expression : NONE;
}

function equalsBits(text: string, at: number): number {
  const left = before(text, at);
  const right = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  const same = left === right && left > 0x20 && left !== 0x3d;
  return SHAPE.equals | (same || (isDigit(left) && isDigit(right)) ? SHAPE.tautology : NONE);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Before white space: `union`, or a number that starts the value. */
function spaceBits(text: string, at: number): number {
  const last = before(text, at);
  if (last === 0x6e || last === 0x4e) {
    return at >= 5 && text.slice(at - 5, at).toLowerCase() === 'union' ? SHAPE.union : NONE;
  }
  if (!isDigit(last)) return NONE;
  let start = at - 1;
  while (start > 0 && at - start < 20 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  const lead = before(text, start);
  return start === 0 || lead === 0x22 || lead === 0x2d || lead === 0x3d || lead === 0x3e
    ? SHAPE.numberLead
    : NONE;
}

/** Folders and files of the system, four characters behind the slash. */
const SYSTEM_ROOTS: ReadonlySet<string> = new Set(
  'etc/ etc\\ proc var/ bin/ usr/ wind winn win. boot root tmp/ home'.split(' '),
);

function slashBits(text: string, at: number): number {
  let bits: number = before(text, at) === 0x2f ? SHAPE.slashes : NONE;
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) | 0x20 : 0;
  if (FIRST_LETTERS.has(next) && SYSTEM_ROOTS.has(text.slice(at + 1, at + 5).toLowerCase()))
    bits |= SHAPE.systemPath;
  // `WEB-INF/`, `META-INF/`.
  if (at >= 4 && (before(text, at) | 0x20) === 0x66 && text.charCodeAt(at - 4) === 0x2d)
    bits |= SHAPE.systemPath;
  return bits;
}

const FIRST_LETTERS: ReadonlySet<number> = new Set(Array.from('epvbuwrth', (letter) => letter.charCodeAt(0)));
