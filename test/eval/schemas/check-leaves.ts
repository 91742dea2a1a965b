import type { Random } from './random.ts';
import { enumeration, type Leaf, leaf } from './shape.ts';

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const NOUNS =
  'ward bed dose sample clinic route truck pallet meter sensor valve reactor turbine ledger'.split(' ');
const VERBS = 'checked moved cleaned measured loaded sealed opened weighed counted signed'.split(' ');

/** Version 7: the time first, then random. */
export function uuidV7(random: Random): string {
  const time = (1_700_000_000_000 + random.int(0, 90_000_000) * 1000).toString(16).padStart(12, '0');
  const variant = random.pick(['8', '9', 'a', 'b']);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.text(3, HEX)}-${variant}${random.text(3, HEX)}-${random.text(12, HEX)}`;
}

export function sentence(random: Random): string {
  const part = (): string => `${random.pick(NOUNS)} ${random.int(2, 99)} ${random.pick(VERBS)}`;
  return Array.from({ length: random.int(1, 4) }, part).join(', ');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function day(random: Random): string {
  return `${random.int(1998, 2027)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
}

function clock(random: Random): string {
  return `${two(random.int(0, 23))}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
}

const text = (make: (random: Random) => string, extra: Partial<Leaf> = {}): Leaf =>
  leaf('string', make, extra);

type NamedLeaf = (random: Random) => readonly [name: string, leaf: Leaf];

const named =
  (suffix: string, of: Leaf): NamedLeaf =>
  (random) => [`${random.pick(NOUNS)}_${suffix}`, of];

const MEMBERS: readonly (readonly string[])[] = [
  ['ADMITTED', 'DISCHARGED', 'TRANSFERRED'],
  ['planned', 'running', 'halted', 'finished'],
  ['kg', 'litre', 'piece', 'metre', 'hour'],
  ['north', 'south', 'east', 'west'],
  ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'],
  ['in-transit', 'at-depot', 'out-for-delivery', 'delivered', 'refused', 'lost', 'held-at-customs'],
  ['UNKNOWN_REASON', 'OVERHEATED', 'MANUAL_STOP', 'SENSOR_FAULT', 'POWER_LOSS', 'LIMIT', 'TEST', 'OTHER'],
];

/** Leaves of machines, hospitals and haulage, by suffix: the name is put together, the kind decides the values. */
export const CHECK_LEAVES: readonly NamedLeaf[] = [
  named(
    'at',
    text((random) => `${day(random)}T${clock(random)}Z`, { format: 'date-time' }),
  ),
  named(
    'time',
    text(
      (random) =>
        `${day(random)}T${clock(random)}.${random.text(6, DIGITS)}${random.pick(['+01:00', '-05:00', 'Z'])}`,
      {
        format: 'date-time',
      },
    ),
  ),
  // No zone: RFC 3339 calls it no date-time, many libraries do.
  named(
    'local_time',
    text((random) => `${day(random)} ${clock(random)}`, { tolerated: [] }),
  ),
  named('on', text(day, { format: 'date' })),
  named('uuid', text(uuidV7, { format: 'uuid' })),
  named(
    'link',
    text((random) => `https://files.example/${random.text(4)}/${random.text(9)}`, { format: 'uri' }),
  ),
  named(
    'path',
    text((random) => `/mnt/${random.pick(NOUNS)}/${random.text(6)}.bin`, { tolerated: ['uri-reference'] }),
  ),
  named(
    'mail',
    text((random) => `${random.text(7)}@clinic.example`, { format: 'email' }),
  ),
  named(
    'gateway_ip',
    text((random) => `203.0.113.${random.int(1, 254)}`, { format: 'ipv4' }),
  ),
  named(
    'firmware',
    text((random) => `${random.int(1, 9)}.${random.int(0, 20)}.${random.int(256, 4000)}.${random.int(1, 9)}`),
  ),
  named(
    'batch',
    text((random) => `00${random.text(7, DIGITS)}`),
  ),
  named(
    'serial',
    text((random) => random.text(12, DIGITS)),
  ),
  named(
    'reading_text',
    text((random) => `${random.int(1, 99)}.${random.text(3, DIGITS)}`),
  ),
  named('note', text(sentence)),
  named(
    'code',
    text((random) => random.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')),
  ),
  named(
    'checksum',
    text((random) => random.text(40, HEX)),
  ),
  named(
    'blob',
    text((random) => `${random.text(43)}=`, { tolerated: ['byte'] }),
  ),
  named(
    'period',
    text((random) => `PT${random.int(1, 50)}H`, { tolerated: ['duration'] }),
  ),
  named(
    'count',
    leaf('integer', (random) => random.int(0, 500)),
  ),
  named(
    'offset',
    leaf('integer', (random) => random.int(-3600, 3600)),
  ),
  named(
    'epoch_ms',
    leaf('integer', (random) => 1_700_000_000_000 + random.int(0, 2_000_000_000)),
  ),
  named(
    'snowflake',
    leaf('integer', (random) => Number(`9${random.text(14, DIGITS)}000`)),
  ),
  named(
    'level',
    leaf('number', (random) => Math.round(random.normal() * 10_000) / 100),
  ),
  named(
    'share',
    leaf('number', (random) => random.int(0, 1000) / 1000),
  ),
  named(
    'total',
    leaf('number', (random) => random.int(0, 40) / 4),
  ),
  (random) => [`is_${random.pick(VERBS)}`, leaf('boolean', (r) => r.chance(0.5))],
  (random) => [`has_${random.pick(NOUNS)}`, leaf('boolean', (r) => r.chance(0.05))],
  ...MEMBERS.map((members) => named(suffixFor(members), enumeration(members))),
];

function suffixFor(members: readonly string[]): string {
  return members.length > 5 ? 'reason' : members.length > 3 ? 'state' : 'phase';
}
