import { digitsOf, isOneDigitRepeated, luhn, verhoeff } from './checksums.ts';
import { bare, type DataClass, insideText, under } from './data-class.ts';
import { TAX_NUMBER } from './tax-number-class.ts';
import { DIGIT, UPPER } from './value-scan.ts';

/** Social Security Administration: never issued are areas 000, 666 and 900-999, group 00, serial 0000. */
const US_SSN: DataClass = {
  id: 'us-ssn',
  title: 'US social security number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 9, minLength: 11 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{3}([- ])\d{2}\1\d{4}(?![-._]?[A-Za-z0-9])/g,
  keyedPattern: /^\d{3}[- ]?\d{2}[- ]?\d{4}$/,
  validate: isSsn,
  contextWords: [
    'ssn',
    'social security',
    'social security number',
    'ss number',
    'socialsecuritynumber',
    'ssn number',
    'soc sec',
    'soc sec number',
    'socsec',
    'social sec number',
    'us ssn',
  ],
  // All but the areas, groups and serials that were never issued.
  inText: [
    {
      words: [
        'ssn',
        'social security',
        'social security number',
        'soc sec',
        'soc sec number',
        'ss number',
        'social sec number',
      ],
      form: insideText(/^\d{3}[- ]?\d{2}[- ]?\d{4}$/),
    },
  ],
  chanceRate: 0.89,
  needsContext: false,
  positives: [
    ...bare('123-45-6789', 'ssn 219-09-9990.'),
    ...under('ssn', '123456789'),
    ...under('note', 'SSN 219099999 on the application'),
  ],
  nearMisses: [
    ...bare(
      '666-45-6789',
      '000-45-6789',
      '923-45-6789',
      '123-00-6789',
      '123-45-0000',
      '123456789',
      '123-45-67890',
    ),
    ...under('ssn', '111111111', '12345678'),
    ...under('note', 'SSN 666099999 given'),
  ],
};

function isSsn(candidate: string): boolean {
  const digits = digitsOf(candidate);
  const area = digits.slice(0, 3);
  if (area === '000' || area === '666' || area.startsWith('9')) return false;
  return digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000' && !isOneDigitRepeated(digits);
}

const US_EIN: DataClass = {
  id: 'us-ein',
  title: 'US employer identification number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 9 },
  pattern: /^\d{2}-?\d{7}$/,
  validate: (candidate) => !isOneDigitRepeated(digitsOf(candidate)),
  contextWords: [
    'ein',
    'fein',
    'employer identification number',
    'employer identification',
    'federal tax id',
    'federal employer id',
    'employer id number',
    'employer id',
    'employer number',
    'federal id',
    'federal id number',
    'irs number',
    'employer tax id',
    'federal tax number',
    'federal tax identification number',
  ],
  inText: [{ form: insideText(/^\d{2}-\d{7}$/) }],
  chanceRate: 1,
  needsContext: true,
  positives: [...under('ein', '12-3456789', '123456789'), ...under('note', 'EIN 12-3456789 on the W-9')],
  nearMisses: [
    ...under('id', '12-3456789'),
    ...under('ein', '00-0000000', '12-345678'),
    ...under('note', 'lot 12-3456789'),
  ],
};

/** HMRC: prefixes without D F I Q U V, not BG GB KN NK NT TN ZZ, suffix A to D. */
const UK_NINO: DataClass = {
  id: 'uk-nino',
  title: 'UK national insurance number',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minDigits: 6, minLength: 9 },
  pattern: /(?<![A-Za-z0-9])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Z](?![A-Za-z0-9])/g,
  validate: (candidate) =>
    /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z].{6,10}[A-D]$/.test(candidate),
  contextWords: ['nino', 'ni number', 'national insurance', 'national insurance number'],
  chanceRate: 0.09,
  needsContext: false,
  positives: bare('AB123456C', 'AB 12 34 56 C'),
  nearMisses: bare('GB123456C', 'AB123456E', 'DB123456C', 'AB12345C'),
};

/** Verhoeff digit, first digit 2 to 9 (UIDAI). */
const AADHAAR: DataClass = {
  id: 'aadhaar',
  title: 'Indian Aadhaar number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minNumber: 12 },
  pattern: /(?<![A-Za-z0-9][-._]?)[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => verhoeff(digitsOf(candidate)) && !isOneDigitRepeated(digitsOf(candidate)),
  contextWords: ['aadhaar', 'aadhar', 'uidai', 'aadhaar number', 'uidai number'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('9999 4105 7058', '234567890124', '499118665246'),
  nearMisses: bare('9999 4105 7059', '134567890124', '2345678901240'),
};

/** Fourth letter names the kind of holder (Income Tax Department of India). */
const IN_PAN: DataClass = {
  id: 'in-pan',
  title: 'Indian permanent account number',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minDigits: 4, minLength: 10 },
  pattern: /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/,
  contextWords: ['pan', 'pan number', 'pan card', 'permanent account number', 'panno', 'pan no'],
  inText: [{ form: insideText(/^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/) }],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('panNumber', 'ABCPE1234F', 'AAAPL1234C'),
    ...under('note', 'PAN card ABCPE1234F verified'),
  ],
  nearMisses: [
    ...under('code', 'ABCPE1234F'),
    ...under('panNumber', 'ABCDE1234F', 'ABCPE123F'),
    ...under('note', 'code ABCPE1234F used'),
  ],
};

/** ISO/IEC 7064-like digit in base 36 over the first 14 characters (GST Network). */
const IN_GSTIN: DataClass = {
  id: 'in-gstin',
  title: 'Indian goods and services tax number',
  category: 'government-id',
  prefilter: { bits: DIGIT | UPPER, minRun: 15, minDigits: 6 },
  pattern: /(?<![A-Za-z0-9])[0-3]\d[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z](?![A-Za-z0-9])/g,
  validate: isGstin,
  contextWords: ['gstin', 'gst number', 'gst', 'gst no', 'gst in'],
  chanceRate: 1e-5,
  needsContext: false,
  positives: bare('27AAPFU0939F1ZV'),
  nearMisses: bare('27AAPFU0939F1ZW', '47AAPFU0939F1ZV', '27AAPFU0939F1Z'),
};

function isGstin(candidate: string): boolean {
  let sum = 0;
  for (let at = 0; at < 14; at++) {
    const product = Number.parseInt(candidate.charAt(at), 36) * (at % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return ((36 - (sum % 36)) % 36).toString(36).toUpperCase() === candidate.charAt(14);
}

const PASSPORT: DataClass = {
  id: 'passport',
  title: 'Passport number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minLength: 6 },
  pattern: /^[A-Z]{0,3}[ -]?\d{5,9}[A-Z]?$|^[CFGHJKLMNPRTVWXYZ0-9]{9,10}$/,
  validate: (candidate) => /\d/.test(candidate) && !isOneDigitRepeated(digitsOf(candidate)),
  contextWords: [
    'passport',
    'passport number',
    'passport no',
    'passport id',
    'passportnumber',
    'reisepass',
    'reisepass number',
    'passeport',
    'pasaporte',
    'passaporto',
    'paspoort',
    'travel document number',
    'travel document',
    'travel document id',
    'passport book number',
  ],
  contextNot: ['passport country', 'passport type', 'passport issued', 'passport expiry'],
  inText: [{ form: /(?:[A-Z]{0,3}[ -]?\d{5,9}[A-Z]?|[CFGHJKLMNPRTVWXYZ0-9]{9,10})(?![\p{L}\d])/uy }],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('passportNumber', 'C01X00T47', 'X1234567', '123456789'),
    ...under('note', 'Passport number X1234567 scanned at gate'),
  ],
  nearMisses: [
    ...under('id', 'X1234567'),
    ...under('passport', 'true', 'x', '1111111'),
    ...under('note', 'parcel X1234567 scanned'),
  ],
};

const LICENCE_WORDS: ReadonlySet<string> = new Set([
  'license',
  'licence',
  'number',
  'no',
  'nr',
  'num',
  'nbr',
]);

const DRIVER_LICENCE: DataClass = {
  id: 'driver-licence',
  title: 'Driver licence number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 3, minLength: 5 },
  pattern: /^[A-Z0-9](?:[ -]?[A-Z0-9]){4,19}$/,
  validate: (candidate) => !isOneDigitRepeated(digitsOf(candidate)),
  // Software, shops and professions are licensed, too, by numbers of digits only.
  wholeKeys: ['dl', 'license number'],
  fitsKey: (candidate, words) => /[A-Z]/.test(candidate) || words.some((word) => !LICENCE_WORDS.has(word)),
  contextWords: [
    'driver license',
    'drivers license',
    'driver licence',
    'drivers licence',
    'driving license',
    'driving licence',
    'driver permit',
    'driving permit',
    'dl number',
    'dln',
    'driverlicense',
    'fuehrerschein',
    'führerschein',
    'permis conduire',
    'permis de conduire',
    'rijbewijs',
    'rijbewijs number',
    'licencia conducir',
    'licencia de conducir',
    'carnet conducir',
    'carnet de conducir',
    'driver lic',
    'driver lic number',
    'operator licence',
    'operator licence number',
    'fahrerlaubnis',
    'licencia conductor',
  ],
  contextNot: [
    'software license',
    'product license',
    'business license',
    'trade license',
    'medical license',
    'license key',
    'license plate',
    'public',
  ],
  inText: [{ form: insideText(/^(?:[A-Z]{5} \d{6} [A-Z\d]{5}|[A-Z0-9](?:-?[A-Z0-9]){4,19})$/) }],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('driverLicense', 'D1234567', 'MORGA753116SM9IJ', 'F255-9215-0094'),
    ...under('note', 'driving licence number MORGA753116SM9IJ checked'),
  ],
  nearMisses: [
    ...under('license', 'D1234567'),
    ...under('licenseNumber', '48213977'),
    ...under('contractorLicenseNumber', 'D1234567'),
    ...under('driverLicense', 'A1', 'MIT', 'yes'),
    ...under('note', 'driving licence REQUIRED'),
  ],
};

/** Luhn; the first digit names the province, 0 and 8 are not issued to persons (0 only in fictitious numbers). */
const CA_SIN: DataClass = {
  id: 'ca-sin',
  title: 'Canadian social insurance number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 9 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{3}([- ]?)\d{3}\1\d{3}(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) =>
    luhn(digitsOf(candidate)) && !isOneDigitRepeated(digitsOf(candidate)) && candidate[0] !== '8',
  contextWords: ['sin', 'social insurance', 'social insurance number', 'sin number'],
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('046 454 286', '130-692-544'),
  nearMisses: bare('046 454 287', '000000000', '046-454 286'),
};

export const GOVERNMENT_ID_CLASSES: readonly DataClass[] = [
  US_SSN,
  US_EIN,
  UK_NINO,
  AADHAAR,
  IN_PAN,
  IN_GSTIN,
  PASSPORT,
  DRIVER_LICENCE,
  CA_SIN,
  TAX_NUMBER,
];
