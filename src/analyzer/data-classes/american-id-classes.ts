import { digitsOf, weightedSum } from './checksums.ts';
import { bare, type DataClass, under } from './data-class.ts';
import { DASH, DIGIT } from './value-scan.ts';

/** AFIP: kinds of holders 20, 23 to 27, 30, 33 and 34; weights 5 4 3 2 7 6 5 4 3 2, modulo 11. */
const AR_CUIT: DataClass = {
  id: 'ar-cuit',
  title: 'Argentine CUIT or CUIL',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)(?:2[03-7]|3[034])[- ]?\d{8}[- ]?\d(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => {
    const digits = digitsOf(candidate);
    const check = (11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return check !== 10 && check === digits.charCodeAt(10) - 48;
  },
  contextWords: ['cuit', 'cuil', 'cuit cuil', 'clave unica identificacion tributaria'],
  chanceRate: 0.091,
  needsContext: false,
  positives: bare('20-12345678-6', '30500010912', 'CUIT 27-11111111-7'),
  nearMisses: bare('20-12345678-7', '21123456786', '20123456786-1', 'x20123456786'),
};

/** Registro Civil and SII: weights 2 to 7 from the right, modulo 11, ten written K. Without its dash only a key tells it. */
const CL_RUT: DataClass = {
  id: 'cl-rut',
  title: 'Chilean RUT or RUN',
  category: 'government-id',
  prefilter: { bits: DIGIT | DASH, minDigits: 7, minLength: 9 },
  pattern: /(?<![A-Za-z0-9][-._]?)(?:\d{1,2}\.\d{3}\.\d{3}|\d{7,8})-[\dKk](?![-._]?[A-Za-z0-9])/g,
  keyedPattern: /^(?:\d{1,2}\.?\d{3}\.?\d{3})-?[\dKk]$/,
  validate: isRut,
  contextWords: ['rut', 'rol unico', 'rol unico tributario', 'rol unico nacional', 'rut number'],
  chanceRate: 0.091,
  needsContext: false,
  positives: [...bare('12.345.678-5', '7654321-6', 'RUT 11111111-1.'), ...under('rut', '123456785')],
  nearMisses: bare('12.345.678-6', '12345678-55', '123456785', '2024-05-01', 'A12345678-5'),
};

function isRut(candidate: string): boolean {
  const digits = digitsOf(candidate.slice(0, -1));
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    sum += (digits.charCodeAt(digits.length - 1 - at) - 48) * (2 + (at % 6));
  }
  return '0K987654321'.charAt(sum % 11) === candidate.slice(-1).toUpperCase();
}

export const AMERICAN_ID_CLASSES: readonly DataClass[] = [AR_CUIT, CL_RUT];
