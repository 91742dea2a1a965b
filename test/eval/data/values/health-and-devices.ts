import { luhnDigit, weighted } from '../check-digits.ts';
import { DIGITS, HEX, LOWER, type Random, UPPER } from '../random.ts';
import { digits, grouped, lastIsCheck, type Maker, until } from './maker.ts';

/** Health records and numbers of devices and vehicles. */

function nhs(random: Random): string {
  return until(() => {
    const payload = random.pick(['4', '6', '7', '9']) + random.text(DIGITS, 8);
    const check = (11 - (weighted(payload, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return check === 10 ? null : `${payload}${check}`;
  });
}

function npi(random: Random): string {
  const payload = `1${random.text(DIGITS, 8)}`;
  return payload + luhnDigit(`80840${payload}`);
}

const MBI_LETTERS = 'ACDEFGHJKMNPQRTUVWXY';

/** Medicare beneficiary identifier: places 2, 5, 8 and 9 are letters without S L O I B Z. */
function mbi(random: Random): string {
  const letter = (): string => random.text(MBI_LETTERS, 1);
  const either = (): string => random.text(DIGITS + MBI_LETTERS, 1);
  const digit = (): string => random.text(DIGITS, 1);
  return (
    random.int(1, 9) +
    letter() +
    either() +
    digit() +
    letter() +
    either() +
    digit() +
    letter() +
    letter() +
    digit() +
    digit()
  );
}

const ICD: Readonly<Record<'dev' | 'check', readonly string[]>> = {
  dev: [
    'E11.9',
    'I10',
    'J45.909',
    'M54.5',
    'F32.1',
    'K21.9',
    'N39.0',
    'G43.909',
    'E78.5',
    'F41.1',
    'J06.9',
    'R51',
    'Z00.00',
    'L40.0',
    'H40.11',
  ],
  check: [
    'C50.911',
    'B20',
    'F33.2',
    'E66.01',
    'I25.10',
    'J44.1',
    'K50.90',
    'G35',
    'M06.9',
    'D50.9',
    'N18.3',
    'F10.20',
    'I48.91',
    'S72.001A',
    'O24.410',
  ],
};
const CONDITIONS: Readonly<Record<'dev' | 'check', readonly string[]>> = {
  dev: [
    'Type 2 diabetes',
    'Asthma',
    'Hypertension',
    'Migraine',
    'Major depressive disorder',
    'Psoriasis',
    'Epilepsy',
    'Anxiety disorder',
    'Hypothyroidism',
    'Chronic kidney disease',
  ],
  check: [
    'Multiple sclerosis',
    'Crohn disease',
    'Rheumatoid arthritis',
    'HIV infection',
    'COPD',
    'Breast cancer',
    'Bipolar disorder',
    'Atrial fibrillation',
    'Hepatitis B',
    'Alcohol dependence',
  ],
};

const VIN_VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  [...'ABCDEFGH']
    .map((char, index) => [char, index + 1] as const)
    .concat(
      [...'JKLMN'].map((char, index) => [char, index + 1] as const),
      [
        ['P', 7],
        ['R', 9],
      ],
      [...'STUVWXYZ'].map((char, index) => [char, index + 2] as const),
      [...DIGITS].map((char) => [char, Number(char)] as const),
    ),
);
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Ninth character of a vehicle identification number (49 CFR 565). */
export function vinCharacter(vin: string): string {
  const total = [...vin].reduce(
    (sum, char, index) => sum + (VIN_VALUES[char] ?? 0) * (VIN_WEIGHTS[index] ?? 0),
    0,
  );
  return total % 11 === 10 ? 'X' : String(total % 11);
}

function vin(random: Random): string {
  const free = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
  const text = `${random.pick(['1HG', '1FT', '2T1', '5YJ', '1G1', '3VW', '4T1'])}${random.text(free, 5)}0${random.text('ABCDEFGHJKLMNPRSTVWXY', 1)}${random.text(free, 1)}${random.text(DIGITS, 6)}`;
  return text.slice(0, 8) + vinCharacter(text) + text.slice(9);
}

function vinTwin(random: Random): string {
  const valid = vin(random);
  return valid.slice(0, 8) + random.pick([...DIGITS].filter((char) => char !== valid[8])) + valid.slice(9);
}

function imei(random: Random): string {
  const payload = random.pick(['35', '86', '01']) + random.text(DIGITS, 12);
  return payload + luhnDigit(payload);
}

const NETWORKS = {
  dev: ['26201', '23415', '310260', '23201', '22801'],
  check: ['26801', '24001', '27201', '302720', '44010'],
};

function imsi(random: Random, half: 'dev' | 'check'): string {
  const network = random.pick(NETWORKS[half]);
  return network + random.text(DIGITS, 15 - network.length);
}

function mac(random: Random): string[] {
  return [
    random.pick(['02', '06', '0a', '3c', 'a4', 'f0']),
    ...Array.from({ length: 5 }, () => random.text(HEX, 2)),
  ];
}

export function uuid(random: Random): string {
  return `${random.text(HEX, 8)}-${random.text(HEX, 4)}-4${random.text(HEX, 3)}-${random.text('89ab', 1)}${random.text(HEX, 3)}-${random.text(HEX, 12)}`;
}

export const HEALTH_AND_DEVICES: Readonly<Record<string, Maker>> = {
  'nhs-number': lastIsCheck(nhs, (plain) => grouped(plain, [3, 3, 4], ' ')),
  'us-npi': lastIsCheck(npi),
  'us-medicare-id': {
    make: mbi,
    formatted: (random) => grouped(mbi(random), [4, 3, 4], '-'),
    // S, L, O, I, B and Z are never used.
    twin: (random) => mbi(random).replace(/^(.)./, (_, head: string) => head + random.text('SLOIBZ', 1)),
  },
  'icd-10': { make: (random, half) => random.pick(ICD[half]) },
  'health-condition': { make: (random, half) => random.pick(CONDITIONS[half]) },
  'medical-record-number': {
    make: (random, half) => (half === 'dev' ? `MRN-${random.text(DIGITS, 7)}` : digits(random, 8)),
    formatted: (random, half) =>
      half === 'dev' ? digits(random, 7) : `${random.text(UPPER, 1)}${random.text(DIGITS, 6)}`,
  },
  vin: { make: vin, twin: vinTwin },
  imei: lastIsCheck(imei, (plain) => grouped(plain, [2, 6, 6, 1], '-')),
  imsi: { make: imsi },
  'mac-address': {
    make: (random) => mac(random).join(':'),
    formatted: (random) => mac(random).join('-').toUpperCase(),
  },
  'advertising-id': {
    make: uuid,
    formatted: (random) => uuid(random).toUpperCase(),
  },
  'session-id': {
    make: (random, half) =>
      half === 'dev' ? random.text(UPPER.slice(0, 6) + DIGITS, 32) : random.text(LOWER + DIGITS, 26),
  },
};
