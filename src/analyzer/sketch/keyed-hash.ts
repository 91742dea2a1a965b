import type { KeyedHash } from '../exchange.ts';
import { SIP_KEY_BYTES, sipHashText, sipKey } from './sip-hash.ts';

/** Used where nothing is persisted and nothing hashed leaves the process; published, so no secret. */
export const PUBLISHED_KEY: Uint8Array = Uint8Array.from({ length: SIP_KEY_BYTES }, (_, index) => index);

const MEMO_ENTRIES = 16_384;
/** Longer strings seldom repeat; keeping them would hold large texts alive. */
const MEMO_TEXT_UNITS = 64;

/** A memo may make hashing faster, never different: it is emptied when full and holds pure results only. */
export function makeKeyedHash(key: Uint8Array, memoEntries: number = MEMO_ENTRIES): KeyedHash {
  const sip = sipKey(key);
  const memo = new Map<string, number>();
  return (text) => {
    if (text.length > MEMO_TEXT_UNITS || memoEntries === 0) return sipHashText(sip, text);
    const known = memo.get(text);
    if (known !== undefined) return known;
    const hash = sipHashText(sip, text);
    if (memo.size >= memoEntries) memo.clear();
    memo.set(text, hash);
    return hash;
  };
}
