import { DEV_LEAVES, digits, isoDate, locale, uuid, words } from './dev-leaves.ts';
import { type EndpointCase, pathMaker, type SchemaCorpus } from './endpoint-case.ts';
import { type Random, randomFor } from './random.ts';
import {
  array,
  enumeration,
  type Field,
  field,
  type Leaf,
  leaf,
  map,
  object,
  type Shape,
  type UnionShape,
  union,
} from './shape.ts';
import { textOf } from './text-of.ts';

const SEED = 20_260_301;
const PRESENCE = [0.08, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95];
const NULLS = [0.1, 0.25, 0.5];

/** Shops, subscriptions and their back offices: flat-ish camelCase entities put together from a catalogue. */
export function devCorpus(): SchemaCorpus {
  const apis: readonly (readonly [string, string, readonly string[]])[] = [
    ['shop.example', '/v1', ['orders', 'products', 'carts', 'returns']],
    ['billing.example', '/api/v2', ['invoices', 'subscriptions', 'payments']],
    ['warehouse.example', '/v3', ['shipments', 'parcels', 'stocks', 'suppliers']],
    ['catalog.example', '/v1', ['articles', 'brands', 'offers', 'reviews']],
  ];
  const endpoints = apis.flatMap(([host, base, nouns]) =>
    nouns.flatMap((noun) => endpointsOf(host, base, noun, randomFor(SEED, `${host}${noun}`))),
  );
  return { seed: SEED, clients: 240, exponent: 0.6, start: '2026-03-02T00:00:00Z', endpoints };
}

function endpointsOf(host: string, base: string, noun: string, random: Random): EndpointCase[] {
  const integerIds = random.chance(0.5);
  const id = integerIds
    ? leaf('integer', (r) => r.int(1000, 900_000))
    : leaf('string', uuid, { format: 'uuid' });
  const slot = (r: Random): string => textOf(id.make(r));
  const entity = object([field('id', id), ...entityFields(random)]);
  const collection = `${base}/${noun}`;
  const item = `${collection}/{id}`;
  const failure = errorOf(random);
  const common = { host, query: [], request: null, failure, calls: random.int(40, 60) };
  const json = random.pick([
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.shop.v1+json',
  ]);
  const page = object([
    field('items', array(entity, 0, 6)),
    field(
      'total',
      leaf('integer', (r) => r.int(0, 9000)),
    ),
    field(
      'nextCursor',
      leaf('string', (r) => r.text(14)),
      1,
      0.3,
    ),
  ]);
  const update = object(
    entityFields(random).map((each) => ({ ...each, presence: Math.min(each.presence, 0.6) })),
  );
  const form = object([
    field(
      'amount',
      leaf('string', (r) => `${r.int(1, 90)}.50`),
    ),
    field('reason', enumeration(['damaged', 'late', 'duplicate'])),
    field(
      'comment',
      leaf('string', (r) => words(r, 2, 8)),
      0.4,
    ),
  ]);
  return [
    {
      ...common,
      method: 'GET',
      template: item,
      path: pathMaker(item, slot),
      success: { status: 200, contentType: json, shape: entity },
    },
    {
      ...common,
      method: 'GET',
      template: collection,
      path: pathMaker(collection),
      query: queryOf(random),
      success: { status: 200, contentType: json, shape: page },
      calls: 60,
    },
    {
      ...common,
      method: 'POST',
      template: collection,
      path: pathMaker(collection),
      request: { contentType: json, shape: object(entityFields(random)) },
      success: { status: 201, contentType: json, shape: entity },
      calls: 60,
    },
    {
      ...common,
      method: random.pick(['PATCH', 'PUT']),
      template: item,
      path: pathMaker(item, slot),
      request: { contentType: json, shape: update },
      success: { status: 204, contentType: null, shape: null },
    },
    {
      ...common,
      method: 'POST',
      template: `${item}/refunds`,
      path: pathMaker(`${item}/refunds`, slot),
      request: { contentType: 'application/x-www-form-urlencoded', shape: form },
      success: { status: 202, contentType: json, shape: object([field('accepted', DEV_LEAVES['active']!)]) },
    },
  ];
}

function entityFields(random: Random): Field[] {
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

function queryOf(random: Random): (Field & { readonly shape: Leaf })[] {
  const leaves: readonly (readonly [string, Leaf])[] = [
    ['page', leaf('integer', (r) => r.int(1, 90))],
    ['limit', leaf('integer', (r) => r.pick([10, 20, 25, 50, 100]))],
    ['sort', enumeration(['created', 'total', 'name'])],
    ['status', DEV_LEAVES['status']!],
    ['from', DEV_LEAVES['dueDate']!],
    ['since', DEV_LEAVES['updatedAt']!],
    ['archived', DEV_LEAVES['active']!],
    ['zip', DEV_LEAVES['postalCode']!],
    ['q', leaf('string', (r) => words(r, 1, 3))],
    ['minPrice', DEV_LEAVES['price']!],
    ['buyer', DEV_LEAVES['externalId']!],
  ];
  return random.sample(leaves, random.int(4, 7)).map(([name, shape]) => {
    return { ...field(name, shape, random.chance(0.3) ? 1 : random.pick(PRESENCE)), shape };
  });
}

function errorOf(random: Random): EndpointCase['failure'] {
  const problem = object([
    field(
      'type',
      leaf('string', (r) => `https://errors.example/${r.text(5)}`, { tolerated: ['uri'] }),
    ),
    field(
      'title',
      leaf('string', (r) => `Could not ${words(r, 2, 4)}`),
    ),
    field(
      'status',
      leaf('integer', (r) => r.pick([400, 409, 422])),
    ),
    field(
      'detail',
      leaf('string', (r) => words(r, 5, 9)),
      0.6,
    ),
    field(
      'violations',
      array(
        object([
          field(
            'field',
            leaf('string', (r) => words(r, 1, 1), { members: 'unknown' }),
          ),
          field(
            'message',
            leaf('string', (r) => words(r, 3, 6)),
          ),
        ]),
        1,
        3,
      ),
      0.7,
    ),
  ]);
  return random.chance(0.75)
    ? {
        statuses: [400, 409, 422],
        contentType: 'application/problem+json',
        shape: problem,
        calls: random.int(12, 24),
      }
    : null;
}
