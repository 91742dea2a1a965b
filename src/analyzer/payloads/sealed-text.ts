import type { KeyedHash } from '../exchange.ts';
import { SIP_KEY_BYTES, sipHashText, sipKey } from '../sketch/sip-hash.ts';
import type { ClientList } from './client-list.ts';

/**
 * A text that can be read once enough distinct clients sent it, and not before (Shamir, "How to share a secret", 1979):
 * the key of its cipher stands in polynomials over a prime field whose coefficients are keyed hashes of the text. Each
 * client adds its own point of them, so nothing depends on the order in which clients came.
 */
export interface SealedText {
  /** UTF-16 units, enciphered. */
  readonly cipher: readonly number[];
  /** Of each client of the member, in the order of its list, one value of each polynomial. */
  readonly shares: readonly number[];
}

/** 2^31 - 1: products stay exact in two steps, and every client hash is below it. */
const PRIME = 2 ** 31 - 1;
/** So many polynomials hide 62 bits of key. */
const POLYNOMIALS = 2;
/** Before the hash in place of the text of a sealed member: no text that is kept begins with it. */
const MARK = '\u0001';

export function isSealedName(name: string): boolean {
  return name.startsWith(MARK);
}

/** Stands for the text where it may not. Pure function of text and hash. */
export function sealedName(text: string, hash: KeyedHash): string {
  if (hash !== memoHash || MEMO.size >= MEMO_LIMIT) {
    MEMO.clear();
    memoHash = hash;
  }
  let name = MEMO.get(text);
  if (name === undefined) {
    // The length tells apart what a hash with ties does not.
    name = `${MARK}${hash(text).toString(36)}.${text.length}`;
    MEMO.set(text, name);
  }
  return name;
}

let memoHash: KeyedHash | null = null;
const MEMO = new Map<string, string>();
const MEMO_LIMIT = 4096;

export function sealText(text: string, hash: KeyedHash): readonly number[] {
  const known = coefficientsOf(text, hash);
  known.cipher ??= cipherOf(
    Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
    Array.from({ length: POLYNOMIALS }, (_, at) => coefficientAt(known, text, hash, at, 0)),
  );
  return known.cipher;
}

/** What every client's points of a text are made from. */
interface Coefficients {
  /** By polynomial, then by power. */
  readonly values: number[][];
  cipher: readonly number[] | null;
}

/** The same texts come in many fields and days: pure functions of text and hash, so a cleared memo changes nothing. */
function coefficientsOf(text: string, hash: KeyedHash): Coefficients {
  if (hash !== sealHash || SEALS.size >= MEMO_LIMIT) {
    SEALS.clear();
    sealHash = hash;
  }
  let known = SEALS.get(text);
  if (known === undefined) {
    known = { values: Array.from({ length: POLYNOMIALS }, () => []), cipher: null };
    SEALS.set(text, known);
  }
  return known;
}

let sealHash: KeyedHash | null = null;
const SEALS = new Map<string, Coefficients>();

function coefficientAt(
  { values }: Coefficients,
  text: string,
  hash: KeyedHash,
  polynomial: number,
  power: number,
): number {
  const own = values[polynomial] ?? [];
  for (let next = own.length; next <= power; next++) own.push(coefficient(text, hash, polynomial, next));
  return own[power] ?? 0;
}

/** The points of a client, for a text that `threshold` clients open. */
export function shareOf(text: string, hash: KeyedHash, client: number, threshold: number): number[] {
  const x = pointOf(client);
  const known = coefficientsOf(text, hash);
  return Array.from({ length: POLYNOMIALS }, (_, at) => {
    let y = 0;
    for (let power = threshold - 1; power >= 0; power--) {
      y = (multiply(y, x) + coefficientAt(known, text, hash, at, power)) % PRIME;
    }
    return y;
  });
}

function coefficient(text: string, hash: KeyedHash, polynomial: number, power: number): number {
  return hash(`${MARK}${polynomial} ${power} ${text}`) % PRIME;
}

/** Zero is where the secret stands. */
function pointOf(client: number): number {
  return (client % (PRIME - 1)) + 1;
}

/** The text; null while fewer than `threshold` clients sent it. */
export function openText(sealed: SealedText, clients: ClientList, threshold: number): string | null {
  if (threshold < 1 || clients.length < threshold) return null;
  const points = clients.slice(0, threshold).map(pointOf);
  const secrets = Array.from({ length: POLYNOMIALS }, (_, polynomial) =>
    points.reduce((sum, _x, at) => {
      const y = sealed.shares[at * POLYNOMIALS + polynomial] ?? 0;
      return (sum + multiply(y, weightAtZero(points, at))) % PRIME;
    }, 0),
  );
  return String.fromCharCode(...cipherOf(sealed.cipher, secrets));
}

/** Lagrange's basis polynomial of a point, at zero. */
function weightAtZero(points: readonly number[], at: number): number {
  const own = points[at] ?? 0;
  let above = 1;
  let below = 1;
  for (const [index, x] of points.entries()) {
    if (index === at) continue;
    above = multiply(above, x);
    below = multiply(below, (x - own + PRIME) % PRIME);
  }
  return multiply(above, inverse(below));
}

/** By Fermat. */
function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = multiply(result, base);
    base = multiply(base, base);
  }
  return result;
}

/** Product in the field: halves of 16 bits keep every step under 2^53. */
function multiply(a: number, b: number): number {
  const high = Math.floor(b / 65_536);
  return (((a * high) % PRIME) * 65_536 + a * (b % 65_536)) % PRIME;
}

/** Units of 16 bits in a block of 52. */
const UNITS = 3;

/** Its own reverse. */
function cipherOf(units: readonly number[], secrets: readonly number[]): number[] {
  const bytes = new Uint8Array(SIP_KEY_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [at, secret] of secrets.entries()) view.setUint32(at * 4, secret);
  const key = sipKey(bytes);
  let block = 0;
  return units.map((unit, at) => {
    block = at % UNITS === 0 ? sipHashText(key, String(at)) : Math.floor(block / 65_536);
    return unit ^ (block % 65_536);
  });
}
