import { gs1Digit, iso7064Mod11And10, luhnDigit, mod97, weighted } from '../check-digits.ts';
import { DIGITS, padded, type Random, UPPER } from '../random.ts';
import { birthday, ddmmyy, digits, grouped, lastIsCheck, type Maker, until, yymmdd } from './maker.ts';

/** National numbers of Europe; each rule follows its public description. */

function beNationalNumber(random: Random): string {
  const { year, month, day } = birthday(random);
  const payload = padded(year % 100, 2) + padded(month, 2) + padded(day, 2) + padded(random.int(1, 998), 3);
  const check = 97 - mod97(year >= 2000 ? `2${payload}` : payload);
  return payload + padded(check, 2);
}

function steuerId(random: Random): string {
  const pool = random.shuffle([...DIGITS]);
  const nine = pool.slice(0, 9);
  const payload = random.shuffle([...nine, random.pick(nine)]);
  while (payload[0] === '0') payload.push(payload.shift() ?? '');
  return payload.join('') + iso7064Mod11And10(payload.join(''));
}

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function dniNie(random: Random): string {
  if (random.chance(0.6)) {
    const number = random.int(10_000_000, 79_999_999);
    return `${number}${DNI_LETTERS[number % 23]}`;
  }
  const head = random.int(0, 2);
  const number = random.int(1_000_000, 9_999_999);
  return `${'XYZ'[head]}${number}${DNI_LETTERS[(head * 10_000_000 + number) % 23]}`;
}

const HETU = '0123456789ABCDEFHJKLMNPRSTUVWXY';

function hetu(random: Random): string {
  const { year, month, day } = birthday(random);
  const date = padded(day, 2) + padded(month, 2) + padded(year % 100, 2);
  const serial = padded(random.int(2, 899), 3);
  return `${date}${year >= 2000 ? 'A' : '-'}${serial}${HETU[Number(date + serial) % 31]}`;
}

function nir(random: Random): string {
  const { year, month } = birthday(random);
  const payload =
    String(random.int(1, 2)) +
    padded(year % 100, 2) +
    padded(month, 2) +
    padded(random.int(21, 95), 2) +
    padded(random.int(1, 650), 3) +
    padded(random.int(1, 900), 3);
  return payload + padded(97 - mod97(payload), 2);
}

const CF_ODD: Readonly<Record<string, number>> = Object.fromEntries(
  [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].flatMap(
    (value, index) => [[UPPER[index] ?? '', value], ...(index < 10 ? [[String(index), value]] : [])],
  ),
);

/** Check letter of the codice fiscale: odd places by table, even places by ordinal, modulo 26. */
export function codiceFiscaleLetter(payload: string): string {
  const total = [...payload].reduce((sum, char, index) => {
    const ordinal = DIGITS.includes(char) ? Number(char) : UPPER.indexOf(char);
    return sum + (index % 2 === 0 ? (CF_ODD[char] ?? 0) : ordinal);
  }, 0);
  return UPPER[total % 26] ?? '';
}

function codiceFiscale(random: Random): string {
  const consonants = 'BCDFGLMNPRSTVZ';
  const { year, month, day } = birthday(random);
  const payload =
    random.text(consonants, 6) +
    padded(year % 100, 2) +
    'ABCDEHLMPRST'[month - 1] +
    padded(random.chance(0.5) ? day : day + 40, 2) +
    random.pick(['H501', 'F205', 'L219', 'D612', 'G273', 'A944', 'C351', 'F839']);
  return payload + codiceFiscaleLetter(payload);
}

function bsn(random: Random): string {
  return until(() => {
    const payload = digits(random, 8);
    const check = weighted(payload, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return check === 10 ? null : `${payload}${check}`;
  });
}

function pesel(random: Random): string {
  const { year, month, day } = birthday(random);
  const payload =
    padded(year % 100, 2) +
    padded(year >= 2000 ? month + 20 : month, 2) +
    padded(day, 2) +
    random.text(DIGITS, 4);
  return payload + ((10 - (weighted(payload, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
}

function personnummer(random: Random): string {
  const payload = yymmdd(random) + padded(random.int(1, 999), 3);
  return payload + luhnDigit(payload);
}

function nino(random: Random): string {
  const first = 'ABCEGHJKLMNPRSTWXYZ';
  const second = 'ABCEGHJKLMNPRSTWXYZ';
  const prefix = until(() => {
    const pair = random.text(first, 1) + random.text(second, 1);
    return ['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'].includes(pair) ? null : pair;
  });
  return prefix + random.text(DIGITS, 6) + random.text('ABCD', 1);
}

function ahv(random: Random): string {
  const payload = `756${random.text(DIGITS, 9)}`;
  return payload + gs1Digit(payload);
}

function fodselsnummer(random: Random): string {
  return until(() => {
    const { year, month, day } = birthday(random);
    const serial = year >= 2000 ? random.int(500, 899) : random.int(0, 499);
    const payload = padded(day, 2) + padded(month, 2) + padded(year % 100, 2) + padded(serial, 3);
    const first = (11 - (weighted(payload, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
    const second = (11 - (weighted(`${payload}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return first === 10 || second === 10 ? null : `${payload}${first}${second}`;
  });
}

/** Modulus 11 is no longer kept since 2007, so the shape and the key decide; ours keep it. */
function cpr(random: Random): string {
  return until(() => {
    const { year, month, day } = birthday(random);
    const seventh = year >= 2000 ? random.int(4, 9) : random.int(0, 3);
    const payload =
      padded(day, 2) + padded(month, 2) + padded(year % 100, 2) + seventh + random.text(DIGITS, 2);
    const check = (11 - (weighted(payload, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return check === 10 ? null : `${payload}${check}`;
  });
}

function nif(random: Random): string {
  const payload = random.pick(['1', '2']) + random.text(DIGITS, 7);
  const check = 11 - (weighted(payload, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return payload + (check >= 10 ? 0 : check);
}

export const EUROPEAN_IDS: Readonly<Record<string, Maker>> = {
  'be-national-number': {
    ...lastIsCheck(beNationalNumber),
    formatted: (random) => {
      const plain = beNationalNumber(random);
      return `${grouped(plain.slice(0, 6), [2, 2, 2], '.')}-${plain.slice(6, 9)}.${plain.slice(9)}`;
    },
  },
  'ch-ahv': lastIsCheck(ahv, (plain) => grouped(plain, [3, 4, 4, 2], '.')),
  'de-steuer-id': lastIsCheck(steuerId, (plain) => grouped(plain, [2, 3, 3, 3], ' ')),
  'es-dni-nie': lastIsCheck(dniNie, (plain) => `${plain.slice(0, -1)}-${plain.slice(-1)}`),
  'fi-hetu': {
    make: hetu,
    twin: (random) => {
      const valid = hetu(random);
      return valid.slice(0, -1) + random.pick([...HETU].filter((char) => char !== valid.at(-1)));
    },
  },
  'fr-nir': lastIsCheck(nir, (plain) => grouped(plain, [1, 2, 2, 2, 3, 3, 2], ' ')),
  'it-codice-fiscale': lastIsCheck(codiceFiscale, (plain) => grouped(plain, [3, 3, 5, 5], ' ')),
  'nl-bsn': lastIsCheck(bsn, (plain) => grouped(plain, [4, 2, 3], '.')),
  'pl-pesel': lastIsCheck(pesel),
  'se-personnummer': lastIsCheck(personnummer, (plain) => grouped(plain, [6, 4], '-')),
  'uk-nino': {
    make: nino,
    formatted: (random) => grouped(nino(random), [2, 2, 2, 2, 1], ' '),
    twin: (random) => random.text('DFIQUV', 1) + nino(random).slice(1),
  },
  'no-fodselsnummer': lastIsCheck(fodselsnummer, (plain) => grouped(plain, [6, 5], ' ')),
  'dk-cpr': {
    make: (random) => grouped(cpr(random), [6, 4], '-'),
    formatted: (random) => grouped(cpr(random), [6, 4], ' '),
    // Months 41 and above exist in no birth date of the register.
    twin: (random) =>
      `${ddmmyy(random).slice(0, 2)}${random.int(41, 99)}${grouped(random.text(DIGITS, 6), [2, 4], '-')}`,
  },
  'pt-nif': lastIsCheck(nif, (plain) => grouped(plain, [3, 3, 3], ' ')),
};
