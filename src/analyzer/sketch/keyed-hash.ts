import type { KeyedHash } from '../exchange.ts';
import { SIP_KEY_BYTES, sipHashText, sipKey } from './sip-hash.ts';

/** Used where nothing is persisted and nothing hashed leaves the process; published, so no secret. */
export const PUBLISHED_KEY: Uint8Array = Uint8Array.from({ length: SIP_KEY_BYTES }, (_, index) => index);

/** A power of two. */
const MEMO_ENTRIES = 8192;
/** Longer strings seldom repeat; keeping them would hold large texts alive. */
const MEMO_TEXT_UNITS = 64;

/**
 * A memo may make hashing faster, never different: each text has one place, whose owner is compared in full. Unlike a
 * Map it hashes no text twice and never grows, so values that never come again cost next to nothing.
 */
export function makeKeyedHash(key: Uint8Array, memoEntries: number = MEMO_ENTRIES): KeyedHash {
  const sip = sipKey(key);
  if (memoEntries === 0) return (text) => sipHashText(sip, text);
  const mask = memoEntries - 1;
  const texts: string[] = Array.from({ length: memoEntries }, () => '');
  const hashes = new Float64Array(memoEntries);
  hashes.fill(sipHashText(sip, ''));
  return (text) => {
    const length = text.length;
    if (length > MEMO_TEXT_UNITS) return sipHashText(sip, text);
    const place = placeOf(text, length) & mask;
    if (texts[place] === text) return hashes[place] ?? 0;
    const hash = sipHashText(sip, text);
    texts[place] = text;
    hashes[place] = hash;
    return hash;
  };
}

/** Names differ in their length, their ends and their middle. */
function placeOf(text: string, length: number): number {
  if (length < 3) return length === 0 ? 0 : text.charCodeAt(0) * 31 + text.charCodeAt(length - 1);
  let place = length;
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(0);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(length >> 1);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(length >> 2);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(length - 3);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(length - 2);
  place = Math.imul(place, 0x01000193) ^ text.charCodeAt(length - 1);
  return place ^ (place >>> 15);
}
