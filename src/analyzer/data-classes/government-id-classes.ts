import { digitsOf, isOneDigitRepeated, luhn, verhoeff } from './checksums.ts';
import { bare, type DataClass, insideText, under } from './data-class.ts';
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

/** `1234.56`, and codes of the Harmonized System such as `8471.30.01`. */
const AMOUNT_OR_TARIFF = /^(?:\d{1,13}\.\d{1,2}|\d{4}\.\d{2}(?:\.\d{2,4}){1,2})$/;

const TAX_NUMBER: DataClass = {
  id: 'tax-number',
  title: 'Tax number',
  category: 'government-id',
  prefilter: { bits: DIGIT, minDigits: 6 },
  pattern: /^(?:[A-Z]{2}[A-Z-]?)?[A-Z0-9]{0,3}\d(?:[ ./-]?\d){5,13}[A-Z0-9]{0,3}$/,
  validate: (candidate) => !AMOUNT_OR_TARIFF.test(candidate),
  contextWords: [
    'tax id',
    'tax number',
    'taxid',
    'tin',
    'tax identification',
    'tax identification number',
    'tax reference',
    'tax reference number',
    'tax code',
    'tax registration',
    'tax registration number',
    'tax office number',
    'taxpayer',
    'taxpayer id',
    'taxpayer number',
    'taxpayer reference',
    'taxpayer identification number',
    'tax payer id',
    'tax payer number',
    'fiscal id',
    'fiscal code',
    'fiscal number',
    'numero fiscal',
    'numero fiscale',
    'identification fiscale',
    'id fiscal',
    'vat',
    'vat id',
    'vat number',
    'vat reg number',
    'vat registration number',
    'vatin',
    'ust id',
    'ust id number',
    'umsatzsteuer id',
    'steuer number',
    'steuernummer',
    'btw',
    'btw number',
    'partita iva',
    'p iva',
    'tva number',
    'iva number',
    'utr',
    'stnr',
    'st number',
    'taxno',
    'tax ref',
    'tax reg number',
    'tax account number',
    'tax registration id',
    'unique tax reference',
    'unique taxpayer reference',
    'corporation tax reference',
    'fiscal identification number',
    'tax ident',
    'tax ident number',
    'mwst number',
    'mwst id',
    'uid number',
    'nip',
    'cif',
    'oib',
  ],
  contextNot: [
    'total vat',
    'vat total',
    'including vat',
    'excluding vat',
    'incl vat',
    'excl vat',
    'vat rate',
    'vat amount',
    'tax rate',
    'tax amount',
    'taxpayer name',
    'tax code type',
  ],
  inText: [
    {
      words: [
        'tax id',
        'tax number',
        'tin',
        'tax identification number',
        'tax reference',
        'tax reference number',
        'taxpayer id',
        'taxpayer number',
        'fiscal number',
        'fiscal code',
        'numero fiscal',
        'vat id',
        'vat number',
        'vat registration number',
        'ust id',
        'ust id number',
        'steuernummer',
        'steuer number',
        'btw number',
        'partita iva',
        'utr',
        'tax ref',
        'tax identification',
        'taxpayer identification number',
        'unique taxpayer reference',
        'taxpayer reference',
        'tax registration number',
        'fiscal id',
        'nip',
        'cif',
        'steuer id number',
        'taxpayer',
        'tax account number',
      ],
      form: insideText(/^(?:[A-Z]{2})?[A-Z0-9]{0,3}\d(?:[ ./-]?\d){5,13}[A-Z0-9]{0,3}$/),
    },
    // The forms of the member states of the European Union, whose prefix no amount has.
    {
      words: ['vat', 'vat reg', 'tva', 'iva', 'btw', 'mwst', 'moms', 'ust', 'mehrwertsteuer', 'n tva'],
      form: insideText(
        /^(?:ATU|BE|BG|CY|CZ|DE|DK|EE|EL|ESX|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[A-Z]?\d{7,12}[A-Z]?\d{0,2}$/,
      ),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('vatNumber', 'DE136695976', 'ATU12345678'),
    ...under('tax_id', '12-3456789'),
    ...under('note', 'Steuernummer 23/127/48233 eingetragen'),
  ],
  nearMisses: [
    ...under('vat', '19.00', '20', '4312.50'),
    ...under('taxCode', '8471.30.01'),
    ...under('reference', 'DE136695976'),
    ...under('note', 'VAT 19.00 included'),
  ],
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
