/** A small seeded generator (sfc32): equal seeds give equal corpora on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [low, high]. */
  int(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** `length` characters of an alphabet. */
  text(alphabet: string, length: number): string;
  shuffle<T>(items: readonly T[]): T[];
}

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const HEX = '0123456789abcdef';
export const ALNUM = `${DIGITS}${LOWER}${UPPER}`;

/** FNV-1a, 32 bits: spreads a readable seed. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function sfc32(seed: string): () => number {
  let a = hash32(`${seed}/a`);
  let b = hash32(`${seed}/b`);
  let c = hash32(`${seed}/c`);
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
}

export function random(seed: string): Random {
  const next = sfc32(seed);
  for (let round = 0; round < 12; round += 1) next();
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  };
  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet[int(0, alphabet.length - 1)] ?? '').join(''),
    shuffle: (items) => {
      const copy = [...items];
      for (let index = copy.length - 1; index > 0; index -= 1) {
        const other = int(0, index);
        const held = copy[index];
        const swap = copy[other];
        if (held !== undefined && swap !== undefined) {
          copy[index] = swap;
          copy[other] = held;
        }
      }
      return copy;
    },
  };
}

/** Zero-padded decimal of fixed width. */
export function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
