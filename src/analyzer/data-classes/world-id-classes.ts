import { digitsOf, isCalendarDay, isOneDigitRepeated, isShortDay, luhn, weightedSum } from './checksums.ts';
import { bare, type DataClass, insideText, under } from './data-class.ts';
import { DIGIT, UPPER } from './value-scan.ts';

/** Receita Federal: two digits modulo 11. */
const BR_CPF: DataClass = {
  id: 'br-cpf',
  title: 'Brazilian CPF',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    return (
      !isOneDigitRepeated(digits) &&
      cpfDigit(digits, 9) === digits.charCodeAt(9) - 48 &&
      cpfDigit(digits, 10) === digits.charCodeAt(10) - 48
    );
  },
  contextWords: ['cpf', 'cadastro pessoa fisica'],
  chanceRate: 0.01,
  needsContext: false,
  positives: bare('111.444.777-35', '52998224725'),
  nearMisses: bare('111.444.777-36', '111.111.111-11', '1114447773'),
};

function cpfDigit(digits: string, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += (digits.charCodeAt(at) - 48) * (length + 1 - at);
  return ((sum * 10) % 11) % 10;
}

const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

const BR_CNPJ: DataClass = {
  id: 'br-cnpj',
  title: 'Brazilian CNPJ',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 14 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const first = cnpjDigit(weightedSum(digits, CNPJ_WEIGHTS.slice(1)));
    const second = cnpjDigit(weightedSum(digits, CNPJ_WEIGHTS));
    return !isOneDigitRepeated(digits) && digits.endsWith(`${first}${second}`);
  },
  contextWords: ['cnpj'],
  chanceRate: 0.01,
  needsContext: false,
  positives: bare('11.222.333/0001-81', '11999999000140'),
  nearMisses: bare('11.222.333/0001-82', '11222333000181000'),
};

function cnpjDigit(sum: number): number {
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** Australian Taxation Office: weights 1 4 3 7 5 8 6 9 10, divisible by 11. */
const AU_TFN: DataClass = {
  id: 'au-tfn',
  title: 'Australian tax file number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 9 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{3} ?\d{3} ?\d{3}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    return weightedSum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && !isOneDigitRepeated(digits);
  },
  contextWords: ['tfn', 'tax file number'],
  chanceRate: 0.091,
  needsContext: false,
  positives: bare('123 456 782', '876543210'),
  nearMisses: bare('123 456 783', '000000000'),
};

/** Australian Business Register: subtract 1 from the first digit, weighted sum divisible by 89. */
const AU_ABN: DataClass = {
  id: 'au-abn',
  title: 'Australian business number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) =>
    (weightedSum(digitsOf(candidate), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
  contextWords: ['abn', 'australian business number'],
  chanceRate: 0.0113,
  needsContext: false,
  positives: bare('51 824 753 556', '18123456789'),
  nearMisses: bare('51 824 753 557', '01 824 753 556'),
};

/** Birth date, citizenship digit 0 to 2, Luhn. */
const ZA_ID: DataClass = {
  id: 'za-id',
  title: 'South African identity number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 13 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{6} ?\d{4} ?[0-2] ?\d ?\d(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    return isShortDay(digits) && luhn(digits);
  },
  contextWords: [
    'south african id',
    'south africa id',
    'sa id',
    'sa id number',
    'za id',
    'rsa id',
    'rsa id number',
  ],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('8001015009087', '9202204720083', '800101 5009 087'),
  nearMisses: bare('8001015009088', '8013015009087', '8001015009387'),
};

/** Birth date and sex digit; numbers issued before October 2020 have a check digit modulo 11. */
const KR_RRN: DataClass = {
  id: 'kr-rrn',
  title: 'Korean resident registration number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 13 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{6}-?[1-8]\d{6}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const check = (11 - (weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10;
    return isShortDay(digits) && check === digits.charCodeAt(12) - 48;
  },
  contextWords: ['rrn', 'resident registration number', 'jumin'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('900101-1234568', '8505052123456'),
  nearMisses: bare('900101-1234567', '901301-1234568', '900101-9234568'),
};

/** Weights 2 7 6 5 4 3 2, series offsets of T, G and M. */
const SG_NRIC: DataClass = {
  id: 'sg-nric',
  title: 'Singaporean NRIC or FIN',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minRun: 9, minDigits: 7 },
  pattern: /(?<![A-Za-z0-9])[STFG]\d{7}[A-Z](?![A-Za-z0-9])/g,
  validate: (candidate) => {
    const series = candidate.charAt(0);
    const offset = series === 'T' || series === 'G' ? 4 : 0;
    const rest = (weightedSum(candidate.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
    const letters = series === 'S' || series === 'T' ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK';
    return letters.charAt(rest) === candidate.charAt(8);
  },
  contextWords: ['nric', 'fin', 'nric number'],
  chanceRate: 0.04,
  needsContext: false,
  positives: bare('S1234567D', 'F7654321Q', 'T0112233E'),
  nearMisses: bare('S1234567E', 'A1234567D', 'S123456D'),
};

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** RENAPO: 18 characters, check digit over weights 18 to 2. */
const MX_CURP: DataClass = {
  id: 'mx-curp',
  title: 'Mexican CURP',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minRun: 16, minDigits: 7 },
  pattern:
    /(?<![A-Za-z0-9])[A-ZÑ][AEIOUX][A-ZÑ]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-ZÑ]{3}[0-9A-Z]\d(?![A-Za-z0-9])/g,
  validate: (candidate) => {
    let sum = 0;
    for (let at = 0; at < 17; at++) sum += CURP_ALPHABET.indexOf(candidate.charAt(at)) * (18 - at);
    return (10 - (sum % 10)) % 10 === candidate.charCodeAt(17) - 48 && isShortDay(candidate.slice(4, 10));
  },
  contextWords: ['curp'],
  chanceRate: 1e-6,
  needsContext: false,
  positives: bare('HEGG560427MVZRRL04', 'BOXW310820HNERXN09'),
  nearMisses: bare('HEGG560427MVZRRL05', 'HEGG561327MVZRRL04', 'HEGG560427MVZRRL0'),
};

/** Tenth digit from the alternating sums, eleventh from all (Nüfus ve Vatandaşlık İşleri). */
const TR_TCKN: DataClass = {
  id: 'tr-tckn',
  title: 'Turkish identification number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)[1-9]\d{10}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const odd = weightedSum(candidate, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
    const even = weightedSum(candidate, [0, 1, 0, 1, 0, 1, 0, 1]);
    const tenth = (((odd * 7 - even) % 10) + 10) % 10;
    const eleventh = (odd + even + tenth) % 10;
    return candidate.endsWith(`${tenth}${eleventh}`);
  },
  contextWords: ['tckn', 'tc kimlik', 'kimlik no', 'tc no'],
  chanceRate: 0.01,
  needsContext: false,
  positives: bare('10000000146', '12345678950'),
  nearMisses: bare('10000000147', '02345678950'),
};

/** GB 11643: region, birth date, check character modulo 11. */
const CN_RESIDENT_ID: DataClass = {
  id: 'cn-resident-id',
  title: 'Chinese resident identity number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 17 },
  pattern: /(?<![A-Za-z0-9][-._]?)[1-8]\d{5}(?:19|20)\d{9}[\dXx](?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const sum = weightedSum(candidate, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    const day = isCalendarDay(
      Number(candidate.slice(6, 10)),
      Number(candidate.slice(10, 12)),
      Number(candidate.slice(12, 14)),
    );
    return day && '10X98765432'.charAt(sum % 11) === candidate.charAt(17).toUpperCase();
  },
  contextWords: ['id card', 'resident id', 'shenfenzheng', 'id card number', 'identity card'],
  chanceRate: 0.091,
  needsContext: false,
  positives: bare('11010519491231002X', '440524198001010013'),
  nearMisses: bare('110105194912310020', '11010519491331002X'),
};

/** Ordinance 85 of 2014: weights 6 to 2, then 7 to 2, modulo 11; remainders 0 and 1 give 0. */
const JP_MY_NUMBER: DataClass = {
  id: 'jp-my-number',
  title: 'Japanese individual number (My Number)',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 12 },
  pattern: /^\d{4}[ -]?\d{4}[ -]?\d{4}$/,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const rest = weightedSum(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest < 2 ? 0 : 11 - rest) === digits.charCodeAt(11) - 48 && !isOneDigitRepeated(digits);
  },
  contextWords: [
    'my number',
    'mynumber',
    'my number card',
    'individual number',
    'kojin bango',
    'kojinbango',
    'マイナンバー',
    '個人番号',
    'kojinbangou',
    'kojin bangou',
  ],
  inText: [{ form: insideText(/^\d{4}[ -]?\d{4}[ -]?\d{4}$/) }],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('myNumber', '123456789018', '1234 5678 9018'),
    ...under('note', 'My Number 123456789018 submitted', 'individual number (my number) 123456789018 stored'),
  ],
  nearMisses: [
    ...under('reference', '123456789018'),
    ...under('myNumber', '123456789019', '12345678901', '7'),
    ...under('note', 'my number 123456789019'),
  ],
};

export const WORLD_ID_CLASSES: readonly DataClass[] = [
  BR_CPF,
  BR_CNPJ,
  AU_TFN,
  AU_ABN,
  ZA_ID,
  KR_RRN,
  SG_NRIC,
  MX_CURP,
  TR_TCKN,
  CN_RESIDENT_ID,
  JP_MY_NUMBER,
];
