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
  // One digit again and again is a placeholder, one point makes a decimal.
  validate: (candidate) => !/^\D{0,6}(\d)\1{5,}$/.test(candidate) && !/^\d+\.\d+$/.test(candidate),
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
  contextNot: [
    'phone id',
    'mobile app',
    'phone type',
    'phone model',
    'mobile version',
    'imei',
    'imsi',
    'iccid',
    'sim',
    'equipment',
    'subscriber',
    'phone os',
    'cell id',
    'mobile id',
    'cell count',
    'cell size',
  ],
  inText: [
    {
      words: [
        'phone',
        'phone number',
        'telephone',
        'tel',
        'mobile',
        'mobile number',
        'cell',
        'fax',
        'whatsapp',
        'telefon',
        'handynummer',
        'telefono',
        'teléfono',
        'telefone',
        'téléphone',
        'telefoon',
        'tlf',
        'tel number',
        'phone no',
        'landline',
        'msisdn',
        'contact number',
        'call back on',
        'call me on',
        'call me at',
        'reach me on',
        'reach me at',
        'rang',
        'texted',
        'text message to',
        'sms to',
        'rückruf unter',
        'erreichbar unter',
        'mobil',
        'celular',
        'móvil',
        'cellulare',
      ],
      form: /[+(]{0,2}\d(?:[ ()./-]{0,2}\d){7,14}(?![A-Za-z0-9])/uy,
    },
  ],
  chanceRate: 0.01,
  needsContext: false,
  positives: [
    ...bare('+49 30 901820', '+1 (202) 555-0143', 'call +442079460018 now'),
    ...under('phoneNumber', '(202) 555-0143', '030 901820', '2025550143'),
    ...under('contact_mobile', 'tel:+14155550132'),
    ...under('note', 'sms to mobile 030 9018201 sent'),
  ],
  nearMisses: [
    ...bare('2025550143', '+123', 'a+1234567890', '+00 12345678', '1+12345678x'),
    ...under('phoneNumber', 'n/a', '12345', 'ext', '3.9881452'),
    ...under('mobileAppVersion', '20250143'),
  ],
};

/** A word for a street, which tells an address in a text from other numbers beside names. */
const STREET =
  /(?:^|[ ,])(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Boulevard|Blvd|Way|Square|Sq|Terrace|Close|Crescent|Gardens|Grove|Hill|Row|Walk|Highway|Hwy|Parkway|Pkwy|Mews|Quay|Wharf|Circle|Trail|Broadway|Rue|rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|cours|via|calle|rua|Chemin|Impasse|Via|Viale|Piazza|Corso|Calle|Avenida|Paseo|Plaza|Rua|Praça|ulica|ul)(?:$|[ ,.])|\p{L}(?:straße|strasse|str\.|weg|gasse|platz|allee|damm|ufer|ring|straat|laan|plein|gracht|gatan|vägen|gade|vej|veien|katu|tie)(?:$|[ ,])/u;

/** A street and a number in either order, or a form that only an address key gives meaning. */
const FULL_ADDRESS =
  /(?:\d{1,5}[A-Za-z]?,? \p{Lu}[\p{L}.'’-]{1,30}(?: \p{Lu}[\p{L}.'’-]{1,30}){1,4}|\d{1,4},? (?:rue|avenue|boulevard|place|chemin|allée|quai|cours) \p{L}[\p{L}’' -]{1,60}|\p{Lu}[\p{L}.'’-]{2,30}(?: \p{L}[\p{L}.'’-]{0,30}){0,3},? \d{1,4}[a-z]?), (?:\d{4,5} )?\p{Lu}[\p{L}-]{1,30}(?![\p{L}])/uy;

const POSTAL_ADDRESS: DataClass = {
  id: 'postal-address',
  title: 'Postal address',
  category: 'pii',
  prefilter: { minLength: 3 },
  pattern: /^[\p{L}\d][\p{L}\p{M}\d .,&'’#/()°º\r\n-]{2,160}$/u,
  validate: isAddress,
  fitsKey: (candidate, words) => /\p{L}/u.test(candidate) || words.some((word) => POSTAL_WORDS.has(word)),
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
    'domicile',
    'street1',
    'street 1',
    'home location',
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
    'address country',
    'memory',
    'register',
    'web',
    'host',
  ],
  inText: [
    {
      words: [
        'address',
        'deliver to',
        'delivered to',
        'delivery to',
        'delivery at',
        'ship to',
        'shipped to',
        'send to',
        'sent to',
        'mailed to',
        'return to',
        'move to',
        'moved to',
        'relocated to',
        'lives at',
        'living at',
        'resides at',
        'residing at',
        'resident at',
        'located at',
        'collect from',
        'pick up at',
        'pickup at',
        'pickup from',
        'drop off at',
        'left at',
        'visit',
        'visited',
        'bill to',
        'wohnt in',
        'wohnhaft',
        'lieferung an',
        'liefern an',
        'anschrift',
        'adresse',
        'lives in',
        'living in',
        'staying at',
        'house at',
        'property at',
        'office at',
        'home at',
        'dispatched to',
        'forwarded to',
        'posted to',
        'invoice to',
        'courier to',
        'moving to',
        'relocating to',
        'collect at',
        'drop at',
        'dropped at',
        'picked up at',
        'meet at',
        'delivering to',
        'returned to',
        'registered at',
        'situated at',
        'new address',
        'home address',
        'delivery address',
        'lives on',
        'domicile',
      ],
      form: /(?:\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|cours|via|calle|rua) \p{L}[\p{L}’' -]{1,60}(?:, \d{4,5} \p{Lu}[\p{L}-]{1,30})?|\d{1,5}[A-Za-z]?,? \p{Lu}[\p{L}.'’-]{0,30}(?:,? (?:\p{Lu}[\p{L}\d.'’-]{0,30}|\d{1,6}[A-Z]{0,2}|of|de|la|the)){1,10}|\p{Lu}[\p{L}.'’-]{2,30}(?: \p{L}[\p{L}.'’-]{0,30}){0,3} \d{1,4}[a-z]?(?:, \d{4,5}(?: \p{Lu}[\p{L}-]{1,30})?)?)(?![\p{L}\d])/uy,
      validate: (candidate) => STREET.test(candidate),
    },
    // Behind words that stand before everything, a street with a number and what follows a comma.
    {
      words: ['to', 'at', 'from', 'near'],
      form: FULL_ADDRESS,
      validate: (candidate) => STREET.test(candidate),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('street', '12 Example Road', 'Musterstraße 5a'),
    ...under(
      'note',
      'Deliver to 12 Example Road, Exampletown before noon',
      'moved to Musterstraße 5, 10117 Berlin',
      'bring it to 12 Example Road, Exampletown today',
    ),
    ...under('billing_address', '742 Evergreen Terrace, Springfield', '12 Example Road\nExampletown EX1 2AB'),
    ...under('zipCode', '90210', '10117'),
  ],
  nearMisses: [
    ...under('ipAddress', '192.0.2.7'),
    ...under('note', '12 Example Road'),
    ...under('street', '{}', '?'),
    ...under(
      'note',
      'moved to 12 High Priority Items',
      'sent to Gate 12 today',
      'shipped to 3 Customers',
      'from 12 Example Road',
    ),
    ...under('note', 'sent to 4 Main Offices, Germany', 'at 9 Monday Morning, Tuesday'),
    ...under(
      'address',
      '11111111',
      'localhost',
      'payments-service',
      '0x7ffe12ab',
      'db1.shop.example',
      '00-00-5E-00-53-AF',
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    ),
  ],
};

/** Words of keys under which digits alone are a postal code. */
const POSTAL_WORDS: ReadonlySet<string> = new Set(
  (
    'zip zipcode zip4 zips post postal postale postcode postcode4 postalcode code plz postleitzahl cep cap codigo kod ' +
    'pocztowy postnummer pincode number nr no house'
  ).split(' '),
);

/**
 * Words with letters, or a postal code. One long word of letters and digits, or a name of a host or file, is an
 * address of something else.
 */
function isAddress(candidate: string): boolean {
  if (!/\p{L}/u.test(candidate)) return /^[\d -]{4,10}$/.test(candidate);
  if (/^[\w-]{1,63}(?:\.[\w-]{1,63})+$/.test(candidate)) return false;
  // `localhost`, `payments-service`, `0x7ffe12`: one word without a capital is a name of a machine or a place in memory.
  if (/^[\da-z_-]+$/.test(candidate) && !/^\d/.test(candidate)) return false;
  if (/^0x[\da-fA-F]+$/.test(candidate)) return false;
  return candidate.length <= 12 || !/^\S*\d\S*$/.test(candidate);
}

export const CONTACT_CLASSES: readonly DataClass[] = [EMAIL, PHONE, POSTAL_ADDRESS];
