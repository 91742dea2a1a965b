import { gstinCharacter, iso7064Mod11Dash2, luhnDigit, verhoeffDigit, weighted } from '../check-digits.ts';
import { DIGITS, padded, type Random, UPPER } from '../random.ts';
import { birthday, digits, grouped, lastIsCheck, type Maker, until, wrongAt, yymmdd } from './maker.ts';

/** National and company numbers outside Europe. */

function aadhaar(random: Random): string {
  const payload = String(random.int(2, 9)) + random.text(DIGITS, 10);
  return payload + verhoeffDigit(payload);
}

function abn(random: Random): string {
  const weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
  return until(() => {
    const tail = random.text(DIGITS, 9);
    for (let head = 10; head < 100; head += 1) {
      const text = `${head}${tail}`;
      if ((weighted(text, weights) - 10) % 89 === 0) return text;
    }
    return null;
  });
}

function tfn(random: Random): string {
  return until(() => {
    const text = digits(random, 9);
    return weighted(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 ? text : null;
  });
}

function mod11Below2(total: number): number {
  return total % 11 < 2 ? 0 : 11 - (total % 11);
}

function cpf(random: Random): string {
  const payload = digits(random, 9);
  const first = mod11Below2(weighted(payload, [10, 9, 8, 7, 6, 5, 4, 3, 2]));
  const second = mod11Below2(weighted(`${payload}${first}`, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
  return `${payload}${first}${second}`;
}

function cnpj(random: Random): string {
  const payload = `${digits(random, 8)}0001`;
  const first = mod11Below2(weighted(payload, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
  const second = mod11Below2(weighted(`${payload}${first}`, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
  return `${payload}${first}${second}`;
}

function sin(random: Random): string {
  const payload = random.pick(['1', '2', '4', '5', '6', '7']) + random.text(DIGITS, 7);
  return payload + luhnDigit(payload);
}

function residentId(random: Random): string {
  const { year, month, day } = birthday(random);
  const region = random.pick(['110105', '310104', '440305', '330106', '510107', '420106', '320102']);
  const payload = `${region}${year}${padded(month, 2)}${padded(day, 2)}${padded(random.int(1, 999), 3)}`;
  return payload + iso7064Mod11Dash2(payload);
}

function pan(random: Random): string {
  return (
    random.text(UPPER, 3) +
    random.pick(['P', 'P', 'P', 'C', 'F', 'H']) +
    random.text(UPPER, 1) +
    random.text(DIGITS, 4) +
    random.text(UPPER, 1)
  );
}

function gstin(random: Random): string {
  const payload = `${random.pick(['07', '09', '19', '24', '27', '29', '33', '36'])}${pan(random)}${random.int(1, 9)}Z`;
  return payload + gstinCharacter(payload);
}

function rrn(random: Random): string {
  const { year, month, day } = birthday(random);
  const sex = random.int(1, 2) + (year >= 2000 ? 2 : 0);
  const payload =
    padded(year % 100, 2) +
    padded(month, 2) +
    padded(day, 2) +
    sex +
    padded(random.int(0, 95), 2) +
    random.text(DIGITS, 3);
  return payload + ((11 - (weighted(payload, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10);
}

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** Check digit of the CURP: ordinals weighted 18 down to 2. */
export function curpDigit(payload: string): string {
  const total = [...payload].reduce(
    (sum, char, index) => sum + CURP_ALPHABET.indexOf(char) * (18 - index),
    0,
  );
  return String((10 - (total % 10)) % 10);
}

function curp(random: Random): string {
  const { year, month, day } = birthday(random);
  const consonants = 'BCDFGHJKLMNPQRSTVWXYZ';
  const payload =
    random.text(consonants, 1) +
    random.text('AEIOU', 1) +
    random.text(consonants, 2) +
    padded(year % 100, 2) +
    padded(month, 2) +
    padded(day, 2) +
    random.pick(['H', 'M']) +
    random.pick(['DF', 'JC', 'NL', 'VZ', 'PL', 'MC', 'GT', 'OC']) +
    random.text(consonants, 3) +
    (year >= 2000 ? 'A' : '0');
  return payload + curpDigit(payload);
}

/** Letters of series S and T; T adds four. */
function nric(random: Random): string {
  const series = random.pick(['S', 'T']);
  const number = random.text(DIGITS, 7);
  const rest = (weighted(number, [2, 7, 6, 5, 4, 3, 2]) + (series === 'T' ? 4 : 0)) % 11;
  return `${series}${number}${'JZIHGFEDCBA'[rest]}`;
}

function tckn(random: Random): string {
  const payload = digits(random, 9);
  const odd = weighted(payload, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(payload, [0, 1, 0, 1, 0, 1, 0, 1, 0]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return `${payload}${tenth}${(odd + even + tenth) % 10}`;
}

const EIN_PREFIXES = ['12', '20', '26', '33', '45', '46', '52', '61', '74', '83', '94'];

function ssn(random: Random): string {
  const area = until(() => {
    const value = random.int(1, 899);
    return value === 666 ? null : value;
  });
  return padded(area, 3) + padded(random.int(1, 99), 2) + padded(random.int(1, 9999), 4);
}

function zaId(random: Random): string {
  const payload = `${yymmdd(random)}${random.text(DIGITS, 4)}08`;
  return payload + luhnDigit(payload);
}

function cuit(random: Random): string {
  return until(() => {
    const payload = random.pick(['20', '23', '27', '30']) + digits(random, 8);
    const check = (11 - (weighted(payload, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return check === 10 ? null : `${payload}${check}`;
  });
}

/** Check character of a RUT: weights 2 to 7 from the right, K for ten. */
export function rutCharacter(number: number): string {
  const total = [...String(number)]
    .reverse()
    .reduce((sum, char, index) => sum + Number(char) * (2 + (index % 6)), 0);
  const check = 11 - (total % 11);
  return check === 11 ? '0' : check === 10 ? 'K' : String(check);
}

function rut(random: Random): { number: number; check: string } {
  const number = random.int(5_000_000, 26_000_000);
  return { number, check: rutCharacter(number) };
}

function myNumber(random: Random): string {
  const payload = digits(random, 11);
  const rest = weighted(payload, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return payload + (rest <= 1 ? 0 : 11 - rest);
}

export const WORLD_IDS: Readonly<Record<string, Maker>> = {
  aadhaar: lastIsCheck(aadhaar, (plain) => grouped(plain, [4, 4, 4], ' ')),
  'au-abn': lastIsCheck(abn, (plain) => grouped(plain, [2, 3, 3, 3], ' ')),
  'au-tfn': lastIsCheck(tfn, (plain) => grouped(plain, [3, 3, 3], ' ')),
  'br-cpf': lastIsCheck(cpf, (plain) => `${grouped(plain.slice(0, 9), [3, 3, 3], '.')}-${plain.slice(9)}`),
  'br-cnpj': lastIsCheck(
    cnpj,
    (plain) => `${grouped(plain.slice(0, 8), [2, 3, 3], '.')}/${plain.slice(8, 12)}-${plain.slice(12)}`,
  ),
  'ca-sin': lastIsCheck(sin, (plain) => grouped(plain, [3, 3, 3], '-')),
  'cn-resident-id': {
    make: residentId,
    twin: (random) => {
      const valid = residentId(random);
      return valid.slice(0, -1) + random.pick([...DIGITS].filter((char) => char !== valid.at(-1)));
    },
  },
  'in-pan': { make: pan, twin: (random) => wrongEntity(pan(random), random) },
  'in-gstin': lastIsCheck(gstin),
  'kr-rrn': lastIsCheck(rrn, (plain) => grouped(plain, [6, 7], '-')),
  'mx-curp': lastIsCheck(curp),
  'sg-nric': lastIsCheck(nric),
  'tr-tckn': lastIsCheck(tckn),
  'us-ein': {
    make: (random) => `${random.pick(EIN_PREFIXES)}-${random.text(DIGITS, 7)}`,
    // Campus codes that were never given out.
    twin: (random) =>
      `${random.pick(['07', '08', '09', '17', '18', '19', '28', '29', '49', '69', '78', '79', '89', '96', '97'])}-${random.text(DIGITS, 7)}`,
  },
  'us-ssn': {
    make: (random) => grouped(ssn(random), [3, 2, 4], '-'),
    formatted: (random) => grouped(ssn(random), [3, 2, 4], ' '),
    twin: (random) =>
      `${random.pick(['000', '666', String(random.int(900, 999))])}-${padded(random.int(1, 49), 2)}-${padded(random.int(1, 9999), 4)}`,
  },
  'za-id': lastIsCheck(zaId, (plain) => grouped(plain, [6, 4, 3], ' ')),
  'ar-cuit': lastIsCheck(cuit, (plain) => grouped(plain, [2, 8, 1], '-')),
  'cl-rut': {
    make: (random) => {
      const { number, check } = rut(random);
      return `${number}-${check}`;
    },
    formatted: (random) => {
      const { number, check } = rut(random);
      return `${String(number).replace(/\B(?=(\d{3})+$)/g, '.')}-${check}`;
    },
    twin: (random) => {
      const { number, check } = rut(random);
      return `${number}-${random.pick([...'0123456789'].filter((char) => char !== check))}`;
    },
  },
  'jp-my-number': lastIsCheck(myNumber, (plain) => grouped(plain, [4, 4, 4], ' ')),
};

/** The fourth letter of a PAN names the kind of holder; no kind has one of these. */
function wrongEntity(valid: string, random: Random): string {
  return wrongAt(valid, 3, random).slice(0, 3) + random.text('DIMNOQRSUVWXYZ', 1) + valid.slice(4);
}
