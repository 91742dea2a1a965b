import { sha256 } from '../../model/sha256.ts';
import { isOneDigitRepeated } from './checksums.ts';
import { keccak256 } from './keccak.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base58Check: 25 bytes whose last four begin the double SHA-256 of the rest. */
export function isBase58Check(text: string): boolean {
  const bytes = new Uint8Array(25);
  for (const character of text) {
    let carry = BASE58.indexOf(character);
    if (carry < 0) return false;
    for (let at = 24; at >= 0; at--) {
      carry += 58 * (bytes[at] ?? 0);
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    if (carry !== 0) return false;
  }
  const digest = sha256(sha256(bytes.slice(0, 21)));
  return [0, 1, 2, 3].every((at) => digest[at] === bytes[21 + at]);
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP 173 and BIP 350: checksum 1 for bech32, 0x2bc830a3 for bech32m. */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf('1');
  if (separator < 1) return false;
  let check = 1;
  const feed = (value: number) => {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < 5; bit++) if (((top >>> bit) & 1) === 1) check ^= GENERATOR[bit] ?? 0;
  };
  for (let at = 0; at < separator; at++) feed(lower.charCodeAt(at) >>> 5);
  feed(0);
  for (let at = 0; at < separator; at++) feed(lower.charCodeAt(at) & 31);
  for (let at = separator + 1; at < lower.length; at++) {
    const value = BECH32.indexOf(lower.charAt(at));
    if (value < 0) return false;
    feed(value);
  }
  return check === 1 || check === 0x2bc830a3;
}

/** EIP-55: where letters of both cases occur, a letter is upper-case if its nibble of the hash is 8 or more. */
export function isEthereumAddress(text: string): boolean {
  const address = text.slice(2);
  const lower = address.toLowerCase();
  if (isOneDigitRepeated(lower)) return false;
  if (address === lower || address === address.toUpperCase()) return true;
  const digest = keccak256(Uint8Array.from(lower, (character) => character.charCodeAt(0)));
  for (let at = 0; at < 40; at++) {
    const code = address.charCodeAt(at);
    if (code < 65) continue;
    const nibble = ((digest[at >> 1] ?? 0) >> (at % 2 === 0 ? 4 : 0)) & 15;
    if (code < 97 !== nibble >= 8) return false;
  }
  return true;
}
