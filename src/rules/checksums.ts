import { digitsOf, luhn, mod11Then10, mod97, verhoeff } from '../analyzer/counting.ts';
import type { Checksum } from '../model/correction-rules.ts';

interface NamedChecksum {
  readonly holds: (candidate: string) => boolean;
  /** Probability that random characters of the same form pass. */
  readonly chanceRate: number;
}

/** Letters and digits without separators, in capitals. */
const bare = (candidate: string): string => candidate.replace(/[^0-9A-Za-z]/g, '').toUpperCase();

/** The check-digit algorithms that shipped classes use, by the names that rules call them. */
const CHECKSUMS: Readonly<Record<Checksum, NamedChecksum>> = {
  luhn: { holds: (candidate) => luhn(digitsOf(candidate)), chanceRate: 0.1 },
  verhoeff: { holds: (candidate) => verhoeff(digitsOf(candidate)), chanceRate: 0.1 },
  'mod11-10': { holds: (candidate) => mod11Then10(digitsOf(candidate)), chanceRate: 0.1 },
  'mod97-10': { holds: (candidate) => mod97(bare(candidate)) === 1, chanceRate: 1 / 97 },
  iban: {
    holds: (candidate) => {
      const text = bare(candidate);
      return mod97(text.slice(4) + text.slice(0, 4)) === 1;
    },
    chanceRate: 1 / 97,
  },
};

export function checksumOf(name: Checksum | undefined): (candidate: string) => boolean {
  return name === undefined ? () => true : CHECKSUMS[name].holds;
}

/** A pattern alone is taken at its word: whoever wrote it says that chance does not produce it. */
export function chanceRateOf(name: Checksum | undefined): number {
  return name === undefined ? 0 : CHECKSUMS[name].chanceRate;
}
