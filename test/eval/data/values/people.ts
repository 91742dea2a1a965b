import type { Half } from '../../capability.ts';
import { DIGITS, padded, type Random, UPPER } from '../random.ts';
import { birthday, digits, type Maker } from './maker.ts';

/** Persons, how to reach them, and what is told about them. All invented. */

const GIVEN: Readonly<Record<Half, readonly string[]>> = {
  dev: [
    'Anna',
    'Lukas',
    'Sophie',
    'Jonas',
    'Emily',
    'Oliver',
    'Grace',
    'Henry',
    'Marie',
    'Felix',
    'Clara',
    'Thomas',
    'Julia',
    'Peter',
    'Katharina',
    'Daniel',
    'Laura',
    'Stephen',
    'Helen',
    'Markus',
  ],
  check: [
    'Inês',
    'João',
    'Astrid',
    'Björn',
    'Siobhán',
    'Declan',
    'Yuki',
    'Haruto',
    'Beatriz',
    'Tiago',
    'Ingrid',
    'Lars',
    'Aoife',
    'Ciarán',
    'Amara',
    'Kwame',
    'Fatima',
    'Mehmet',
    'Mei',
    'Arjun',
  ],
};
const FAMILY: Readonly<Record<Half, readonly string[]>> = {
  dev: [
    'Berger',
    'Huber',
    'Schneider',
    'Whitfield',
    'Carter',
    'Novak',
    'Fischer',
    'Harding',
    'Lindner',
    'Bennett',
    'Steiner',
    'Collins',
    'Weber',
    'Gruber',
    'Hughes',
    'Marsh',
    'Keller',
    'Bauer',
    'Ellis',
    'Winter',
  ],
  check: [
    'Ferreira',
    'Santos',
    'Lindqvist',
    'Nyström',
    "O'Brien",
    'Kavanagh',
    'Tanaka',
    'Sato',
    'Almeida',
    'Costa',
    'Håkansson',
    'Eriksen',
    'Byrne',
    'McCarthy',
    'Okafor',
    'Mensah',
    'Rahman',
    'Yılmaz',
    'Chen',
    'Sharma',
  ],
};

function letters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

export function fullName(random: Random, half: Half): string {
  return `${random.pick(GIVEN[half])} ${random.pick(FAMILY[half])}`;
}

function email(random: Random, half: Half): string {
  const [given, family] = [letters(random.pick(GIVEN[half])), letters(random.pick(FAMILY[half]))];
  const number = random.int(1, 9999);
  if (half === 'dev') {
    const local = random.pick([
      `${given}.${family}${number}`,
      `${given[0]}${family}${number}`,
      `${family}_${number}`,
    ]);
    return `${local}@${random.pick(['mail.example', 'post.example', 'example.org'])}`;
  }
  const local = random.pick([`${given}+news${number}`, `${given}-${family}.${number}`, `${given}${number}`]);
  return `${local}@${random.pick(['inbox.example', 'correio.example', 'example.net', 'mx.kontor.example'])}`;
}

/** Ranges that the numbering authorities keep free for fiction. */
function phone(random: Random, half: Half): string {
  if (half === 'dev') {
    return random.pick([
      `+44207946${padded(random.int(0, 999), 4)}`,
      `+447700900${random.text(DIGITS, 3)}`,
      `+493023125${random.text(DIGITS, 3)}`,
      `+1212555${padded(random.int(100, 199), 4)}`,
    ]);
  }
  return random.pick([
    `+33199${random.text(DIGITS, 6).replace(/^./, '0')}`,
    `+4684650${random.pick(['04', '05'])}${random.text(DIGITS, 2)}`,
    `+61491570${random.text(DIGITS, 3)}`,
    `+1604555${padded(random.int(100, 199), 4)}`,
  ]);
}

function phoneFormatted(random: Random, half: Half): string {
  if (half === 'dev') {
    return random.pick([
      `020 7946 ${padded(random.int(0, 999), 4)}`,
      `(212) 555-${padded(random.int(100, 199), 4)}`,
      `+49 30 23125 ${random.text(DIGITS, 3)}`,
      `07700 900${random.text(DIGITS, 3)}`,
    ]);
  }
  return random.pick([
    `01 99 00 ${random.text(DIGITS, 2)} ${random.text(DIGITS, 2)}`,
    `08-465 004 ${random.text(DIGITS, 2)}`,
    `+61 491 570 ${random.text(DIGITS, 3)}`,
    `604-555-${padded(random.int(100, 199), 4)}`,
  ]);
}

const STREETS: Readonly<Record<Half, readonly string[]>> = {
  dev: [
    'High Street',
    'Church Lane',
    'Station Road',
    'Mill Road',
    'Park Avenue',
    'Victoria Street',
    'Elm Street',
    'Maple Drive',
  ],
  check: [
    'Rua das Flores',
    'Avenida da Liberdade',
    'Storgatan',
    'Rue de la Gare',
    'Hauptstraße',
    'Bahnhofstraße',
    'Calle Mayor',
    'Via Roma',
  ],
};
const TOWNS: Readonly<Record<Half, readonly string[]>> = {
  dev: [
    'London SW1A 2AA',
    'Leeds LS1 4AP',
    'Portland, OR 97205',
    'Austin, TX 78701',
    'Bristol BS1 5TR',
    'Denver, CO 80202',
  ],
  check: ['4050-262 Porto', '111 29 Stockholm', '75010 Paris', '10115 Berlin', '28013 Madrid', '00184 Roma'],
};

function street(random: Random, half: Half): string {
  const name = random.pick(STREETS[half]);
  const number = random.int(1, 240);
  if (half === 'dev') return `${number} ${name}`;
  return name.startsWith('Ru') || name.startsWith('Av') ? `${name}, ${number}` : `${name} ${number}`;
}

function isoBirth(random: Random): string {
  const { year, month, day } = birthday(random);
  return `${year}-${padded(month, 2)}-${padded(day, 2)}`;
}

function writtenBirth(random: Random, half: Half): string {
  const { year, month, day } = birthday(random);
  if (half === 'dev') return `${padded(day, 2)}/${padded(month, 2)}/${year}`;
  return `${padded(day, 2)}.${padded(month, 2)}.${year}`;
}

const TRAITS: Readonly<Record<Half, readonly string[]>> = {
  dev: ['Catholic', 'Protestant', 'Muslim', 'Jewish', 'Hindu', 'Buddhist', 'Orthodox', 'Sikh'],
  check: ['heterosexual', 'gay', 'lesbian', 'bisexual', 'asexual', 'queer', 'pansexual'],
};

function address(random: Random): string {
  return random.pick([
    `192.0.2.${random.int(1, 254)}`,
    `198.51.100.${random.int(1, 254)}`,
    `203.0.113.${random.int(1, 254)}`,
  ]);
}

function ipv6(random: Random): string {
  return `2001:db8:${random.int(1, 65535).toString(16)}:${random.int(1, 65535).toString(16)}::${random.int(1, 65535).toString(16)}`;
}

export const PEOPLE: Readonly<Record<string, Maker>> = {
  email: { make: email, formatted: (random, half) => `${fullName(random, half)} <${email(random, half)}>` },
  phone: { make: phone, formatted: phoneFormatted },
  'person-name': {
    make: fullName,
    formatted: (random, half) => `${random.pick(FAMILY[half])}, ${random.pick(GIVEN[half])}`,
  },
  'postal-address': {
    make: (random, half) => `${street(random, half)}, ${random.pick(TOWNS[half])}`,
    formatted: (random, half) => `${street(random, half)}\n${random.pick(TOWNS[half])}`,
  },
  'date-of-birth': { make: isoBirth, formatted: writtenBirth },
  'sensitive-trait': { make: (random, half) => random.pick(TRAITS[half]) },
  'ip-address': {
    make: (random, half) => (half === 'check' && random.chance(0.5) ? ipv6(random) : address(random)),
    formatted: (random) => ipv6(random),
  },
  'geo-coordinates': {
    make: (random, half) => {
      const [lat, lon] = half === 'dev' ? [51.2, -0.9] : [38.4, -9.4];
      return `${(lat + random.next()).toFixed(6)},${(lon + random.next()).toFixed(6)}`;
    },
    formatted: (random) => `${(45 + random.next() * 3).toFixed(5)}, ${(7 + random.next() * 8).toFixed(5)}`,
  },
  passport: {
    make: (random, half) =>
      half === 'dev' ? digits(random, 9) : random.text(UPPER, 2) + random.text(DIGITS, 6),
    formatted: (random, half) =>
      half === 'dev'
        ? `C${random.text('CFGHJKLMNPRTVWXYZ0123456789', 8)}`
        : `${random.text(UPPER, 1)}${random.text(DIGITS, 8)}`,
  },
  'driver-licence': {
    make: (random, half) =>
      half === 'dev'
        ? `${random.text(UPPER, 5)}${random.int(0, 9)}${padded(random.int(1, 12), 2)}${padded(random.int(1, 28), 2)}${random.int(0, 9)}${random.text(UPPER, 2)}9${random.text(UPPER, 2)}`
        : `${random.text(UPPER, 1)}${digits(random, 12)}`,
    formatted: (random, half) =>
      half === 'dev'
        ? `${random.text(UPPER, 1)}${random.text(DIGITS, 7)}`
        : `${random.text(UPPER, 1)}${random.text(DIGITS, 3)}-${random.text(DIGITS, 4)}-${random.text(DIGITS, 4)}`,
  },
  'tax-number': {
    make: (random, half) =>
      half === 'dev'
        ? `${padded(random.int(10, 99), 2)}/${padded(random.int(100, 899), 3)}/${padded(random.int(10000, 99999), 5)}`
        : `${padded(random.int(10, 99), 2)} ${padded(random.int(100, 999), 3)}/${padded(random.int(1000, 9999), 4)}`,
    formatted: (random, half) => (half === 'dev' ? digits(random, 11) : digits(random, 10)),
  },
  'licence-plate': {
    make: (random, half) =>
      half === 'dev'
        ? `${random.text('ABCDEFGHKLMNOPRSTUVWXY', 2)}${random.int(51, 74)} ${random.text('ABCDEFGHJKLMNPRSTUVWXYZ', 3)}`
        : `${random.text('ABCDEFGHJKLMNPRSTVWXYZ', 2)}-${random.text(DIGITS, 3)}-${random.text('ABCDEFGHJKLMNPRSTVWXYZ', 2)}`,
    formatted: (random, half) =>
      half === 'dev'
        ? `${random.pick(['M', 'B', 'HH', 'S', 'KA'])}-${random.text(UPPER, 2)} ${random.int(100, 9999)}`
        : `${random.text('BCDFGHJKLMNPRSTVWXYZ', 3)} ${random.text(DIGITS, 3)}`,
  },
};
