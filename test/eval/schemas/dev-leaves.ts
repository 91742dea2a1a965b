import type { Random } from './random.ts';
import { enumeration, type Leaf, leaf } from './shape.ts';

const STARTS = 'Ada Bru Chia Dmi Eli Fe Gre Ha Ivo Jor Ka Le Mate Na Owe Pri'.split(' ');
const ENDS = 'na ric la tri fi mo ta nar bel kin reth lin vas do'.split(' ');
const TOWNS = 'Lin Port Gdan Tur Gen Gra Mal Tri Lee Cor Bil Aar Bas Brun Spli Tar'.split(' ');
const TOWN_ENDS = 'burg ford stad ham ville minster mouth field bridge haven'.split(' ');
const WORDS =
  'light blue cotton summer wide short steel frame travel rope linen desk lamp glass round soft dark'.split(
    ' ',
  );
const LOCALES = 'en-US en-GB de-DE de-AT fr-FR fr-CA es-ES es-MX it-IT nl-NL pl-PL pt-PT pt-BR sv-SE'.split(
  ' ',
);

const HEX = '0123456789abcdef';
const DIGITS = '0123456789';

export function uuid(random: Random): string {
  const r = (n: number): string => random.text(n, HEX);
  return `${r(8)}-${r(4)}-4${r(3)}-${random.pick(['8', '9', 'a', 'b'])}${r(3)}-${r(12)}`;
}

/** Open sets of names: wide enough that nobody takes them for an enumeration. */
function name(random: Random): string {
  return random.pick(STARTS) + random.pick(ENDS);
}

export function words(random: Random, low: number, high: number): string {
  return Array.from({ length: random.int(low, high) }, () => random.pick(WORDS)).join(' ');
}

function moment(random: Random): Date {
  return new Date(Date.UTC(2024, 0, 1) + random.int(0, 790 * 86_400) * 1000 + random.int(0, 999));
}

export function isoDate(random: Random): string {
  return moment(random).toISOString().slice(0, 10);
}

export function locale(random: Random): string {
  return random.pick(LOCALES);
}

export function digits(random: Random, length: number): string {
  return random.text(1, '123456789') + random.text(length - 1, DIGITS);
}

const string = (make: (random: Random) => string, extra: Partial<Leaf> = {}): Leaf =>
  leaf('string', make, extra);

/** Fields of shops and subscriptions, camelCase: name → what it holds. */
export const DEV_LEAVES: Readonly<Record<string, Leaf>> = {
  externalId: string(uuid, { format: 'uuid' }),
  createdAt: string((random) => `${moment(random).toISOString().slice(0, 19)}Z`, { format: 'date-time' }),
  updatedAt: string((random) => moment(random).toISOString(), { format: 'date-time' }),
  shippedAt: string((random) => `${moment(random).toISOString().slice(0, 19)}+02:00`, {
    format: 'date-time',
  }),
  dueDate: string(isoDate, { format: 'date' }),
  contactEmail: string((random) => `${name(random).toLowerCase()}.${random.text(5)}@mail.example`, {
    format: 'email',
  }),
  imageUrl: string((random) => `https://cdn.example/img/${random.text(10)}.jpg`, { format: 'uri' }),
  callbackUrl: string((random) => `https://hooks.example/in/${random.text(6)}?v=${random.int(1, 4)}`, {
    format: 'uri',
  }),
  lastLoginIp: string((random) => `198.51.100.${random.int(1, 254)}`, { format: 'ipv4' }),
  postalCode: string((random) => `0${random.text(4, DIGITS)}`),
  orderNumber: string((random) => digits(random, 8)),
  houseNumber: string((random) => String(random.int(1, 180))),
  unitPriceText: string((random) => `${random.int(1, 400)}.${random.text(2, DIGITS)}`),
  firstName: string((random) => name(random)),
  lastName: string((random) => name(random) + random.pick(ENDS)),
  city: string((random) => random.pick(TOWNS) + random.pick(TOWN_ENDS)),
  title: string((random) => words(random, 2, 5)),
  note: string((random) => `Please ${words(random, 4, 12)}.`),
  sku: string((random) => `${random.text(3, 'ABCDEFGHKLMNPQRSTUVWXYZ')}-${digits(random, 4)}`),
  appVersion: string((random) => `${random.int(4, 12)}.${random.int(0, 30)}.${random.int(300, 9999)}`),
  colour: string((random) => `#${random.text(6, HEX)}`),
  supportHost: string((random) => `s${random.int(1, 60)}.shop.example`, { tolerated: ['hostname'] }),
  pickupTime: string((random) => `${random.int(10, 21)}:${random.pick(['00', '15', '30', '45'])}`, {
    tolerated: ['time'],
  }),
  thumbnail: string((random) => `${random.text(58)}==`, { tolerated: ['byte'] }),
  // What callers type into a free field of a form: now a date, now a number, now a word.
  rawValue: string((random) =>
    random.pick([isoDate, (r: Random) => digits(r, 3), (r: Random) => words(r, 1, 3), () => 'true'])(random),
  ),
  // Not always an address, so naming the format would refuse the rest.
  replyTo: string((random) => (random.chance(0.2) ? 'n/a' : `${random.text(8)}@mail.example`)),
  fingerprint: string((random) => random.text(32, HEX)),
  '@id': string((random) => `https://id.example/${random.text(9)}`, { format: 'uri' }),
  constructor: string((random) => `${name(random)} Works`),
  length: leaf('integer', (random) => random.int(1, 300)),
  quantity: leaf('integer', (random) => random.int(1, 40)),
  totalCents: leaf('integer', (random) => random.int(99, 250_000)),
  legacyId: leaf('integer', (random) => random.int(1e15, 9e15)),
  ledgerId: leaf('integer', (random) => Number(`${random.int(1, 8)}${random.text(15, DIGITS)}000`)),
  position: leaf('integer', (random) => random.int(-20, 400)),
  price: leaf('number', (random) => random.int(100, 99_999) / 100),
  discountRatio: leaf('number', (random) => Math.round(random.next() * 1000) / 1000),
  weightKg: leaf('number', (random) => random.int(1, 600) / 8),
  active: leaf('boolean', (random) => random.chance(0.7)),
  giftWrapped: leaf('boolean', (random) => random.chance(0.15)),
  status: enumeration(['draft', 'open', 'paid', 'shipped']),
  currency: enumeration(['EUR', 'USD', 'GBP', 'SEK', 'PLN']),
  channel: enumeration(['web', 'store', 'phone']),
  priority: enumeration(['low', 'normal', 'high', 'urgent']),
  plan: enumeration(['free', 'starter', 'team', 'business', 'enterprise', 'partner']),
  fulfilment: enumeration([
    'pickup',
    'standard',
    'express',
    'same_day',
    'freight',
    'locker',
    'drone',
    'bike',
  ]),
};
