import { digitsOf, isOneDigitRepeated, luhn } from './checksums.ts';
import { bare, type DataClass, insideText, joined, under } from './data-class.ts';
import { IMSI, LICENCE_PLATE } from './registration-numbers.ts';
import { COLON, DIGIT, DOT } from './value-scan.ts';

/** IEEE EUI-64 with all its zeros, as no IPv6 address is written whose groups have four places. */
const EUI_64 = /^(?:[0-9A-Fa-f]{2}:){7}[0-9A-Fa-f]{2}$/;

/**
 * IPv4 in dotted form. Versions of four parts look alike: few of them begin with two digits and have a part of three,
 * most addresses do. IPv6 per RFC 5952 with at least two colons.
 */
const IP_ADDRESS: DataClass = {
  id: 'ip-address',
  title: 'IP address',
  category: 'pii',
  prefilter: { bits: DIGIT, minLength: 7, anyOf: ['.', ':'] },
  pattern:
    /(?<![\w.:])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})(?![\w.:])/g,
  keyedPattern:
    /^\[?(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?::\d{1,5})?|[0-9A-Fa-f:]{2,39})\]?(?:\/\d{1,3})?$/,
  validate: (candidate) => candidate.includes('.') || candidate.split(':').length > 2,
  plausible: (candidate) =>
    candidate.includes(':')
      ? !EUI_64.test(candidate)
      : /^(?:\d{3}\.|\d{2}\.[\d.]*\d{3})/.test(candidate) && !candidate.endsWith('.0.0'),
  contextWords: [
    'ip',
    'ip address',
    'ipaddress',
    'remote addr',
    'remote address',
    'client ip',
    'ipv4',
    'ipv6',
    'source ip',
  ],
  contextNot: ['version', 'ip version'],
  valueNot: ['version', 'release', 'build', 'firmware', 'revision', 'oid', 'eui', 'eui64'],
  chanceRate: 0.15,
  needsContext: false,
  positives: [
    ...bare('192.0.2.7', 'from 203.0.113.250 port 22', '2001:db8::8a2e:370:7334', '2001:db8:0:0:0:0:0:1'),
    ...under('clientIp', '10.4.0.12', '192.0.2.7:443', '::1', '10.0.0.0/8'),
  ],
  nearMisses: [
    ...bare(
      '1.2.3',
      '192.0.2.256',
      '1.2.3.4.5',
      '12:30:45',
      'a192.0.2.7',
      '4.12.0.381',
      '2.14.7.203',
      '10.4.0.12',
      '131.0.0.0',
      '00:1B:44:11:3A:B7:00:5E',
    ),
    ...under('ipVersion', '4.12.0.38'),
    ...under('ip', '12:30', 'none'),
  ],
};

const MAC_ADDRESS: DataClass = {
  id: 'mac-address',
  title: 'Hardware (MAC) address',
  category: 'pii',
  prefilter: { minLength: 17, anyOf: [':', '-'] },
  pattern: /(?<![\w:-])[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})(?![\w:-])/g,
  validate: (candidate) => !isOneDigitRepeated(candidate.replace(/[:-]/g, '')),
  contextWords: [
    'mac',
    'mac address',
    'hardware address',
    'bssid',
    'ethernet',
    'physical address',
    'ethernet address',
    'hw address',
    'link address',
    'adapter address',
  ],
  chanceRate: 1e-4,
  needsContext: false,
  positives: bare('00:00:5E:00:53:AF', '00-00-5e-00-53-01'),
  nearMisses: bare('00:00:5E:00:53', '00:00:5E:00:53:AG', '00:00:00:00:00:00', '00:00:5E:00:53:AF:01'),
};

/** 3GPP TS 23.003: 14 digits and a Luhn digit. */
const IMEI: DataClass = {
  id: 'imei',
  title: 'Mobile device identity (IMEI)',
  category: 'pii',
  prefilter: { bits: DIGIT, minNumber: 15 },
  pattern: /(?<![A-Za-z0-9][-._]?)\d{2}-?\d{6}-?\d{6}-?\d(?![-._]?[A-Za-z0-9])/g,
  validate: (candidate) => luhn(digitsOf(candidate)) && !isOneDigitRepeated(digitsOf(candidate)),
  contextWords: [
    'imei',
    'imei number',
    'device imei',
    'international mobile equipment identity',
    'mobile equipment identity',
  ],
  plausible: (candidate) => REPORTING_BODIES.has(candidate.slice(0, 2)),
  keyedPattern: /^\d{2}-?\d{6}-?\d{6}-?\d$/,
  chanceRate: 0.1,
  needsContext: false,
  positives: bare('490154203237518', '35-824005-111111-0'),
  nearMisses: bare('490154203237519', '000000000000000', '4901542032375180', '378282246310005'),
};

/**
 * GSMA TS.06, appendix A: the first two digits name who allocated the type; the bodies of today and those whose devices are
 * still in use. Cards of fifteen digits begin with others.
 */
const REPORTING_BODIES: ReadonlySet<string> = new Set(
  '01 10 30 33 35 44 45 49 50 51 52 53 54 86 91 98 99'.split(' '),
);

/** ISO 3779 with the check digit of 49 CFR 565. */
const VIN: DataClass = {
  id: 'vin',
  title: 'Vehicle identification number',
  category: 'pii',
  prefilter: { bits: DIGIT, minRun: 17, minDigits: 4 },
  pattern: /(?<![A-Za-z0-9])[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{3}[A-HJ-NPR-Z0-9]\d{4}(?![A-Za-z0-9])/g,
  validate: isVin,
  contextWords: [
    'vin',
    'vehicle id',
    'chassis number',
    'vehicle identification number',
    'chassis',
    'vin number',
  ],
  chanceRate: 0.09,
  needsContext: false,
  positives: bare('1M8GDM9AXKP042788', '1HGCM82690A004352', 'WVWZZZ1J93W386752'),
  nearMisses: bare('1M8GDM9A1KP042788', '1M8GDM9AXKPO42788', '11111111111111110', '1m8gdm9axkp042788'),
};

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const VIN_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const VIN_VALUES = '12345678123457923456789';

function isVin(candidate: string): boolean {
  if (!/[A-Z]/.test(candidate)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at++) {
    const letter = VIN_LETTERS.indexOf(candidate.charAt(at));
    const value = letter < 0 ? candidate.charCodeAt(at) : VIN_VALUES.charCodeAt(letter);
    sum += (value - 48) * (VIN_WEIGHTS[at] ?? 0);
  }
  return candidate.charAt(8) === '0123456789X'.charAt(sum % 11);
}

/** A pair in one value; single coordinates count by key. */
const GEO_COORDINATES: DataClass = {
  id: 'geo-coordinates',
  title: 'Geographic position',
  category: 'location',
  prefilter: { bits: DIGIT | DOT, minDigits: 3 },
  pattern:
    /^(?:geo:|\(|\[)?[-+]?\d{1,3}\.\d{3,15}°?(?: ?[NS])?(?: ?[,;/] ?[-+]?\d{1,3}\.\d{3,15}°?(?: ?[EW])?[)\]]?| [-+]?\d{1,3}\.\d{3,15}°?(?: ?[EW])?)?$/,
  validate: isPosition,
  fitsKey: (candidate, words) => /[,; ]/.test(candidate) || words.some((word) => AXES.has(word)),
  contextWords: [
    'lat',
    'latitude',
    'lng',
    'lon',
    'longitude',
    'coordinates',
    'coords',
    'geo',
    'latlng',
    'lat lng',
    'll',
    'gps',
    'position',
    'location',
    'geolocation',
    'geo location',
    'last known location',
    'geo point',
    'lat lon',
    'latlon',
    'lat long',
    'latlong',
    'geopoint',
    'geoloc',
    'centroid',
    'waypoint',
    'coord',
    'latitude longitude',
    'long',
  ],
  inText: [
    {
      words: [
        'coordinates',
        'coords',
        'gps',
        'gps position',
        'position',
        'location',
        'geo',
        'geolocation',
        'latlng',
        'lat lng',
        'lat',
        'lat lon',
        'lat long',
        'latlon',
        'located at',
        'seen at',
        'parked at',
        'dropped at',
        'pinned at',
        'last seen at',
        'arrived at',
        'gps fix',
        'waypoint',
        'coord',
        'last known location',
        'latitude longitude',
        'latitude',
        'near',
        'point',
        'pin',
        'fix',
        'reached',
        'stopped at',
        'waiting at',
        'tracked to',
        'tracked at',
        'ping',
        'ping from',
        'pinged',
        'pickup point',
        'drop point',
        'standing at',
        'heading to',
      ],
      form: /(?:geo:)?[-+]?\d{1,3}\.\d{3,15}°?(?: ?[NS])?(?: ?[,;/] ?| )[-+]?\d{1,3}\.\d{3,15}(?!\d)/uy,
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('lat', '52.520008', '-33.8688'),
    ...under('coordinates', '52.5200,13.4050'),
    ...under('note', 'Vehicle at coordinates 51.857247,-0.232824 now'),
  ],
  nearMisses: [
    ...under('price', '52.520008'),
    ...under('position', '0.523423'),
    ...under('lat', '52', '252.52000'),
    ...under('gps', '91.5000,13.4050'),
    ...under('note', 'size 51.857247,-0.232824'),
  ],
};

/** One decimal alone is a coordinate only where the key says which, or names a list of them as GeoJSON does. */
const AXES: ReadonlySet<string> = new Set(
  'lat latitude lng lon long longitude coordinates coordinate coords coord'.split(' '),
);

function isPosition(candidate: string): boolean {
  const [first = '', second] = candidate.replace(/geo:|[^\d.,;/+ -]/g, '').split(/ ?[,;/] ?| +/);
  if (second === undefined) return Math.abs(Number(first)) <= 180;
  return Math.abs(Number(first)) <= 90 && Math.abs(Number(second)) <= 180;
}

const DEVICE_ID: DataClass = {
  id: 'advertising-id',
  title: 'Advertising or device identifier',
  category: 'pii',
  prefilter: { minLength: 16 },
  pattern: /^(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9a-f]{16})$/,
  contextWords: [
    'idfa',
    'gaid',
    'advertising id',
    'advertisingid',
    'advertiser id',
    'ad id',
    'idfv',
    'android id',
    'aaid',
    'maid',
    'mobile ad id',
    'mobile advertising id',
    'adid',
    'oaid',
    'ifa',
    'rdid',
    'google advertising id',
    'ad tracking id',
    'device ad id',
  ],
  inText: [
    {
      form: insideText(
        /^(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9a-f]{16})$/,
      ),
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('advertisingId', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', '9774d56d682e549c'),
    ...under('note', 'Attribution for IDFA 3f2504e0-4f89-41d3-9a0c-0305e82c3301 arrived'),
  ],
  nearMisses: [
    ...under('id', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'),
    ...under('idfa', 'none', '3f2504e0-4f89-41d3-9a0c'),
    ...under('note', 'request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 arrived'),
  ],
};

/** An authority with a password (RFC 3986 section 3.2.1 deprecates it for this reason). */
const BASIC_AUTH_URL: DataClass = {
  id: 'basic-auth-url',
  title: 'URL with user and password',
  category: 'secret',
  prefilter: { bits: COLON, minLength: 10, anyOf: ['://'] },
  pattern:
    /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#"'<>]{1,64}:[^\s:@/?#"'<>]{1,128}@[A-Za-z0-9[]/g,
  validate: (candidate) => !/:(?:\*{3,}|x{3,}|password|\{[^}]{0,40}\}|<[^>]{0,40}>)@/i.test(candidate),
  contextWords: ['dsn', 'connection string', 'database url'],
  chanceRate: 1e-6,
  needsContext: false,
  positives: bare(
    joined('postgres://app:', 's3cr3t@db.shop.example/x'),
    joined('see https://u:', 'p4ss@shop.example'),
  ),
  nearMisses: bare(
    'https://shop.example:8443/a@b',
    'https://user@shop.example',
    'https://u:***@shop.example',
  ),
};

export const TECHNICAL_CLASSES: readonly DataClass[] = [
  IP_ADDRESS,
  MAC_ADDRESS,
  IMEI,
  VIN,
  GEO_COORDINATES,
  DEVICE_ID,
  BASIC_AUTH_URL,
  IMSI,
  LICENCE_PLATE,
];
