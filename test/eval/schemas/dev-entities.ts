import { DEV_LEAVES, digits, isoDate, locale, uuid, words } from './dev-leaves.ts';
import type { Random } from './random.ts';
import {
  array,
  enumeration,
  type Field,
  field,
  leaf,
  map,
  object,
  type Shape,
  type UnionShape,
  union,
} from './shape.ts';

export const PRESENCE = [0.08, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95];
const NULLS = [0.1, 0.25, 0.5];

/** A dozen fields of the catalogue and a few that hold more. */
export function entityFields(random: Random): Field[] {
  const names = random.sample(Object.keys(DEV_LEAVES), random.int(8, 14));
  const fields = names.map((name) => decorate(name, DEV_LEAVES[name]!, random));
  const extras = random.sample(EXTRAS, random.int(2, 4));
  return [...fields, ...extras.map((make) => make(random))];
}

function decorate(name: string, shape: Shape, random: Random): Field {
  const presence = random.chance(0.5) ? 1 : random.pick(PRESENCE);
  return field(name, shape, presence, random.chance(0.25) ? random.pick(NULLS) : 0);
}

function some(random: Random, count: number): Field[] {
  return random
    .sample(Object.keys(DEV_LEAVES), count)
    .map((name) => decorate(name, DEV_LEAVES[name]!, random));
}

/** Nested objects, lists, maps and unions, each a field of its own. */
const EXTRAS: readonly ((random: Random) => Field)[] = [
  (random) => decorate('address', object([field('city', DEV_LEAVES['city']!), ...some(random, 4)]), random),
  (random) =>
    decorate(
      'lines',
      array(object([field('quantity', DEV_LEAVES['quantity']!), ...some(random, 5)]), 0, 5),
      random,
    ),
  (random) =>
    decorate(
      'tags',
      array(
        leaf('string', (r) => words(r, 1, 1), { members: 'unknown' }),
        0,
        4,
      ),
      random,
    ),
  () =>
    field(
      'attachments',
      array(
        leaf('string', (r) => r.text(4)),
        0,
        0,
      ),
    ),
  (random) =>
    decorate(
      'translations',
      map(
        locale,
        leaf('string', (r) => words(r, 2, 6)),
        2,
        7,
      ),
      random,
    ),
  (random) =>
    decorate(
      'pricesByDay',
      map(
        isoDate,
        leaf('number', (r) => r.int(100, 9999) / 100),
        1,
        6,
      ),
      random,
    ),
  (random) => decorate('stockByVariant', map(uuid, object(some(random, 3)), 0, 4), random),
  (random) =>
    decorate(
      'itemsById',
      map((r) => digits(r, 6), object([field('ok', DEV_LEAVES['active']!), ...some(random, 2)]), 1, 5),
      random,
    ),
  (random) =>
    decorate(
      'metadata',
      map(
        (r) => `${words(r, 1, 1)}_${words(r, 1, 1)}`,
        leaf('string', (r) => words(r, 1, 3)),
        0,
        5,
      ),
      random,
    ),
  (random) =>
    decorate(
      'rates',
      map(
        (r) => r.pick(CURRENCIES),
        leaf('number', (r) => r.int(1000, 99_999) / 1000),
        3,
        8,
      ),
      random,
    ),
  (random) => decorate('columns', array(keywordsAsNames(), 1, 4), random),
  (random) => decorate('legacy', object(some(random, 24)), random),
  (random) =>
    decorate(
      'groups',
      array(
        object([
          field(
            'code',
            leaf('string', (r) => r.text(4)),
          ),
          field('rows', array(object(some(random, 3)), 0, 2), 0.5),
        ]),
        0,
        2,
      ),
      random,
    ),
  (random) => decorate('reference', reference(), random),
  (random) => decorate('payment', paymentUnion(random), random),
  (random) =>
    decorate(
      'owner',
      union(
        leaf('string', uuid, { format: 'uuid' }),
        object([field('id', leaf('string', uuid, { format: 'uuid' })), ...some(random, 2)]),
      ),
      random,
    ),
  (random) => decorate('settings', nested(random, random.int(3, 6)), random),
  (random) =>
    decorate(
      'permissions',
      object(
        ['read', 'write', 'approve', 'export', 'share'].map((name) => field(name, DEV_LEAVES['active']!)),
      ),
      random,
    ),
  (random) =>
    decorate(
      'history',
      array(
        array(
          leaf('integer', (r) => r.int(0, 99)),
          1,
          3,
        ),
        1,
        3,
      ),
      random,
    ),
  (random) =>
    decorate(
      'fax',
      leaf('string', (r) => (r.chance(0.4) ? '' : '+12025550143'), { members: 'unknown' }),
      random,
    ),
];

const CURRENCIES =
  'AUD BRL CAD CHF CLP CNY CZK DKK EUR GBP HUF INR JPY KRW MXN NOK NZD PLN SEK USD ZAR'.split(' ');

/** Members named like keywords of JSON Schema, as form builders and table designers have them. */
function keywordsAsNames(): Shape {
  return object([
    field('type', enumeration(['text', 'number', 'date'])),
    field('required', DEV_LEAVES['active']!),
    field(
      'format',
      leaf('string', (r) => words(r, 1, 1), { members: 'unknown' }),
      0.5,
    ),
    field(
      'items',
      array(
        leaf('string', (r) => words(r, 1, 2)),
        0,
        2,
      ),
    ),
    field(
      'properties',
      object([
        field('enum', DEV_LEAVES['active']!),
        field(
          'default',
          leaf('string', (r) => words(r, 1, 2)),
          1,
          0.3,
        ),
      ]),
    ),
  ]);
}

function reference(): UnionShape {
  return union(
    leaf('string', (r) => `PO-${digits(r, 5)}`),
    leaf('integer', (r) => r.int(1, 90_000)),
  );
}

function paymentUnion(random: Random): UnionShape {
  const kind = (name: string): Field =>
    field(
      'kind',
      leaf('string', () => name, { members: 'unknown' }),
    );
  return union(
    object([kind('card'), field('network', enumeration(['red', 'blue', 'green'])), ...some(random, 1)]),
    object([
      kind('bank'),
      field(
        'bankName',
        leaf('string', (r) => `${words(r, 1, 2)} bank`),
      ),
      ...some(random, 1),
    ]),
  );
}

const LEVELS = ['display', 'layout', 'panel', 'widget', 'style', 'border', 'corner'];

function nested(random: Random, depth: number): Shape {
  const here = some(random, 2);
  if (depth === 0) return object(here);
  return object([
    ...here,
    field(LEVELS[depth] ?? 'inner', nested(random, depth - 1), 1, random.chance(0.2) ? 0.2 : 0),
  ]);
}
