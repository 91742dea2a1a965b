import { CHECK_LEAVES, day, sentence, uuidV7 } from './check-leaves.ts';
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
  union,
} from './shape.ts';

const SEED = 7_771_013;

/** Machines, hospitals and haulage: shapes grown from a grammar, snake_case, in the envelopes of several styles. */
export function checkCorpus(): SchemaCorpus {
  const apis: readonly (readonly [string, string, readonly string[], Envelope])[] = [
    ['haulage.example', '/api/v1', ['trips', 'vehicles', 'drivers'], bare],
    ['clinic.example', '/v4', ['appointments', 'samples', 'referrals'], dataAndMeta],
    ['plant.example', '/v1', ['machines', 'alarms', 'batches', 'recipes'], resourceDocument],
    ['energy.example', '/rest/v2', ['meters', 'readings', 'tariffs'], linked],
    ['library.example', '/v2', ['loans', 'titles', 'branches'], bare],
  ];
  const endpoints = apis.flatMap(([host, base, nouns, envelope]) =>
    nouns.flatMap((noun) => endpointsOf(host, base, noun, envelope, randomFor(SEED, `${host}/${noun}`))),
  );
  return { seed: SEED, clients: 320, exponent: 0.5, start: '2026-05-12T06:00:00Z', endpoints };
}

type Envelope = (entity: Shape, kind: string) => Shape;

const bare: Envelope = (entity) => entity;

const dataAndMeta: Envelope = (entity) =>
  object([
    field('data', entity),
    field(
      'meta',
      object([field('request_id', leaf('string', uuidV7, { format: 'uuid' })), field('took_ms', count(900))]),
    ),
  ]);

const resourceDocument: Envelope = (entity, kind) =>
  object([
    field(
      'data',
      object([
        field(
          'type',
          leaf('string', () => kind, { members: 'unknown' }),
        ),
        field(
          'id',
          leaf('string', (r) => String(r.int(1, 99_999))),
        ),
        field('attributes', entity),
        field(
          'relationships',
          map((r) => `rel-${r.int(100, 999)}`, object([field('id', count(9999))]), 1, 4),
          0.7,
        ),
      ]),
    ),
    field(
      'included',
      array(object([field('id', count(9999)), field('type', enumeration(['site', 'person', 'file']))]), 0, 5),
      0.6,
    ),
  ]);

const linked: Envelope = (entity, kind) =>
  object([
    field(
      '_links',
      object([
        field(
          'self',
          object([
            field(
              'href',
              leaf('string', (r) => `/${kind}/${r.int(1, 9999)}`, { tolerated: ['uri-reference'] }),
            ),
          ]),
        ),
      ]),
    ),
    field('_embedded', object([field(kind, array(entity, 0, 4))])),
    field('page', object([field('size', count(50)), field('number', count(40))])),
  ]);

function count(most: number): Leaf {
  return leaf('integer', (random) => random.int(0, most));
}

function endpointsOf(
  host: string,
  base: string,
  noun: string,
  envelope: Envelope,
  random: Random,
): EndpointCase[] {
  const entity = grownObject(random, 0, random.int(6, 11));
  const slot = random.chance(0.5) ? uuidV7 : (r: Random): string => String(r.int(10, 9_999_999));
  const json = random.pick(['application/json', 'application/hal+json', 'application/json;charset=UTF-8']);
  const collection = `${base}/${noun}`;
  const item = `${collection}/{id}`;
  const failure = failureOf(random);
  const common = { host, query: [], request: null, failure, calls: random.int(30, 60) };
  const answer = { status: 200, contentType: json, shape: envelope(entity, noun) };
  return [
    { ...common, method: 'GET', template: item, path: pathMaker(item, slot), success: answer },
    {
      ...common,
      method: 'GET',
      template: collection,
      path: pathMaker(collection),
      query: queryOf(random),
      success: { ...answer, shape: array(entity, 0, 5) },
      calls: 60,
    },
    {
      ...common,
      method: 'PUT',
      template: item,
      path: pathMaker(item, slot),
      request: { contentType: 'application/json', shape: entity },
      success: answer,
      calls: 60,
    },
    {
      ...common,
      method: 'POST',
      template: `${collection}/search`,
      path: pathMaker(`${collection}/search`),
      request: { contentType: json, shape: grownObject(random, 1, random.int(3, 7)) },
      success: {
        ...answer,
        shape: object([field('hits', array(entity, 0, 5)), field('facets', facets(random), 0.8)]),
      },
      calls: 50,
    },
  ];
}

function facets(random: Random): Shape {
  return map((r) => uuidV7(r), object([field('count', count(80)), ...grownFields(random, 3, 2)]), 1, 4);
}

/** Presence and nulls anywhere in their range, not on a grid. */
function grownFields(random: Random, depth: number, size: number): Field[] {
  const made = new Map<string, Field>();
  while (made.size < size) {
    const [name, shape] = grown(random, depth);
    const presence = random.chance(0.55) ? 1 : 0.2 + random.next() * 0.75;
    const nulls = random.chance(0.2) ? 0.08 + random.next() * 0.5 : 0;
    made.set(name, field(name, shape, presence, nulls));
  }
  return [...made.values()];
}

function grownObject(random: Random, depth: number, size: number): Shape {
  return object(grownFields(random, depth, size));
}

const BRANCHES = [
  'site',
  'device',
  'carrier',
  'profile',
  'limits',
  'position',
  'contact',
  'window',
  'origin',
  'target',
];

function grown(random: Random, depth: number): readonly [string, Shape] {
  const roll = random.next() + depth * 0.05;
  const branch = random.pick(BRANCHES);
  const small = (): Shape => grownObject(random, depth + 1, random.int(2, 4));
  if (depth < 7 && roll < 0.14) return [branch, small()];
  if (depth < 5 && roll < 0.24) return [`${branch}_list`, array(small(), 0, random.int(2, 5))];
  if (depth < 5 && roll < 0.29)
    return [
      `${branch}_by_key`,
      map(keyMaker(random), random.chance(0.5) ? small() : leafOf(random)[1], 0, 6),
    ];
  if (depth < 5 && roll < 0.305) return [`${branch}_definition`, definition(random)];
  if (roll < 0.33)
    return [
      `${branch}_ref`,
      union(
        leaf('string', (r) => `${r.text(3)}-${r.text(3)}`),
        count(9999),
      ),
    ];
  if (depth < 5 && roll < 0.36) return [`${branch}_or_id`, union(count(99_999), small())];
  if (roll < 0.4)
    return [
      `${branch}_codes`,
      array(
        leaf('string', (r) => r.text(5)),
        random.int(0, 1),
        4,
      ),
    ];
  if (roll < 0.42) return [`${branch}_errors`, array(count(1), 0, 0)];
  return leafOf(random);
}

/** Names that JSON Schema uses for itself. */
function definition(random: Random): Shape {
  const [, own] = leafOf(random);
  return object([
    field(
      'type',
      leaf('string', () => 'gauge', { members: 'unknown' }),
    ),
    field(
      'properties',
      map((r) => r.text(7), own, 1, 3),
    ),
    field('items', array(count(20), 0, 3)),
    field(
      'additionalProperties',
      leaf('boolean', (r) => r.chance(0.5)),
      0.7,
    ),
    field('$comment', leaf('string', sentence), 0.5),
  ]);
}

function leafOf(random: Random): readonly [string, Leaf] {
  return random.pick(CHECK_LEAVES)(random);
}

function keyMaker(random: Random): (random: Random) => string {
  return random.pick([
    day,
    uuidV7,
    (r: Random): string => String(r.int(1, 99_999)),
    (r: Random): string => `sensor_${r.int(1, 400)}`,
    (r: Random): string => r.text(8, '0123456789abcdef'),
    (r: Random): string => `${r.pick(BRANCHES)}-${r.pick(BRANCHES)}`,
    (r: Random): string =>
      r.pick('de el en es fi fr hr hu it ja ko lt nb nl pl pt ro ru sk sl sv tr uk zh'.split(' ')),
  ]);
}

function queryOf(random: Random): (Field & { readonly shape: Leaf })[] {
  const leaves: (readonly [string, Leaf])[] = [
    ['page[size]', leaf('integer', (r) => r.int(5, 200))],
    ['offset', count(5000)],
    ['order_by', enumeration(['name', '-name', 'created_at', '-created_at'])],
    ['updated_since', leaf('string', (r) => `${day(r)}T00:00:00Z`, { format: 'date-time' })],
    ['day', leaf('string', day, { format: 'date' })],
    ['include_deleted', leaf('boolean', (r) => r.chance(0.3))],
    ['term', leaf('string', sentence)],
    ['radius_km', leaf('number', (r) => r.int(1, 400) / 8)],
    ['batch_no', leaf('string', (r) => `0${r.int(1000, 9999)}`)],
    ['site_id', leaf('string', uuidV7, { format: 'uuid' })],
  ];
  return random.sample(leaves, random.int(3, 7)).map(([name, shape]) => {
    return { ...field(name, shape, random.chance(0.3) ? 1 : 0.2 + random.next() * 0.7), shape };
  });
}

function failureOf(random: Random): EndpointCase['failure'] {
  if (random.chance(0.2)) return null;
  const shape = object([
    field(
      'error',
      object([
        field(
          'code',
          leaf('integer', (r) => r.int(1000, 1999)),
        ),
        field('message', leaf('string', sentence)),
        field(
          'trace_id',
          leaf('string', (r) => r.text(32, '0123456789abcdef')),
        ),
        field('retry_after_s', count(60), 0.5, 0.3),
      ]),
    ),
  ]);
  return { statuses: [404, 422, 400], contentType: 'application/json', shape, calls: random.int(12, 26) };
}
