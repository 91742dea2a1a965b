import { isCalendarDay } from './checksums.ts';
import { bare, type DataClass, under } from './data-class.ts';
import { AT, DIGIT, PLUS } from './value-scan.ts';

/** RFC 5321 lengths: local part 64, label 63; the dot-atom of RFC 5322. */
const EMAIL: DataClass = {
  id: 'email',
  title: 'E-mail address',
  category: 'pii',
  prefilter: { bits: AT, minLength: 6 },
  pattern:
    /(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~-])[A-Za-z0-9_][A-Za-z0-9.!#$%&'*+=?^_`{|}~-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/g,
  validate: (candidate) =>
    !candidate.includes('..') && !candidate.includes('.@') && !/@[^@]{0,255}-\./.test(candidate),
  contextWords: ['email', 'e mail', 'mail', 'email address', 'mail address'],
  chanceRate: 1e-6,
  needsContext: false,
  positives: bare('mia@shop.example', 'Write to first.last+tag@mail.shop.example today', '<a_b@x-y.example>'),
  nearMisses: bare('mia@shop', '@handle', 'a..b@shop.example', 'git@', 'user @ shop.example', '10@2.5'),
};

/** E.164: at most 15 digits. National forms differ too much to be told from other numbers without a key. */
const PHONE: DataClass = {
  id: 'phone',
  title: 'Telephone number',
  category: 'pii',
  prefilter: { bits: PLUS | DIGIT, minDigits: 8, minLength: 9 },
  pattern: /(?<![A-Za-z0-9+])\+[1-9](?:[ ().-]{0,2}\d){7,14}(?![A-Za-z0-9])/g,
  keyedPattern: /^(?:tel:)?[+(]{0,2}\d(?:[ ()./-]{0,2}\d){5,14}$/,
  validate: (candidate) => !/^\D{0,6}(\d)\1{5,}$/.test(candidate),
  contextWords: [
    'phone',
    'telephone',
    'tel',
    'mobile',
    'cell',
    'fax',
    'msisdn',
    'phone number',
    'whatsapp',
    'sms',
  ],
  contextNot: ['phone id', 'mobile app', 'phone type', 'phone model', 'mobile version'],
  chanceRate: 0.01,
  needsContext: false,
  positives: [
    ...bare('+49 30 901820', '+1 (202) 555-0143', 'call +442079460018 now'),
    ...under('phoneNumber', '(202) 555-0143', '030 901820', '2025550143'),
    ...under('contact_mobile', 'tel:+14155550132'),
  ],
  nearMisses: [
    ...bare('2025550143', '+123', 'a+1234567890', '+00 12345678', '1+12345678x'),
    ...under('phoneNumber', 'n/a', '12345', 'ext'),
    ...under('mobileAppVersion', '20250143'),
  ],
};

const NAME_FORM = /^\p{Lu}[\p{L}'’.-]{0,40}(?:,? (?:[a-z]{1,3} )?\p{Lu}[\p{L}'’.-]{0,40}){0,4}$/u;

/** Nothing but the key tells a name from any other capitalised words. */
const PERSON_NAME: DataClass = {
  id: 'person-name',
  title: 'Name of a person',
  category: 'pii',
  prefilter: { minLength: 2 },
  pattern: NAME_FORM,
  contextWords: [
    'first name',
    'firstname',
    'last name',
    'lastname',
    'full name',
    'fullname',
    'middle name',
    'given name',
    'family name',
    'surname',
    'maiden name',
    'name on card',
    'card holder',
    'cardholder',
    'cardholder name',
    'holder name',
    'holder',
    'contact person',
    'given names',
    'account holder',
    'beneficiary name',
    'recipient name',
    'person name',
    'real name',
    'legal name',
    'user name',
    'customer name',
    'patient name',
    'employee name',
    'contact name',
    'guest name',
    'passenger name',
    'member name',
    'owner name',
    'doctor name',
    'student name',
    'subscriber name',
    'author name',
    'client name',
    'buyer name',
    'applicant name',
    'tenant name',
    'driver name',
    'traveller name',
    'traveler name',
    'attendee name',
    'participant name',
    'signatory name',
    'spouse name',
    'guardian name',
    'insured name',
    'policy holder',
    'policyholder',
    'next of kin',
    'emergency contact name',
    'nom complet',
    'nom de famille',
    'nombre completo',
    'apellidos',
    'cognome',
    'achternaam',
    'voornaam',
    'nachname',
    'vorname',
    'nombre',
    'apellido',
    'prenom',
  ],
  contextNot: [
    'company',
    'product',
    'file',
    'host',
    'domain',
    'display',
    'type name',
    'holder type',
    'holder id',
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('firstName', 'Zaphod', 'Anne-Marie', 'Øystein'),
    ...under('holder', 'Liam Abbott'),
    ...under('customer_name', "Seán O'Neill", 'Ludwig van Beethoven', 'Doe, Jane'),
  ],
  nearMisses: [
    ...under('title', 'Zaphod Beeblebrox'),
    ...under('firstName', '12', 'x@y', 'TRUE1', 'see below'),
    ...under('productName', 'Green Tea'),
  ],
};

/** A street and a number in either order, or a form that only an address key gives meaning. */
const POSTAL_ADDRESS: DataClass = {
  id: 'postal-address',
  title: 'Postal address',
  category: 'pii',
  prefilter: { minLength: 3 },
  pattern: /^[\p{L}\d][\p{L}\p{M}\d .,&'’#/()°º\r\n-]{2,160}$/u,
  validate: isAddress,
  contextWords: [
    'street',
    'street address',
    'address line',
    'address line1',
    'address line2',
    'address1',
    'address2',
    'addr1',
    'postal address',
    'mailing address',
    'home address',
    'shipping address',
    'billing address',
    'delivery address',
    'address',
    'postal code',
    'postcode',
    'zip',
    'zip code',
    'zipcode',
    'strasse',
    'plz',
    'residence',
    'residential address',
    'place of residence',
    'registered address',
    'street name',
    'addr',
    'adresse',
    'anschrift',
    'wohnadresse',
    'direccion',
    'domicilio',
    'indirizzo',
    'adres',
  ],
  contextNot: [
    'email',
    'ip',
    'mac',
    'wallet',
    'address id',
    'address type',
    'bitcoin',
    'eth',
    'remote',
    'web',
    'host',
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('street', '12 Example Road', 'Musterstraße 5a'),
    ...under('billing_address', '742 Evergreen Terrace, Springfield', '12 Example Road\nExampletown EX1 2AB'),
    ...under('zipCode', '90210', '10117'),
  ],
  nearMisses: [
    ...under('ipAddress', '192.0.2.7'),
    ...under('note', '12 Example Road'),
    ...under('street', '{}', '?'),
    ...under('address', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'),
  ],
};

/** Words with letters, or a postal code. One long word of letters and digits is an address of something else. */
function isAddress(candidate: string): boolean {
  if (!/\p{L}/u.test(candidate)) return /^[\d -]{4,10}$/.test(candidate);
  return candidate.length <= 12 || !/^[A-Za-z]*\d[A-Za-z\d]*$/.test(candidate);
}

const DATE_OF_BIRTH: DataClass = {
  id: 'date-of-birth',
  title: 'Date of birth',
  category: 'pii',
  prefilter: { bits: DIGIT, minDigits: 5, minLength: 6 },
  pattern:
    /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:.+Z-]{1,24})?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{6})$/,
  validate: isPlausibleBirthDate,
  contextWords: [
    'dob',
    'date of birth',
    'dateofbirth',
    'birth date',
    'birthdate',
    'birthday',
    'birth day',
    'born',
    'born on',
    'birth',
    'geburtsdatum',
    'geburtstag',
    'fecha nacimiento',
    'fecha de nacimiento',
    'date naissance',
    'date de naissance',
    'data nascita',
    'data di nascita',
    'data nascimento',
    'data de nascimento',
    'geboortedatum',
    'fodselsdato',
    'fodelsedatum',
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('dateOfBirth', '1984-02-29', '1990-01-05T00:00:00Z', '19840229'),
    ...under('customer_dob', '31/12/1979', '12/31/1979'),
  ],
  nearMisses: [
    ...under('createdAt', '1984-02-29'),
    ...under('dateOfBirth', '1985-02-29', '2184-01-01', '1790-01-01', 'unknown'),
  ],
};

function isPlausibleBirthDate(candidate: string): boolean {
  const parts = /^\d{8}$/.test(candidate)
    ? [candidate.slice(0, 4), candidate.slice(4, 6), candidate.slice(6, 8)]
    : candidate.slice(0, 10).split(/[-/.T]/);
  const [first = '', second = '', third = ''] = parts;
  const isYearFirst = first.length === 4;
  const year = Number(isYearFirst ? first : third);
  if (year < 1880 || year > 2100) return false;
  if (isYearFirst) return isCalendarDay(year, Number(second), Number(third));
  return (
    isCalendarDay(year, Number(second), Number(first)) || isCalendarDay(year, Number(first), Number(second))
  );
}

/** Article 9 GDPR names these "special categories". */
const SENSITIVE_TRAIT: DataClass = {
  id: 'sensitive-trait',
  title: 'Religion, ethnicity, orientation or political opinion',
  category: 'pii',
  prefilter: { minLength: 3 },
  pattern: /^\p{L}[\p{L} _/-]{2,40}$/u,
  contextWords: [
    'religion',
    'religious',
    'faith',
    'denomination',
    'creed',
    'konfession',
    'religionszugehörigkeit',
    'belief',
    'ethnicity',
    'ethnic',
    'ethnic group',
    'ethnic origin',
    'racial origin',
    'race ethnicity',
    'caste',
    'sexual orientation',
    'sexual preference',
    'sexuality',
    'gender identity',
    'political party',
    'political opinion',
    'political view',
    'political affiliation',
    'party membership',
    'party affiliation',
    'trade union',
    'union membership',
  ],
  contextNot: ['good faith', 'religious holiday'],
  chanceRate: 1,
  needsContext: true,
  positives: under('patient_ethnicity', 'not disclosed', 'Celtic'),
  nearMisses: [...under('region', 'Celtic'), ...under('religion', '1', '-')],
};

export const CONTACT_CLASSES: readonly DataClass[] = [
  EMAIL,
  PHONE,
  PERSON_NAME,
  POSTAL_ADDRESS,
  DATE_OF_BIRTH,
  SENSITIVE_TRAIT,
];
