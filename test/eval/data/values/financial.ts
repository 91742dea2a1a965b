import { base58Check, bech32Address, ibanDigits, luhnDigit, weighted } from '../check-digits.ts';
import { eip55 } from '../keccak.ts';
import { DIGITS, HEX, padded, type Random, UPPER } from '../random.ts';
import { digits, grouped, lastIsCheck, type Maker, wrongAt } from './maker.ts';

/** Money: cards, accounts, routing numbers, wallets. */

/** Issuer prefixes of the published test cards, with their lengths. */
const CARD_PREFIXES: readonly (readonly [string, number])[] = [
  ['411111', 16],
  ['424242', 16],
  ['401288', 16],
  ['555555', 16],
  ['510510', 16],
  ['222300', 16],
  ['378282', 15],
  ['371449', 15],
  ['601111', 16],
  ['305693', 14],
  ['353011', 16],
];

function card(random: Random, half: string): string {
  const [prefix, length] = random.pick(half === 'dev' ? CARD_PREFIXES.slice(0, 7) : CARD_PREFIXES);
  const payload = prefix + random.text(DIGITS, length - 1 - prefix.length);
  return payload + luhnDigit(payload);
}

function cardGroups(plain: string): string {
  return plain.length === 15 ? grouped(plain, [4, 6, 5], ' ') : grouped(plain, [4, 4, 4, 4], ' ').trim();
}

/** Account parts by country: `n` digits, `a` letters, `c` letters or digits. */
const BBAN: Readonly<Record<'dev' | 'check', readonly (readonly [string, string])[]>> = {
  dev: [
    ['DE', 'nnnnnnnnnnnnnnnnnn'],
    ['GB', 'aaaannnnnnnnnnnnnn'],
    ['NL', 'aaaannnnnnnnnn'],
    ['AT', 'nnnnnnnnnnnnnnnn'],
  ],
  check: [
    ['PT', 'nnnnnnnnnnnnnnnnnnnnn'],
    ['SE', 'nnnnnnnnnnnnnnnnnnnn'],
    ['IE', 'aaaannnnnnnnnnnnnn'],
    ['MT', 'aaaannnnncccccccccccccccccc'],
    ['NO', 'nnnnnnnnnnn'],
  ],
};

function iban(random: Random, half: 'dev' | 'check'): string {
  const [country, shape] = random.pick(BBAN[half]);
  const account = [...shape]
    .map((kind) => random.text(kind === 'n' ? DIGITS : kind === 'a' ? UPPER : DIGITS + UPPER, 1))
    .join('');
  return country + ibanDigits(country, account) + account;
}

function aba(random: Random): string {
  const payload =
    padded(random.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 21, 26, 31]), 2) + random.text(DIGITS, 6);
  return payload + ((10 - (weighted(payload, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)) % 10);
}

function bytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.int(0, 255));
}

function bitcoin(random: Random): string {
  if (random.chance(0.4)) return bech32Address(bytes(random, 20));
  return base58Check(Uint8Array.from([random.chance(0.5) ? 0 : 5, ...bytes(random, 20)]));
}

function bitcoinTwin(random: Random): string {
  const valid = bitcoin(random);
  const alphabet = valid.startsWith('bc1')
    ? 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
    : 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return valid.slice(0, -1) + random.pick([...alphabet].filter((char) => char !== valid.at(-1)));
}

function ethereum(random: Random): string {
  const address = random.text(HEX, 40);
  return random.chance(0.5) ? eip55(address) : `0x${address}`;
}

/** Mixed case that is not the checksum's. */
function ethereumTwin(random: Random): string {
  const valid = eip55(random.text(HEX, 40));
  return `0x${Array.from(valid.slice(2), (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join('')}`;
}

const BIC_COUNTRIES = { dev: ['DE', 'GB', 'AT', 'NL', 'US'], check: ['PT', 'SE', 'IE', 'CA', 'JP'] };

function bic(random: Random, half: 'dev' | 'check'): string {
  const branch = random.chance(0.4) ? random.pick(['XXX', '500', '102', 'MUC', '2LX']) : '';
  return `${random.text(UPPER, 4)}${random.pick(BIC_COUNTRIES[half])}${random.pick(['FF', '2A', '22', '3X', 'MM', 'HH', 'PL'])}${branch}`;
}

export const FINANCIAL: Readonly<Record<string, Maker>> = {
  'credit-card': lastIsCheck(card, cardGroups),
  iban: {
    make: iban,
    formatted: (random, half) => iban(random, half).replace(/(.{4})(?=.)/g, '$1 '),
    twin: (random, half) => wrongAt(iban(random, half), -1, random),
  },
  'us-aba-routing': lastIsCheck(aba),
  'bitcoin-address': { make: bitcoin, twin: bitcoinTwin },
  'ethereum-address': { make: ethereum, twin: ethereumTwin },
  'swift-bic': {
    make: bic,
    // No country has one of these codes.
    twin: (random, half) =>
      bic(random, half).replace(
        /^(.{4})../,
        (_, bank: string) => bank + random.pick(['XQ', 'QZ', 'ZX', 'OO', 'XX']),
      ),
  },
  'uk-sort-code': {
    make: (random) => grouped(random.text(DIGITS, 6), [2, 2, 2], '-'),
    formatted: (random) => grouped(random.text(DIGITS, 6), [2, 2, 2], ' '),
  },
  'bank-account': {
    make: (random, half) => (half === 'dev' ? digits(random, 8) : digits(random, random.int(10, 12))),
    formatted: (random, half) =>
      half === 'dev' ? grouped(digits(random, 8), [4, 4], ' ') : grouped(digits(random, 11), [3, 4, 4], '-'),
  },
  'card-cvv': { make: (random) => digits(random, 3) },
};
