/**
 * Types that a path segment proves by its own form. A literal that merely contains digits (`oauth2`, `s3`,
 * `covid19`, `v1.2`) proves nothing. Every rule is linear in the length of the segment.
 */

/** Names that would pass for codes. */
const LITERAL_CODES =
  /^(?:iso|rfc|sha|base|utf|ipv|ecma|cp|windows|http|x|e|web|log|level|covid|area|tls|h|p)-?\d{1,5}$/i;
/** `v1`, `v1.2`, `V2`, `v1beta1`, `v1p1beta1`, `v2024-01-01`. */
const VERSION = /^v\d{1,4}(?:\.\d{1,3})?(?:p\d{1,2})?(?:-?(?:alpha|beta|rc|preview)\d{0,2})?$/i;
const VERSION_DATE = /^v\d{4}-\d{2}-\d{2}$/i;

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?\d+\.\d+$/;
const SEMVER = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.-]+)?$/;
const DATE = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
const DATE_TIME =
  /^(?:19|20)\d{2}-?[01]\d-?[0-3]\d[T ][0-2]\d:?[0-5]\d(?::?[0-5]\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const WEEK = /^(?:19|20)\d{2}-[WQ]\d{1,2}$/i;
const TIME = /^[0-2]\d:[0-5]\d(?::[0-5]\d)?$/;
const UUID = /^[{(]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[)}]?$/i;
const EMAIL = /^[^@\s/]+@[^@\s/.]+(?:\.[^@\s/.]+)+$/;
const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const IPV6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/i;
const PHONE = /^\+\d{7,15}$/;
const COORDINATES = /^[+-]?\d{1,3}\.\d+,\s?[+-]?\d{1,3}\.\d+$/;
const LOCALE = /^[a-z]{2}[-_](?:[A-Z][a-z]{3}[-_])?[A-Z]{2}$/;
const HEX = /^[0-9a-f]+$/i;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const URL_SAFE = /^[A-Za-z0-9_-]+={0,2}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const PREFIXED = /^[A-Za-z]{1,12}[_-]([A-Za-z0-9]{4,64})$/;
const CODE = /^[A-Za-z]{1,8}[-_]?\d{4,20}$/;
const SHORT_CODE = /^[A-Za-z]{1,8}[-_]\d{3,20}$/;
const UPPER_CODE = /^[A-Z]{2,5}\d{3,20}$/;
const DIMENSIONS = /^\d{1,5}x\d{1,5}$/;
const YEAR_END = /^[A-Za-z]+[-_]?(?:19|20)\d{2}$/;
const SLUG_WITH_ID = /^[a-z][a-z-]*-(\d{3,20})$/i;
const ID_WITH_SLUG = /^\d{3,20}(?:-[a-z0-9]+)+$/i;
const PACKAGE = /^@?[\w.-]+@v?\d[\w.+-]*$/;
const HANDLE = /^@[\w.-]{1,60}$/;
const TEMPLATE = /^(?:\{\{?[\w.-]*\}?\}|<[\w.-]*>|:[a-z]\w*|\$\{[\w.-]*\})$/i;

/** The type of the value, or null when the segment may well be a name. */
export function valueType(segment: string): string | null {
  const length = segment.length;
  if (length === 0) return null;
  let digits = 0;
  let letters = 0;
  let commas = 0;
  let odd = false;
  for (let at = 0; at < length; at += 1) {
    const unit = segment.charCodeAt(at);
    if (unit >= 48 && unit <= 57) digits += 1;
    else if ((unit | 32) >= 97 && (unit | 32) <= 122) letters += 1;
    else if (unit === 44) commas += 1;
    else if (isForeignToNames(unit)) odd = true;
  }
  if (digits === length) return 'integer';
  if (letters === length) return lettersOnly(segment);
  if (odd) return oddType(segment, digits, letters);
  if (commas > 0) return listType(segment);
  if (letters === 0) return digits > 0 ? numericType(segment) : null;
  return digits > 0 ? mixedType(segment, digits) : wordyType(segment);
}

/** Characters that no router's own names contain: blanks, controls, quotes, brackets, `@`, `=`, `+`, `|`, `\`. */
function isForeignToNames(unit: number): boolean {
  return (
    unit <= 32 ||
    unit === 127 ||
    unit === 34 ||
    unit === 39 ||
    unit === 43 ||
    unit === 47 ||
    (unit >= 60 && unit <= 64 && unit !== 63) ||
    unit === 92 ||
    (unit >= 123 && unit <= 125)
  );
}

/** Letters alone prove an id only when no word could have their case: `dQwXwgXcQkLmPzRt`. */
function lettersOnly(segment: string): string | null {
  return segment.length >= 16 && meanChunk(segment) < 2.2 ? 'token' : null;
}

function wordyType(segment: string): string | null {
  if (LOCALE.test(segment)) return 'locale';
  if (UUID.test(segment)) return 'uuid';
  if (segment.length >= 20 && URL_SAFE.test(segment) && meanChunk(segment) < 2.2) return 'token';
  return null;
}

function oddType(segment: string, digits: number, letters: number): string | null {
  if (segment.includes('@')) {
    if (PACKAGE.test(segment)) return 'package-version';
    if (EMAIL.test(segment)) return 'email';
    if (HANDLE.test(segment)) return 'handle';
  }
  if (PHONE.test(segment)) return 'phone';
  if (INTEGER.test(segment)) return 'integer';
  if (UUID.test(segment)) return 'uuid';
  if (TEMPLATE.test(segment)) return 'placeholder';
  if (DATE_TIME.test(segment)) return 'date-time';
  if (SEMVER.test(segment)) return 'version';
  if (segment.length >= 8 && digits + letters > 6 && BASE64.test(segment)) return 'token';
  if (/^[^()]+\([^()]*\)$/.test(segment)) return null;
  if (/^[^;]+;[^=;]+=/.test(segment)) return null;
  return 'text';
}

function listType(segment: string): string | null {
  if (COORDINATES.test(segment)) return 'coordinates';
  if (segment.includes('(')) return null;
  return 'list';
}

function numericType(segment: string): string | null {
  if (DATE.test(segment)) return 'date';
  if (IPV4.test(segment)) return 'ip';
  if (DECIMAL.test(segment)) return 'decimal';
  if (SEMVER.test(segment)) return 'version';
  if (INTEGER.test(segment)) return 'integer';
  if (TIME.test(segment)) return 'time';
  if (IPV6.test(segment)) return 'ip';
  if (UUID.test(segment)) return 'uuid';
  return /^[\d~_.:-]+$/.test(segment) ? 'composite' : null;
}

function mixedType(segment: string, digits: number): string | null {
  const length = segment.length;
  if (VERSION.test(segment) || VERSION_DATE.test(segment) || LITERAL_CODES.test(segment)) return null;
  if (length === 36 || length === 38) if (UUID.test(segment)) return 'uuid';
  if (DATE_TIME.test(segment)) return 'date-time';
  if (WEEK.test(segment)) return 'date';
  if (SEMVER.test(segment)) return 'version';
  if (segment.includes(':') && IPV6.test(segment)) return 'ip';
  if (HEX.test(segment)) return hexType(segment, digits);
  if (length === 26 && ULID.test(segment)) return 'ulid';
  if (JWT.test(segment)) return 'token';
  if (segment.includes('~'))
    return segment.split('~').some((part) => valueType(part) !== null) ? 'composite' : null;
  if (DIMENSIONS.test(segment)) return 'dimensions';
  if (YEAR_END.test(segment)) return null;
  return codeType(segment, digits);
}

function hexType(segment: string, digits: number): string | null {
  const length = segment.length;
  if (length === 24) return 'object-id';
  if (length >= 16) return 'hash';
  if (length >= 7 && digits >= 2) return 'hash';
  return CODE.test(segment) ? 'code' : null;
}

function codeType(segment: string, digits: number): string | null {
  if (CODE.test(segment) || SHORT_CODE.test(segment) || UPPER_CODE.test(segment)) return 'code';
  const prefixed = PREFIXED.exec(segment)?.[1];
  if (prefixed !== undefined && isRandom(prefixed)) return 'prefixed-id';
  const slugId = SLUG_WITH_ID.exec(segment)?.[1];
  if (slugId !== undefined && !/^(?:19|20)\d{2}$/.test(slugId)) return 'slug-id';
  if (ID_WITH_SLUG.test(segment)) return 'slug-id';
  if (URL_SAFE.test(segment) && segment.length >= 8 && isRandom(segment)) return 'token';
  return digits >= 6 && segment.length >= 10 && !segment.includes('.') ? 'token' : null;
}

/** Digits and letters in a mix no word has: short runs, at least two digits (one in long texts). */
function isRandom(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 48 && unit <= 57) digits += 1;
  }
  if (digits === 0) return false;
  if (HEX.test(text) && text.length >= 8 && digits >= 2) return true;
  const mean = meanChunk(text);
  return (digits >= 2 && mean <= 2.6) || (text.length >= 10 && mean <= 2.5) || (text.length >= 6 && mean < 2);
}

/** Mean length of the runs that a reader would take for words: letters of one case (a capital begins one), digits. */
function meanChunk(text: string): number {
  let chunks = 0;
  let before = -1;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let kind = 3;
    if (unit >= 48 && unit <= 57) kind = 0;
    else if (unit >= 97 && unit <= 122) kind = 1;
    else if (unit >= 65 && unit <= 90) kind = 2;
    if (kind !== before && !(before === 2 && kind === 1)) chunks += 1;
    before = kind;
  }
  return text.length / chunks;
}

const VOWEL = /[aeiou]/i;
const MANY_CONSONANTS = /[b-df-hj-np-tv-xz]{6}/i;
const CONSONANTS = /[b-df-hj-np-tv-z]{5}/i;

/**
 * Letters (and digits) in runs that no word has: `bNTbAvHXyRk`, `qmjtzpvivqws`, `job-ctpb4ephoq`. Evidence, no proof:
 * names may be odd.
 */
export function looksRandom(text: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(text) && text.split(/[-_]/).some(isRandomRun);
}

function isRandomRun(text: string): boolean {
  if (text.length < 8) return false;
  if (/[a-z]\d+[a-z]/i.test(text) && !/\d[a-z]{0,2}\d*$/i.test(text)) return true;
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return MANY_CONSONANTS.test(text);
  let odd = 0;
  for (const run of text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []) {
    if (/^[A-Z]+$/.test(run)) odd += run.length / 2;
    else if (run.length === 1 || !VOWEL.test(run) || CONSONANTS.test(run)) odd += run.length;
  }
  return odd * 2 >= text.length;
}
