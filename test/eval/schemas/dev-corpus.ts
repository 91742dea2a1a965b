import { entityFields, PRESENCE } from './dev-entities.ts';
import { DEV_LEAVES, uuid, words } from './dev-leaves.ts';
import { listEndpoints } from './dev-lists.ts';
import { type EndpointCase, pathMaker, type SchemaCorpus } from './endpoint-case.ts';
import { type Random, randomFor } from './random.ts';
import { array, enumeration, type Field, field, type Leaf, leaf, object } from './shape.ts';
import { textOf } from './text-of.ts';

const SEED = 20_260_301;

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
  return {
    seed: SEED,
    clients: 240,
    exponent: 0.6,
    start: '2026-03-02T09:00:00Z',
    endpoints: [...endpoints, ...listEndpoints('fit'), ...listEndpoints('hold-out')],
  };
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
