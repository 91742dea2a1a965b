import { digitsOf, isOneDigitRepeated, isShortDay, luhn, mod11Then10, weightedSum } from './checksums.ts';
import { bare, type DataClass } from './data-class.ts';
import { DIGIT, UPPER } from './value-scan.ts';

/** Real Decreto 1553/2005: the letter is the number modulo 23; NIE replaces X, Y, Z by 0, 1, 2. */
const ES_DNI_NIE: DataClass = {
  id: 'es-dni-nie',
  title: 'Spanish DNI or NIE',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minDigits: 7, minLength: 9 },
  pattern: /(?<![A-Za-z0-9])(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z](?![A-Za-z0-9])/g,
  validate: (candidate) => {
    const number = candidate.replace('-', '').slice(0, -1);
    const digits = number.replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
    return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(digits) % 23) === candidate.slice(-1);
  },
  contextWords: ['dni', 'nie', 'nif', 'documento', 'documento identidad'],
  chanceRate: 0.0435,
  needsContext: false,
  positives: bare('12345678Z', 'X1234567L', '12345678-Z'),
  nearMisses: bare('12345678A', 'X1234567A', '1234567Z', '12345678z'),
};

const CODICE_ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
  10, 22, 25, 24, 23,
];

/** DM 23 December 1976: check letter from odd and even positions. */
const IT_CODICE_FISCALE: DataClass = {
  id: 'it-codice-fiscale',
  title: 'Italian codice fiscale',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minRun: 5, minDigits: 7, minLength: 16 },
  pattern: /(?<![A-Za-z0-9])[A-Z]{3} ?[A-Z]{3} ?\d{2}[A-EHLMPR-T]\d{2} ?[A-Z]\d{3} ?[A-Z](?![A-Za-z0-9])/g,
  validate: (written) => {
    const candidate = written.replaceAll(' ', '');
    let sum = 0;
    for (let at = 0; at < 15; at++) {
      const value = Number.parseInt(candidate.charAt(at), 36);
      sum += at % 2 === 0 ? (CODICE_ODD[value] ?? 0) : value > 9 ? value - 10 : value;
    }
    return candidate.charCodeAt(15) === 65 + (sum % 26);
  },
  contextWords: ['codice fiscale', 'codicefiscale', 'cod fiscale', 'cf'],
  chanceRate: 1e-5,
  needsContext: false,
  positives: bare('RSSMRA85T10A562S', 'VRDLGU70A01F205R', 'RSS MRA 85T10 A562S'),
  nearMisses: bare('RSSMRA85T10A562T', 'RSSMRA85Z10A562S', 'RSSMRA85T10A562'),
};

/** INSEE: the key is 97 minus the number modulo 97; Corsica writes 2A and 2B for 19 and 18. */
const FR_NIR: DataClass = {
  id: 'fr-nir',
  title: 'French social security number (NIR)',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 14, minLength: 15 },
  pattern:
    /(?<![A-Za-z0-9][-._]?)[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const text = candidate.replaceAll(' ', '').replace('2A', '19').replace('2B', '18');
    return 97 - (Number(text.slice(0, 13)) % 97) === Number(text.slice(13));
  },
  contextWords: ['nir', 'numero securite sociale', 'insee', 'securite sociale'],
  chanceRate: 0.0103,
  needsContext: false,
  positives: bare('285077512345655', '2 85 07 75 123 456 55', '185052A12345633'),
  nearMisses: bare('285077512345656', '385077512345655', '285007512345655'),
};

/** Exactly one digit of the first ten occurs twice or three times; ISO 7064 MOD 11,10 (BZSt). */
const DE_STEUER_ID: DataClass = {
  id: 'de-steuer-id',
  title: 'German tax identification number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)[1-9]\d(?: ?\d{3}){3}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let at = 0; at < 10; at++) {
      const digit = digits.charCodeAt(at) - 48;
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    const repeated = counts.filter((count) => count > 1);
    return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && mod11Then10(digits);
  },
  contextWords: [
    'steuer id',
    'steuerid',
    'idnr',
    'steueridentifikationsnummer',
    'steuer identifikationsnummer',
  ],
  chanceRate: 0.03,
  needsContext: false,
  positives: bare('86095742719', '65 929 970 489'),
  nearMisses: bare('86095742718', '06095742719', '12345678901'),
};

/** Date with the century in the month, weights 1 3 7 9. */
const PL_PESEL: DataClass = {
  id: 'pl-pesel',
  title: 'Polish PESEL',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{11}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const month = String(Number(candidate.slice(2, 4)) % 20).padStart(2, '0');
    const isDay = isShortDay(candidate.slice(0, 2) + month + candidate.slice(4, 6));
    return isDay && weightedSum(candidate, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
  },
  contextWords: ['pesel'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('44051401359', '90010112349'),
  nearMisses: bare('44051401358', '44134501359', '440514013590'),
};

/** Weights 9 to 2 and -1, divisible by 11. */
const NL_BSN: DataClass = {
  id: 'nl-bsn',
  title: 'Dutch citizen service number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 9 },
  pattern:
    /(?<![A-Za-z0-9][-._]?)(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}\.\d{3}\.\d{3}|\d{3} \d{3} \d{3})(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    return weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !isOneDigitRepeated(digits);
  },
  contextWords: ['bsn', 'burgerservicenummer', 'burger service number', 'sofinummer'],
  chanceRate: 0.091,
  needsContext: false,
  positives: bare('111222333', '123456782', '1112.22.333', '111.222.333'),
  nearMisses: bare('1112.22.334', '111222334', '000000000', '1112223330'),
};

/** Skatteverket: Luhn over the ten-digit form; coordination numbers add 60 to the day. */
const SE_PERSONNUMMER: DataClass = {
  id: 'se-personnummer',
  title: 'Swedish personal identity number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 10 },
  pattern: /(?<![A-Za-z0-9][-._]?)(?:19|20)?\d{6}[-+]?\d{4}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate).slice(-10);
    const day = Number(digits.slice(4, 6));
    const plain = day > 60 ? digits.slice(0, 4) + String(day - 60).padStart(2, '0') : digits.slice(0, 6);
    return isShortDay(plain) && luhn(digits);
  },
  contextWords: ['personnummer', 'personal number', 'personal identity number', 'pnr', 'samordningsnummer'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('811218-9876', '6408233234', '198112189876'),
  nearMisses: bare('811218-9877', '811318-9876', '8112189-876'),
};

/** EAN-13 with the country prefix 756 (BSV). */
const CH_AHV: DataClass = {
  id: 'ch-ahv',
  title: 'Swiss AHV number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 13, anyOf: ['756'] },
  pattern: /(?<![A-Za-z0-9][-._]?)756\.?\d{4}\.?\d{4}\.?\d{2}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) =>
    weightedSum(digitsOf(candidate), [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  contextWords: ['ahv', 'avs', 'ahv number', 'navs13', 'social security number'],
  chanceRate: 0.01,
  needsContext: false,
  positives: bare('756.9217.6985.83', '7561234567897'),
  nearMisses: bare('756.9217.6985.84', '757.9217.6985.83', '756.9217.6985.8'),
};

/** Two check digits: 97 minus the number modulo 97; births since 2000 put a 2 before it. */
const BE_NATIONAL_NUMBER: DataClass = {
  id: 'be-national-number',
  title: 'Belgian national register number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const number = digits.slice(0, 9);
    const check = Number(digits.slice(9));
    const isDay = isShortDay(number.slice(0, 6));
    return isDay && (97 - (Number(number) % 97) === check || 97 - (Number(`2${number}`) % 97) === check);
  },
  contextWords: [
    'national register number',
    'rijksregisternummer',
    'insz',
    'niss',
    'numero national',
    'national number',
  ],
  chanceRate: 0.02,
  needsContext: false,
  positives: bare('85.07.30-033.28', '93051822361'),
  nearMisses: bare('85.07.30-033.29', '85.13.30-033.28', '850730033280'),
};

/** Population register centre: check character is the nine digits modulo 31. */
const FI_HETU: DataClass = {
  id: 'fi-hetu',
  title: 'Finnish personal identity code',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 9, minLength: 11 },
  pattern: /(?<![A-Za-z0-9])[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![A-Za-z0-9])/g,
  validate: (candidate) => {
    const number = Number(candidate.slice(0, 6) + candidate.slice(7, 10));
    return '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31) === candidate.charAt(10);
  },
  contextWords: [
    'hetu',
    'henkilotunnus',
    'henkilö tunnus',
    'henkilo tunnus',
    'henkilötunnus',
    'personal identity code',
  ],
  chanceRate: 0.033,
  needsContext: false,
  positives: bare('131052-308T'),
  nearMisses: bare('131052-308U', '431052-308T', '131052-308'),
};

/** Autoridade Tributária: weights 9 to 2, modulo 11, ten and eleven written 0; 4 begins no number and 7 few. */
const PT_NIF: DataClass = {
  id: 'pt-nif',
  title: 'Portuguese taxpayer number (NIF)',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 9 },
  pattern: /(?<![A-Za-z0-9][-._]?)[1-35-9]\d{2} ?\d{3} ?\d{3}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const check = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return (check > 9 ? 0 : check) === digits.charCodeAt(8) - 48 && !isOneDigitRepeated(digits);
  },
  contextWords: ['nif', 'nipc', 'contribuinte', 'numero contribuinte', 'numero de contribuinte'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('123456789', '501 964 843', 'NIF 245678905'),
  nearMisses: bare('123456788', '412345678', '1234567890', '111111111'),
};

export const EUROPEAN_ID_CLASSES: readonly DataClass[] = [
  ES_DNI_NIE,
  IT_CODICE_FISCALE,
  FR_NIR,
  DE_STEUER_ID,
  PL_PESEL,
  NL_BSN,
  SE_PERSONNUMMER,
  CH_AHV,
  BE_NATIONAL_NUMBER,
  FI_HETU,
  PT_NIF,
];
