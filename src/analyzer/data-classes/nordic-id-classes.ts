import { digitsOf, isShortDay, weightedSum } from './checksums.ts';
import { bare, type DataClass, insideText, under } from './data-class.ts';
import { DIGIT } from './value-scan.ts';

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Skatteetaten: day, month, year, individual number, two digits modulo 11; D numbers add 40 to the day. */
const NO_FODSELSNUMMER: DataClass = {
  id: 'no-fodselsnummer',
  title: 'Norwegian national identity number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)[0-7]\d[01]\d{3}[ -]?\d{5}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const day = Number(digits.slice(0, 2));
    return (
      isDayMonthYear(String(day > 40 ? day - 40 : day).padStart(2, '0') + digits.slice(2, 6)) &&
      elevenMinus(digits, FIRST_WEIGHTS) === digits.charCodeAt(9) - 48 &&
      elevenMinus(digits, SECOND_WEIGHTS) === digits.charCodeAt(10) - 48
    );
  },
  contextWords: [
    'fodselsnummer',
    'fødselsnummer',
    'fodsels number',
    'fnr',
    'd nummer',
    'personnummer',
    'birth number',
  ],
  chanceRate: 0.01,
  needsContext: false,
  positives: bare('01010110013', '010101 10013', 'fnr 41010110007'),
  nearMisses: bare('01010110014', '01130110013', '010101100130', '99010110013'),
};

function elevenMinus(digits: string, weights: readonly number[]): number {
  return (11 - (weightedSum(digits, weights) % 11)) % 11;
}

/** `DDMMYY`, whatever the century. */
function isDayMonthYear(digits: string): boolean {
  return isShortDay(digits.slice(4, 6) + digits.slice(2, 4) + digits.slice(0, 2));
}

/** CPR office: numbers since October 2007 have no check digit, so only the key tells them from other dated numbers. */
const DK_CPR: DataClass = {
  id: 'dk-cpr',
  title: 'Danish CPR number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 10 },
  pattern: /^[0-3]\d[01]\d{3}[- ]?\d{4}$/,
  validate: (candidate) => isDayMonthYear(digitsOf(candidate)),
  contextWords: [
    'cpr',
    'cpr number',
    'cprnr',
    'personnummer dk',
    'dk personnummer',
    'dansk personnummer',
    'danish personal number',
    'civil registration number',
    'civil registration',
    'cpr id',
    'danish id',
    'danish id number',
  ],
  inText: [{ form: insideText(/^[0-3]\d[01]\d{3}[- ]?\d{4}$/) }],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('cprNummer', '070761-4285', '0707614285', '311299 1234'),
    ...under('note', 'CPR 070761-4285 er kendt', 'borger med cpr-nummer 070761-4285 oprettet'),
  ],
  nearMisses: [
    ...under('reference', '070761-4285'),
    ...under('cpr', '321299-1234', '071361-4285', '070761-428'),
    ...under('note', 'reference 070761-4285'),
  ],
};

export const NORDIC_ID_CLASSES: readonly DataClass[] = [NO_FODSELSNUMMER, DK_CPR];
