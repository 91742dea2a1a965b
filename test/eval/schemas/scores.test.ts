import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../src/model/json.ts';
import { claimsOf } from './exported.ts';
import { labelsOf, type SiteLabels } from './labels.ts';
import { mutantsOf } from './mutate.ts';
import { Site } from './observe.ts';
import { Random } from './random.ts';
import { emptyScores, type Mistake, score } from './scores.ts';
import { enumeration, field, leaf, map, object } from './shape.ts';

const SHAPE = object([
  field(
    'id',
    leaf('integer', (random) => random.int(1, 9999)),
  ),
  field('state', enumeration(['open', 'paid', 'shut'])),
  field(
    'note',
    leaf('string', (random) => random.text(8)),
    0.5,
    0.3,
  ),
  field(
    'byDay',
    map(
      (random) => `2026-01-${random.int(10, 28)}`,
      leaf('number', (random) => random.next()),
      1,
      3,
    ),
  ),
]);

function shownSite(): Site {
  const site = new Site('GET api.example/v1/orders 2XX application/json');
  const random = new Random(1);
  for (let index = 0; index < 80; index += 1) site.document(SHAPE, random, `192.0.2.${index % 40}`);
  return site;
}

const RIGHT = {
  type: 'object',
  required: ['id', 'state', 'byDay'],
  properties: {
    id: { type: 'integer', format: 'int32' },
    state: { type: 'string', enum: ['open', 'paid', 'shut'] },
    note: { type: ['string', 'null'] },
    byDay: { type: 'object', additionalProperties: { type: 'number' } },
  },
} satisfies JsonObject;

function mistakesOf(schema: JsonObject, site: SiteLabels = labelsOf(shownSite())): Mistake[] {
  return score(site, claimsOf(schema, {}), emptyScores());
}

function said(mistakes: readonly Mistake[]): string[] {
  return mistakes.map(({ attribute, pointer }) => `${attribute} ${pointer}`).sort();
}

test('the true schema makes no mistake', () => {
  assert.deepEqual(mistakesOf(RIGHT), []);
});

test('each wrong claim is one mistake of its kind', () => {
  const { id, state, note, byDay } = RIGHT.properties;
  const of = (changed: JsonObject): JsonObject => ({
    ...RIGHT,
    properties: { ...RIGHT.properties, ...changed },
  });
  assert.deepEqual(said(mistakesOf({ ...RIGHT, required: ['id', 'state', 'byDay', 'note'] })), [
    'required /note',
  ]);
  assert.deepEqual(said(mistakesOf(of({ id: { ...id, type: 'number' } }))), ['type /id']);
  assert.deepEqual(said(mistakesOf(of({ state: { ...state, enum: ['open', 'paid'] } }))), ['enum /state']);
  assert.deepEqual(said(mistakesOf(of({ note: { ...note, type: 'string' } }))), ['nullable /note']);
  assert.deepEqual(said(mistakesOf(of({ note: { ...note, format: 'uuid' } }))), ['format /note']);
  assert.deepEqual(said(mistakesOf(of({ other: byDay }))), ['present /other']);
});

test('a map that was not collapsed is one invention, however many keys it shows', () => {
  const { byDay: _, ...rest } = RIGHT.properties;
  const days = ['2026-01-10', '2026-01-11', '2026-01-12'];
  const byDay = {
    type: 'object',
    properties: Object.fromEntries(days.map((day) => [day, { type: 'number' }])),
  };
  const mistakes = said(mistakesOf({ ...RIGHT, properties: { ...rest, byDay } }));
  assert.equal(mistakes.filter((mistake) => mistake === 'present /byDay/(key)').length, 1);
  assert.ok(mistakes.includes('map /byDay'));
});

test('a field that few clients sent is neither asked for nor held against anybody', () => {
  const site = new Site('GET api.example/v1/orders 2XX application/json');
  const random = new Random(2);
  for (let index = 0; index < 80; index += 1) site.document(SHAPE, random, `192.0.2.${index % 4}`);
  assert.deepEqual(
    labelsOf(site).labels.filter(({ pointer }) => pointer !== ''),
    [],
  );
});

test('mutants break what the schema says and nothing else', () => {
  const site = labelsOf(shownSite());
  const document = { id: 4, state: 'open', note: null, byDay: { '2026-01-10': 0.5 } };
  const mutants = mutantsOf(document, site, new Random(3));
  assert.deepEqual(
    mutants.filter(({ pointer }) => pointer === '/state').map(({ mutation, value }) => [mutation, value]),
    [
      ['required', { id: 4, note: null, byDay: { '2026-01-10': 0.5 } }],
      ['type', { ...document, state: 41 }],
      ['null', { ...document, state: null }],
      ['enum', { ...document, state: 'zz_never_seen' }],
    ],
  );
  assert.ok(!mutants.some(({ mutation, pointer }) => mutation === 'null' && pointer === '/note'));
});
