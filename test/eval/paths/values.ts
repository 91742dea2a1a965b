import type { Random } from './random.ts';
import * as lists from './words.ts';

const HEX = '0123456789abcdef';
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const BASE36 = DIGITS + LOWER;
const BASE62 = DIGITS + UPPER + LOWER;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Letters and digits of a vehicle's number (ISO 3779): all but I, O and Q. */
const VIN = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ';
const GEOHASH = '0123456789bcdefghjkmnpqrstuvwxyz';

type Make = (random: Random, argument: string) => string;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const noun: Make = (r) => r.pick(lists.NOUNS);
const adjective: Make = (r) => r.pick(lists.ADJECTIVES);
const name: Make = (r) => r.pick(lists.GIVEN_NAMES);
const two = (n: number): string => String(n).padStart(2, '0');

/** A day from 2019 to 2026; birthdays and the like are not meant. */
function date(r: Random): string {
  return `${r.int(2019, 2026)}-${two(r.int(1, 12))}-${two(r.int(1, 28))}`;
}

function range(r: Random, argument: string, min: number, max: number): string {
  const [low, high] = argument === '' ? [min, max] : argument.split('-').map(Number);
  return String(r.int(low ?? min, high ?? max));
}

/** A version 4 UUID (RFC 9562). */
function uuid(r: Random): string {
  const h = r.text(HEX, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${r.pick(['8', '9', 'a', 'b'])}${h.slice(17, 20)}-${h.slice(20)}`;
}

function username(r: Random): string {
  const form = r.int(0, 5);
  if (form === 0) return name(r, '');
  if (form === 1) return `${name(r, '')}${r.int(1, 99)}`;
  if (form === 2) return `${name(r, '')}.${noun(r, '')}`;
  if (form === 3) return `${adjective(r, '')}_${noun(r, '')}`;
  if (form === 4) return `${name(r, '')}-${noun(r, '')}`;
  return `${adjective(r, '')}${capital(noun(r, ''))}${r.chance(0.4) ? r.int(1, 2010) : ''}`;
}

function slug(r: Random): string {
  const length = r.int(2, 4);
  const parts = [adjective(r, '')];
  while (parts.length < length) parts.push(noun(r, ''));
  return parts.join('-');
}

function fileName(r: Random): string {
  const stem = r.pick(lists.FILE_NAMES);
  const middle = r.pick([
    '',
    `-${r.int(2015, 2026)}`,
    `_${noun(r, '')}`,
    `-v${r.int(1, 9)}`,
    `_${r.int(1, 400)}`,
  ]);
  return `${stem}${middle}.${r.pick(lists.EXTENSIONS)}`;
}

function filePath(r: Random): string {
  const parts: string[] = [];
  for (let depth = r.int(1, 3); depth > 0; depth--)
    parts.push(
      r.chance(0.5) ? noun(r, '') : r.pick(['src', 'docs', 'lib', 'test', 'data', 'assets', '2024', '2025']),
    );
  return [...parts, fileName(r)].join('/');
}

const MAKERS: Readonly<Record<string, Make>> = {
  int: (r, a) => (a === '' ? String(r.int(1, 10 ** r.int(2, 6))) : range(r, a, 1, 99_999)),
  bigint: (r) => String(r.int(1, 9)) + r.text(DIGITS, r.int(8, 11)),
  float: (r) => `${r.int(-89, 89)}.${r.text(DIGITS, r.int(2, 5))}`,
  year: (r) => String(r.int(1990, 2026)),
  snowflake: (r) => `${r.int(10, 99)}${r.text(DIGITS, 16)}`,
  uuid,
  'object-id': (r) => `6${r.text(HEX, 23)}`,
  ulid: (r) => `01${r.text(CROCKFORD, 24)}`,
  ksuid: (r) => `2${r.text(BASE62, 26)}`,
  nano: (r) => r.text(`${BASE62}_-`, 21),
  hex: (r, a) => r.text(HEX, Number(a)),
  base36: (r, a) => r.text(BASE36, Number(a)),
  upper36: (r, a) => r.text(DIGITS + UPPER, Number(a)),
  base62: (r, a) => r.text(BASE62, Number(a)),
  base64: (r) => r.text(`${BASE62}-_`, r.int(22, 44)),
  digits: (r, a) => r.text(DIGITS, Number(a)),
  upper: (r, a) => r.text(UPPER, Number(a)),
  lower: (r, a) => r.text(LOWER, Number(a)),
  zbase32: (r, a) => r.text(GEOHASH, Number(a)),
  prefixed: (r, a) => (a === '' ? `${r.text(LOWER, 3)}_` : a) + r.text(BASE62, 14),
  'prefixed-int': (r, a) => a + String(r.int(1, 10 ** r.int(2, 5))).padStart(3, '0'),
  word: noun,
  slug,
  'title-slug': (r) => (r.chance(0.3) ? `${slug(r)}-${r.int(2, 2026)}` : slug(r)),
  snake: (r) => (r.chance(0.3) ? noun(r, '') : `${adjective(r, '')}_${noun(r, '')}`),
  camel: (r) => adjective(r, '') + capital(noun(r, '')),
  'camel-upper': (r) => capital(adjective(r, '')) + capital(noun(r, '')),
  constant: (r) => `${adjective(r, '')}_${noun(r, '')}`.toUpperCase(),
  capital: (r) => capital(noun(r, '')),
  title: (r) => `${capital(adjective(r, ''))}_${noun(r, '')}`,
  constant1: (r) => noun(r, '').toUpperCase(),
  tenant: (r) => r.pick(lists.COMPANIES),
  city: (r) => r.pick(lists.CITIES),
  'person-word': name,
  'percent-word': (r) => `${capital(adjective(r, ''))}%20${capital(noun(r, ''))}`,
  username,
  email: (r) =>
    `${name(r, '')}.${noun(r, '')}${r.chance(0.3) ? r.int(1, 99) : ''}@${r.pick(lists.COMPANIES)}.example`,
  phone: (r) => `${r.chance(0.5) ? '%2B' : ''}1${r.int(201, 989)}55501${r.text(DIGITS, 2)}`,
  sku: (r) =>
    r.pick([
      `${r.text(UPPER, 3)}-${r.text(DIGITS, 5)}`,
      `${r.text(UPPER, 2)}${r.text(DIGITS, 6)}`,
      `${r.text(UPPER, 2)}-${r.text(UPPER, 3)}-${r.text(DIGITS, 3)}`,
    ]),
  ticker: (r) => r.text(UPPER, r.int(2, 5)),
  isbn: (r) => `978${r.text(DIGITS, 10)}`,
  vin: (r) => r.text(VIN, 11) + r.text(DIGITS, 6),
  iata: (r) => r.pick(lists.AIRPORTS),
  country: (r) => r.pick(lists.COUNTRIES),
  country2: (r) => r.pick(lists.COUNTRIES).toUpperCase(),
  country3: (r) => r.pick(lists.COUNTRIES_3),
  currency: (r) => r.pick(lists.CURRENCIES),
  locale: (r) => r.pick(lists.LOCALES),
  'locale-hyphen': (r) => r.pick(lists.LOCALES).replace('_', '-'),
  language: (r) => r.pick(lists.LANGUAGES),
  hostname: (r) =>
    `${r.pick(['www', 'api', 'video', 'tube', 'node', 'media'])}.${r.pick(lists.COMPANIES)}.example`,
  domain: (r) =>
    `${r.chance(0.4) ? `${noun(r, '')}-` : ''}${r.pick(lists.COMPANIES)}.${r.pick(['example', 'example.com', 'example.net', 'example.org'])}`,
  timezone: (r) => encodeURIComponent(r.pick(lists.ZONES)),
  date,
  'compact-date': (r) => date(r).replaceAll('-', ''),
  month: (r) => date(r).slice(0, 7),
  datetime: (r) => `${date(r)}T${two(r.int(0, 23))}:${two(r.int(0, 59))}:${two(r.int(0, 59))}Z`,
  unix: (r) => String(r.int(1_600_000_000, 1_790_000_000)),
  hash: (r) => r.text(HEX, 40),
  sha256: (r) => r.text(HEX, 64),
  semver: (r) => `${r.int(0, 12)}.${r.int(0, 30)}.${r.int(0, 20)}`,
  'version-tag': (r) => `v${r.int(0, 12)}.${r.int(0, 30)}.${r.int(0, 20)}`,
  filename: fileName,
  'mime-filename': (r) => `${capital(adjective(r, ''))}%20${fileName(r)}`,
  'file-path': filePath,
  'encoded-path': (r) => (r.chance(0.3) ? r.pick(lists.FILE_NAMES) : encodeURIComponent(filePath(r))),
  ipv4: (r) => `${r.pick(['192.0.2', '198.51.100', '203.0.113'])}.${r.int(1, 254)}`,
  mac: (r) => Array.from({ length: 6 }, () => r.text(HEX, 2)).join(':'),
  'hex-groups': (r) => Array.from({ length: 5 }, () => r.text(HEX, 8)).join('-'),
  'dicom-uid': (r) => `2.25.${r.int(1, 9)}${r.text(DIGITS, 36)}`,
  'uk-postcode': (r) =>
    `${r.text(UPPER, r.int(1, 2))}${r.int(1, 29)}${r.int(1, 9)}${r.text(UPPER, 2)}`.toLowerCase(),
  handle: (r) => `${username(r)}@${r.pick(['tube', 'video', 'social'])}.${r.pick(lists.COMPANIES)}.example`,
  'npm-plugin': (r) =>
    `peertube-${r.pick(['plugin', 'theme'])}-${noun(r, '')}${r.chance(0.3) ? `-${noun(r, '')}` : ''}`,
  'call-token': (r) => `v3%3A${r.text(`${BASE62}-_`, 54)}`,
  'obs-project': (r) =>
    r.pick([
      `home:${username(r)}`,
      `devel:languages:${noun(r, '')}`,
      `openSUSE:Leap:15.${r.int(0, 6)}`,
      'openSUSE:Factory',
      `server:${noun(r, '')}`,
      `home:${name(r, '')}:branches:${noun(r, '')}`,
    ]),
  'package-name': (r) =>
    r.chance(0.5)
      ? r.pick(lists.PACKAGES)
      : `${r.pick(['python', 'perl', 'rubygem', 'golang', 'lib'])}-${noun(r, '')}`,
  'rpm-file': (r) =>
    `${r.pick(lists.PACKAGES)}-${r.int(0, 9)}.${r.int(0, 40)}-${r.int(1, 9)}.${r.int(1, 9)}.${r.pick(['x86_64', 'noarch', 'i586', 'aarch64'])}.rpm`,
  'obs-worker': (r) => `${r.pick(['lamb', 'cloud', 'goat', 'build'])}${r.int(10, 99)}:${r.int(1, 16)}`,
  enum: (r, a) => r.pick(a.split('|')),
  any: (r, a) => r.pick(a.split('|')),
  closed: (r, a) => makeValue(a.slice(0, a.lastIndexOf(':')), r),
  mixed: (r, a) => makeValue(r.pick(a.split('~')), r),
  list: (r, a) => Array.from({ length: r.int(1, 3) }, () => makeValue(a, r)).join(','),
  join: (r, a) => join(r, a),
  matrix: (r, a) => `;${a.slice(0, a.indexOf('='))}=${makeValue(a.slice(a.indexOf('=') + 1), r)}`,
  quoted: (r, a) => `'${makeValue(a, r)}'`,
  like: (r, a) => a.replace(/<([^<>]+)>/g, (_, kind: string) => makeValue(kind, r)),
};

/** `join:KIND~KIND` with any of the separators; the first one that leaves two known kinds wins. */
function join(r: Random, argument: string): string {
  for (let at = 1; at < argument.length - 1; at++) {
    const separator = argument.charAt(at);
    if (!'~:._@;!$'.includes(separator)) continue;
    const left = argument.slice(0, at);
    const right = argument.slice(at + 1);
    if (isKind(left) && isKind(right)) return makeValue(left, r) + separator + makeValue(right, r);
  }
  throw new Error(`no two kinds in join:${argument}`);
}

function split(kind: string): readonly [string, string] {
  const colon = kind.indexOf(':');
  return colon === -1 ? [kind, ''] : [kind.slice(0, colon), kind.slice(colon + 1)];
}

export function isKind(kind: string): boolean {
  return Object.hasOwn(MAKERS, split(kind)[0]);
}

/** One value of a kind of design.ts, ready to stand in a path (percent-encoded where it must be). */
export function makeValue(kind: string, random: Random): string {
  const [head, argument] = split(kind);
  const make = MAKERS[head];
  if (make === undefined) throw new Error(`unknown kind of value: ${kind}`);
  return make(random, argument);
}

/** Number of distinct values if the kind itself closes the set, else null. */
export function closedSize(kind: string): number | null {
  const [head, argument] = split(kind);
  if (head === 'enum') return argument.split('|').length;
  if (head === 'closed') return Number(argument.slice(argument.lastIndexOf(':') + 1));
  return null;
}
