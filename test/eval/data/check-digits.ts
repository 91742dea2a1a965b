import { createHash } from 'node:crypto';

/** Check-digit rules, written from their public definitions; nothing here comes from the product. */

export function digitsOf(text: string): number[] {
  return [...text].map(Number);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Sum of digit times weight, position by position. */
export function weighted(text: string, weights: readonly number[]): number {
  return sumOf(digitsOf(text).map((digit, index) => digit * (weights[index] ?? 0)));
}

/** ISO/IEC 7812-1 annex B: the digit that completes a payload. */
export function luhnDigit(payload: string): string {
  const digits = digitsOf(payload).reverse();
  const total = sumOf(
    digits.map((digit, index) => {
      if (index % 2 === 1) return digit;
      return digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }),
  );
  return String((10 - (total % 10)) % 10);
}

/** Remainder modulo 97 of a decimal string of any length. */
export function mod97(text: string): number {
  return digitsOf(text).reduce((rest, digit) => (rest * 10 + digit) % 97, 0);
}

/** ISO 13616: two check digits of an IBAN. */
export function ibanDigits(country: string, account: string): string {
  const expanded = [...`${account}${country}00`].map((char) => String(Number.parseInt(char, 36))).join('');
  return String(98 - mod97(expanded)).padStart(2, '0');
}

const VERHOEFF_D = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const VERHOEFF_P = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];
const VERHOEFF_INVERSE = '0432156789';

/** Verhoeff 1969: dihedral group of order ten. */
export function verhoeffDigit(payload: string): string {
  let state = 0;
  digitsOf(payload)
    .reverse()
    .forEach((digit, index) => {
      const permuted = Number(VERHOEFF_P[(index + 1) % 8]?.[digit]);
      state = Number(VERHOEFF_D[state]?.[permuted]);
    });
  return VERHOEFF_INVERSE[state] ?? '';
}

/** ISO 7064 MOD 11,10. */
export function iso7064Mod11And10(payload: string): string {
  let product = 10;
  for (const digit of digitsOf(payload)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** ISO 7064 MOD 11-2, as in GB 11643: the last character may be X. */
export function iso7064Mod11Dash2(payload: string): string {
  const rest = digitsOf(payload).reduce((power, digit) => ((power + digit) * 2) % 11, 0);
  const check = (12 - rest) % 11;
  return check === 10 ? 'X' : String(check);
}

/** GS1 check digit (EAN-13, ISBN-13, AHV). */
export function gs1Digit(payload: string): string {
  const total = sumOf(
    digitsOf(payload)
      .reverse()
      .map((digit, index) => digit * (index % 2 === 0 ? 3 : 1)),
  );
  return String((10 - (total % 10)) % 10);
}

/** Luhn mod 36 of a GSTIN: weights 1 and 2 from the left, quotient plus remainder. */
export function gstinCharacter(payload: string): string {
  const total = sumOf(
    [...payload].map((char, index) => {
      const product = Number.parseInt(char, 36) * (index % 2 === 0 ? 1 : 2);
      return Math.floor(product / 36) + (product % 36);
    }),
  );
  return ((36 - (total % 36)) % 36).toString(36).toUpperCase();
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

/** Base58Check: payload and the first four bytes of its double SHA-256. */
export function base58Check(payload: Uint8Array): string {
  const check = sha256(sha256(payload)).slice(0, 4);
  const all = [...payload, ...check];
  let value = all.reduce((total, byte) => total * 256n + BigInt(byte), 0n);
  let text = '';
  while (value > 0n) {
    text = `${BASE58[Number(value % 58n)] ?? ''}${text}`;
    value /= 58n;
  }
  const zeros = all.findIndex((byte) => byte !== 0);
  return '1'.repeat(Math.max(zeros, 0)) + text;
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const BECH32_GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function bech32Polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    BECH32_GENERATOR.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check;
}

/** BIP 173: a version 0 witness program on the main network. */
export function bech32Address(program: Uint8Array): string {
  const bits = [...program].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = (bits.match(/.{1,5}/g) ?? []).map((group) => Number.parseInt(group.padEnd(5, '0'), 2));
  const data = [0, ...groups];
  const prefix = [3, 3, 0, 2, 3];
  const polymod = bech32Polymod([...prefix, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = Array.from({ length: 6 }, (_, index) => (polymod >>> (5 * (5 - index))) & 31);
  return `bc1${[...data, ...check].map((value) => BECH32[value] ?? '').join('')}`;
}

/** CRC-32 (IEEE 802.3), as an unsigned integer. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const char of text) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
